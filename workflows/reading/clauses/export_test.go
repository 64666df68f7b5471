package clauses

// WordAt is the word that a text begins with, for the tests.
func WordAt(text string) string { return wordAt(text) }

// Compound is true where a text goes on with a figure as part of a word, for the tests.
func Compound(rest string) bool { return compound(rest) }
