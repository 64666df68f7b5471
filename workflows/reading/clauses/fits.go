package clauses

import (
	"slices"
	"strings"
)

// fits is true where the price is of one of what is counted.
func fits(count piece, own, name *piece, price piece) bool {
	if price.noun == "" && price.unit == "" || price.unit == "piece" || count.noun == "" && own == nil {
		return true // "38 of us at 16.50 a head"
	}
	if price.unit != "" && price.unit == count.unit {
		return true
	}
	if price.person && (own != nil && own.person || name != nil && name.person) || price.unit != "" && count.noun == "" && own != nil && slices.Contains(own.units, price.unit) {
		return true // "12 guests at 85 a head", "6 extra hrs at 25 an hour"
	}
	s := stem(price.noun)
	if s == "" {
		return price.noun != "" && price.noun == count.noun
	}
	return stem(count.noun) == s || name != nil && hasStem(name.words, s)
}

// hasStem is true for words of which one begins or ends so: "grid pads" and "a pad".
func hasStem(words, s string) bool {
	for _, w := range strings.Fields(words) {
		if stem(w) == s || len(s) >= 4 && strings.Contains(plain(w), s) {
			return true
		}
	}
	return false
}
