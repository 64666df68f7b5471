package graphclient_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/test/fakes/graph"
)

// Each behaviour of the library that would lead a publisher astray, and what
// is made of it here.

func TestLibrary_StatusIsLookedAt(t *testing.T) {
	t.Parallel()
	for status, kind := range map[int]graphclient.Kind{
		500: graphclient.KindUnknown, 503: graphclient.KindUnknown, 404: graphclient.KindUnknown, 429: graphclient.KindRateLimited, 302: graphclient.KindTransient, 413: graphclient.KindInvalid,
	} {
		_, err := client(t, config(answering(t, status, `{"id":"1_2"}`).address)).Do(t.Context(), post("x"))
		e, is := graphclient.As(err)
		require.True(t, is, "%d counts as done", status)
		require.Equal(t, kind, e.Kind, "%d", status)
		require.Equal(t, status, e.Status)
		require.Equal(t, status >= 500, e.Reason == graphclient.ReasonServer)
	}
}

func TestLibrary_ErrorsThatDoNotDecodeAreErrors(t *testing.T) {
	t.Parallel()
	for body, reason := range map[string]graphclient.Reason{
		`{"error":{"message":"x","code":"190","error_subcode":"463"}}`: graphclient.ReasonTokenExpired,
		`{"error":{"message":"x","code":506,"error_subcode":"n/a"}}`:   graphclient.ReasonDuplicate,
		`{"error":{"message":7,"code":368}}`:                           graphclient.ReasonBlocked,
		`{"error":"busy"}`:                                             graphclient.ReasonServer,
		`{"error":["busy"]}`:                                           graphclient.ReasonServer,
	} {
		for _, status := range []int{200, 400} {
			_, err := client(t, config(answering(t, status, body).address)).Do(t.Context(), post("x"))
			require.True(t, graphclient.Is(err, reason), "%d %s: %v", status, body, err)
		}
	}
	_, err := client(t, config(answering(t, 200, `{"id":"1","error":null}`).address)).Do(t.Context(), post("x"))
	require.NoError(t, err)
}

func TestLibrary_OneRequestServesTwoTenants(t *testing.T) {
	t.Parallel()
	w := answering(t, 200, `{"id":"1"}`)
	r := post("x")
	for _, token := range []string{"EAA-first", "EAA-second"} {
		cfg := config(w.address)
		cfg.Token = token
		_, err := client(t, cfg).Do(t.Context(), r)
		require.NoError(t, err)
	}
	require.Len(t, r.Params, 1, "nothing is left in the request")
	require.Equal(t, "Bearer EAA-first", w.requests[0].Header.Get("Authorization"))
	require.Equal(t, "Bearer EAA-second", w.requests[1].Header.Get("Authorization"))
	for i, body := range w.bodies {
		require.NotContains(t, body+w.requests[i].URL.String(), "EAA", "the token travels in the header alone")
	}
	first, _ := url.ParseQuery(w.bodies[0])
	second, _ := url.ParseQuery(w.bodies[1])
	require.NotEqual(t, first.Get("appsecret_proof"), second.Get("appsecret_proof"))
	require.Len(t, first.Get("appsecret_proof"), 64)
}

func TestLibrary_BodiesThatAreNoJSONKeepTheirStatus(t *testing.T) {
	t.Parallel()
	for status, kind := range map[int]graphclient.Kind{200: graphclient.KindUnknown, 502: graphclient.KindUnknown, 503: graphclient.KindUnknown, 429: graphclient.KindRateLimited} {
		for _, body := range []string{"", "<html>Bad Gateway</html>", "Too many", "[]", "null", "1"} {
			w := answering(t, status, body)
			_, err := client(t, config(w.address)).Do(t.Context(), post("x"))
			e, is := graphclient.As(err)
			require.True(t, is, "%d %q counts as done", status, body)
			require.Equal(t, []any{kind, status}, []any{e.Kind, e.Status}, body)
			_, err = client(t, config(w.address)).Read(t.Context(), "1", "id")
			require.Error(t, err)
			require.NotEqual(t, graphclient.KindUnknown, kindOf(err), "a read is never in doubt")
		}
	}
}

func kindOf(err error) graphclient.Kind {
	e, _ := graphclient.As(err)
	return e.Kind
}

// Whatever comes back, a call that publishes is done only when an object came
// with a good status, and no answer is read as a refusal of something else.
func FuzzAnswer_OnlyAnObjectIsAnAnswer(f *testing.F) {
	for _, seed := range []string{`{"id":"1"}`, `{"error":{"code":"190"}}`, `{"error":{}}`, "true", "null", "", "<html>", "{}0", `{"error":"x"} ` + "\x00", `{"error":{"code":1e99}}`, `[{"id":1}]`, `{"error":[{"code":4}]}`} {
		f.Add(200, seed)
		f.Add(400, seed)
	}
	c, err := graphclient.New(config("http://localhost:1"))
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 200 || status > 599 {
			t.Skip("no status that an answer has")
		}
		got, err := c.Judged(status, body, post("x"))
		var object map[string]any
		decoded := json.Unmarshal([]byte(body), &object) == nil && object != nil
		if err == nil {
			require.Less(t, status, 300)
			require.True(t, got.True || decoded)
			require.Nil(t, object["error"])
			return
		}
		e, is := graphclient.As(err)
		require.True(t, is)
		require.NotEmpty(t, e.Sentence())
	})
}

