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
// Lines "word, other = meaning" are looked up by the word.
//
// A section [words per unit] holds words that the program puts an expression
// of its own around, with numbers, signs or the line's end: see Around. Each
// line is one or more alternatives, "each|apiece", in the same pattern syntax
// but for " ~ "; they are not bound to whole words, so that a word's beginning
// will do where the section's words are such. What a section is for stands
// above it in en.txt. A language adds words to it with a section of the same
// name in its own file; other.txt has those of languages without a file.
//
// A section [list request stems] holds plain words or parts of words, which are
// looked for as they are: "invoic|bill".
//
// A new language is a new file. One that does not compile stops the package's
// tests.
//
// Start reading in book.go and words.go, then data/en.txt.
package vocab
