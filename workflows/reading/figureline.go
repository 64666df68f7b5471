package reading

import (
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/clauses"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// rateAlone is true for a line that says nothing but a price of one: "unit price 185".
func (rd *reader) rateAlone(l string) bool {
	money, plain, rest, ok := rd.figuresOf(l)
	if !ok || money != 1 || plain != 0 {
		return false
	}
	words := slices.DeleteFunc(wordPattern.FindAllString(vocab.Lower(rest), -1), func(w string) bool { return numbers.HeadingCurrency(strings.ToUpper(w)) != "" })
	roles, _ := clauseWords{rd}.Roles(strings.Join(words, " "))
	return roles&(clauses.Rate|clauses.Each) != 0
}

// countAlone is true for a line that says nothing but how many of what: "n. 6 visits".
func (rd *reader) countAlone(l string) bool {
	money, plain, rest, ok := rd.figuresOf(l)
	return ok && money == 0 && plain == 1 && len(strings.Fields(rest)) <= maxCountWords
}

const maxCountWords = 3

// figuresOf counts the amounts and numbers of a line and gives its words; it is
// false where a number counts nothing, and where a number stands behind an amount.
func (rd *reader) figuresOf(l string) (money, plain int, words string, ok bool) {
	if strings.Contains(l, ":") {
		return 0, 0, "", false // a field of a form
	}
	rest := []byte(l)
	for _, n := range rd.scan(l) {
		switch {
		case n.Kind == numbers.Money:
			money++
		case n.Kind == numbers.Plain && money == 0:
			plain++
		default:
			return 0, 0, "", false
		}
		for i := n.Start; i < n.End; i++ {
			rest[i] = ' '
		}
	}
	return money, plain, string(rest), true
}
