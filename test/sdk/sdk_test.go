package sdk_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestClients_UseEveryToolOfEveryServer is one test, because all clients use one installation.
func TestClients_UseEveryToolOfEveryServer(t *testing.T) {
	p := start(t)
	addresses := map[string]string{}
	for _, server := range servers() {
		addresses[server] = p.http(server)
	}
	t.Run("Go over stdio", func(t *testing.T) {
		useAll(t, "go-stdio", func(server string) mcp.Transport { return &mcp.CommandTransport{Command: p.stdio(server)} })
	})
	t.Run("Go over HTTP", func(t *testing.T) {
		authorized := &http.Client{Transport: bearer{}}
		useAll(t, "go-http", func(server string) mcp.Transport {
			return &mcp.StreamableClientTransport{Endpoint: addresses[server], HTTPClient: authorized}
		})
	})
	t.Run("TypeScript", func(t *testing.T) { useAllInTypeScript(t, p, addresses) })
}

// bearer shows the token with each request.
type bearer struct{}

func (bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+token)
	return http.DefaultTransport.RoundTrip(r)
}

// user is the client of one server.
type user struct {
	t       *testing.T
	session *mcp.ClientSession
	mu      sync.Mutex
	told    map[any]int // of progress, by token
}

func useAll(t *testing.T, who string, to func(server string) mcp.Transport) {
	t.Helper()
	earlier, used := map[string]map[string]any{}, 0
	for _, server := range servers() {
		u := &user{t: t, told: map[any]int{}}
		client := mcp.NewClient(&mcp.Implementation{Name: who, Version: "1"}, &mcp.ClientOptions{
			ProgressNotificationHandler: func(_ context.Context, r *mcp.ProgressNotificationClientRequest) {
				u.mu.Lock()
				defer u.mu.Unlock()
				u.told[r.Params.ProgressToken]++
			},
		})
		var err error
		if u.session, err = client.Connect(t.Context(), to(server), nil); err != nil {
			t.Fatalf("%s: %v", server, err)
		}
		used += u.tools(calls(server, who), earlier)
		u.pages()
		if err := u.session.Close(); err != nil {
			t.Errorf("%s: closing: %v", server, err)
		}
	}
	t.Logf("%d calls", used)
}

// tools makes the calls and looks that no tool was left out.
func (u *user) tools(all []call, earlier map[string]map[string]any) (used int) {
	u.t.Helper()
	offered := map[string]*jsonschema.Resolved{}
	for tool, err := range u.session.Tools(u.t.Context(), nil) {
		if err != nil {
			u.t.Fatal(err)
		}
		offered[tool.Name] = u.schema(tool)
	}
	called := map[string]bool{}
	for i, c := range all {
		called[c.Tool] = true
		u.use(c, i, offered[c.Tool], earlier)
	}
	for name := range offered {
		if !called[name] {
			u.t.Errorf("no call of %s", name)
		}
	}
	return len(all)
}

// schema is what a tool says its answers look like.
func (u *user) schema(tool *mcp.Tool) *jsonschema.Resolved {
	u.t.Helper()
	raw, err := json.Marshal(tool.OutputSchema)
	var s jsonschema.Schema
	if err == nil {
		err = json.Unmarshal(raw, &s)
	}
	if err != nil || tool.OutputSchema == nil || tool.Annotations == nil {
		u.t.Fatalf("%s: output schema or annotations are missing (%v)", tool.Name, err)
	}
	resolved, err := s.Resolve(nil)
	if err != nil {
		u.t.Fatalf("%s: %v", tool.Name, err)
	}
	return resolved
}

func (u *user) use(c call, number int, schema *jsonschema.Resolved, earlier map[string]map[string]any) {
	u.t.Helper()
	params := &mcp.CallToolParams{Name: c.Tool, Arguments: c.filled(earlier)}
	progress := c.Tool + strconv.Itoa(number)
	params.SetProgressToken(progress)
	result, err := u.session.CallTool(u.t.Context(), params)
	if err != nil {
		u.t.Fatalf("%s: %v", c.Tool, err)
	}
	text, ok := result.Content[0].(*mcp.TextContent)
	switch {
	case !ok:
		u.t.Errorf("%s: the answer has no text", c.Tool)
	case c.Refused != "":
		if !result.IsError || !strings.Contains(text.Text, c.Refused) {
			u.t.Errorf("%s: want a tool error with %q, got %s", c.Tool, c.Refused, text.Text)
		}
	case result.IsError:
		u.t.Errorf("%s: %s", c.Tool, text.Text)
	default:
		u.fits(c, schema, result.StructuredContent, text.Text)
		earlier[c.Tool], _ = result.StructuredContent.(map[string]any)
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if c.Waits && u.told[progress] == 0 {
		u.t.Errorf("%s: nothing was told of its progress", c.Tool)
	}
}

// fits compares an answer with its schema, and its text with its data.
func (u *user) fits(c call, schema *jsonschema.Resolved, data any, text string) {
	u.t.Helper()
	if schema == nil {
		u.t.Fatalf("%s is not offered", c.Tool)
	}
	if err := schema.Validate(data); err != nil {
		u.t.Errorf("%s: the answer does not fit its schema: %v", c.Tool, err)
	}
	var same any
	if err := json.Unmarshal([]byte(text), &same); err != nil {
		u.t.Errorf("%s: the text is not the data: %v", c.Tool, err)
	}
}

// pages reads every resource and gets every prompt.
func (u *user) pages() {
	u.t.Helper()
	offers := u.session.InitializeResult().Capabilities
	if offers.Resources != nil {
		for resource, err := range u.session.Resources(u.t.Context(), nil) {
			if err != nil {
				u.t.Fatal(err)
			}
			read, err := u.session.ReadResource(u.t.Context(), &mcp.ReadResourceParams{URI: resource.URI})
			if err != nil || len(read.Contents) != 1 || !strings.Contains(read.Contents[0].Text, "read-only copy") {
				u.t.Errorf("%s: %v", resource.URI, err)
			}
		}
	}
	if offers.Prompts == nil {
		return
	}
	for prompt, err := range u.session.Prompts(u.t.Context(), nil) {
		if err != nil {
			u.t.Fatal(err)
		}
		given := map[string]string{}
		for _, a := range prompt.Arguments {
			given[a.Name] = "We are open on Sunday."
		}
		if got, err := u.session.GetPrompt(u.t.Context(), &mcp.GetPromptParams{Name: prompt.Name, Arguments: given}); err != nil || len(got.Messages) == 0 {
			u.t.Errorf("%s: %v", prompt.Name, err)
		}
	}
}
