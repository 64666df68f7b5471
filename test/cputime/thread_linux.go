package cputime

import (
	"runtime"
	"syscall"
	"time"
)

// Of gives the processor time that a function takes on its own goroutine; what
// it starts on others is left out.
func Of(work func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := used()
	work()
	return used() - before
}

func used() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_THREAD, &use); err != nil {
		panic(err) // Linux knows it since 2.6.26
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
