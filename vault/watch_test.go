package vault_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

func TestNewWatcher_RefusesNonsense(t *testing.T) {
	t.Parallel()
	v := open(t)
	for _, opt := range []vault.Options{
		{ScanInterval: -1}, {PollInterval: -1}, {EmptyMailWait: -1}, {Folders: []vault.Folder{"Elsewhere"}},
	} {
		_, err := vault.NewWatcher(v, opt)
		require.Error(t, err)
	}
	_, err := vault.NewWatcher(nil, vault.Options{})
	require.Error(t, err)
}

func TestWatcher_RunsAgainWhenItHasEndedAndNeverTwiceAtOnce(t *testing.T) {
	t.Parallel()
	v := open(t)
	w, err := vault.NewWatcher(v, vault.Options{})
	require.NoError(t, err)
	for life := range 3 {
		note := fmt.Sprintf("Approved/%d.md", life)
		put(t, v, note, noteText(fmt.Sprint("r", life)))
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan error, 1)
		go func() { ended <- w.Run(ctx) }()
		all := (&watching{Watcher: w, t: t}).ready()
		require.Equal(t, note, all[0].Path, "what came while it did not run")
		require.Error(t, w.Run(ctx))
		put(t, v, "Rejected/"+fmt.Sprint(life)+".md", noteText(fmt.Sprint("s", life)))
		(&watching{Watcher: w, t: t}).until(func(c vault.Change) bool { return c.Path == "Rejected/"+fmt.Sprint(life)+".md" })
		cancel()
		require.NoError(t, <-ended)
	}
}

func TestWatcher_DecisionsMadeWhileTheProgramWasOffCount(t *testing.T) {
	t.Parallel()
	v := open(t)
	put(t, v, "Approved/2026/a.md", noteText("r1"))
	put(t, v, "Rejected/b.md", noteText("r2"))
	put(t, v, "Inbox/c.eml", []byte("mail"))
	w := watch(t, v, vault.Options{})
	all := w.ready()
	require.Len(t, all, 4)
	done := all[3]
	require.Equal(t, vault.Change{Kind: vault.ScanDone}, done)
	require.Equal(t, []string{"Approved/2026/a.md"}, paths(w.Index().Find("r1")))
	require.Equal(t, []string{"Rejected/b.md"}, paths(w.Index().Find("r2")))
	require.Equal(t, []string{"Inbox/c.eml"}, paths(w.Index().Mails()))
	s := w.Index().Find("r1")[0]
	require.True(t, s.Counts())
	require.Equal(t, vault.Approved, s.Folder)
	require.NotZero(t, s.Inode)
	require.False(t, s.SeenAt.IsZero())
}

func TestWatcher_AMovedNoteIsToldAtOnceAndIsNeverAtTwoPlacesOrNone(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, v.WriteFile("Pending_Approval/a.md", noteText("r1")))
	w := watch(t, v, vault.Options{})
	w.ready()
	from := "Pending_Approval/a.md"
	var slowest time.Duration
	for i := range 100 {
		to := fmt.Sprintf("%s/a%d.md", []vault.Folder{vault.Approved, vault.Rejected, vault.PendingApproval}[i%3], i)
		start := time.Now()
		rename(t, v, from, to)
		c := w.last(vault.Appeared, to)
		slowest = max(slowest, time.Since(start))
		require.Equal(t, "r1", c.RequestID)
		require.Equal(t, []string{to}, paths(w.Index().Find("r1")))
		gone := w.last(vault.Gone, from)
		require.Equal(t, "r1", gone.RequestID)
		from = to
	}
	t.Logf("slowest of 100 moves: %s", slowest)
	require.Less(t, slowest, vault.SettleTime, "a move needs no settling time")
}

