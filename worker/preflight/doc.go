// Package preflight proves before the worker takes any work that the processes
// which are under way can go on under this program: each is replayed from its
// own history. A program that would take another way than the one a process has
// begun refuses to start and names what differs, and nothing is touched.
//
// A program that has passed is not looked at again until it changes, so that a
// worker which was killed is back at once. Start reading at Check in check.go.
package preflight
