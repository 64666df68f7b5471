package auditlog_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

func TestAppend_WritesOneLineWithEveryKeyInTheDocumentedOrder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l := open(t, dir, newClock(monday()))
	written, err := l.Append(auditlog.Record{
		Action: "odoo.CreateDraftInvoice", Actor: "workflow", Parameters: map[string]any{"total": json.Number("1234.10"), "lines": []string{"a", "b"}},
		Result: "done", ApprovalStatus: "approved", RecordID: "r1", WorkflowID: "invoice/1", RunID: "run", RequestID: "REQ-1",
		CorrelationID: "c1", Duration: 1500 * time.Millisecond, DryRun: true, PolicyRule: "invoice.over_100", Phase: auditlog.Result,
	})
	require.NoError(t, err)
	require.True(t, written)
	lines := read(t, dir, dayOne)
	require.Len(t, lines, 1)
	want := `{"timestamp":"2026-11-23T23:59:59.123Z","action":"odoo.CreateDraftInvoice","actor":"workflow",` +
		`"parameters":{"lines":["a","b"],"total":1234.10},"result":"done","approval_status":"approved","record_id":"r1",` +
		`"workflow_id":"invoice/1","run_id":"run","request_id":"REQ-1","correlation_id":"c1","duration_ms":1500,"dry_run":true,` +
		`"policy_rule":"invoice.over_100","phase":"result","prev_hash":"` + strings.Repeat("0", 64) + `"}`
	sum := sha256.Sum256([]byte(want))
	assert.Equal(t, strings.TrimSuffix(want, "}")+`,"hash":"`+hex.EncodeToString(sum[:])+`"}`, strings.TrimSpace(lines[0]))
}

func TestAppend_KeepsFilesToTheOwner(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "Vault", "Logs")
	l := open(t, dir, newClock(monday()))
	add(t, l, "a")
	info, err := os.Stat(dir)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o700), info.Mode().Perm())
	for _, name := range []string{dayOne, ".head", ".lock"} {
		info, err := os.Stat(filepath.Join(dir, name))
		require.NoError(t, err)
		assert.Equal(t, os.FileMode(0o600), info.Mode().Perm(), name)
	}
}

func TestAppend_SecondAppendOfTheSameRecordIsANoOp(t *testing.T) {
	t.Parallel()
	dir, l, c := filled(t)
	for _, id := range []string{"a", "f"} {
		written, err := l.Append(event(id))
		require.NoError(t, err)
		assert.False(t, written, id)
	}
	again := open(t, dir, c)
	written, err := again.Append(event("b"))
	require.NoError(t, err)
	assert.False(t, written, "known from the file of the day before, after a restart")
	assert.Equal(t, []string{"a", "b", "c", "d", "e", "f"}, ids(t, dir, auditlog.Filter{}))
}

func TestAppend_RemembersOlderDaysToo(t *testing.T) {
	t.Parallel()
	dir, c := t.TempDir(), newClock(monday())
	l := open(t, dir, c)
	for i := range 5 {
		add(t, l, fmt.Sprint("day", i))
		c.Add(24 * time.Hour)
	}
	again := open(t, dir, c)
	written, err := again.Append(event("day0"))
	require.NoError(t, err)
	assert.False(t, written)
}

func TestAppend_LinksTheFirstLineOfADayToTheDayBefore(t *testing.T) {
	t.Parallel()
	dir, _, _ := filled(t)
	one, two := read(t, dir, dayOne), read(t, dir, dayTwo)
	var last, first map[string]any
	require.NoError(t, json.Unmarshal([]byte(one[2]), &last))
	require.NoError(t, json.Unmarshal([]byte(two[0]), &first))
	assert.Equal(t, last["hash"], first["prev_hash"])
	assert.True(t, verify(t, dir).OK())
}

func TestAppend_StaysInTheNewestFileWhenTheClockGoesBack(t *testing.T) {
	t.Parallel()
	dir, l, c := filled(t)
	c.Add(-2 * time.Hour)
	add(t, l, "g")
	assert.Len(t, read(t, dir, dayOne), 3)
	assert.Len(t, read(t, dir, dayTwo), 4)
	assert.True(t, verify(t, dir).OK())
	assert.Equal(t, []string{"g"}, ids(t, dir, auditlog.Filter{To: monday().Add(-time.Hour)}), "found by its true time")
}

