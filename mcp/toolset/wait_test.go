package toolset_test

import (
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/client/transport"
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/mcp/serve"
	"github.com/autonomous-employee/employee/mcp/toolset"
	"github.com/autonomous-employee/employee/vault/auditlog"
)

// follower is a client that keeps what it is told while it waits.
type follower struct {
	*client.Client
	dir  string
	mu   sync.Mutex
	told []mcp.ProgressNotificationParams
}

func (f *follower) progress() []mcp.ProgressNotificationParams {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.told
}

func (f *follower) look(ctx context.Context, at, seconds int, token mcp.ProgressToken) (looks float64, err error) {
	request := mcp.CallToolRequest{Params: mcp.CallToolParams{Name: "look_long", Arguments: map[string]any{"looks": at, "wait_seconds": seconds}}}
	if token != nil {
		request.Params.Meta = &mcp.Meta{ProgressToken: token}
	}
	result, err := f.CallTool(ctx, request)
	if err != nil {
		return 0, err
	}
	answer, _ := result.StructuredContent.(map[string]any)
	looks, _ = answer["looks"].(float64)
	return looks, nil
}

type buffer struct {
	mu sync.Mutex
	b  strings.Builder
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// followers are clients over each transport of a server that is served as the product's are.
func followers(t *testing.T, build serve.Build) map[string]*follower {
	t.Helper()
	all := map[string]*follower{"stdio": {dir: t.TempDir()}, "http": {dir: t.TempDir()}}
	ctx, cancel := context.WithCancel(context.Background())
	var ended sync.WaitGroup
	run := func(f *follower, args []string, in io.Reader, out, errs io.Writer) {
		ended.Go(func() {
			err := serve.Run(ctx, build, append(args, "--dir", f.dir), []string{"EMPLOYEE_MCP_TOKEN=a-token-of-the-owners-own"}, in, out, errs)
			if err != nil {
				assert.ErrorIs(t, err, context.Canceled)
			}
		})
	}
	t.Cleanup(func() {
		for _, f := range all {
			_ = f.Close()
		}
		cancel()
		ended.Wait()
	})
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	run(all["stdio"], nil, toServer, fromServer, io.Discard)
	all["stdio"].Client = client.NewClient(transport.NewIO(toClient, fromClient, io.NopCloser(strings.NewReader(""))))

	var errs buffer
	run(all["http"], []string{"--http", "127.0.0.1:0"}, strings.NewReader(""), io.Discard, &errs)
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/mcp`)
	require.Eventually(t, func() bool { return address.MatchString(errs.String()) }, 10*time.Second, 5*time.Millisecond)
	over, err := client.NewStreamableHttpClient(address.FindString(errs.String()), transport.WithHTTPHeaders(map[string]string{"Authorization": "Bearer a-token-of-the-owners-own"}))
	require.NoError(t, err)
	all["http"].Client = over

	for _, f := range all {
		f.OnNotification(func(n mcp.JSONRPCNotification) {
			raw, err := json.Marshal(n.Params.AdditionalFields)
			assert.NoError(t, err)
			var told mcp.ProgressNotificationParams
			assert.NoError(t, json.Unmarshal(raw, &told))
			f.mu.Lock()
			defer f.mu.Unlock()
			f.told = append(f.told, told)
		})
		require.NoError(t, f.Start(ctx))
		_, err := f.Initialize(ctx, mcp.InitializeRequest{Params: mcp.InitializeParams{ProtocolVersion: "2025-11-25", ClientInfo: mcp.Implementation{Name: "t", Version: "1"}}})
		require.NoError(t, err)
	}
	return all
}

// One server each: the library has one session over standard input in a process.
func TestWaiting_OverEachTransport(t *testing.T) {
	t.Parallel()
	for name, f := range followers(t, toolset.Slow("Berger waits for\nyou.")) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			noTimeIsOneLook(t, f)
			theClientIsToldHowItGoes(t, f)
			whoGivesUpEndsIt(t, f)
		})
	}
}

func noTimeIsOneLook(t *testing.T, f *follower) {
	t.Helper()
	looks, err := f.look(t.Context(), 99, 0, "token")
	require.NoError(t, err)
	require.InDelta(t, 1, looks, 0)
	looks, err = f.look(t.Context(), 99, 1, nil)
	require.NoError(t, err)
	require.InDelta(t, 2, looks, 0, "the last look is when the time is over")
	require.Empty(t, f.progress(), "only who asks is told")
}

func theClientIsToldHowItGoes(t *testing.T, f *follower) {
	t.Helper()
	looks, err := f.look(t.Context(), 4, 30, "tok-7")
	require.NoError(t, err)
	require.InDelta(t, 4, looks, 0, "it answers when there is something to tell")
	require.Eventually(t, func() bool { return len(f.progress()) == 3 }, 5*time.Second, 5*time.Millisecond)
	last := -1.0
	for _, told := range f.progress() {
		require.Equal(t, "tok-7", told.ProgressToken)
		require.InDelta(t, 30, told.Total, 0)
		require.Greater(t, told.Progress, last, "progress only grows")
		require.Equal(t, "Berger waits for you.", told.Message)
		last = told.Progress
	}
}

func whoGivesUpEndsIt(t *testing.T, f *follower) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, err := f.look(ctx, 99, 50, nil)
	require.Error(t, err)
	require.Eventually(t, func() bool {
		for e, err := range auditlog.Query(filepath.Join(f.dir, "Vault", "Logs"), auditlog.Filter{}) {
			if err == nil && strings.Contains(e.Result, "gave up waiting") {
				return true
			}
		}
		return false
	}, 10*time.Second, 10*time.Millisecond)
}
