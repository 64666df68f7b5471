// Package graph is a Graph API on this machine for tests: one Facebook page and
// one Instagram account, over real HTTP, with state.
//
// It is strict. An edge, parameter, field or enum value that it does not model
// is refused as Graph refuses it and kept in Violations, and all that it models
// is checked against Meta's own specification files when these are at hand.
// Faults are scripted: refusals of the error table, lost answers, resets, web
// pages, dead tokens, limits. It holds no rule of the project and reaches no
// real service; addresses of media are judged, or given to a hook, not fetched.
//
// Start reading in server.go, then edges.go (what there is to call); errors.go
// has the error table, faults.go the scripts, inspect.go what a test may look at.
package graph
