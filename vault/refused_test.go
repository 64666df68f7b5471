package vault_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

func TestWatcher_WhatDoesNotCountIsToldWithAReason(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, v.WriteFile("Pending_Approval/a.md", noteText("r1")))
	w := watch(t, v, vault.Options{})
	w.ready()
	require.NoError(t, os.Symlink("../Pending_Approval/a.md", abs(v, "Approved/link.md")))
	require.Contains(t, w.last(vault.Broken, "Approved/link.md").Problem, "link")

	require.NoError(t, makePipe(abs(v, "Approved/pipe.md")))
	w.last(vault.Broken, "Approved/pipe.md")
	require.NoError(t, makePipe(abs(v, "Inbox/pipe.eml")))
	w.last(vault.Broken, "Inbox/pipe.eml")

	put(t, v, "Approved/a (conflicted copy 2026-11-23).md", noteText("r1"))
	c := w.last(vault.Broken, "Approved/a (conflicted copy 2026-11-23).md")
	require.Equal(t, "r1", c.RequestID)
	require.Len(t, w.Index().Find("r1"), 2, "the conflict copy is found with its request")

	put(t, v, "Rejected/half.md", []byte("---\nrequest_id: \"r1\n"))
	require.NotEmpty(t, w.last(vault.Broken, "Rejected/half.md").Problem)
	put(t, v, "Approved/own.md", []byte("my own note"))
	require.Contains(t, w.last(vault.Broken, "Approved/own.md").Problem, "request_id")
	put(t, v, "Approved/large.md", make([]byte, vault.MaxNoteBytes+1))
	require.Contains(t, w.last(vault.Broken, "Approved/large.md").Problem, "64 KB")

	require.NoError(t, os.Link(abs(v, "Pending_Approval/a.md"), abs(v, "Approved/hard.md")))
	c = w.last(vault.Broken, "Approved/hard.md")
	require.Contains(t, c.Problem, "second name")
	require.Equal(t, "r1", c.RequestID)
	for _, s := range w.Index().Find("r1") {
		if s.Path == "Approved/hard.md" {
			require.False(t, s.Counts())
			require.Equal(t, vault.HardLink, s.Refused)
		}
	}
	require.Len(t, w.Index().All(vault.Approved), 6)
	// A repaired note counts.
	put(t, v, "Rejected/half.md", noteText("r9"))
	require.Equal(t, "r9", w.last(vault.Appeared, "Rejected/half.md").RequestID)
}

func TestWatcher_LeftoversOfToolsAreNotTold(t *testing.T) {
	t.Parallel()
	v := open(t)
	w := watch(t, v, vault.Options{})
	w.ready()
	for _, name := range []string{
		".syncthing.a.md.tmp", "~syncthing~a.md.tmp", "a.md.icloud", ".#a.md", "a.md~", "a.tmp", "a.md.part", "~$a.md", "._a.eml", "._a.md",
		"a.pdf", ".hidden.md", "a.eml.crdownload", ".DS_Store", "Thumbs.db",
	} {
		put(t, v, "Inbox/"+name, noteText("r1"))
		put(t, v, "Approved/"+name, noteText("r1"))
	}
	put(t, v, "Approved/.obsidian/a.md", noteText("r1"))
	require.NoError(t, w.Rescan(t.Context()))
	w.until(is(vault.ScanDone, ""))
	require.Empty(t, w.Index().All(vault.Inbox))
	require.Empty(t, w.Index().All(vault.Approved))
}

func TestWatcher_MailsWhateverTheirName(t *testing.T) {
	t.Parallel()
	v := open(t)
	w := watch(t, v, vault.Options{EmptyMailWait: 600 * time.Millisecond})
	w.ready()
	for _, name := range []string{"a.eml", "UPPER.EML", "we\nird: ?.eml", ".eml", "\xff\xfe.eml", "sub/deep/b.eml", "\U0001F600 (conflicted copy).eml"} {
		put(t, v, "Inbox/"+name, []byte("From: x\n\n"))
		c := w.last(vault.Mail, "Inbox/"+name)
		require.Equal(t, vault.Inbox, c.Folder)
	}
	put(t, v, "Approved/not-here.eml", []byte("x"))
	start := time.Now()
	put(t, v, "Inbox/empty.eml", nil)
	w.last(vault.Mail, "Inbox/empty.eml")
	require.GreaterOrEqual(t, time.Since(start), 600*time.Millisecond)
	require.Len(t, w.Index().Mails(), 8)
	require.Empty(t, w.Index().All(vault.Approved))
}

