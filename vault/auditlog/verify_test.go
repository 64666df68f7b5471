package auditlog_test

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

func TestVerify_SoundLogIsReportedWithItsCounts(t *testing.T) {
	t.Parallel()
	dir, _, _ := filled(t)
	report := verify(t, dir)
	assert.True(t, report.OK())
	assert.Equal(t, 2, report.Files)
	assert.Equal(t, 6, report.Lines)
	assert.Equal(t, 6, report.Events)
	assert.True(t, report.First.Before(report.Last))
	last := read(t, dir, dayTwo)[2]
	assert.Contains(t, last, `"hash":"`+report.Head+`"`)
	assert.Empty(t, report.Torn)
}

func TestVerify_NamesTheFirstBrokenLineAndWhy(t *testing.T) {
	t.Parallel()
	for name, c := range spoiled() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, _, _ := filled(t)
			c.spoil(t, dir, read(t, dir, dayOne), read(t, dir, dayTwo))
			report := verify(t, dir)
			require.NotNil(t, report.Broken)
			assert.Equal(t, c.why, report.Broken.Why, report.Broken)
			assert.True(t, strings.HasPrefix(report.Broken.String(), c.place+": "), report.Broken)
			assert.False(t, report.OK())
		})
	}
}

// damage is one way to spoil a log of two days. one and two are the lines of the days: a b c | d e f.
type damage struct {
	spoil func(t *testing.T, dir string, one, two []string)
	place string
	why   auditlog.Why
}

func spoiled() map[string]damage {
	return map[string]damage{
		"a value edited": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayOne, one[0], strings.Replace(one[1], `"result":"done"`, `"result":"fine"`, 1), one[2])
		}, dayOne + ":2", auditlog.Edited},
		"a hash edited": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayTwo, two[0], two[1][:len(two[1])-4]+"x"+two[1][len(two[1])-3:], two[2])
		}, dayTwo + ":2", auditlog.Edited},
		"the order of keys edited": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayOne, one[0], `{"x":1,`+one[1][1:], one[2])
		}, dayOne + ":2", auditlog.Edited},
		"a member after the hash": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayOne, one[0], strings.TrimSuffix(strings.TrimSpace(one[1]), "}")+`,"result":"fine"}`, one[2])
		}, dayOne + ":2", auditlog.Edited},
		"a line removed": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayTwo, two[0], two[2])
		}, dayTwo + ":2", auditlog.Removed},
		"the first line removed": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayOne, one[1:]...)
		}, dayOne + ":1", auditlog.Removed},
		"the last line of a day removed": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayOne, one[:2]...)
		}, dayTwo + ":1", auditlog.Removed},
		"the very last line removed": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayTwo, two[:2]...)
		}, dayTwo + ":2", auditlog.Removed},
		"the first day removed": {func(t *testing.T, dir string, one, two []string) {
			require.NoError(t, os.Remove(filepath.Join(dir, dayOne)))
		}, dayTwo + ":1", auditlog.Removed},
		"the last day removed": {func(t *testing.T, dir string, one, two []string) {
			require.NoError(t, os.Remove(filepath.Join(dir, dayTwo)))
		}, dayOne + ":3", auditlog.Removed},
		"a copy inserted": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayTwo, two[0], two[1], one[1], two[2])
		}, dayTwo + ":3", auditlog.Inserted},
		"a line of another log inserted": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayTwo, two[0], stranger(t), two[1], two[2])
		}, dayTwo + ":2", auditlog.Inserted},
		"a forged line inserted at its right place": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayTwo, two[0], forge(t, two[1]), two[1], two[2])
		}, dayTwo + ":2", auditlog.Inserted},
		"neighbours swapped": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayTwo, two[0], two[2], two[1])
		}, dayTwo + ":2", auditlog.Reordered},
		"a line moved to another day": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayOne, one[0], one[2])
			rewrite(t, dir, dayTwo, two[0], one[1], two[1], two[2])
		}, dayOne + ":2", auditlog.Reordered},
		"files renamed": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayOne, two...)
			rewrite(t, dir, dayTwo, one...)
		}, dayOne + ":1", auditlog.Reordered},
		"text in the middle": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayOne, one[0], "dear diary", one[1], one[2])
		}, dayOne + ":2", auditlog.NotJSON},
		"an empty line": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayOne, one[0], "", one[1], one[2])
		}, dayOne + ":2", auditlog.NotJSON},
		"text at the end of a finished day": {func(t *testing.T, dir string, one, two []string) {
			spill(t, dir, dayOne, "dear diary\n")
		}, dayOne + ":4", auditlog.NotJSON},
		"an endless line": {func(t *testing.T, dir string, one, two []string) {
			rewrite(t, dir, dayOne, one[0], strings.Repeat("x", 3<<20), one[1], one[2])
		}, dayOne + ":2", auditlog.NotJSON},
	}
}