func TestWatcher_ACopyCountsAfterItHasSettled(t *testing.T) {
	t.Parallel()
	v := open(t)
	w := watch(t, v, vault.Options{})
	w.ready()
	start := time.Now()
	f, err := os.Create(abs(v, "Approved/a.md"))
	require.NoError(t, err)
	for _, b := range noteText("r1") {
		_, err = f.Write([]byte{b})
		require.NoError(t, err)
	}
	require.NoError(t, f.Close())
	c := w.until(func(c vault.Change) bool { return c.Kind != vault.ScanDone })
	require.Equal(t, vault.Appeared, c[len(c)-1].Kind, "the half note is never told")
	require.GreaterOrEqual(t, time.Since(start), vault.SettleTime)
}

func TestWatcher_AnEditIsTold(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, v.WriteFile("Pending_Approval/a.md", noteText("r1")))
	w := watch(t, v, vault.Options{})
	w.ready()
	put(t, v, "Pending_Approval/a.md", append(noteText("r1"), "more\n"...))
	require.Equal(t, "r1", w.last(vault.Changed, "Pending_Approval/a.md").RequestID)
	// An editor that saves by a temporary file and a rename makes no "gone".
	put(t, v, "Pending_Approval/a.md.tmp", noteText("r1"))
	rename(t, v, "Pending_Approval/a.md.tmp", "Pending_Approval/a.md")
	all := w.until(is(vault.Changed, "Pending_Approval/a.md"))
	require.Len(t, all, 1)
	// Another request in the same file: the first one is gone.
	put(t, v, "Pending_Approval/a.md", noteText("r2"))
	require.Equal(t, "r1", w.last(vault.Gone, "Pending_Approval/a.md").RequestID)
	require.Equal(t, "r2", w.last(vault.Appeared, "Pending_Approval/a.md").RequestID)
	require.Empty(t, w.Index().Find("r1"))
}

func TestWatcher_ADeletedNoteIsGoneAndARestoredOneIsBack(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, v.WriteFile("Pending_Approval/a.md", noteText("r1")))
	w := watch(t, v, vault.Options{})
	w.ready()
	require.NoError(t, os.MkdirAll(abs(v, ".trash"), 0o755))
	rename(t, v, "Pending_Approval/a.md", ".trash/a.md")
	require.Equal(t, "r1", w.last(vault.Gone, "Pending_Approval/a.md").RequestID)
	require.Empty(t, w.Index().Find("r1"))
	rename(t, v, ".trash/a.md", "Pending_Approval/a.md")
	w.last(vault.Appeared, "Pending_Approval/a.md")
}

// Where looking at everything takes long it is not done for each note that goes,
// but for many together, and at once where somebody asks.
func TestWatcher_NotesThatGoInALargeVaultAreLookedForTogether(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, os.MkdirAll(abs(v, ".trash"), 0o755))
	for _, name := range []string{"a", "b"} {
		require.NoError(t, v.WriteFile("Pending_Approval/"+name+".md", noteText(name)))
		put(t, v, ".trash/after "+name+".md", noteText("after-"+name))
	}
	w := watch(t, v, vault.Options{})
	w.ready()
	w.SweepsFor(time.Hour)
	for _, name := range []string{"a", "b"} {
		require.NoError(t, os.Remove(abs(v, "Pending_Approval/"+name+".md")))
		rename(t, v, ".trash/after "+name+".md", "Pending_Approval/after "+name+".md")
		w.last(vault.Appeared, "Pending_Approval/after "+name+".md") // has to settle as long as one that goes has to stay away
	}
	require.Len(t, w.Index().Find("a"), 1, "it was looked for alone")

	require.NoError(t, w.Rescan(t.Context()))

	require.Empty(t, w.Index().Find("a"))
	require.Empty(t, w.Index().Find("b"))
	w.last(vault.Gone, "Pending_Approval/b.md")
}

