// Package measure reads sets of mails with the reader of the product, in
// process, judges every reading and puts the figures of a release in one
// report: as tables for a person, as JSON for a program.
//
// It must not change what it measures, reach a network, or print more of a mail
// than the few words an error is about. Errors of held sets are counted and
// never shown.
//
// Start reading in command.go, then run.go and measures.go.
package measure
