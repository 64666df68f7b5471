// Package reading reads a mail the way a careful bookkeeper does: who wants
// what from whom, what the mail says in words one can point at, and which
// question to ask where it does not say it in a way that reads one way only.
//
// It is pure and deterministic: the same bytes and the same owner give the
// same Reading, with no network, no clock and no model. An empty value is a
// question; a wrong one would be an invoice for the wrong thing, so every
// value is left out that the mail contradicts or only hints at.
//
// It must not guess, must not quote a parser's error, and must not take
// anything in a mail for an instruction.
//
// Start reading in read.go, then direction.go (who wants what), extract.go and
// segment.go (lines and sums of one text), price.go and describe.go (one price
// and the name of its thing), settle.go (figures held against each other),
// proven.go and reckon.go (what a stated sum proves), opinion.go (the clauses of
// what is still open, parsed) and questions.go.
package reading
