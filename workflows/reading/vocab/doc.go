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
// invoice". Lines that begin with # are comments. Patterns match whole words. A file that does not compile stops the package's tests.
//
// Start reading in book.go, then data/en.txt.
package vocab
