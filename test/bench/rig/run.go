package rig

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// Run is what a scenario is measured in. It stands in for a test where the
// harness wants one: what fails ends the scenario, not the program.
type Run struct {
	Quick bool
	// Out is told how far the measurement is.
	Out io.Writer

	ctx      context.Context
	cleanups []func()
}

// failed carries a failure up to Do.
type failed struct{ why string }

// Do carries out a measurement, cleans up after it, and returns why it could
// not be made.
func Do(ctx context.Context, quick bool, out io.Writer, measure func(*Run)) (err error) {
	r := &Run{Quick: quick, Out: out, ctx: ctx}
	defer func() {
		for i := len(r.cleanups) - 1; i >= 0; i-- {
			r.cleanups[i]()
		}
		switch cause := recover().(type) {
		case nil:
		case failed:
			err = errors.New(cause.why)
		default:
			panic(cause)
		}
	}()
	measure(r)
	return nil
}

// Size is how much of something is measured: less when it has to be quick.
func (r *Run) Size(quick, whole int) int {
	if r.Quick {
		return quick
	}
	return whole
}

// Say tells how far it is.
func (r *Run) Say(format string, args ...any) { fmt.Fprintf(r.Out, "  "+format+"\n", args...) }

// Helper does nothing.
func (r *Run) Helper() {}

// Errorf ends the scenario.
func (r *Run) Errorf(format string, args ...any) { panic(failed{fmt.Sprintf(format, args...)}) }

// Fatalf ends the scenario.
func (r *Run) Fatalf(format string, args ...any) { r.Errorf(format, args...) }

// FailNow ends the scenario.
func (r *Run) FailNow() { panic(failed{"it failed"}) }

// Cleanup has something done at the end, last first.
func (r *Run) Cleanup(do func()) { r.cleanups = append(r.cleanups, do) }

// Context ends with the program.
func (r *Run) Context() context.Context { return r.ctx }

// TempDir is an empty directory that is removed at the end.
func (r *Run) TempDir() string {
	dir, err := os.MkdirTemp("", "employee-bench-*")
	if err != nil {
		r.Errorf("%v", err)
	}
	r.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// Wait waits until a condition holds, looking every millisecond.
func (r *Run) Wait(limit time.Duration, what string, holds func() bool) {
	deadline := time.Now().Add(limit)
	for !holds() {
		if time.Now().After(deadline) {
			r.Errorf("waited %s for %s", limit, what)
		}
		if r.ctx.Err() != nil {
			r.Errorf("stopped while waiting for %s", what)
		}
		time.Sleep(time.Millisecond)
	}
}
