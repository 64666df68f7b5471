package vault_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

func refusal(t testing.TB, err error, kind vault.RefusalKind) {
	t.Helper()
	var r *vault.Refusal
	require.ErrorAs(t, err, &r)
	require.Equal(t, kind, r.Kind, r.Sentence)
	require.NotEmpty(t, r.Sentence)
	require.Less(t, len(err.Error()), 300)
}

func TestReadSettled_AStrangersFileWaits_ARenamedOneDoesNot(t *testing.T) {
	t.Parallel()
	v := open(t)
	put(t, v, "Pending_Approval/a.md", noteText("r1"))
	start := time.Now()
	n, info, err := v.ReadSettled("Pending_Approval/a.md")
	require.NoError(t, err)
	require.GreaterOrEqual(t, time.Since(start), vault.SettleTime)
	require.Equal(t, "r1", n.RequestID())
	require.Equal(t, "Pending_Approval/a.md", info.Path)
	rename(t, v, "Pending_Approval/a.md", "Approved/b.md")
	start = time.Now()
	_, moved, err := v.ReadSettled("Approved/b.md")
	require.NoError(t, err)
	require.Less(t, time.Since(start), vault.SettleTime/2)
	require.Equal(t, info.ID, moved.ID)
}

func TestReadSettled_OurOwnNoteNeedsNoTime(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, v.WriteFile("Pending_Approval/a.md", noteText("r1")))
	start := time.Now()
	_, _, err := v.ReadSettled("Pending_Approval/a.md")
	require.NoError(t, err)
	require.Less(t, time.Since(start), vault.SettleTime/2)
}

func TestReadSettled_AFileThatGrowsIsStillChanging(t *testing.T) {
	t.Parallel()
	v := open(t)
	put(t, v, "Approved/a.md", noteText("r1"))
	stop := make(chan struct{})
	done := make(chan struct{})
	f, err := os.OpenFile(abs(v, "Approved/a.md"), os.O_APPEND|os.O_WRONLY, 0)
	require.NoError(t, err)
	go func() {
		defer close(done)
		defer f.Close()
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				_, _ = f.WriteString("x")
			}
		}
	}()
	_, _, err = v.ReadSettled("Approved/a.md")
	close(stop)
	<-done
	refusal(t, err, vault.Changing)
}

func TestReadSettled_OnlyARegularFileWithOneNameCounts(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, v.WriteFile("Pending_Approval/a.md", noteText("r1")))
	require.NoError(t, os.Symlink("../Pending_Approval/a.md", abs(v, "Approved/link.md")))
	_, _, err := v.ReadSettled("Approved/link.md")
	refusal(t, err, vault.NotRegular)

	require.NoError(t, os.Symlink("../Pending_Approval", abs(v, "Approved/sub")))
	_, _, err = v.ReadSettled("Approved/sub/a.md")
	refusal(t, err, vault.NotRegular)

	require.NoError(t, makePipe(abs(v, "Approved/pipe.md")))
	_, _, err = v.ReadSettled("Approved/pipe.md")
	refusal(t, err, vault.NotRegular)
	_, err = v.ReadFile("Approved/pipe.md", 0)
	refusal(t, err, vault.NotRegular)
	_, err = v.List("Approved/pipe.md")
	require.Error(t, err)

	require.NoError(t, os.Mkdir(abs(v, "Approved/dir.md"), 0o755))
	_, _, err = v.ReadSettled("Approved/dir.md")
	refusal(t, err, vault.NotRegular)

	require.NoError(t, os.Link(abs(v, "Pending_Approval/a.md"), abs(v, "Approved/hard.md")))
	_, _, err = v.ReadSettled("Approved/hard.md")
	refusal(t, err, vault.HardLink)

	_, _, err = v.ReadSettled("Approved/none.md")
	require.ErrorIs(t, err, fs.ErrNotExist)
}

func TestReadSettled_OnlyPlainSmallTextCounts(t *testing.T) {
	t.Parallel()
	v := open(t)
	good := string(noteText("r1"))
	for name, c := range map[string]struct {
		text string
		kind vault.RefusalKind
	}{
		"large.md":      {good + strings.Repeat("x", vault.MaxNoteBytes), vault.TooLarge},
		"bidi.md":       {good + "\u202E", vault.NotPlain},
		"control.md":    {good + "\x1b[2J", vault.NotPlain},
		"nfd.md":        {good + "Mu\u0308ller", vault.NotPlain},
		"binary.md":     {"\xff\xfe\x00", vault.Malformed},
		"broken.md":     {"---\nrequest_id: \"r1\n---\n", vault.Malformed},
		"open.md":       {"---\nrequest_id: \"r1\"\n", vault.Malformed},
		"git.md":        {good + "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n", vault.Conflict},
		"text.txt":      {good, vault.BadName},
		"a\u202Eb.md":   {good, vault.BadName},
		"\xff.md":       {good, vault.BadName},
		".hidden.md":    {good, vault.BadName},
		"._appledbl.md": {good, vault.BadName},
	} {
		require.NoError(t, v.WriteFile("Approved/"+name, []byte(c.text)), name)
		_, _, err := v.ReadSettled("Approved/" + name)
		refusal(t, err, c.kind)
	}
	require.NoError(t, v.WriteFile("Approved/marks.md", []byte(good+"> <<<<<<< HEAD\n\n=======\n")))
	_, _, err := v.ReadSettled("Approved/marks.md")
	require.NoError(t, err, "quoted marks are no conflict")
}

