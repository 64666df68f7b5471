// Package gmail is a Gmail on this machine for tests: the part of the Gmail
// API and of Google's OAuth that the project uses, over real HTTP, with state.
//
// It is strict. A path, parameter or body field that it does not model is
// refused and kept in Violations, and every method, parameter and field of it
// is checked against Google's discovery document when that is at hand. Faults
// are scripted: refusals, lost answers, delays, dead tokens, a forgotten
// history. It holds no rule of the project and never reaches a real service.
//
// Start reading in server.go, then endpoints.go; faults.go has the scripts.
package gmail
