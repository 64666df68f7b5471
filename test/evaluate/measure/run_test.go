package measure_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/mailset"
	"github.com/autonomous-employee/employee/test/evaluate/measure"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func loaded(t *testing.T, dir string) []mailset.Set {
	t.Helper()
	sets, _, err := mailset.Load(dir, mailset.Options{Ignore: true, Held: true})
	require.NoError(t, err)
	return sets
}

func TestRun_AReaderThatBreaksIsAnErrorOfThatMailAlone(t *testing.T) {
	t.Parallel()
	dir := set(t, t.TempDir(), map[string]string{"breaks": wantsQuiet, "d1": wantsDraft}, "breaks", "d1")
	out := measure.Run(loaded(t, dir), scripted(map[string]contract.Reading{"d1": draft("120")}))
	require.Equal(t, 1, out.All.Broken)
	require.True(t, out.All.Blocked())
	require.Equal(t, 1, out.All.Ready.Hits)
	require.Equal(t, measure.KindBroken, out.Findings[0].Kind)
	require.Contains(t, out.Findings[0].Why, "index out of range")
	require.Regexp(t, `at kit_test\.go:\d+$`, out.Findings[0].Why)
}

func TestRun_AFaultTheReaderRecoversFromIsAnErrorToo(t *testing.T) {
	t.Parallel()
	dir := set(t, t.TempDir(), map[string]string{"d1": wantsDraft}, "d1")
	out := measure.Run(loaded(t, dir), scripted(map[string]contract.Reading{
		"d1": {Expected: contract.ExpectAsk, Direction: contract.DirectionNone, Unreadable: reading.SayFault},
	}))
	require.Equal(t, 1, out.All.Broken)
	require.True(t, out.All.Blocked())
}

func TestRun_OrdinaryMailIsCountedPerThousand(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"1", "2", "3", "4"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("Subject: "+name+"\r\n\r\nhi"), 0o600))
	}
	var b strings.Builder
	measure.Run(loaded(t, dir), scripted(map[string]contract.Reading{"3": draft("1")})).Render(&b, false)
	require.Contains(t, b.String(), "250.00 per 1,000")
	require.Contains(t, b.String(), "FORBIDDEN DRAFT 3: expected \"ignore\", got \"draft\"")
	require.NotContains(t, b.String(), "DIRECTION")
}

func TestRun_TheReaderIsToldTheOwnerOfTheSet(t *testing.T) {
	t.Parallel()
	dir := set(t, t.TempDir(), map[string]string{"d1": wantsQuiet}, "d1")
	require.NoError(t, os.WriteFile(filepath.Join(dir, "context.json"), []byte(`{"owner":{"name":"Mara Lind"}}`), 0o600))
	var owners []string
	measure.Run(loaded(t, dir), func(_ []byte, o contract.Owner) contract.Reading {
		owners = append(owners, o.Name)
		return contract.Reading{Expected: contract.ExpectIgnore}
	})
	require.Equal(t, []string{"", "Mara Lind"}, owners, "the first is the warm-up, which is not measured")
}

func TestRun_NoMoreOfAMailIsShownThanAnErrorNeeds(t *testing.T) {
	t.Parallel()
	dir := set(t, t.TempDir(), map[string]string{"d1": wantsDraft}, "d1")
	long := strings.Repeat("geheim ", 200)
	r := draft("120")
	r.PO, r.Evidence["po"] = "7\n\x1b[2J\u202e"+long, contract.Evidence{Words: long}
	out := measure.Run(loaded(t, dir), scripted(map[string]contract.Reading{"d1": r}))
	require.Len(t, out.Findings, 1)
	require.LessOrEqual(t, utf8.RuneCountInString(out.Findings[0].String()), 300)
	require.NotContains(t, out.Findings[0].String(), "\x1b")
	require.NotContains(t, out.Findings[0].String(), "\n")
	require.NotContains(t, out.Findings[0].String(), "\u202e")
}

func TestRun_SpeedIsByNearestRank(t *testing.T) {
	t.Parallel()
	dir := set(t, t.TempDir(), map[string]string{"a": wantsQuiet, "b": wantsQuiet}, "a", "b")
	s := measure.Run(loaded(t, dir), scripted(nil)).Speed
	require.Equal(t, 2, s.Mails)
	require.LessOrEqual(t, s.P50, s.P99)
	require.InDelta(t, s.P99, s.Max, 0, "of two mails the slower one is both")
	require.NotEmpty(t, s.Slowest)
}

func TestRun_TheProductReadsTheSetsOfTheCommand(t *testing.T) {
	t.Parallel()
	dir := set(t, t.TempDir(), map[string]string{"hello": wantsQuiet}, "hello")
	out := measure.Run(loaded(t, dir), measure.Product)
	require.Zero(t, out.All.Hard.Hits)
	require.False(t, out.All.Blocked())
}