func TestAppend_TwoLogsOnOneFolderKeepOneChain(t *testing.T) {
	t.Parallel()
	dir, c := t.TempDir(), newClock(monday())
	first, second := open(t, dir, c), open(t, dir, c)
	add(t, first, "a")
	add(t, second, "b", "c")
	add(t, first, "d")
	c.Add(48 * time.Hour)
	add(t, second, "e")
	add(t, first, "f")
	written, err := first.Append(event("e"))
	require.NoError(t, err)
	assert.False(t, written, "the other log wrote it")
	assert.Equal(t, []string{"a", "b", "c", "d", "e", "f"}, ids(t, dir, auditlog.Filter{}))
	assert.True(t, verify(t, dir).OK())
}

func TestAppend_FollowsALogWhoseClockIsAhead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	slow := open(t, dir, newClock(monday()))
	add(t, slow, "a")
	ahead := open(t, dir, newClock(monday().Add(24*time.Hour)))
	add(t, ahead, "b")
	add(t, slow, "c")
	assert.Len(t, read(t, dir, dayOne), 1)
	assert.Len(t, read(t, dir, dayTwo), 2)
	assert.True(t, verify(t, dir).OK())
}

func TestAppend_ManyWritersAtOnceLoseNothingAndRepeatNothing(t *testing.T) {
	t.Parallel()
	dir, c := t.TempDir(), newClock(monday())
	const writers, each = 6, 25
	var wg sync.WaitGroup
	for w := range writers {
		l := open(t, dir, c)
		wg.Go(func() {
			for i := range each {
				// Half of the records are written by two writers.
				_, err := l.Append(event(fmt.Sprintf("%d-%d", (w/2)*2+(i%2)*(w%2), i)))
				assert.NoError(t, err)
			}
		})
	}
	wg.Wait()
	report := verify(t, dir)
	assert.Nil(t, report.Broken)
	seen := map[string]bool{}
	for _, id := range ids(t, dir, auditlog.Filter{}) {
		assert.False(t, seen[id], "%s twice", id)
		seen[id] = true
	}
	for w := range writers {
		for i := range each {
			assert.True(t, seen[fmt.Sprintf("%d-%d", (w/2)*2+(i%2)*(w%2), i)])
		}
	}
}

func TestAppend_RefusesRecordsWithoutIdentity(t *testing.T) {
	t.Parallel()
	l := open(t, t.TempDir(), newClock(monday()))
	bad := map[string]func(*auditlog.Record){
		"no record ID":          func(r *auditlog.Record) { r.RecordID = "" },
		"no action":             func(r *auditlog.Record) { r.Action = "" },
		"no actor":              func(r *auditlog.Record) { r.Actor = "" },
		"endless record ID":     func(r *auditlog.Record) { r.RecordID = strings.Repeat("x", 201) },
		"unknown phase":         func(r *auditlog.Record) { r.Phase = "guess" },
		"unwritable parameters": func(r *auditlog.Record) { r.Parameters["f"] = func() {} },
	}
	for name, spoil := range bad {
		record := event("x")
		spoil(&record)
		written, err := l.Append(record)
		assert.ErrorIs(t, err, auditlog.ErrInvalidRecord, name)
		assert.False(t, written, name)
	}
}

func TestAppend_RedactsEveryText(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const secret = "hunter2hunter2"
	l, err := auditlog.Open(dir, auditlog.Options{
		Clock:  newClock(monday()).Now,
		Redact: func(s string) string { return strings.ReplaceAll(s, secret, "[redacted]") },
	})
	require.NoError(t, err)
	defer l.Close()
	_, err = l.Append(auditlog.Record{
		Action: "a " + secret, Actor: "b " + secret, RecordID: "r", Result: secret, ApprovalStatus: secret, WorkflowID: secret, RunID: secret,
		RequestID: secret, CorrelationID: secret, PolicyRule: secret,
		Parameters: map[string]any{secret: "x", "deep": map[string]any{"list": []any{"1", secret + "!"}}, "error": struct{ Text string }{secret}},
	})
	require.NoError(t, err)
	raw, err := os.ReadFile(filepath.Join(dir, dayOne))
	require.NoError(t, err)
	assert.NotContains(t, string(raw), secret)
	assert.Equal(t, 12, strings.Count(string(raw), "[redacted]"))
}