func TestReadSettled_ConflictCopiesOfEveryTool(t *testing.T) {
	t.Parallel()
	v := open(t)
	for _, name := range []string{
		"a (Anna's conflicted copy 2026-11-23).md", "a (conflicted copy 2026-11-23 101010).md", "a (Anna's Konflikt) (In Konflikt stehende Kopie).md",
		"a (Copie en conflit de Anna 2026-11-23).md", "a.sync-conflict-20261123-101010-ABCDEFG.md", "a (SFConflict anna@x.example 2026-11-23).md",
		"a_conflict-20261123-101010.md", "a.Conflict.md", "a-DESKTOP-AB12CD3.md", "a-LAPTOP-AB12CD34.md", "a_BACKUP_1234.md", "a_REMOTE_99.md",
	} {
		require.NoError(t, v.WriteFile("Approved/"+name, noteText("r1")), name)
		_, _, err := v.ReadSettled("Approved/" + name)
		refusal(t, err, vault.Conflict)
	}
}

func TestReadSettled_ACopyBesideItsOriginalIsAConflictOnlyForTheSameRequest(t *testing.T) {
	t.Parallel()
	v := open(t)
	for i, name := range []string{"a 2.md", "a (1).md", "a copy.md", "a - Copy.md", "a-MacBook.md"} {
		folder := "Approved/" + string(rune('a'+i)) + "/"
		require.NoError(t, v.WriteFile(folder+name, noteText("r1")))
		_, _, err := v.ReadSettled(folder + name)
		require.NoError(t, err, "alone it is only a name: %s", name)
		require.NoError(t, v.WriteFile(folder+"a.md", noteText("other")))
		_, _, err = v.ReadSettled(folder + name)
		require.NoError(t, err, "beside another request it is only a name: %s", name)
		require.NoError(t, v.WriteFile(folder+"a.md", noteText("r1")))
		_, _, err = v.ReadSettled(folder + name)
		refusal(t, err, vault.Conflict)
	}
}

func TestReadSettled_NamesThatOnlyLookLikeConflicts(t *testing.T) {
	t.Parallel()
	v := open(t)
	for _, name := range []string{"a-desktop-monitors.md", "Solve the conflict.md", "base 3.md", "Invoice (2).md", "A-WIN-win.md"} {
		require.NoError(t, v.WriteFile("Approved/"+name, noteText(name)))
		_, _, err := v.ReadSettled("Approved/" + name)
		require.NoError(t, err, name)
	}
}

func TestReadMail_ReadsWhatAStrangerDropped(t *testing.T) {
	t.Parallel()
	v := open(t)
	put(t, v, "Inbox/\xff.EML", []byte("From: a\n\nb"))
	data, info, err := v.ReadMail("Inbox/\xff.EML", 1<<20)
	require.NoError(t, err)
	require.Equal(t, "From: a\n\nb", string(data))
	require.EqualValues(t, len(data), info.Size)
	_, _, err = v.ReadMail("Inbox/\xff.EML", 3)
	refusal(t, err, vault.TooLarge)
	to, err := v.Move("Inbox/\xff.EML", "Completed/mail.eml")
	require.NoError(t, err)
	require.Equal(t, "Completed/mail.eml", to)
	require.NoError(t, os.Symlink(filepath.Join(t.TempDir()), abs(v, "Inbox/away")))
	_, _, err = v.ReadMail("Inbox/away/a.eml", 3)
	refusal(t, err, vault.NotRegular)
}

func TestUpdate_KeepsWhatTheOwnerSavedMeanwhile(t *testing.T) {
	t.Parallel()
	v := open(t)
	put(t, v, "Pending_Approval/a.md", noteText("r1"))
	calls := 0
	require.NoError(t, v.Update("Pending_Approval/a.md", func(n *vault.Note) error {
		if calls++; calls == 1 { // the owner saves at the worst moment
			put(t, v, "Pending_Approval/a.md", append(noteText("r1"), "my words\n"...))
		}
		n.Set("status", "done")
		return nil
	}))
	require.Equal(t, 2, calls)
	n, err := v.ReadNote("Pending_Approval/a.md")
	require.NoError(t, err)
	status, _ := n.Get("status")
	require.Equal(t, "done", status)
	require.Contains(t, n.Body, "my words")
}

func TestUpdate_GivesUpOnANoteThatNeverRests(t *testing.T) {
	t.Parallel()
	v := open(t)
	put(t, v, "Approved/a.md", noteText("r1"))
	text := noteText("r1")
	err := v.Update("Approved/a.md", func(*vault.Note) error {
		text = append(text, 'x')
		put(t, v, "Approved/a.md", text)
		return nil
	})
	refusal(t, err, vault.Changing)
	left, err := os.ReadDir(abs(v, "Approved"))
	require.NoError(t, err)
	require.Len(t, left, 1, "no temporary file is left")
}

func TestUpdate_RefusesWhatItCannotRead(t *testing.T) {
	t.Parallel()
	v := open(t)
	put(t, v, "Approved/a.md", []byte("---\na: [\n---\n"))
	never := func(*vault.Note) error { t.Error("called"); return nil }
	refusal(t, v.Update("Approved/a.md", never), vault.Malformed)
	require.ErrorIs(t, v.Update("Approved/none.md", never), fs.ErrNotExist)
	require.NoError(t, v.WriteFile("Approved/b.md", noteText("r1")))
	require.ErrorIs(t, v.Update("Approved/b.md", func(*vault.Note) error { return os.ErrClosed }), os.ErrClosed)
}
