package odoo_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// bench is one fake, the real activities on it and the SDK's environment.
type bench struct {
	t    *testing.T
	fake *odoofake.Server
	acts *odoo.Activities
}

const mailBytes = "From: anna@acme.example\r\nSubject: Rechnung\r\n\r\nBitte 2 Stunden.\r\n"

func newBench(t *testing.T, opts odoofake.Options, more ...odoo.Option) *bench {
	t.Helper()
	fake := odoofake.New(t, opts)
	cfg := odoo.Config{URL: fake.URL, DB: odoofake.DefaultDatabase, Username: odoofake.DefaultUsername, Password: odoofake.DefaultPassword}
	return &bench{t: t, fake: fake, acts: activities(t, cfg, more...)}
}

func activities(t testing.TB, cfg odoo.Config, more ...odoo.Option) *odoo.Activities {
	t.Helper()
	opts := append([]odoo.Option{
		odoo.WithOpenMail(func(contract.MailRef) ([]byte, error) { return []byte(mailBytes), nil }),
		odoo.WithTimeouts(30*time.Second, 30*time.Second),
		odoo.WithHeartbeatInterval(time.Millisecond),
	}, more...)
	acts, err := odoo.New(cfg, opts...)
	require.NoError(t, err)
	return acts
}

// run calls a registered activity the way a worker does.
func run[In, Out any](t *testing.T, acts *odoo.Activities, name contract.Activity[In, Out], in In) (Out, error) {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(quiet())
	env := suite.NewTestActivityEnvironment()
	acts.Register(env)
	var out Out
	value, err := env.ExecuteActivity(name.Name(), in)
	if err != nil {
		return out, err
	}
	require.NoError(t, value.Get(&out))
	return out, nil
}

func (b *bench) create(d contract.InvoiceDraft) (contract.InvoiceOutcome, error) {
	b.t.Helper()
	return run(b.t, b.acts, contract.OdooCreateDraftInvoice, approved(b.t, d))
}

func (b *bench) verify(d contract.InvoiceDraft) (contract.InvoiceOutcome, error) {
	b.t.Helper()
	return run(b.t, b.acts, contract.OdooVerifyDraftInvoice, contract.VerifyDraftInvoiceInput{Draft: d})
}

func approved(t *testing.T, d contract.InvoiceDraft) contract.CreateDraftInvoiceInput {
	t.Helper()
	fingerprint, err := d.Fingerprint()
	require.NoError(t, err)
	return contract.CreateDraftInvoiceInput{Draft: d, Fingerprint: fingerprint}
}

// draft is a valid draft for a partner; change edits it before totals are computed.
func draft(t *testing.T, mail string, partner int64, change ...func(*contract.InvoiceDraft)) contract.InvoiceDraft {
	t.Helper()
	d := contract.InvoiceDraft{
		BusinessKey: contract.BusinessKey(mail), PartnerID: partner, CreateCustomer: partner == 0, Currency: "EUR", Reference: "PO-7", DueDate: "2027-05-05",
		Customer:  contract.Customer{Name: "ACME GmbH", Contact: "Anna", Email: "anna@acme.example", VATID: "DE123456789"},
		Narration: "Service period: May\n<b>not bold</b>",
		Lines: []contract.InvoiceLine{
			{Description: "Consulting", Quantity: "2", Unit: "hours", UnitPrice: "60.00", TaxPercent: "19"},
			{Description: "Travel, \"first\" class", Quantity: "1", UnitPrice: "33.33", DiscountPercent: "10", TaxPercent: "7"},
		},
	}
	for _, edit := range change {
		edit(&d)
	}
	d, err := money.Totals(d)
	require.NoError(t, err)
	return d
}

// kindOf is the failure kind of an activity's error, with its message.
func kindOf(t *testing.T, err error) (contract.FailureKind, string, *temporal.ApplicationError) {
	t.Helper()
	var app *temporal.ApplicationError
	require.ErrorAs(t, err, &app)
	return contract.FailureKind(app.Type()), app.Message(), app
}

func requireKind(t *testing.T, want contract.FailureKind, err error) string {
	t.Helper()
	kind, message, app := kindOf(t, err)
	require.Equal(t, want, kind, message)
	retryable := want == contract.FailTransient || want == contract.FailRateLimited
	require.Equal(t, !retryable, app.NonRetryable(), message)
	require.NotContains(t, err.Error(), odoofake.DefaultPassword)
	require.NotContains(t, err.Error(), "Traceback")
	require.NotContains(t, err.Error(), "/opt/odoo")
	return message
}

func quiet() log.Logger { return log.NewStructuredLogger(slog.New(slog.DiscardHandler)) }

func itoa(n int) string { return strconv.Itoa(n) }

// BenchmarkListBooks reads the books for a briefing with the session open, and
// beside it, as the floor, sends the same requests without the product: what is
// between the two is what reading and adding up costs here.
func BenchmarkListBooks(b *testing.B) {
	for _, w := range ways()[:2] {
		for _, size := range []int{10, 1_000, 10_000} {
			fake := odoofake.New(b, odoofake.Options{Version: w.version, Now: readingTime})
			fill(fake, size)
			tape := record(b, fake)
			acts := activities(b, w.config(tape.URL))
			ask := func() error {
				_, err := acts.ListBooks(context.Background(), lastWeek())
				return err
			}
			require.NoError(b, ask())
			tape.start()
			require.NoError(b, ask())
			calls := tape.stop()
			name := fmt.Sprintf("%s/%d_invoices", w.dialect, size)
			b.Run(name+"/reading", func(b *testing.B) {
				for b.Loop() {
					require.NoError(b, ask())
				}
				b.ReportMetric(float64(len(calls)), "calls/op")
			})
			b.Run(name+"/floor", func(b *testing.B) {
				for b.Loop() {
					for _, call := range calls {
						require.NoError(b, call.again(tape.URL))
					}
				}
			})
		}
	}
}

// tape is a server that hands everything on to the fake and can keep what was
// sent.
type tape struct {
	*httptest.Server
	mu      sync.Mutex
	running bool
	calls   []sent
}

// sent is a request as it came.
type sent struct {
	path   string
	header http.Header
	body   []byte
}

func record(b *testing.B, fake *odoofake.Server) *tape {
	t := &tape{}
	t.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		t.mu.Lock()
		if t.running {
			t.calls = append(t.calls, sent{r.URL.Path, r.Header.Clone(), body})
		}
		t.mu.Unlock()
		r.Body = io.NopCloser(bytes.NewReader(body))
		fake.ServeHTTP(w, r)
	}))
	b.Cleanup(t.Close)
	return t
}

func (t *tape) start() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.running = true
}

func (t *tape) stop() []sent {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.running = false
	return t.calls
}

// again sends the request and throws the answer away.
func (s sent) again(url string) error {
	req, err := http.NewRequest(http.MethodPost, url+s.path, bytes.NewReader(s.body))
	if err != nil {
		return err
	}
	req.Header = s.header
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
