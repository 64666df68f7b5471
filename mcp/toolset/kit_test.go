package toolset_test

import (
	"context"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
	"github.com/stretchr/testify/require"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/mcp/toolset"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/config"
)

//nolint:gochecknoglobals // the usual flag of golden files
var update = flag.Bool("update", false, "write the snapshots anew")

const mail = "From: Anna Berger <anna.berger@berger-design.example>\nSubject: Please invoice us\n" +
	"Date: Mon, 16 Nov 2026 09:12:00 +0100\nMessage-ID: <1@berger-design.example>\n\nPlease send us an invoice for 2 x Workshop day at EUR 950.00 each.\n"

// secret is a password of this installation, which must never be seen.
const secret = "correct-horse-battery-staple"

type builder func(*toolset.Office) (*server.MCPServer, error)

func servers() map[string]builder {
	return map[string]builder{
		"odoo": toolset.Odoo, "gmail": toolset.Gmail, "briefing": toolset.Briefing,
		"facebook": toolset.Facebook, "instagram": toolset.Instagram, "twitter": toolset.Twitter,
	}
}

// desk is an installation with a vault and without a worker, and a server in this process.
type desk struct {
	t      *testing.T
	dir    string
	server *server.MCPServer
}

func at(t *testing.T, build builder) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir()}
	v, err := vault.Open(d.path())
	require.NoError(t, err)
	require.NoError(t, v.Close())
	cfg, err := config.Load([]string{
		"OWNER_TIMEZONE=Europe/Berlin", "ODOO_URL=https://odoo.example", "ODOO_DB=d", "ODOO_USERNAME=u", "ODOO_PASSWORD=" + secret,
	}, d.dir)
	require.NoError(t, err)
	office := toolset.NewOffice(cfg, zap.NewNop())
	t.Cleanup(func() { require.NoError(t, office.Close()) })
	d.server, err = build(office)
	require.NoError(t, err)
	return d
}

func (d *desk) path(parts ...string) string {
	return filepath.Join(append([]string{d.dir, "AI_Employee"}, parts...)...)
}

// ask sends one request as a client does and gives the result as JSON.
func (d *desk) ask(method string, params any) (result json.RawMessage, failure string) {
	d.t.Helper()
	raw, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
	require.NoError(d.t, err)
	answer, err := json.Marshal(d.server.HandleMessage(context.Background(), raw))
	require.NoError(d.t, err)
	var message struct {
		Result json.RawMessage
		Error  struct{ Message string }
	}
	require.NoError(d.t, json.Unmarshal(answer, &message))
	return message.Result, message.Error.Message
}

// call uses a tool; problem is the sentence of a tool error.
func (d *desk) call(tool string, arguments any) (answer map[string]any, problem string) {
	d.t.Helper()
	raw, failure := d.ask("tools/call", map[string]any{"name": tool, "arguments": arguments})
	require.Empty(d.t, failure, tool)
	var result mcp.CallToolResult
	require.NoError(d.t, json.Unmarshal(raw, &result))
	require.NotEmpty(d.t, result.Content)
	text, ok := mcp.AsTextContent(result.Content[0])
	require.True(d.t, ok)
	if result.IsError {
		require.NotEmpty(d.t, text.Text)
		return nil, text.Text
	}
	answer, ok = result.StructuredContent.(map[string]any)
	require.True(d.t, ok, "%T", result.StructuredContent)
	return answer, ""
}

func (d *desk) log() []auditlog.Entry {
	d.t.Helper()
	var all []auditlog.Entry
	for e, err := range auditlog.Query(filepath.Join(d.dir, "Vault", "Logs"), auditlog.Filter{}) {
		require.NoError(d.t, err)
		all = append(all, e)
	}
	return all
}

// tree is every file of the vault with its content.
func (d *desk) tree() map[string]string {
	d.t.Helper()
	files := map[string]string{}
	require.NoError(d.t, filepath.WalkDir(d.path(), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := os.ReadFile(name)
		files[strings.TrimPrefix(name, d.path()+"/")] = string(raw)
		return err
	}))
	return files
}
