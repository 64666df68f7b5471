package lossy_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/lossy"
)

// behind starts a proxy that harms every call, and counts what gets through.
func behind(t *testing.T, opts lossy.Options) (address string, arrived *atomic.Int64) {
	t.Helper()
	arrived = &atomic.Int64{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		arrived.Add(1)
		_, _ = io.Copy(w, r.Body)
	}))
	t.Cleanup(server.Close)
	opts.Write = func(_, body string) bool { return body == "write" }
	opts.WriteOneIn, opts.ReadOneIn = max(opts.WriteOneIn, 1), max(opts.ReadOneIn, 1)
	proxy, err := lossy.New(server.URL, opts)
	require.NoError(t, err)
	front := httptest.NewServer(proxy)
	t.Cleanup(front.Close)
	return front.URL, arrived
}

func post(t *testing.T, address, body string) (status int, answer string, err error) {
	t.Helper()
	resp, err := http.Post(address, "text/plain", strings.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(text), err
}

func TestProxy_EachHarmIsDoneBeforeOrAfterTheServersWork(t *testing.T) {
	t.Parallel()
	for harm, c := range map[lossy.Harm]struct {
		arrives int64
		status  int // 0: no answer
	}{
		lossy.ClosedAfter: {1, 0}, lossy.ResetAfter: {1, 0}, lossy.GatewayAfter: {1, http.StatusBadGateway},
		lossy.Late: {1, http.StatusOK}, lossy.GatewayBefore: {0, http.StatusBadGateway}, lossy.ResetBefore: {0, 0},
		lossy.Limited: {0, http.StatusTooManyRequests},
	} {
		address, arrived := behind(t, lossy.Options{Writes: []lossy.Harm{harm}, Latest: time.Millisecond})
		status, answer, err := post(t, address, "write")
		require.Equal(t, c.status == 0, err != nil, harm)
		require.Equal(t, c.status, status, harm)
		require.Equal(t, c.arrives, arrived.Load(), harm)
		require.Equal(t, harm == lossy.Late, answer == "write", harm)

		status, answer, err = post(t, address, "read")
		require.NoError(t, err, "nothing harms reads")
		require.Equal(t, []any{http.StatusOK, "read"}, []any{status, answer})
	}
}

func TestProxy_TheSameSeedThrowsTheSameDice(t *testing.T) {
	t.Parallel()
	throws := func() string {
		address, _ := behind(t, lossy.Options{Seed: 7, Reads: []lossy.Harm{lossy.GatewayBefore}, ReadOneIn: 3})
		var out strings.Builder
		for range 40 {
			status, _, err := post(t, address, "read")
			require.NoError(t, err)
			out.WriteString(http.StatusText(status)[:1])
		}
		return out.String()
	}
	first := throws()
	require.Equal(t, first, throws())
	require.Contains(t, first, "B")
	require.Contains(t, first, "O")
}
