package toolset_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What clients are told is part of the product: a change is seen here. Write anew with -update.
func TestServers_TellClientsExactlyThis(t *testing.T) {
	t.Parallel()
	for name, build := range servers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := at(t, build)
			told := map[string]json.RawMessage{}
			for _, method := range []string{"tools/list", "resources/list", "resources/templates/list", "prompts/list"} {
				if result, failure := d.ask(method, map[string]any{}); failure == "" {
					told[method] = result
				}
			}
			raw, err := json.MarshalIndent(told, "", "  ")
			require.NoError(t, err)
			file := filepath.Join("testdata", name+".json")
			if *update {
				require.NoError(t, os.MkdirAll("testdata", 0o755))
				require.NoError(t, os.WriteFile(file, append(raw, '\n'), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Equal(t, string(bytes.TrimSpace(want)), string(raw))
		})
	}
}

func tools(t *testing.T, d *desk) []mcp.Tool {
	t.Helper()
	raw, failure := d.ask("tools/list", map[string]any{})
	require.Empty(t, failure)
	var list struct{ Tools []mcp.Tool }
	require.NoError(t, json.Unmarshal(raw, &list))
	require.NotEmpty(t, list.Tools)
	return list.Tools
}

func TestTools_AreFewDescribedAndHonest(t *testing.T) {
	t.Parallel()
	acting := map[string]bool{"draft_invoice": true, "compose_invoice": true, "prepare_payment": true, "scan_now": true, "run_briefing": true, "schedule_post": true, "draft_reply": true, "change_post": true}
	for name, build := range servers() {
		d := at(t, build)
		list := tools(t, d)
		assert.LessOrEqual(t, len(list), 8, name)
		for _, tool := range list {
			assert.Regexp(t, `^[a-z]+_[a-z]+$|^health$`, tool.Name)
			assert.NotRegexp(t, `approve|reject|edit|resume|unpause|delete|secret`, tool.Name)
			assert.Greater(t, len(tool.Description), 60, tool.Name)
			assert.Equal(t, !acting[tool.Name], *tool.Annotations.ReadOnlyHint, tool.Name)
			assert.False(t, *tool.Annotations.DestructiveHint, tool.Name)
			assert.True(t, *tool.Annotations.IdempotentHint, tool.Name)
			raw, err := json.Marshal(tool)
			require.NoError(t, err)
			assert.NotContains(t, string(raw), `"null"`, "some clients take no type that may be null: %s", tool.Name)
			assert.Equal(t, false, tool.InputSchema.AdditionalProperties, tool.Name)
			for property, schema := range tool.InputSchema.Properties {
				assert.Contains(t, schema, "description", tool.Name+"."+property)
			}
		}
	}
}
