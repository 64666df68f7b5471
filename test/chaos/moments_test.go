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
	of    effect // that a post must meet on its way, reads when it is all the same
}

func moments() []moment {
	return []moment{
		{name: "at any time", await: func(r *run) bool {
			r.live(time.Duration(r.dice.IntN(2000))*time.Millisecond, func() bool { return false })
			return true
		}},
		{name: "when a mail was dropped", await: func(r *run) bool {
			r.drop()
			pause(time.Duration(r.dice.IntN(40)) * time.Millisecond)
			return true
		}},
		{name: "when a note was moved, before the signal", await: func(r *run) bool { return r.live(meet, r.approve) }},
		{name: "before the call", await: atCall(before, draft), of: draft},
		{name: "after the call, before its answer", await: atCall(after, draft), of: draft},
		{name: "after the effect, before it is looked at", await: atCall(next, draft), of: draft},
		{name: "when the finished note arrives", await: func(r *run) bool {
			before := r.completed()
			return r.live(meet, func() bool {
				r.approve()
				return r.completed() > before
			})
		}},
		{name: "after the log's next line", await: func(r *run) bool {
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

// postMoments are those of a post on its way out; each brings a post of its own.
func postMoments() []moment {
	all := []moment{
		{name: "when a post was laid", await: func(r *run) bool {
			pause(time.Duration(r.dice.IntN(60)) * time.Millisecond)
			return true
		}},
		{name: "when a post's note is filed", await: func(r *run) bool {
			waiting := r.openPosts()
			return r.live(meet, func() bool { return r.openPosts() < waiting })
		}},
		{name: "a reel for Facebook made, not published", await: atCall(next, reelMade), of: reelMade},
		{name: "a container for Instagram made, not published", await: atCall(next, container), of: container},
	}
	for _, of := range []effect{onX, onFacebook, onInstagram} {
		name := string(of)
		all = append(
			all,
			moment{name + ": before the call", atCall(before, of), of},
			moment{name + ": after the call, before its answer", atCall(after, of), of},
			moment{name + ": after the answer, before the result's line", func(r *run) bool { return r.beforeResult(of) }, of},
			moment{name + ": after the result, before the note is filed", atCall(next, of), of},
		)
	}
	return all
}

// atCall waits until a call of an effect is held.
func atCall(at point, of effect) func(*run) bool {
	return func(r *run) bool { return r.liveUntil(r.gateOf(of).arm(at, of)) }
}

// beforeResult lets a call have its answer while the log cannot be written to,
// so that the worker dies between the two.
func (r *run) beforeResult(of effect) bool {
	g := r.gateOf(of)
	if !r.liveUntil(g.arm(after, of)) {
		return false
	}
	r.unlock = r.lockLog()
	g.release()
	pause(answered)
	return true
}

// answered is how long an answer has to reach the process that waits for it.
const answered = 100 * time.Millisecond

func (r *run) gateOf(of effect) *gate {
	switch of {
	case draft:
		return r.odoo
	case onX:
		return r.onX
	}
	return r.meta
}

func (r *run) liveUntil(met <-chan struct{}) bool { return r.live(meet, meets(met)) }

func meets(met <-chan struct{}) func() bool { return func() bool { return closed(met) } }

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
