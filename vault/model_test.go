package vault_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

// replica is what somebody knows who only listens to the changes.
type replica map[string]string // path -> request

func (r replica) take(c vault.Change) {
	switch c.Kind {
	case vault.Appeared, vault.Changed, vault.Broken, vault.Mail:
		r[c.Path] = c.RequestID
	case vault.Gone:
		if r[c.Path] == c.RequestID {
			delete(r, c.Path)
		}
	}
}

// truth reads the folders themselves.
func truth(t testing.TB, v *vault.Vault) replica {
	t.Helper()
	found := replica{}
	for _, f := range vault.DecisionFolders() {
		err := filepath.WalkDir(abs(v, string(f)), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(v.Dir(), name)
			if n, parseErr := vault.ParseNote(data); parseErr == nil {
				found[filepath.ToSlash(rel)] = n.RequestID()
			}
			return err
		})
		require.NoError(t, err)
	}
	return found
}

// doSomething does what owners, editors and sync tools do, at random.
func doSomething(t testing.TB, v *vault.Vault, dice *rand.Rand) {
	t.Helper()
	folders := []string{"Pending_Approval", "Approved", "Approved/sub", "Rejected", "Rejected/sub"}
	folder := func() string { return folders[dice.IntN(len(folders))] }
	name := func() string { return fmt.Sprintf("%s/%d.md", folder(), dice.IntN(12)) }
	request := func() []byte { return noteText(fmt.Sprint("r", dice.IntN(8))) }
	for _, f := range folders {
		require.NoError(t, os.MkdirAll(abs(v, f), 0o755))
	}
	a, b := name(), name()
	switch dice.IntN(8) {
	case 0, 1, 2: // the owner moves a note, perhaps over another
		_ = os.Rename(abs(v, a), abs(v, b))
	case 3: // a sync tool writes in place
		put(t, v, a, request())
	case 4: // we write
		require.NoError(t, v.WriteFile(a, request()))
	case 5:
		require.NoError(t, v.Remove(a))
	case 6: // an editor saves
		put(t, v, a+".tmp", request())
		rename(t, v, a+".tmp", a)
	case 7: // a whole folder is moved, and another one with its name is made
		_ = os.Rename(abs(v, "Approved/sub"), abs(v, fmt.Sprint("Rejected/moved", dice.IntN(3))))
	}
}

func TestWatcher_WhateverHappensTheIndexEndsTrueAndTheChangesTellIt(t *testing.T) {
	t.Parallel()
	for _, polling := range []bool{false, true} {
		for seed := range uint64(4) {
			t.Run(fmt.Sprintf("polling %v, seed %d", polling, seed), func(t *testing.T) {
				t.Parallel()
				liveThrough(t, polling, rand.New(rand.NewPCG(seed, 1)))
			})
		}
	}
}

// liveThrough lets much happen and compares what the index and the changes say with the folders.
func liveThrough(t *testing.T, polling bool, dice *rand.Rand) {
	t.Helper()
	v := open(t)
	w := watch(t, v, vault.Options{ForcePolling: polling, PollInterval: 50 * time.Millisecond, ScanInterval: time.Hour})
	known := replica{}
	for _, c := range w.ready() {
		known.take(c)
	}
	for range 300 {
		doSomething(t, v, dice)
		select {
		case c := <-w.Changes():
			known.take(c)
		default:
		}
	}
	// The first scan settles what was written last, the second confirms what is gone.
	want := truth(t, v)
	for range 2 {
		require.NoError(t, w.Rescan(t.Context()))
	}
	requireIndex(t, w.Index(), want)
	w.until(func(c vault.Change) bool {
		known.take(c)
		return fmt.Sprint(known) == fmt.Sprint(want)
	})
	total := 0
	for _, f := range vault.DecisionFolders() {
		total += len(w.Index().All(f))
	}
	require.Equal(t, len(want), total)
}

// requireIndex asks the index for every note that lies in the folders.
func requireIndex(t *testing.T, index *vault.Index, want replica) {
	t.Helper()
	for p, r := range want {
		s, ok := index.At(p)
		require.True(t, ok, p)
		require.Equal(t, r, s.RequestID, p)
		require.Contains(t, paths(index.Find(r)), p)
	}
}

func TestChanges_ASlowReaderGetsTheLastStateOfEachNoteInOrder(t *testing.T) {
	t.Parallel()
	v := open(t)
	w := watch(t, v, vault.Options{})
	w.ready()
	for i := range 200 { // nobody listens meanwhile
		require.NoError(t, v.WriteFile("Pending_Approval/a.md", append(noteText("r1"), strings.Repeat("x", i)...)))
		require.NoError(t, w.Rescan(t.Context()))
	}
	require.NoError(t, v.WriteFile("Pending_Approval/z.md", noteText("last")))
	all := w.until(is(vault.Appeared, "Pending_Approval/z.md"))
	require.Less(t, len(all), 10, "what was not taken is joined")
	// The first scan may have ended while the note was still being written.
	first := slices.IndexFunc(all, func(c vault.Change) bool { return c.Kind != vault.ScanDone })
	require.Equal(t, vault.Appeared, all[first].Kind)
	require.Equal(t, "r1", all[first].RequestID)
}