func TestWatcher_ADamagedNoteIsStillFoundByItsRequest(t *testing.T) {
	t.Parallel()
	v := open(t)
	good := string(noteText("r1"))
	require.NoError(t, v.WriteFile("Pending_Approval/a.md", []byte(good)))
	w := watch(t, v, vault.Options{})
	w.ready()
	for _, text := range []string{
		strings.Replace(good, "request_id", "bad: [\nrequest_id", 1), // does not parse
		"all gone\n", // the owner deleted the front matter
		good + strings.Repeat("x", vault.MaxNoteBytes), // a picture was pasted in
		good + "\u202E",
	} {
		put(t, v, "Pending_Approval/a.md", []byte(text))
		all := w.until(is(vault.Broken, "Pending_Approval/a.md"))
		require.Len(t, all, 1, "a damaged note is not a deleted one")
		require.Equal(t, "r1", all[0].RequestID)
		require.Equal(t, []string{"Pending_Approval/a.md"}, paths(w.Index().Find("r1")))
		require.False(t, w.Index().Find("r1")[0].Counts())
	}
	rename(t, v, "Pending_Approval/a.md", "Approved/a.md")
	require.Equal(t, "r1", w.last(vault.Broken, "Approved/a.md").RequestID)
	put(t, v, "Approved/a.md", []byte(good))
	w.last(vault.Appeared, "Approved/a.md")
	require.True(t, w.Index().Find("r1")[0].Counts())
}

func TestWatcher_ADamagedNoteIsFoundByItsRequestAfterARestart(t *testing.T) {
	t.Parallel()
	v := open(t)
	good := string(noteText("r1"))
	put(t, v, "Approved/large.md", []byte(good+strings.Repeat("x", vault.MaxNoteBytes)))
	put(t, v, "Approved/broken.md", []byte(strings.Replace(good, "type", "bad: [\ntype", 1)))
	put(t, v, "Approved/body.md", []byte("request_id: r1\n"))
	w, err := vault.NewWatcher(v, vault.Options{})
	require.NoError(t, err)
	require.NoError(t, w.Rescan(t.Context()))
	require.Equal(t, []string{"Approved/broken.md", "Approved/large.md"}, paths(w.Index().Find("r1")))
	require.Len(t, w.Index().Broken(), 3)
}

func TestWatcher_WhatOnlyLooksLikeANoteIsToldWhereDecisionsLie(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, os.Symlink(t.TempDir(), abs(v, "Approved/folder")))
	require.NoError(t, os.Symlink(t.TempDir(), abs(v, "Needs_Action/folder")))
	names := []string{"a.md.", "b.md ", "c.md.txt", "d.txt", "e.markdown"}
	for _, name := range names {
		put(t, v, "Approved/"+name, noteText("r-"+name[:1]))
		put(t, v, "Inbox/"+name, noteText("r-"+name[:1]))
	}
	w := watch(t, v, vault.Options{})
	w.ready()
	require.Empty(t, w.Index().All(vault.Inbox))
	require.Empty(t, w.Index().All(vault.NeedsAction))
	require.Len(t, w.Index().Broken(), len(names)+1)
	for _, name := range names {
		s, ok := w.Index().At("Approved/" + name)
		require.True(t, ok, name)
		require.Equal(t, vault.BadName, s.Refused)
		require.Equal(t, "r-"+name[:1], s.RequestID, "the request must not look withdrawn")
	}
	require.NoError(t, os.Remove(abs(v, "Approved/folder")))
	w.last(vault.Gone, "Approved/folder")
}

func TestWatcher_ANoteThatICloudPutsAwayIsNotGone(t *testing.T) {
	t.Parallel()
	v := open(t)
	put(t, v, "Pending_Approval/a.md", noteText("r1"))
	w := watch(t, v, vault.Options{})
	w.ready()
	put(t, v, "Pending_Approval/.a.md.icloud", []byte("bplist00"))
	require.NoError(t, os.Remove(abs(v, "Pending_Approval/a.md")))
	c := w.last(vault.Broken, "Pending_Approval/.a.md.icloud")
	require.Equal(t, "r1", c.RequestID)
	require.Equal(t, vault.Away, c.Refused)
	require.NoError(t, w.Rescan(t.Context()))
	seen := w.Index().Find("r1")
	require.Equal(t, []string{"Pending_Approval/.a.md.icloud"}, paths(seen))
	require.NoError(t, os.Remove(abs(v, "Pending_Approval/.a.md.icloud")))
	put(t, v, "Pending_Approval/a.md", noteText("r1"))
	w.last(vault.Appeared, "Pending_Approval/a.md")
	require.NoError(t, w.Rescan(t.Context()))
	require.Equal(t, []string{"Pending_Approval/a.md"}, paths(w.Index().Find("r1")))
	require.True(t, w.Index().Find("r1")[0].Counts())
}
