package harness

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/client/transport"
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/stretchr/testify/require"
)

// Assistant is a client of one MCP server, which runs as a process of its own and is spoken to over its standard input and output.
type Assistant struct {
	p      *Product
	client *client.Client
	pid    int
	// Took is how long the server needed from its start to the answer of initialize.
	Took time.Duration

	mu   sync.Mutex
	said bytes.Buffer // all that came on standard output
	told []string     // of the progress of a call
}

// Assistant starts an MCP server by the name of its folder below mcp/.
func (p *Product) Assistant(server string) *Assistant {
	p.t.Helper()
	binary := filepath.Join(filepath.Dir(built.worker), "mcp-"+server)
	if _, err := os.Stat(binary); err != nil {
		root, err := moduleRoot()
		require.NoError(p.t, err)
		build := exec.Command("go", "build", "-o", binary, "./mcp/"+server)
		build.Dir = root
		out, err := build.CombinedOutput()
		require.NoError(p.t, err, string(out))
	}
	cmd := exec.Command(binary)
	cmd.Dir, cmd.Env = p.Dir, p.env
	in, err := cmd.StdinPipe()
	require.NoError(p.t, err)
	out, err := cmd.StdoutPipe()
	require.NoError(p.t, err)
	var errs safeBuffer
	cmd.Stderr = &errs
	a := &Assistant{p: p}
	began := time.Now()
	require.NoError(p.t, cmd.Start())
	a.pid = cmd.Process.Pid
	a.client = client.NewClient(transport.NewIO(io.TeeReader(out, a), in, io.NopCloser(&bytes.Buffer{})))
	p.t.Cleanup(func() {
		_ = in.Close()
		_ = a.client.Close()
		_ = cmd.Wait()
	})
	ctx, cancel := context.WithTimeout(p.t.Context(), patience)
	defer cancel()
	a.client.OnNotification(a.hear)
	require.NoError(p.t, a.client.Start(p.t.Context()))
	_, err = a.client.Initialize(ctx, mcp.InitializeRequest{Params: mcp.InitializeParams{
		ProtocolVersion: "2025-11-25", ClientInfo: mcp.Implementation{Name: "harness", Version: "1"},
	}})
	require.NoError(p.t, err, errs.String())
	a.Took = time.Since(began)
	return a
}

// Write keeps what the server says, for Protocol.
func (a *Assistant) Write(b []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.said.Write(b)
}

func (a *Assistant) hear(n mcp.JSONRPCNotification) {
	words, _ := n.Params.AdditionalFields["message"].(string)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.told = append(a.told, words)
}

// Told is what the server has said of the progress of calls, in the order of saying.
func (a *Assistant) Told() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]string(nil), a.told...)
}

// Call uses a tool and reads its structured answer into out, unless that is nil. A tool error gives its sentence.
func (a *Assistant) Call(tool string, arguments map[string]any, out any) (problem string) {
	a.p.t.Helper()
	ctx, cancel := context.WithTimeout(a.p.t.Context(), patience)
	defer cancel()
	result, err := a.client.CallTool(ctx, mcp.CallToolRequest{Params: mcp.CallToolParams{Name: tool, Arguments: arguments, Meta: &mcp.Meta{ProgressToken: tool}}})
	require.NoError(a.p.t, err, tool)
	if result.IsError {
		text, ok := mcp.AsTextContent(result.Content[0])
		require.True(a.p.t, ok)
		return text.Text
	}
	if out != nil {
		raw, err := json.Marshal(result.StructuredContent)
		require.NoError(a.p.t, err)
		require.NoError(a.p.t, json.Unmarshal(raw, out))
	}
	return ""
}

// Resource reads a resource's text.
func (a *Assistant) Resource(uri string) (text string, err error) {
	ctx, cancel := context.WithTimeout(a.p.t.Context(), patience)
	defer cancel()
	result, err := a.client.ReadResource(ctx, mcp.ReadResourceRequest{Params: mcp.ReadResourceParams{URI: uri}})
	if err != nil {
		return "", err
	}
	content, ok := mcp.AsTextResourceContents(result.Contents[0])
	require.True(a.p.t, ok)
	return content.Text, nil
}

// Memory is the most that the server has had in memory at once, in kilobytes; ok is false where the system does not tell.
func (a *Assistant) Memory() (kilobytes int, ok bool) {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(a.pid) + "/status")
	if err != nil {
		return 0, false
	}
	for said := range strings.Lines(string(status)) {
		if n, err := fmt.Sscanf(said, "VmHWM: %d kB", &kilobytes); n == 1 && err == nil {
			return kilobytes, true
		}
	}
	return 0, false
}

// Protocol checks that standard output carried messages of the protocol and nothing else.
func (a *Assistant) Protocol() {
	a.p.t.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, said := range bytes.Split(bytes.TrimSpace(a.said.Bytes()), []byte("\n")) {
		var message struct {
			Version string `json:"jsonrpc"`
		}
		require.NoError(a.p.t, json.Unmarshal(said, &message), "%s", said)
		require.Equal(a.p.t, "2.0", message.Version)
	}
}
