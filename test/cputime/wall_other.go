//go:build !linux

package cputime

import "time"

// Of gives the time that a function takes.
func Of(work func()) time.Duration {
	began := time.Now()
	work()
	return time.Since(began)
}
