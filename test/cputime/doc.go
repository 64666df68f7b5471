// Package cputime measures what a piece of code costs the processor, for tests
// that compare the cost of two inputs with each other. On Linux it is the time
// of the thread, so that programs beside the test do not count; elsewhere it is
// the time that passes. It is for ratios, never for a limit in seconds. Start
// reading at Of.
package cputime
