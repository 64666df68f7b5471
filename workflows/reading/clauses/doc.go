// Package clauses parses the clauses by which people say what is to be billed:
// how many of what at what price, in any order, in running text, lists and
// half sentences.
//
// A text becomes tokens, each with the parts it may play (token.go, lex.go),
// tokens become pieces: a count, a name, a price of one, an amount, a sum
// (piece.go, name.go, count.go, price.go). Productions say which pieces make a line (line.go), and
// a chart finds the cheapest ways to read all pieces of a text (parse.go). Of
// those ways only one may be left once the stated sums are held against them
// (choose.go); else there is no reading, and the owner is asked.
//
// Every amount of money must have its place in a reading. It must not guess
// between two ways, know of mails or customers, or hold words of a language:
// those come from its caller.
package clauses