func TestWatcher_ASyncToolsDeleteAndCreateNeverLeavesTheRequestNowhere(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, v.WriteFile("Pending_Approval/a.md", noteText("r1")))
	w := watch(t, v, vault.Options{})
	w.ready()
	require.NoError(t, os.Remove(abs(v, "Pending_Approval/a.md")))
	put(t, v, "Approved/a.md", noteText("r1"))
	all := w.until(is(vault.Gone, "Pending_Approval/a.md"))
	require.Equal(t, vault.Appeared, all[len(all)-2].Kind, "first the new place, then the old one")
	require.Equal(t, []string{"Approved/a.md"}, paths(w.Index().Find("r1")))
}

func TestWatcher_TwoFoldersAtOnceAreTwoSightings(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, v.WriteFile("Pending_Approval/a.md", noteText("r1")))
	w := watch(t, v, vault.Options{})
	w.ready()
	put(t, v, "Approved/a.md", noteText("r1"))
	put(t, v, "Rejected/a.md", noteText("r1"))
	seen := map[string]bool{}
	w.until(func(c vault.Change) bool { seen[c.Path] = true; return seen["Approved/a.md"] && seen["Rejected/a.md"] })
	require.Equal(t, []string{"Approved/a.md", "Pending_Approval/a.md", "Rejected/a.md"}, paths(w.Index().Find("r1")))
}

func TestWatcher_AMailThatIsStillWrittenIsNotTold(t *testing.T) {
	t.Parallel()
	v := open(t)
	w := watch(t, v, vault.Options{})
	w.ready()
	f, err := os.Create(abs(v, "Inbox/a.eml"))
	require.NoError(t, err)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	const want = 20
	for range want { // one second of writing, four settling times
		<-tick.C
		_, err = f.WriteString("x")
		require.NoError(t, err)
	}
	require.NoError(t, f.Close())
	w.last(vault.Mail, "Inbox/a.eml")
	s, ok := w.Index().At("Inbox/a.eml")
	require.True(t, ok)
	require.EqualValues(t, want, s.Size)
}

func TestWatcher_AWholeFolderMovedInIsRead(t *testing.T) {
	t.Parallel()
	v := open(t)
	for i := range 5 {
		put(t, v, fmt.Sprintf("Pending_Approval/batch/%d/a.md", i), noteText(fmt.Sprint("r", i)))
	}
	w := watch(t, v, vault.Options{})
	w.ready()
	start := time.Now()
	rename(t, v, "Pending_Approval/batch", "Approved/batch")
	w.last(vault.Appeared, "Approved/batch/4/a.md")
	require.Less(t, time.Since(start), vault.SettleTime, "known notes need no settling time")
	for i := range 5 {
		require.Equal(t, []string{fmt.Sprintf("Approved/batch/%d/a.md", i)}, paths(w.Index().Find(fmt.Sprint("r", i))))
	}
	// The moved folder is watched under its new name.
	put(t, v, "Approved/batch/4/b.md", noteText("new"))
	w.last(vault.Appeared, "Approved/batch/4/b.md")
	// And once more, renamed in place.
	rename(t, v, "Approved/batch", "Approved/other")
	w.last(vault.Appeared, "Approved/other/4/b.md")
	put(t, v, "Approved/other/4/c.md", noteText("newer"))
	w.last(vault.Appeared, "Approved/other/4/c.md")
	require.NoError(t, os.RemoveAll(abs(v, "Approved/other")))
	w.last(vault.Gone, "Approved/other/4/c.md")
}

func TestWatcher_AFolderDeletedAndMadeAgainIsWatchedAgain(t *testing.T) {
	t.Parallel()
	v := open(t)
	w := watch(t, v, vault.Options{ScanInterval: 300 * time.Millisecond})
	w.ready()
	for i := range 5 {
		require.NoError(t, os.RemoveAll(abs(v, "Approved")))
		require.NoError(t, os.Mkdir(abs(v, "Approved"), 0o755))
		name := fmt.Sprintf("Approved/%d.md", i)
		put(t, v, name, noteText(name))
		w.last(vault.Appeared, name)
	}
	// A folder that stays away is made again.
	require.NoError(t, os.RemoveAll(abs(v, "Rejected")))
	w.until(func(c vault.Change) bool {
		there, err := v.Exists("Rejected")
		return c.Kind == vault.ScanDone && err == nil && there
	})
}

