// Package score judges what was read from a mail against what a person wrote
// down about it: each field is right, empty, derived or WRONG, and each mail
// has an outcome. It also counts the verdicts and says how sure the counts are.
//
// It knows mails only as labels and readings: it opens no file, reads no mail
// and prints nothing. It must not be lenient: what the label does not allow is
// WRONG, however close it looks.
//
// Start reading in judge.go, then lines.go, ask.go and tally.go; the form of a
// label stands in label.go and in the README of test/evaluate.
package score
