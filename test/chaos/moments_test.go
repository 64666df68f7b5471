package chaos_test

import (
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/stretchr/testify/require"
)

// glance is the pause between two looks at the vault.
const glance = 2 * time.Millisecond

// moment is a point at which the worker dies. await is false when it did not come in time.
type moment struct {
	name  string
	await func(*run) bool
}

func moments() []moment {
	return []moment{
		{"at any time", func(r *run) bool {
			r.live(time.Duration(r.dice.IntN(2000))*time.Millisecond, func() bool { return false })
			return true
		}},
		{"when a mail was dropped", func(r *run) bool {
			r.drop()
			pause(time.Duration(r.dice.IntN(40)) * time.Millisecond)
			return true
		}},
		{"when a note was moved, before the signal", func(r *run) bool { return r.live(meet, r.approve) }},
		{"before the call", func(r *run) bool { return r.liveUntil(r.gate.arm(beforeWrite)) }},
		{"after the call, before its answer", func(r *run) bool { return r.liveUntil(r.gate.arm(afterWrite)) }},
		{"after the effect, before it is looked at", func(r *run) bool { return r.liveUntil(r.gate.arm(nextCall)) }},
		{"when the finished note arrives", func(r *run) bool {
			before := len(r.p.Notes("Completed"))
			return r.live(meet, func() bool {
				r.approve()
				return len(r.p.Notes("Completed")) > before
			})
		}},
		{"after the log's next line", func(r *run) bool {
			before := r.logSize()
			return r.live(meet, func() bool {
				r.approve()
				return r.logSize() > before
			})
		}},
	}
}

// live is the owner at work until a moment has come, or it is too late.
func (r *run) live(within time.Duration, come func() bool) bool {
	for end := time.Now().Add(within); time.Now().Before(end); pause(glance) {
		if come() {
			return true
		}
		r.approve()
	}
	return false
}

func (r *run) liveUntil(met <-chan struct{}) bool {
	return r.live(meet, func() bool {
		select {
		case <-met:
			return true
		default:
			return false
		}
	})
}

func pause(d time.Duration) { <-time.After(d) }

// newestLog is the file of the log that is written to, "" when there is none.
func (r *run) newestLog() string {
	files, err := filepath.Glob(filepath.Join(r.p.Dir, "Vault", "Logs", "*.json"))
	require.NoError(r.t, err)
	slices.Sort(files)
	if len(files) == 0 {
		return ""
	}
	return files[len(files)-1]
}

func (r *run) logSize() int64 {
	info, err := os.Stat(r.newestLog())
	if err != nil {
		return 0
	}
	return info.Size()
}

// tearLog leaves what a death in the middle of a write leaves: the beginning of a line.
func (r *run) tearLog() {
	file := r.newestLog()
	if file == "" {
		return
	}
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0o600)
	require.NoError(r.t, err)
	_, err = f.WriteString(`{"timestamp":"2026-11-30T06:00:00.000Z","action":"odoo.create_dr`)
	require.NoError(r.t, err)
	require.NoError(r.t, f.Close())
	r.met["(with half a line in the log)"]++
}