func TestWatcher_AFolderReplacedByALinkDecidesNothing(t *testing.T) {
	t.Parallel()
	v := open(t)
	told := make(chan error, 10)
	w := watch(t, v, vault.Options{Report: func(err error) { told <- err }})
	w.ready()
	elsewhere := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(elsewhere, "a.md"), noteText("r1"), 0o600))
	require.NoError(t, os.Remove(abs(v, "Approved")))
	require.NoError(t, os.Symlink(elsewhere, abs(v, "Approved")))
	require.Error(t, w.Rescan(t.Context()))
	require.Empty(t, w.Index().Find("r1"))
	require.ErrorContains(t, <-told, "Approved")
}

func TestWatcher_AVaultThatIsTakenAwayLosesNothing(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	v, err := vault.Open(filepath.Join(parent, "desk"))
	require.NoError(t, err)
	defer v.Close()
	require.NoError(t, v.WriteFile("Pending_Approval/a.md", noteText("r1")))
	told := make(chan error, 10)
	w := watch(t, v, vault.Options{Report: func(err error) { told <- err }, ForcePolling: true, PollInterval: 20 * time.Millisecond})
	w.ready()
	require.NoError(t, os.Rename(v.Dir(), filepath.Join(parent, "away")))
	require.ErrorContains(t, <-told, "is not there")
	require.Len(t, w.Index().Find("r1"), 1)
	// An empty mount point in its place is not the vault.
	require.NoError(t, os.Mkdir(v.Dir(), 0o755))
	require.Error(t, w.Rescan(t.Context()))
	require.Len(t, w.Index().Find("r1"), 1)
	// A restored copy is.
	require.NoError(t, os.Remove(v.Dir()))
	require.NoError(t, os.CopyFS(v.Dir(), os.DirFS(filepath.Join(parent, "away"))))
	require.NoError(t, os.WriteFile(abs(v, "Approved/b.md"), noteText("r2"), 0o600))
	w.last(vault.Appeared, "Approved/b.md")
	require.Len(t, w.Index().Find("r1"), 1)
}

func TestWatcher_PollingFindsWhatNoEventTold(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, v.WriteFile("Pending_Approval/a.md", noteText("r1")))
	w := watch(t, v, vault.Options{ForcePolling: true, PollInterval: 20 * time.Millisecond})
	w.ready()
	require.True(t, w.Polling())
	for i := range 20 {
		from, to := "Pending_Approval/a.md", "Approved/a.md"
		if i%2 == 1 {
			from, to = to, from
		}
		rename(t, v, from, to)
		w.last(vault.Appeared, to)
		require.Equal(t, []string{to}, paths(w.Index().Find("r1")))
	}
	require.NoError(t, os.Remove(abs(v, "Pending_Approval/a.md")))
	w.last(vault.Gone, "Pending_Approval/a.md")
}

func TestWatcher_EventsAreFoundToWorkHere(t *testing.T) {
	t.Parallel()
	v := open(t)
	w := watch(t, v, vault.Options{})
	w.ready()
	require.False(t, w.Polling())
	require.NoError(t, v.WriteFile("Approved/a.md", noteText("r1")))
	w.last(vault.Appeared, "Approved/a.md")
	entries, err := os.ReadDir(v.Dir())
	require.NoError(t, err)
	require.Len(t, entries, len(vault.Folders())+8, "the probe file is gone")
}

