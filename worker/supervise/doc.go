// Package supervise keeps the parts of the worker alive: a part that fails or
// panics is begun again, at once at first and then after pauses, apart from the
// others, and how it stands is told to whoever asks.
//
// The restarting is github.com/thejerf/suture's; here are its limits, the log
// and the words. It knows no part by name. What must end the whole process, so
// that a service manager begins a clean one, is Fatal.
//
// Start reading at Tree in tree.go, then part.go.
package supervise
