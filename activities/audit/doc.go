// Package audit writes the processes' records into the audit log, and tells for
// the Monday page what the log says of a week and whether its chain holds.
//
// People's addresses are hashed and texts shortened on the way in; the log
// itself redacts secrets. It knows the contract and the log, and no outside
// system. Start reading in audit.go, then week.go.
package audit
