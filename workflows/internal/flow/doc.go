// Package flow is the kit that every process is written with: typed activity
// calls whose retry class follows from the verb of the name, failure kinds,
// the wait for an owner's decision, and a context for the last writes that no
// cancellation can stop.
//
// Retry classes live here and nowhere else. The package is deterministic
// workflow code and knows no process. Start reading in do.go, then decision.go.
package flow
