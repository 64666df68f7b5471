// Package vocab holds the words by which mails in each language ask for
// invoices, quotations and orders, and by which they name totals, taxes and
// terms. The words are data: one file per language under data/, which a person
// can extend without touching code.
//
// A file has sections in square brackets and one pattern a line. A pattern is
// lower-case text; a space stands for any white space, "..." for up to 60
// characters within the sentence, and (a|b), x? work as in regular
// expressions. A section [class give] holds words of one kind; <give> in a
// pattern stands for any of them. Behind " ~ " stands what a match must not
// hold: "please ... invoice ~ we" is not found in "please note that we
// invoice". Lines that begin with # are comments. Patterns match whole words.
//
// Accents may be missing or wrong in a mail: "émettre" finds "emettre" too. A
// letter in square brackets stays as it is, for a word that its accent tells
// from another: [à]. So does a blank, where columns stand further apart: each[ ]price.
//
// Lines "word, other = meaning" are looked up by the word. Where two languages
// give a word another meaning, the file whose name comes first decides.
//
// The sections [clause ...] hold words and phrases by the part they play around
// a price; see Parts. A phrase may stand in several.
//
// A section [words per unit] holds words that the program puts an expression
// of its own around, with numbers, signs or the line's end: see Around. Each
// line is one or more alternatives, "each|apiece", in the same pattern syntax
// but for " ~ ". They are not bound to whole words: where those of a section
// are beginnings of words, a beginning will do. A section [list request stems]
// holds plain words or parts of words, which are looked for as they are.
//
// To teach the program a word, add it to the section in the language's file;
// what a section is for stands above it in en.txt, or in the first file that
// has it. To teach it a language, make a file with the sections it has words
// for. other.txt has the words of languages in which no request is read. A file
// that does not compile stops the package's tests, which name its line.
//
// What is looked for is mostly not there, so an automaton of our own says that in
// one pass (program.go, dfa.go, dfastep.go) before the regexp package is asked where
// it stands, and an index of the words that patterns need (index.go, hits.go) says
// which need not be looked for at all. How fast that is depends on how little
// memory it goes through.
//
// Start reading in book.go and words.go, then data/en.txt.
package vocab
