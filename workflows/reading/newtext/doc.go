// Package newtext takes a mail's text apart into what its sender has newly
// written, the signature, the disclaimer, what is only quoted, and a forwarded
// message.
//
// When in doubt it keeps text as new: a number read from a quote is checked
// again later, while a sentence dropped here is lost. Every line that is not
// blank ends up in exactly one part. Only RE2 patterns on single lines of
// bounded length, one pass over the lines, so that hostile text costs no more
// than ordinary text.
//
// It must not judge what the words mean: which lines close a letter is told by
// the caller. Start reading in split.go.
package newtext
