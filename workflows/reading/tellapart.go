package reading

import "strings"

// tellApart adds to the names of lines that count the same things what stands before
// the count: "spring planting 3 beds at 55, autumn planting 3 beds at 48".
func (rd *reader) tellApart(items []item) {
	if !sameNames(items) {
		return
	}
	for i := range items {
		if name := rd.beforeCount(items[i]); name != "" {
			items[i].desc = name + ", " + items[i].desc
		}
	}
}

// placeIn is where in its quote a line's price stands.
func placeIn(text, quote string, at int) int {
	from := strings.LastIndex(text[:min(len(text), at+len(quote))], quote)
	if from < 0 || from > at || at > from+len(quote) {
		return 0
	}
	return at - from
}
