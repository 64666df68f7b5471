// Package audit writes the processes' records into the audit log. People's
// addresses are hashed and texts shortened on the way; the log itself redacts
// secrets. It knows the contract and the log, and no outside system.
package audit
