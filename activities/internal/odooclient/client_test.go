package odooclient_test

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

func clientOf(t *testing.T, url string, edit ...func(*odooclient.Config)) *odooclient.Client {
	t.Helper()
	cfg := odooclient.Config{URL: url, Database: odoofake.DefaultDatabase, Username: odoofake.DefaultUsername, Password: odoofake.DefaultPassword}
	for _, e := range edit {
		e(&cfg)
	}
	c, err := odooclient.New(cfg)
	require.NoError(t, err)
	return c
}

func requireError(t *testing.T, err error, kind odooclient.Kind, code odooclient.Code, sent bool) {
	t.Helper()
	e, ok := odooclient.As(err)
	require.True(t, ok, "%v", err)
	require.Equal(t, [3]any{kind, code, sent}, [3]any{e.Kind, e.Code, e.Sent}, err.Error())
}

func TestSession_IsLearntOnceForAllCallers(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		c := w.client(t, fake.URL)
		var wg sync.WaitGroup
		for range 20 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				s, err := c.Session(context.Background())
				require.NoError(t, err)
				require.Equal(t, odooclient.Session{
					UID: 2, Major: w.version, Version: fmt.Sprintf("%d.0", w.version), Dialect: w.dialect, CompanyID: 1, CompanyName: "My Company", Currency: "EUR",
				}, s)
			}()
		}
		wg.Wait()
		require.Equal(t, 1, fake.Count(w.login))
		require.Equal(t, 1, fake.Count("web.version"))
	})
}

func TestSession_KnowsTheCurrencyOfTheUsersOwnCompany(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		fake.Edit("res.company", 2, map[string]any{"currency_id": odoofake.CurrencyUSD})
		fake.Edit("res.users", 2, map[string]any{"company_id": int64(2)})
		s, err := w.client(t, fake.URL).Session(context.Background())
		require.NoError(t, err)
		require.Equal(t, "USD", s.Currency)
		require.Equal(t, int64(2), s.CompanyID)
	})
}

func TestSession_AServerWithoutAccountingTellsNoCurrency(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		fake.Fault(1, "Traceback (most recent call last):\nValueError: Invalid field 'currency_id' on model 'res.users'", 1, "res.users.read")
		s, err := w.client(t, fake.URL).Session(context.Background())
		require.NoError(t, err)
		require.Empty(t, s.Currency)
		require.Equal(t, "My Company", s.CompanyName)
	})
}

func TestSession_IsForgottenWhenTheUserIsGone(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		c := w.client(t, fake.URL)
		_, err := c.Session(context.Background())
		require.NoError(t, err)
		fake.Fault(2, "Record does not exist or has been deleted.\n(Record: res.users(2,), User: 2)", 1, "res.partner.read")
		_, err = c.Read(context.Background(), odooclient.ModelPartner, []int64{1}, []string{"name"})
		requireError(t, err, odooclient.Auth, odooclient.CodeStaleUser, true)
		_, err = c.Read(context.Background(), odooclient.ModelPartner, []int64{1}, []string{"name"})
		require.NoError(t, err)
		require.Equal(t, 2, fake.Count(w.login))
	})
}

func TestSession_AWrongPasswordIsAskedOnceAndNotRetried(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	c := clientOf(t, fake.URL, func(c *odooclient.Config) { c.Password = "wrong" })
	_, err := c.Session(context.Background())
	requireError(t, err, odooclient.Auth, odooclient.CodeWrongPassword, true)
	require.Equal(t, 1, fake.Count("common.authenticate"))
}

func TestHasField_AsksTheServerOnceAModel(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		c := w.client(t, fake.URL)
		for range 3 {
			has, err := c.HasField(context.Background(), odooclient.ModelPartner, "email_normalized")
			require.NoError(t, err)
			require.True(t, has)
			has, err = c.HasField(context.Background(), odooclient.ModelPartner, "x_nowhere")
			require.NoError(t, err)
			require.False(t, has)
		}
		require.Equal(t, 1, fake.Count("res.partner.fields_get"))
	})
}

func TestClient_RefusesForbiddenThingsWithoutACall(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		c := w.client(t, fake.URL)
		_, err := c.Session(context.Background())
		require.NoError(t, err)
		before := len(fake.Requests())
		_, err = c.Load(context.Background(), "account.move", []string{"id", "move_type", "state"}, [][]string{{key, "out_invoice", "posted"}})
		requireError(t, err, odooclient.Invalid, odooclient.CodeForbidden, false)
		_, err = c.Search(context.Background(), "account.bank.statement.line", odooclient.Query{Fields: []string{"id"}})
		requireError(t, err, odooclient.Invalid, odooclient.CodeForbidden, false)
		_, err = c.HasField(context.Background(), "ir.cron", "name")
		requireError(t, err, odooclient.Invalid, odooclient.CodeForbidden, false)
		require.Len(t, fake.Requests(), before)
	})
}

func TestWire_FollowsNoRedirectAndSendsThePasswordNowhereElse(t *testing.T) {
	t.Parallel()
	var elsewhere atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere.Add(1) }))
	t.Cleanup(other.Close)
	everyWay(t, func(t *testing.T, w way) {
		for _, status := range []int{301, 302, 303, 307, 308} {
			url := w.instead(t, http.RedirectHandler(other.URL, status).ServeHTTP)
			_, err := w.client(t, url).Session(context.Background())
			requireError(t, err, odooclient.Invalid, odooclient.CodeRedirect, true)
		}
		require.Zero(t, elsewhere.Load())
	})
}