func TestRescan_WorksWithoutRunAndWaitsForWhatSettles(t *testing.T) {
	t.Parallel()
	v := open(t)
	w, err := vault.NewWatcher(v, vault.Options{})
	require.NoError(t, err)
	put(t, v, "Approved/a.md", noteText("r1"))
	require.NoError(t, w.Rescan(t.Context()))
	require.Equal(t, []string{"Approved/a.md"}, paths(w.Index().Find("r1")))
	start := time.Now()
	require.NoError(t, w.Rescan(t.Context()))
	require.Less(t, time.Since(start), vault.SettleTime, "nothing to wait for")
	put(t, v, "Approved/b.md", noteText("r2"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, w.Rescan(ctx), context.Canceled)
}

func TestRescan_AMissingNoteIsGoneAfterIt(t *testing.T) {
	t.Parallel()
	v := open(t)
	w, err := vault.NewWatcher(v, vault.Options{})
	require.NoError(t, err)
	require.NoError(t, v.WriteFile("Approved/a.md", noteText("r1")))
	require.NoError(t, w.Rescan(t.Context()))
	require.Len(t, w.Index().Find("r1"), 1)
	require.NoError(t, v.Remove("Approved/a.md"))
	require.NoError(t, w.Rescan(t.Context()))
	require.Empty(t, w.Index().Find("r1"))
}

func TestWatcher_AFolderBehindALinkKeepsNothingInTheIndex(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, v.WriteFile("Approved/a.md", noteText("r1")))
	w := watch(t, v, vault.Options{})
	w.ready()
	rename(t, v, "Approved", "Elsewhere")
	require.NoError(t, os.Symlink("Elsewhere", abs(v, "Approved")))
	w.last(vault.Gone, "Approved/a.md")
	require.Empty(t, w.Index().Find("r1"))
}

func TestWatcher_AVaultBehindALinkIsWatched(t *testing.T) {
	t.Parallel()
	link := filepath.Join(t.TempDir(), "desk")
	require.NoError(t, os.Symlink(t.TempDir(), link))
	v, err := vault.Open(link)
	require.NoError(t, err)
	defer v.Close()
	w := watch(t, v, vault.Options{ScanInterval: time.Hour})
	w.ready()
	put(t, v, "Approved/a.md", noteText("r1"))
	w.last(vault.Appeared, "Approved/a.md")
	require.False(t, w.Polling())
}

func TestWatcher_OnlyChosenFoldersAreWatched(t *testing.T) {
	t.Parallel()
	v := open(t)
	w, err := vault.NewWatcher(v, vault.Options{Folders: []vault.Folder{vault.Approved}})
	require.NoError(t, err)
	require.NoError(t, v.WriteFile("Approved/a.md", noteText("r1")))
	require.NoError(t, v.WriteFile("Rejected/a.md", noteText("r1")))
	require.NoError(t, w.Rescan(t.Context()))
	require.Equal(t, []string{"Approved/a.md"}, paths(w.Index().Find("r1")))
}

func TestWatcher_FoldersThatLieTooDeepAreReported(t *testing.T) {
	t.Parallel()
	v := open(t)
	w, err := vault.NewWatcher(v, vault.Options{})
	require.NoError(t, err)
	put(t, v, "Approved/1/2/3/4/5/6/7/8/a.md", noteText("r1"))
	put(t, v, "Approved/1/2/3/4/5/6/7/8/9/b.md", noteText("r2"))
	put(t, v, "Inbox/1/2/3/4/5/6/7/8/9/b.eml", []byte("mail"))
	require.ErrorContains(t, w.Rescan(t.Context()), "Inbox/1/2/3/4/5/6/7/8/9: folders lie more than 8 deep")
	require.Len(t, w.Index().Find("r1"), 1)
	require.Empty(t, w.Index().Find("r2"))
	told := w.Index().Broken()
	require.Equal(t, []string{"Approved/1/2/3/4/5/6/7/8/9"}, paths(told))
	require.Equal(t, vault.TooDeep, told[0].Refused)
	rename(t, v, "Approved/1/2/3/4/5/6/7/8/9", "Approved/9")
	_ = w.Rescan(t.Context()) // the mail still lies too deep
	require.Len(t, w.Index().Find("r2"), 1)
	require.Empty(t, w.Index().Broken())
}
