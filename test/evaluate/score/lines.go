package score

// match pairs each labelled line, in order, with the read line that shares most
// words of its description; the price decides between equals. A line that
// shares no word with the description or another accepted one stays alone.
func match(l Label, read []PredictionLine) (pairs map[int]*PredictionLine, extra []PredictionLine) {
	left := append([]PredictionLine{}, read...)
	pairs = map[int]*PredictionLine{}
	for i, line := range l.Lines {
		best := closest(line, left)
		if best < 0 || !l.accepts(i, left[best].Description) {
			continue
		}
		found := left[best]
		pairs[i] = &found
		left = append(left[:best], left[best+1:]...)
	}
	return pairs, left
}

func closest(line LabelLine, left []PredictionLine) int {
	best, bestWords, bestPrice := -1, 0, false
	want := wordsOf(line.Description)
	for i, y := range left {
		n := shared(want, wordsOf(y.Description))
		price := same(UnitPrice, line.Figures[UnitPrice].Text, y.UnitPrice)
		if best < 0 || n > bestWords || (n == bestWords && price && !bestPrice) {
			best, bestWords, bestPrice = i, n, price
		}
	}
	return best
}

// free is true for a line that costs nothing.
func (l LabelLine) free() bool {
	price := l.Figures[UnitPrice].Text
	return price == "" || sameNumber(price, "0")
}

// descriptions are the accepted wordings of a line.
func (l Label) descriptions(i int) []string {
	all := []string{l.Lines[i].Description}
	for _, a := range l.Alternatives[lineName(i, "description")] {
		all = append(all, a.Text)
	}
	return all
}

func (l Label) accepts(i int, description string) bool {
	got := wordsOf(description)
	for _, d := range l.descriptions(i) {
		if shared(wordsOf(d), got) > 0 {
			return true
		}
	}
	return false
}

// loose tells descriptions that miss more than half of the labelled words:
// worth a look, though the scoring rules accept them.
func (l Label) loose(i int, description string) bool {
	got := wordsOf(description)
	for _, d := range l.descriptions(i) {
		want := wordsOf(d)
		if 2*shared(want, got) >= len(want) {
			return false
		}
	}
	return true
}
