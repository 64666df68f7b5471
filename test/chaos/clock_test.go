package chaos_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/harness"
)

// setBack is how long the clock stays behind the time that it has told before.
const setBack = 20 * time.Second

// A program of Go asks the kernel for the time past every library that fakes
// it, so the worker is built with a package time whose Now is put forward by
// what a file says.
const (
	clockFile = "CLOCK_MOVED_FILE"
	asked     = "\tsec, nsec, mono := runtimeNow()\n\tif mono == 0 {"
	movedNow  = "\tsec, nsec, mono := runtimeNow()\n\tsec += moved\n\tif mono == 0 {"
	movedVar  = "\n//go:linkname moved\nvar moved int64 // seconds\n"
	movedMain = `package main

import (
	"os"
	"strconv"
	"time"
	_ "unsafe"
)

//go:linkname moved time.moved
var moved int64

// Before main, because what main asks for first is the time.
var _ = follow()

func follow() bool {
	look := func() {
		raw, _ := os.ReadFile(os.Getenv("` + clockFile + `"))
		if seconds, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
			moved = seconds
		}
	}
	look()
	go func() {
		for range time.Tick(20 * time.Millisecond) {
			look()
		}
	}()
	return true
}
`
)

// movable has the next start run a worker whose clock can be moved.
func (r *run) movable() {
	if built := os.Getenv("CHAOS_CLOCK"); filepath.IsAbs(built) {
		r.p.Use(built)
		return
	}
	dir := r.t.TempDir()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(r.t, err)
	theirs := filepath.Join(strings.TrimSpace(string(out)), "src", "time", "time.go")
	source, err := os.ReadFile(theirs)
	require.NoError(r.t, err)
	require.Equal(r.t, 1, strings.Count(string(source), asked), "this version of Go asks for the time in another way")
	root, err := harness.Root()
	require.NoError(r.t, err)
	files := map[string]string{theirs: strings.Replace(string(source), asked, movedNow, 1) + movedVar, filepath.Join(root, "worker", "moved_clock.go"): movedMain}
	replace := map[string]string{}
	for place, text := range files {
		replace[place] = filepath.Join(dir, filepath.Base(place))
		require.NoError(r.t, os.WriteFile(replace[place], []byte(text), 0o600))
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	require.NoError(r.t, err)
	require.NoError(r.t, os.WriteFile(filepath.Join(dir, "overlay.json"), overlay, 0o600))
	r.p.Upgrade("-overlay=" + filepath.Join(dir, "overlay.json"))
}

// CHAOS_CLOCK=1 moves the clock of the worker and of the server in it forward,
// back and forward again, while the outside systems and the files keep the
// right time. It builds everything
// anew, which takes minutes the first time; CHAOS_CLOCK may also be the path of
// a worker that was built so before.
func TestClock_MovedByAnHourAndByADayNothingIsLostAndNothingIsDoneTwice(t *testing.T) {
	t.Parallel()
	if os.Getenv("CHAOS_CLOCK") == "" {
		t.Skip("CHAOS_CLOCK=1 builds the worker with a clock that can be moved")
	}
	r := newRun(t, rand.Uint64(), nil)
	r.movable()
	file := filepath.Join(t.TempDir(), "moved")
	r.p.Set(clockFile + "=" + file)
	move := func(by time.Duration) {
		t.Logf("%s the clock is put to %s", time.Now().UTC().Format("15:04:05"), by)
		require.NoError(t, os.WriteFile(file, []byte(strconv.Itoa(int(by/time.Second))), 0o600))
		pause(answered)
	}
	r.p.Start()
	r.openHouse()
	for _, by := range []time.Duration{time.Hour, 24 * time.Hour} {
		r.drop()
		r.underWay(draft)
		move(by)
		r.odoo.release()
		for _, of := range []effect{onX, onFacebook, onInstagram} { // their answers are lost under the moved clock
			r.drop()
			r.layAt("now", of == onInstagram)
			r.underWay(of)
			r.gateOf(of).open()
		}
		r.finish()
		r.p.Kill()
		r.back()

		// Temporal's timers, its own time-outs among them, then wait until the time that it has seen comes again.
		move(0)
		r.drop()
		r.layAt("now", false)
		r.live(setBack, func() bool { return false })
		move(by)
		r.finish()
	}
	r.check()
}

// underWay has the owner work until a call of an effect is held.
func (r *run) underWay(of effect) {
	met := r.gateOf(of).arm(after, of)
	r.p.EventuallyWithin(2*patience, string(of)+" to be under way", func() bool {
		r.approve()
		return closed(met)
	})
}
