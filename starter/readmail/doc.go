// Package readmail is the command read-mail: it reads mails from files and
// prints what was read as one JSON object a line. It needs no server and
// changes nothing.
//
// It must hold no reading of its own: everything comes from
// workflows/reading, so that the command shows what the product would do.
// Start reading in command.go.
package readmail
