package standing_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/worker/alarm"
	"github.com/autonomous-employee/employee/worker/standing"
)

// counting is the real desk, with the times at which the page was really written.
type counting struct {
	*notes.Desk
	path string
}

func (c *counting) file(t *testing.T) os.FileInfo {
	t.Helper()
	info, err := os.Stat(c.path)
	require.NoError(t, err)
	return info
}

type nothing struct{}

func (nothing) Find(string) []vault.Sighting { return nil }
func (nothing) Broken() []vault.Sighting     { return nil }
func (nothing) Rescan(context.Context) error { return nil }

func realDesk(t *testing.T) *counting {
	t.Helper()
	dir := t.TempDir()
	v, err := vault.Open(filepath.Join(dir, "vault"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = v.Close() })
	register, err := notes.OpenRegister(filepath.Join(dir, "requests"))
	require.NoError(t, err)
	desk, err := notes.New(v, nothing{}, register, notes.Options{Zone: time.UTC, Clock: time.Now})
	require.NoError(t, err)
	return &counting{desk, filepath.Join(dir, "vault", vault.DashboardPage)}
}

func TestBoard_AnIdleHourDoesNotWriteThePage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		desk := realDesk(t)
		moves, err := standing.OpenMoves(dir)
		require.NoError(t, err)
		odoo := breaker.New(breaker.Options{})
		ctx, cancel := context.WithCancel(t.Context())
		board := standing.Board{Desk: desk, Zone: time.UTC, Log: zap.NewNop(), Moves: moves, Systems: []standing.System{
			// It looks every 30 s and finds nothing.
			{Name: "vault", Detail: "looked through every 30s", Progress: time.Now, Every: func() time.Duration { return 30 * time.Second }, Moved: moved(moves, "vault"), What: "last note decided"},
			{Name: "gmail", Detail: "logged in, looked into every 1m0s", Progress: time.Now, Every: func() time.Duration { return time.Minute }, Moved: moved(moves, "gmail"), What: "last mail read"},
			{Name: "odoo", Detail: "https://odoo.example", Status: odoo.Status, Moved: func() time.Time { return odoo.Status().LastAnswer }, What: standing.LastCall},
			{Name: "x", Detail: "not configured, its effects stay dry"},
		}}
		var running sync.WaitGroup
		running.Go(func() { require.NoError(t, board.Run(ctx)) })
		pass(time.Minute)
		leave, err := odoo.Enter()
		require.NoError(t, err)
		leave(breaker.Outcome{Verdict: breaker.Answered})
		moves.Note("gmail")
		pass(10 * time.Second)
		text := read(t, desk.path)
		require.Contains(t, text, "| vault | last note decided: none yet · looked through every 30s |")
		require.Contains(t, text, "| gmail | last mail read: 00:01 · logged in, looked into every 1m0s |")
		require.Contains(t, text, "| odoo | answers; last at 00:01 · ")

		before := desk.file(t)
		pass(time.Hour)
		require.True(t, os.SameFile(before, desk.file(t)), "an idle hour wrote the page")
		require.Equal(t, text, read(t, desk.path))

		moves.Note("vault")
		pass(10 * time.Second)
		require.Contains(t, read(t, desk.path), "| vault | last note decided: 01:01 · looked through every 30s |")
		pass(24 * time.Hour)
		require.Contains(t, read(t, desk.path), "last note decided: 2000-01-01 01:01", "another day is told with its date")
		cancel()
		running.Wait()
	})
}

func moved(m *standing.Moves, name string) func() time.Time {
	return func() time.Time { return m.Last(name) }
}

func read(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(raw)
}

func TestMoves_AreRememberedOverARestartAndADamagedFileIsNoObstacle(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		var page page
		life := func() (*standing.Moves, func()) {
			moves, err := standing.OpenMoves(dir)
			require.NoError(t, err)
			var called time.Time
			ctx, cancel := context.WithCancel(t.Context())
			board := standing.Board{Desk: &page, Zone: time.UTC, Log: zap.NewNop(), Moves: moves, Systems: []standing.System{
				{Name: "odoo", Detail: "books", Status: func() breaker.Status { return breaker.Status{} }, Moved: func() time.Time { return called }, What: standing.LastCall},
			}}
			var running sync.WaitGroup
			running.Go(func() { require.NoError(t, board.Run(ctx)) })
			return moves, func() { cancel(); running.Wait() }
		}
		moves, stop := life()
		pass(time.Minute)
		moves.Note("odoo")
		pass(10 * time.Second)
		stop()
		pass(time.Hour)
		_, stop = life()
		pass(10 * time.Second)
		require.Equal(t, "last call that worked: 00:01 · books", page.odoo(), "though it has not been called since")
		stop()
		for _, damage := range []string{"", "{", "null", `{"odoo":"yesterday"}`} {
			require.NoError(t, os.WriteFile(filepath.Join(dir, "moved.json"), []byte(damage), 0o600))
			_, stop = life()
			pass(10 * time.Second)
			require.Equal(t, "last call that worked: none yet · books", page.odoo(), damage)
			stop()
		}
	})
}

func TestBoard_TellsHowEverythingStandsAndNothingThatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var page page
		var last []alarm.State
		odoo, x := breaker.New(breaker.Options{}), breaker.New(breaker.Options{})
		began := time.Now()
		ctx, cancel := context.WithCancel(t.Context())
		board := standing.Board{Desk: &page, Zone: time.UTC, Log: zap.NewNop(), Systems: []standing.System{
			{Name: "odoo", Status: odoo.Status},
			{Name: "x", Status: x.Status},
			{Name: "gmail", Detail: "not configured"},
			{Name: "vault", Progress: func() time.Time { return began }, Every: func() time.Duration { return 30 * time.Second }},
		}, Told: []func(time.Time, []alarm.State){func(_ time.Time, s []alarm.State) { last = s }}}
		var running sync.WaitGroup
		running.Go(func() { require.NoError(t, board.Run(ctx)) })
		pass(time.Second)
		require.Equal(t, []alarm.State{{Kind: alarm.StandsStill, Name: "vault"}}, last, "a system that nobody has called is not known to be well")
		leave, err := odoo.Enter()
		require.NoError(t, err)
		failed := time.Now()
		leave(breaker.Outcome{Verdict: breaker.Failed, Reason: "connection refused"})
		pass(5 * time.Minute)
		require.Equal(t, []alarm.State{{Kind: alarm.Down, Name: "odoo", Since: failed}, {Kind: alarm.StandsStill, Name: "vault", Since: began}}, last)
		cancel()
		running.Wait()
	})
}