func TestAppend_ShortensWhatDoesNotFitAndSaysSo(t *testing.T) {
	t.Parallel()
	many := map[string]any{}
	for i := range 5000 {
		many[fmt.Sprintf("key \x01\"<> %d", i)] = map[string]any{"text": strings.Repeat("\x02", 300)}
	}
	huge := map[string]map[string]any{
		"one long text":  {"body": strings.Repeat("ü", 100_000), "keep": "this"},
		"a long list":    {"list": make([]int, 50_000), "keep": "this"},
		"many keys":      many,
		"escaped blanks": {"body": strings.Repeat("\x00\"", 50_000)},
	}
	for name, params := range huge {
		dir := t.TempDir()
		l := open(t, dir, newClock(monday()))
		record := event("big")
		record.Parameters = params
		record.Result = strings.Repeat(`"\`, 10_000)
		record.Actor, record.Action, record.PolicyRule = strings.Repeat(`"`, 9000), strings.Repeat(`\`, 9000), strings.Repeat("→", 9000)
		record.WorkflowID, record.RunID, record.RequestID, record.CorrelationID = record.Actor, record.Actor, record.Actor, record.Actor
		record.RecordID = strings.Repeat("\x01", 200)
		written, err := l.Append(record)
		require.NoError(t, err, name)
		require.True(t, written, name)
		line := read(t, dir, dayOne)[0]
		assert.LessOrEqual(t, len(line)+1, auditlog.MaxLine, name)
		assert.Contains(t, line, `"_shortened":true`, name)
		if params["keep"] != nil {
			assert.Contains(t, line, `"keep":"this"`, name)
		}
		assert.True(t, verify(t, dir).OK(), name)
	}
}

func TestAppend_AfterCloseIsRefused(t *testing.T) {
	t.Parallel()
	l, err := auditlog.Open(t.TempDir(), auditlog.Options{})
	require.NoError(t, err)
	require.NoError(t, l.Close())
	require.NoError(t, l.Close())
	_, err = l.Append(event("a"))
	assert.ErrorIs(t, err, auditlog.ErrClosed)
}

func TestNewID_IsStableAndDoesNotRunPartsTogether(t *testing.T) {
	t.Parallel()
	assert.Equal(t, auditlog.NewID("invoice/1", "run", "7"), auditlog.NewID("invoice/1", "run", "7"))
	assert.NotEqual(t, auditlog.NewID("ab", "c"), auditlog.NewID("a", "bc"))
	assert.NotEqual(t, auditlog.NewID("a", ""), auditlog.NewID("a"))
	assert.Regexp(t, regexp.MustCompile(`^[0-9a-f]{32}$`), auditlog.NewID("x"))
}

func BenchmarkAppend(b *testing.B) {
	l, err := auditlog.Open(b.TempDir(), auditlog.Options{})
	require.NoError(b, err)
	defer l.Close()
	for i := 0; b.Loop(); i++ {
		if _, err := l.Append(event(fmt.Sprint(i))); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	l, err := auditlog.Open(dir, auditlog.Options{})
	require.NoError(b, err)
	for i := range 2000 {
		if _, err := l.Append(event(fmt.Sprint(i))); err != nil {
			b.Fatal(err)
		}
	}
	require.NoError(b, l.Close())
	for b.Loop() {
		l, err := auditlog.Open(dir, auditlog.Options{})
		if err != nil {
			b.Fatal(err)
		}
		_ = l.Close()
	}
}

func TestAppendAll_LinesStandInTheirOrderAndThoseThatAreThereAreLeftAlone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l := open(t, dir, newClock(monday()))
	add(t, l, "b")

	written, err := l.AppendAll(event("a"), event("b"), event("c"), event("a"))

	require.NoError(t, err)
	require.Equal(t, []bool{true, false, true, false}, written)
	require.Equal(t, []string{"b", "a", "c"}, ids(t, dir, auditlog.Filter{}))
	require.Nil(t, verify(t, dir).Broken)
}

func TestAppendAll_ARecordThatIsNoneHoldsBackTheOthers(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l := open(t, dir, newClock(monday()))

	_, err := l.AppendAll(event("a"), auditlog.Record{RecordID: "b"})

	require.ErrorIs(t, err, auditlog.ErrInvalidRecord)
	add(t, l, "c")
	require.Equal(t, []string{"c"}, ids(t, dir, auditlog.Filter{}))
}
