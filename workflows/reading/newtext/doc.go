// Package newtext takes a mail's text apart into what its sender has newly
// written, the signature, what is only quoted, and a forwarded message.
//
// When in doubt it keeps text as new: a number read from a quote is checked
// again later, while a sentence dropped here is lost. Only RE2 patterns, one
// pass over the lines. Start reading in split.go.
package newtext
