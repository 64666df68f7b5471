package gmail_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	fake "github.com/autonomous-employee/employee/test/fakes/gmail"
)

// discovery is the part of Google's description of the API that is checked.
type discovery struct {
	Parameters map[string]param    `json:"parameters"`
	Resources  map[string]resource `json:"resources"`
	Schemas    map[string]schema   `json:"schemas"`
}

type resource struct {
	Methods   map[string]method   `json:"methods"`
	Resources map[string]resource `json:"resources"`
}

type method struct {
	ID         string           `json:"id"`
	Path       string           `json:"path"`
	HTTPMethod string           `json:"httpMethod"`
	Parameters map[string]param `json:"parameters"`
	Request    ref              `json:"request"`
	Response   ref              `json:"response"`
	Scopes     []string         `json:"scopes"`
}

type param struct {
	Location string   `json:"location"`
	Enum     []string `json:"enum"`
}

type ref struct {
	Ref string `json:"$ref"`
}

type schema struct {
	Ref        string            `json:"$ref"`
	Type       string            `json:"type"`
	Format     string            `json:"format"`
	Properties map[string]schema `json:"properties"`
	Items      *schema           `json:"items"`
}

func load(t *testing.T) (discovery, map[string]method) {
	t.Helper()
	path := filepath.Join("..", "..", "..", "..", "shared", "contracts", "google", "gmail-api.json")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("Google's discovery document is not at hand: %v", err)
	}
	var d discovery
	require.NoError(t, json.Unmarshal(raw, &d))
	methods := map[string]method{}
	collect(d.Resources, methods)
	require.Greater(t, len(methods), 50)
	return d, methods
}

func collect(resources map[string]resource, into map[string]method) {
	for _, r := range resources {
		for _, m := range r.Methods {
			into[m.ID] = m
		}
		collect(r.Resources, into)
	}
}

func TestContract_EveryMethodAndParameterIsGoogles(t *testing.T) {
	t.Parallel()
	d, methods := load(t)
	for _, e := range fake.Endpoints() {
		m, known := methods[e.ID]
		require.True(t, known, e.ID)
		require.Equal(t, m.HTTPMethod, e.Verb, e.ID)
		require.Equal(t, "/"+m.Path, e.Path, e.ID)
		for _, p := range e.Params {
			require.Equal(t, "query", m.Parameters[p].Location, "%s %s", e.ID, p)
		}
		for _, field := range e.Body {
			require.Contains(t, d.Schemas[m.Request.Ref].Properties, field, e.ID)
		}
		require.Equal(t, m.Request.Ref == "", len(e.Body) == 0, e.ID)
		require.Subset(t, m.Scopes, e.Scopes(), e.ID)
	}
	require.Contains(t, d.Parameters, "alt")
	require.Contains(t, d.Parameters, "prettyPrint")
}

func TestContract_EveryFieldOfEveryAnswerIsGoogles(t *testing.T) {
	t.Parallel()
	d, methods := load(t)
	p := open(t, fake.Options{PageSize: 2})
	check := func(id, verb, path, body string) map[string]any {
		out := p.must(t, verb, path, body)
		d.check(t, id, schema{Ref: methods[id].Response.Ref}, out)
		return out
	}
	raw := []byte("From: a@b.example\r\nSubject: Invoice\r\n\r\nText\r\n")
	first := p.AddMail(raw)
	gone := p.AddMail(raw)
	spam := p.AddMailTo(raw, "SPAM")
	p.MoveToInbox(spam)
	p.DeleteMail(gone)
	made := check("gmail.users.labels.create", "POST", "labels", `{"name":"X","labelListVisibility":"labelShow","messageListVisibility":"show"}`)
	label, _ := made["id"].(string)
	check("gmail.users.messages.modify", "POST", "messages/"+first+"/modify", `{"addLabelIds":["`+label+`"],"removeLabelIds":["UNREAD"]}`)
	check("gmail.users.labels.list", "GET", "labels", "")
	check("gmail.users.getProfile", "GET", "profile", "")
	check("gmail.users.messages.list", "GET", "messages?maxResults=1&labelIds=INBOX&q=in:inbox", "")
	for _, format := range []string{"raw", "metadata", "minimal"} {
		check("gmail.users.messages.get", "GET", "messages/"+first+"?format="+format, "")
	}
	kinds := map[string]bool{}
	token := ""
	for range 9 {
		page := check("gmail.users.history.list", "GET", "history?startHistoryId=1&pageToken="+token, "")
		records, _ := page["history"].([]any)
		for _, record := range records {
			for key := range record.(map[string]any) {
				kinds[key] = true
			}
		}
		if token, _ = page["nextPageToken"].(string); token == "" {
			break
		}
	}
	for _, kind := range []string{"messagesAdded", "messagesDeleted", "labelsAdded", "labelsRemoved"} {
		require.True(t, kinds[kind], kind)
	}
	require.Empty(t, p.Violations())
}

func TestContract_HistoryTypesAreGoogles(t *testing.T) {
	t.Parallel()
	_, methods := load(t)
	p := open(t, fake.Options{})
	for _, kind := range methods["gmail.users.history.list"].Parameters["historyTypes"].Enum {
		p.must(t, "GET", "history?startHistoryId=1000&historyTypes="+kind, "")
	}
	require.Empty(t, p.Violations())
}

// check walks an answer along its schema: no unknown field, and the JSON type
// the schema says (64-bit numbers are text).
func (d discovery) check(t *testing.T, at string, s schema, value any) {
	t.Helper()
	if s.Ref != "" {
		resolved, known := d.Schemas[s.Ref]
		require.True(t, known, "%s: schema %s", at, s.Ref)
		s = resolved
	}
	switch v := value.(type) {
	case map[string]any:
		require.Equal(t, "object", s.Type, at)
		for key, one := range v {
			field, known := s.Properties[key]
			require.True(t, known, "%s has no field %q", at, key)
			d.check(t, at+"."+key, field, one)
		}
	case []any:
		require.Equal(t, "array", s.Type, at)
		for i, one := range v {
			d.check(t, at+"["+strconv.Itoa(i)+"]", *s.Items, one)
		}
	case string:
		require.Equal(t, "string", s.Type, at)
		if strings.HasSuffix(s.Format, "int64") {
			_, err := strconv.ParseUint(v, 10, 64)
			require.NoError(t, err, at)
		}
	case float64:
		require.Equal(t, "integer", s.Type, at)
		require.True(t, slices.Contains([]string{"int32", "uint32"}, s.Format), at)
	default:
		require.Fail(t, "type that the fake should not send", "%s: %T", at, value)
	}
}
