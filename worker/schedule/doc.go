// Package schedule keeps the Temporal Schedule of the Monday page, and notices
// when a Monday has passed without one.
//
// The Schedule is put in at every start of the worker, so that a change of the
// owner's zone or of EMPLOYEE_BRIEFING_AT counts; that its owner has paused it in
// the Web UI is left as it is. It makes no page itself.
//
// Start reading in briefing.go, then watch.go.
package schedule