func TestLibrary_TheWordTrueIsAnAnswer(t *testing.T) {
	t.Parallel()
	got, err := client(t, config(answering(t, 200, " true\n").address)).Do(t.Context(), graphclient.Request{Verb: "DELETE", Path: "1_2", Effect: graphclient.Publishes})
	require.NoError(t, err)
	require.True(t, got.Succeeded())
	require.Empty(t, got.Str("id"))
}

func TestLibrary_AMissingCodeLeavesAWriteInDoubt(t *testing.T) {
	t.Parallel()
	s, c := page(t, graph.Options{})
	s.On("POST page/feed").Raw(400, `{"error":{"message":"odd"}}`, 1)
	_, err := c.Do(t.Context(), post("x"))
	wantError(t, err, graphclient.KindUnknown, graphclient.ReasonServer)
}

func TestLibrary_NothingBesideAFileDoesNotPanic(t *testing.T) {
	t.Parallel()
	w := answering(t, 200, `{"id":"1"}`)
	r := post("x")
	r.Params = append(r.Params, graphclient.Param{Name: "nothing", Value: nil})
	r.File = &graphclient.File{Param: "source", Name: "a.jpg", Type: "image/jpeg", Content: strings.NewReader("jpeg")}
	_, err := client(t, config(w.address)).Do(t.Context(), r)
	require.NoError(t, err)
	require.Contains(t, w.requests[0].Header.Get("Content-Type"), "multipart/form-data")
	require.Contains(t, w.bodies[0], "jpeg")
}

func TestLibrary_AnEmptyPageDoesNotEndAListing(t *testing.T) {
	t.Parallel()
	s, c := page(t, graph.Options{EmptyPage: true, PageSize: 2})
	for i := range 5 {
		s.AddPost(fmt.Sprint(i), "", time.Now())
	}
	type entry struct{ Message string }
	var seen []string
	require.NoError(t, graphclient.List(t.Context(), c, graph.PageID+"/feed", "message", nil, func(e entry) bool {
		seen = append(seen, e.Message)
		return true
	}))
	require.Equal(t, []string{"4", "3", "2", "1", "0"}, seen)
	seen = nil
	require.NoError(t, graphclient.List(t.Context(), c, graph.PageID+"/feed", "message", nil, func(e entry) bool {
		seen = append(seen, e.Message)
		return len(seen) < 3
	}))
	require.Len(t, seen, 3)
	require.Empty(t, s.Violations())
}

func TestLibrary_AListingThatTurnsInCirclesEnds(t *testing.T) {
	t.Parallel()
	w := answering(t, 200, `{"data":[{"id":"1"}],"paging":{"cursors":{"after":"again"},"next":"https://evil.example/x"}}`)
	n := 0
	require.NoError(t, graphclient.List(t.Context(), client(t, config(w.address)), "1/feed", "id", nil, func(struct{}) bool { n++; return true }))
	require.Equal(t, 2, n)
}

func TestLibrary_OneClientServesManyAtOnce(t *testing.T) {
	t.Parallel()
	s, c := page(t, graph.Options{AppSecret: "app-secret"})
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			_, err := c.Do(t.Context(), post(fmt.Sprint(i)))
			require.NoError(t, err)
			_, err = c.Read(t.Context(), graph.PageID, "id,name")
			require.NoError(t, err)
		})
	}
	wg.Wait()
	require.Len(t, s.Live(), 16)
	require.Empty(t, s.Violations())
}

func TestLibrary_ACutAnswerIsInDoubtAndSaysSo(t *testing.T) {
	t.Parallel()
	s, c := page(t, graph.Options{})
	s.On("POST page/feed").CommitThenCut(1)
	s.On("POST page/feed").CommitThenDrop(1)
	_, err := c.Do(t.Context(), post("x"))
	wantError(t, err, graphclient.KindUnknown, graphclient.ReasonUnreadable)
	require.True(t, errors.Is(err, io.ErrUnexpectedEOF))
	_, err = c.Do(t.Context(), post("y"))
	wantError(t, err, graphclient.KindUnknown, graphclient.ReasonNoAnswer)
	s.On("GET page").CommitThenCut(1)
	_, err = c.Read(t.Context(), graph.PageID, "id")
	wantError(t, err, graphclient.KindTransient, graphclient.ReasonUnreadable)
}
