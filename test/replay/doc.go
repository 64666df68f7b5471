// Package replay proves that processes which were under way under an older
// version go on under this one: recorded histories are replayed against the
// present code.
//
// The histories are of the real thing, recorded from a running worker against
// fakes; they hold invented people only. Those of a release are never changed
// or removed. How to record is in testdata/v0/README.md; start reading in
// replay_test.go, then record_test.go.
package replay
