package clauses

import "github.com/shopspring/decimal"

// Role is a part that a word may play around a price; a word may have several.
type Role uint32

// Roles. Each makes the price beside it one of each: "apiece". Per does so
// together with the word behind it. At leads to a price. For leads to a thing
// or a price. Rate is a name for the price of one, Fee one for any price. Flat
// makes a price one for all. Total calls an amount a sum. Ask asks for the
// invoice. Costs is a verb between a thing and its price. Stop is any other word that ends a name. Glue stands within names.
// Label makes the number behind it one that counts nothing. Unsure makes its
// sentence one that says nothing for certain, Bound the figure behind it. One is the article of a
// single thing. Dated stands before a number that says where or on which day. Half adds one half to the count before it. Agreed says that a
// price is to be billed. Several is a verb of more things than one. Pieces counts without naming. Which begins a
// clause that says how many of a thing, or at what price: "of which we need five". Alike says that a price is
// as it was, which is unsure where no amount stands before it. Person is one of those who are counted. Nth tells one
// of several: "the second of three payments".
const (
	Each Role = 1 << iota
	Per
	At
	For
	And
	Of
	Article
	Glue
	Rate
	Fee
	Flat
	Total
	Ask
	Stop
	Label
	Unsure
	Pieces
	Dozen
	Small
	Tax
	Measure
	Costs
	Bound
	One
	Half
	Agreed
	Several
	Which
	Dated
	Alike
	Person
	Nth
)

// Words knows the words of the text's language. Words are given in small
// letters, several with one blank between them.
type Words interface {
	// Roles are the parts a word or phrase may play. For a Rate the measure is
	// what it is the price of one of, where the word says so: "day".
	Roles(phrase string) (roles Role, measure string)
	// Longest is how many words a phrase with a part has that begins so.
	Longest(word string) int
	// Unit is the measure a word stands for.
	Unit(word string) (string, bool)
	// Number is the value of a number in words, more than one.
	Number(word string) (decimal.Decimal, bool)
}

type kind uint8

const (
	wordToken kind = iota
	signToken      // one rune of punctuation
	moneyToken
	countToken
	percentToken
	codeToken // a figure that counts nothing
)

// token is a word, phrase, figure or sign of the text.
type token struct {
	kind       kind
	roles      Role
	start, end int
	text       string // small letters
	unit       string // measure
	value      decimal.Decimal
	currency   string
	cents      bool
	figure     bool // in digits
	month      bool
}

func (t token) is(r Role) bool { return t.roles&r != 0 }

func (t token) sign(s string) bool { return t.kind == signToken && t.text == s }
