// Package peerclock reads the clock of an outside system off the Date of its
// answers, so that what is looked for there by its time is found although this
// machine's clock is wrong, or is put right in between.
//
// It contacts nobody and decides nothing: a client has it learn from each
// answer. Start reading at Now in clock.go.
package peerclock
