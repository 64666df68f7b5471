//go:build unix

package chaos_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	diskSize = "64m"
	// full is how long the disk stays full.
	full = 15 * time.Second
)

// onSmallDisk puts the whole installation (vault, data and log) on a disk of
// its own, or skips the test where none may be mounted.
func (r *run) onSmallDisk() {
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+diskSize, "chaos", r.p.Dir).CombinedOutput(); err != nil {
		r.t.Skipf("needs a small disk of its own, and mounting one was refused: %v %s", err, out)
	}
	r.t.Cleanup(func() {
		r.p.Kill()
		out, err := exec.Command("umount", "-l", r.p.Dir).CombinedOutput()
		require.NoError(r.t, err, string(out))
	})
}

// fill takes all room that is left, and gives what frees it.
func (r *run) fill() (free func()) {
	name := filepath.Join(r.p.Dir, "filler")
	f, err := os.Create(name)
	require.NoError(r.t, err)
	for size := 1 << 20; size > 0; {
		n, err := f.Write(make([]byte, size))
		if err == nil {
			continue
		}
		require.True(r.t, errors.Is(err, syscall.ENOSPC), err)
		if n == 0 {
			size /= 2
		}
	}
	require.NoError(r.t, f.Close())
	return func() { require.NoError(r.t, os.Remove(name)) }
}

// The owner decides while nothing can be written: no effect goes without its
// line in the log, and all of it is done when there is room again.
func TestDisk_FullAndThenFreedEachApprovalIsCarriedOutOnce(t *testing.T) {
	t.Parallel()
	for name, killed := range map[string]bool{"it lives through it": false, "killed meanwhile": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRun(t, rand.Uint64(), nil)
			r.onSmallDisk()
			r.p.Start()
			r.openHouse()
			r.waiting(4)
			for _, note := range r.p.Notes("Pending_Approval") {
				r.p.Fill("Pending_Approval", note, map[string]string{"create_customer": "true"})
			}
			r.lay(onX)
			pause(read)
			free := r.fill()

			require.True(t, r.approve())
			r.live(full, func() bool { return false })
			require.LessOrEqual(t, len(r.books.Drafts()), r.p.Logged(string(draft), "intent"), "no draft without its line")
			if killed {
				r.p.Kill()
			}
			free()
			if killed {
				r.back()
			} else {
				require.NoError(t, syscall.Kill(r.p.PID(), 0), "the worker to live; it said:\n%s", r.p.Output())
			}

			r.finish()
			r.check()
		})
	}
}
