package readmail_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/starter/readmail"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const letter = "From: Jo Miller <jo.miller@acmeworks.example>\nTo: me@x.example\nSubject: Invoice\nDate: Tue, 10 Nov 2026 09:30:00 +0000\n\n" +
	"Please invoice us for 12 mugs at $6.00 each. Net 30.\n"

func run(t *testing.T, owner readmail.LoadOwner, stdin string, args ...string) (lines []map[string]any, stderr string, err error) {
	t.Helper()
	cmd := readmail.Command(owner)
	var out, complaints bytes.Buffer
	cmd.SetIn(strings.NewReader(stdin))
	cmd.SetOut(&out)
	cmd.SetErr(&complaints)
	cmd.SetArgs(args)
	err = cmd.Execute()
	for _, l := range strings.Split(strings.TrimSpace(out.String()), "\n") {
		if l != "" {
			var one map[string]any
			require.NoError(t, json.Unmarshal([]byte(l), &one), l)
			lines = append(lines, one)
		}
	}
	return lines, complaints.String(), err
}

func write(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func TestReadMail_PrintsOneObjectALineWithNullForWhatIsNotSaid(t *testing.T) {
	t.Parallel()
	path := write(t, t.TempDir(), "a.eml", letter)
	lines, _, err := run(t, nil, "", path)
	require.NoError(t, err)
	require.Len(t, lines, 1)
	got := lines[0]
	require.Equal(t, path, got["file"])
	require.Equal(t, "ask", got["expected"])
	require.Equal(t, "invoice", got["subtype"])
	require.Equal(t, []any{"currency"}, got["ask_about"])
	require.Equal(t, "jo.miller@acmeworks.example", got["customer_email"])
	require.Nil(t, got["currency"])
	require.Nil(t, got["po"])
	require.EqualValues(t, 30, got["net_days"])
	line, ok := got["lines"].([]any)[0].(map[string]any)
	require.True(t, ok)
	require.Equal(t, "12", line["qty"], "numbers are decimal strings")
	require.Equal(t, "6", line["unit_price"])
	require.Nil(t, line["tax_percent"])
	for _, key := range []string{
		"file", "expected", "subtype", "ask_about", "customer_name", "customer_email", "company", "vat_id", "po", "currency", "lines",
		"subtotal", "tax", "total", "tax_included", "due_date", "net_days", "service_period", "flags", "evidence",
	} {
		require.Contains(t, got, key)
	}
}

func TestReadMail_ContextComesFromTheFileOrTheVault(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := write(t, dir, "a.eml", letter)
	context := write(t, dir, "context.json", `{"owner":{"name":"M","dollar_means":"CAD","colleagues":[{"name":"I","email":"i@x.example"}]},"known_customers":[{"company":"Acme Works Ltd","email":"jo.miller@acmeworks.example"}]}`)
	vault := func() (contract.Owner, error) { return contract.Owner{DollarMeans: "AUD"}, nil }
	lines, _, err := run(t, vault, "", "--context", context, path)
	require.NoError(t, err)
	require.Equal(t, "CAD", lines[0]["currency"])
	require.Equal(t, "Acme Works Ltd", lines[0]["company"])
	lines, _, err = run(t, vault, "", path)
	require.NoError(t, err)
	require.Equal(t, "AUD", lines[0]["currency"])
	_, _, err = run(t, func() (contract.Owner, error) { return contract.Owner{}, errors.New("no vault") }, "", path)
	require.ErrorContains(t, err, "--context")
	_, _, err = run(t, nil, "", "--context", write(t, dir, "bad.json", "{"), path)
	require.ErrorContains(t, err, "bad.json")
}

func TestReadMail_FoldersAreReadInTheOrderOfNamesWithoutHiddenFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "b.eml", letter)
	write(t, dir, "a/z.eml", letter)
	write(t, dir, ".hidden", "x")
	write(t, dir, ".git/c.eml", letter)
	lines, _, err := run(t, nil, "", dir)
	require.NoError(t, err)
	require.Len(t, lines, 2)
	require.Equal(t, filepath.Join(dir, "a", "z.eml"), lines[0]["file"])
}

func TestReadMail_StandardInputIsADash(t *testing.T) {
	t.Parallel()
	lines, _, err := run(t, nil, letter, "-")
	require.NoError(t, err)
	require.Equal(t, "-", lines[0]["file"])
	require.Equal(t, "invoice", lines[0]["subtype"])
}

func TestReadMail_UnreadableFilesAreNamedAndTheOthersStillPrinted(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	good := write(t, dir, "good.eml", letter)
	empty := write(t, dir, "empty.eml", "")
	lines, complaints, err := run(t, nil, "", filepath.Join(dir, "none.eml"), empty, good)
	require.ErrorIs(t, err, readmail.ErrSomeUnread)
	require.Contains(t, complaints, "none.eml: There is no such file.")
	require.Contains(t, complaints, "empty.eml: The file is empty")
	require.Len(t, lines, 2)
	require.Equal(t, "ask", lines[0]["expected"])
	require.NotEmpty(t, lines[0]["unreadable"])
	require.Equal(t, good, lines[1]["file"])
}

func TestReadMail_NeedsAFile(t *testing.T) {
	t.Parallel()
	_, _, err := run(t, nil, "")
	require.Error(t, err)
}
