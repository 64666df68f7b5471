package reading

import "strings"

// minParts is from how many priced list lines on an amount above them is their sum.
const minParts = 2

// announced takes the one thing of a line that ends by announcing a list of priced
// lines for the sum of those: "the invoice for the farewell do, £514 as agreed,
// that is:". Where it is not what they come to it is asked about. The line's
// things are those from the first on.
func (rd *reader) announced(lines []string, i, first int) {
	if len(rd.out.items) != first+1 || !strings.HasSuffix(strings.TrimRight(lines[i], " \t"), ":") || partsBelow(lines[i+1:]) < minParts {
		return
	}
	it := rd.out.items[first]
	if !it.flat || !it.price.ok {
		return // counted: a thing beside those below
	}
	rd.out.items = rd.out.items[:first]
	rd.out.sums = append(rd.out.sums, sum{value: it.price, currency: it.currency, quote: it.quote, parts: true})
}

// partsBelow counts the list lines with a figure right below a line that announces them.
func partsBelow(lines []string) int {
	n := 0
	for _, l := range lines {
		t := strings.TrimSpace(l)
		switch {
		case t == "" && n == 0:
			continue
		case t == "" || !hasDigit(t) || !bullet.MatchString(l) && !priced(l):
			return n
		}
		n++
	}
	return n
}
