// Package hostile is a table of what may lie in a vault and must not be taken
// for the owner's word: damaged, forged, replayed and doubled notes, links,
// pipes, odd names, leftovers of sync tools. Each case says what must come of
// it when it is the only file about a request that waits.
//
// It only lays files; the tests that use it look at what the product makes of
// them. Start reading in case.go.
package hostile