// stranger is a sound line of another log.
func stranger(t *testing.T) string {
	dir := t.TempDir()
	l := open(t, dir, newClock(monday()))
	add(t, l, "s", "t")
	return read(t, dir, dayOne)[1]
}

// forge makes a sound line which claims the same predecessor as the given one, as somebody would who knows the format.
func forge(t *testing.T, line string) string {
	t.Helper()
	body, _, _ := strings.Cut(strings.Replace(line, `"result":"done"`, `"result":"fine"`, 1), `,"hash":`)
	return body + `,"hash":"` + hash(body+"}") + `"}`
}

func TestVerify_ListsIntentsWithoutResult(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l := open(t, dir, newClock(monday()))
	write := func(id, action, correlation string, phase auditlog.Phase) {
		_, err := l.Append(auditlog.Record{Action: action, Actor: "workflow", RecordID: id, WorkflowID: "invoice/1", RequestID: "REQ-1", CorrelationID: correlation, Phase: phase})
		require.NoError(t, err)
	}
	write("1", "odoo.CreateDraftInvoice", "c1", auditlog.Intent)
	write("2", "odoo.VerifyInvoice", "c1", auditlog.Result)
	write("3", "odoo.AttachMail", "", auditlog.Intent)
	write("4", "x.PublishPost", "c2", auditlog.Intent)
	write("5", "odoo.AttachMail", "", auditlog.Result)
	write("6", "notes.Write", "", auditlog.Event)
	report := verify(t, dir)
	assert.True(t, report.OK(), "an open intent is no damage")
	assert.Equal(t, []int{3, 2, 1}, []int{report.Intents, report.Results, report.Events})
	require.Len(t, report.Unfinished, 1)
	open := report.Unfinished[0]
	assert.Equal(t, "x.PublishPost", open.Action)
	assert.Equal(t, "4", open.RecordID)
	assert.Equal(t, 4, open.Line)
	assert.Equal(t, dayOne, open.File)
	assert.False(t, open.Timestamp.IsZero())
}

func TestVerify_SaysWhenThereIsNoLogYet(t *testing.T) {
	t.Parallel()
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "missing")} {
		_, err := auditlog.Verify(dir)
		require.ErrorIs(t, err, auditlog.ErrNoLog)
		assert.Contains(t, err.Error(), dir)
	}
}

func TestVerify_ReadsPackedDaysAndTheLogGoesOnBehindThem(t *testing.T) {
	t.Parallel()
	dir, l, c := filled(t)
	pack(t, dir, dayOne)
	add(t, l, "g")
	pack(t, dir, dayTwo)
	report := verify(t, dir)
	assert.Nil(t, report.Broken)
	assert.Equal(t, 7, report.Lines)

	add(t, open(t, dir, c), "h")
	assert.Len(t, read(t, dir, "2026-11-25.json"), 1, "a packed day is not written again")
	assert.Nil(t, verify(t, dir).Broken)
	assert.Equal(t, []string{"a", "b", "c", "d", "e", "f", "g", "h"}, ids(t, dir, auditlog.Filter{}))
}

func TestVerify_WorksOnACopyWithoutSideFiles(t *testing.T) {
	t.Parallel()
	dir, _, _ := filled(t)
	elsewhere := t.TempDir()
	rewrite(t, elsewhere, dayOne, read(t, dir, dayOne)...)
	rewrite(t, elsewhere, dayTwo, read(t, dir, dayTwo)...)
	report := verify(t, elsewhere)
	assert.True(t, report.OK())
	assert.Equal(t, verify(t, dir).Head, report.Head)
	entries, err := os.ReadDir(elsewhere)
	require.NoError(t, err)
	assert.Len(t, entries, 2, "reading writes nothing")
}

func pack(t *testing.T, dir, name string) {
	t.Helper()
	path := filepath.Join(dir, name)
	packed, err := os.Create(path + ".gz")
	require.NoError(t, err)
	w := gzip.NewWriter(packed)
	_, err = w.Write(mustRead(t, path))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	require.NoError(t, packed.Close())
	require.NoError(t, os.Remove(path))
}