func TestWire_NothingWasSentWhenNobodyAnswersTheDoor(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	closed := "http://" + l.Addr().String()
	require.NoError(t, l.Close())
	_, err = clientOf(t, closed).Session(context.Background())
	requireError(t, err, odooclient.Transient, odooclient.CodeUnreachable, false)

	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	_, err = clientOf(t, strings.Replace(plain.URL, "http://", "https://", 1)).Session(context.Background())
	requireError(t, err, odooclient.Transient, odooclient.CodeTLS, false)

	untrusted := httptest.NewTLSServer(http.NotFoundHandler())
	untrusted.Config.ErrorLog = quietLog()
	t.Cleanup(untrusted.Close)
	_, err = clientOf(t, untrusted.URL).Session(context.Background())
	requireError(t, err, odooclient.Transient, odooclient.CodeTLS, false)

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = clientOf(t, closed).Session(ctx)
	e, ok := odooclient.As(err)
	require.True(t, ok)
	require.False(t, e.Sent)
}

func TestWire_CapsTheAnswer(t *testing.T) {
	t.Parallel()
	block := []byte(strings.Repeat("x", 1<<20))
	everyWay(t, func(t *testing.T, w way) {
		media := w.media
		url := w.instead(t, func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Type", media)
			for range 40 {
				if _, err := rw.Write(block); err != nil {
					return
				}
			}
		})
		_, err := w.client(t, url).Session(context.Background())
		requireError(t, err, odooclient.Transient, odooclient.CodeTooLarge, true)
	})
}

func TestWire_KeepsToFourCallsAtATime(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		var now, most atomic.Int32
		var armed atomic.Bool
		released := make(chan struct{})
		release := sync.OnceFunc(func() { close(released) })
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !armed.Load() {
				fake.ServeHTTP(w, r)
				return
			}
			n := now.Add(1)
			for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
			}
			if n == 4 {
				release()
			}
			<-released
			answer := httptest.NewRecorder()
			fake.ServeHTTP(answer, r)
			now.Add(-1) // before the caller can know that it is done
			maps.Copy(w.Header(), answer.Header())
			_, _ = w.Write(answer.Body.Bytes())
		}))
		t.Cleanup(srv.Close)
		c := w.client(t, srv.URL)
		_, err := c.Session(context.Background())
		require.NoError(t, err)
		armed.Store(true)
		var wg sync.WaitGroup
		for range 12 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				_, err := c.Read(context.Background(), odooclient.ModelPartner, []int64{1}, []string{"name"})
				require.NoError(t, err)
			}()
		}
		wg.Wait()
		require.LessOrEqual(t, most.Load(), int32(4))
	})
}

func TestWire_TimeoutAfterSendingIsUnknownForALoadOnly(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		c := w.client(t, fake.URL)
		_, err := c.Session(context.Background())
		require.NoError(t, err)
		for op, want := range map[string]odooclient.Kind{"res.partner.load": odooclient.OutcomeUnknown, "res.partner.read": odooclient.Transient} {
			arrived, release := fake.Hold(op)
			ctx, cancel := context.WithCancel(context.Background())
			go func() {
				<-arrived
				cancel()
			}()
			if strings.HasSuffix(op, "load") {
				_, err = c.Load(ctx, odooclient.ModelPartner, []string{"id", "name"}, [][]string{{"aiemp.customer_1", "x"}})
			} else {
				_, err = c.Read(ctx, odooclient.ModelPartner, []int64{1}, []string{"name"})
			}
			release()
			requireError(t, err, want, odooclient.CodeCancelled, true)
		}
		short := w.client(t, fake.URL, func(c *odooclient.Config) { c.ReadTimeout = time.Millisecond })
		_, release := fake.Hold("web.version")
		_, err = short.Session(context.Background())
		release()
		e, ok := odooclient.As(err)
		require.True(t, ok)
		require.Equal(t, odooclient.CodeTimeout, e.Code)
	})
}

func TestLoad_TwiceIsOnceAndAnUnreadableAnswerIsUnknown(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		c := w.client(t, fake.URL)
		load := func() (int64, error) {
			return c.Load(context.Background(), odooclient.ModelPartner, []string{"id", "name"}, [][]string{{"aiemp.customer_1", "x"}})
		}
		first, err := load()
		require.NoError(t, err)
		second, err := load()
		require.NoError(t, err)
		require.Equal(t, first, second)
		unreadable := `{"ids": false}`
		if w.dialect == odooclient.XMLRPC {
			unreadable = "<methodResponse><params><param><value><struct><member><name>ids</name><value><boolean>0</boolean></value></member></struct></value></param></params></methodResponse>"
		}
		fake.Answer(200, w.media, unreadable, 1, "res.partner.load")
		_, err = load()
		requireError(t, err, odooclient.OutcomeUnknown, odooclient.CodeMalformed, true)
	})
}

func TestClient_ErrorsNeverHoldThePassword(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		c := w.client(t, fake.URL)
		fake.Fault(2, "module says "+w.secret, 1, "res.users.read")
		_, err := c.Session(context.Background())
		require.ErrorContains(t, err, "module says [hidden]")
	})
}
