package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// rowNumber begins the lines of one thing: "Pos. 10", "2.", "Item 3:".
	rowNumber = vocab.Around(`(?i)^(?:(?:<row label>)\.?\s?\d{1,3}[.:)]?|\d{1,2}[.)])(?:\s+|$)`)
	// toPrice is all that stands between a count with its measure and its price.
	toPrice = vocab.Around(`(?i)^\s*(?:(?:\pL{2,12}\.?\s+)?(?:[x×*@àáa]|<price at>|<so many each>)\s*)?$`)
	// toAmount is all that stands between that price and what the line comes to.
	toAmount = regexp.MustCompile(`^[\s=:–-]*$`)
)

const maxThingLines = 5 // of one thing: its name, what is said of it, its figures

// thingLines is one thing whose name stands in a line above its figures.
type thingLines struct{ name, qty, price, amount string }

// figuresBelow reads things whose figures stand in a line of their own below the
// name and what else is said of them, as order systems and word processors set them:
// "Stage elements", "with rails and steps", "12 pieces at 24.50   294.00". They are
// read as the table that they would be.
func (rd *reader) figuresBelow(lines []string) int {
	if !figureAhead(lines) {
		return 0
	}
	var all []thingLines
	taken := 0
	for at := 0; at < len(lines) && len(all) <= maxRows; {
		t, n := rd.thingOf(lines[at:])
		if n == 0 {
			break
		}
		all, taken = append(all, t), at+n
		for at = taken; at < len(lines) && strings.TrimSpace(lines[at]) == ""; {
			at++
		}
	}
	if len(all) == 0 || len(all) < minRecords && all[0].amount == "" {
		return 0 // one alone also says what it comes to
	}
	amounts := all[0].amount != ""
	grid := []string{barRow([]string{"description", "qty", "unit price", "amount"})}
	if !amounts {
		grid = []string{barRow([]string{"description", "qty", "unit price"})}
	}
	for _, t := range all {
		if (t.amount != "") != amounts {
			return 0
		}
		row := []string{t.name, t.qty, t.price, t.amount}
		if !amounts {
			row = row[:3]
		}
		grid = append(grid, barRow(row))
	}
	if rd.table(grid) != len(grid) {
		return 0
	}
	return taken
}

// figureAhead is true where one of the next lines begins with a figure: most lines
// need not be looked at.
func figureAhead(lines []string) bool {
	for _, l := range lines[1:min(len(lines), maxThingLines+1)] {
		if l = strings.TrimLeft(l, " \t"); l != "" && l[0] >= '0' && l[0] <= '9' {
			return true
		}
	}
	return false
}

// thingOf reads one thing at the head of lines, and how many of them it takes.
func (rd *reader) thingOf(lines []string) (thingLines, int) {
	name := ""
	for i := 0; i < len(lines) && i < maxThingLines+1; i++ {
		l := strings.TrimSpace(lines[i])
		if t, n := rd.figuresAt(lines[i:]); n > 0 && name != "" {
			t.name = name
			return t, i + n
		}
		if i == 0 {
			l = rowNumber.ReplaceAllString(strings.TrimSpace(trimBullet(l)), "")
			if l == "" && strings.TrimSpace(lines[i]) != "" {
				continue
			}
		}
		if !saysThing(l) {
			return thingLines{}, 0
		}
		if name == "" {
			if name = strings.TrimRight(l, " ,;"); !named(name) || speaks(name) || rd.sumLabelled(name) {
				return thingLines{}, 0
			}
		}
	}
	return thingLines{}, 0
}

// saysThing is true for a short line of words that may name a thing or say more of it.
func saysThing(l string) bool {
	switch {
	case l == "", len(l) > maxThingName, strings.Contains(l, "|"), strings.HasSuffix(l, ":"), endsSentence(l), docWord.MatchString(vocab.Lower(l)):
		return false
	}
	return !hasDigit(l) || !hasMoney(l)
}

const maxThingName = 80 // bytes

// figuresAt takes the figures of a thing from the line they begin in, and says how
// many lines they are: "12 pieces at 24.50", or "6 visits" above "unit price 185".
func (rd *reader) figuresAt(lines []string) (thingLines, int) {
	l := strings.TrimSpace(lines[0])
	if t, ok := rd.onlyFigures(l); ok {
		return t, 1
	}
	if len(lines) < 2 || !rd.countAlone(l) || !rd.rateAlone(lines[1]) {
		return thingLines{}, 0
	}
	count, price := rd.scan(l)[0], rd.scan(lines[1])[0]
	_, width := rd.unitAt(vocab.Lower(l[count.End:]))
	return thingLines{qty: l[count.Start : count.End+width], price: lines[1][price.Start:price.End]}, 2
}

// onlyFigures takes a line apart that says nothing but how many at which price, and
// what that makes.
func (rd *reader) onlyFigures(l string) (thingLines, bool) {
	if l == "" || l[0] < '0' || l[0] > '9' || len(l) > maxThingName*2 {
		return thingLines{}, false
	}
	nums := rd.scan(l)
	if len(nums) < 2 || len(nums) > 3 || nums[0].Kind != numbers.Plain || nums[0].Start != 0 || nums[1].Kind != numbers.Money {
		return thingLines{}, false
	}
	_, width := rd.unitAt(vocab.Lower(l[nums[0].End:nums[1].Start]))
	qty := l[:nums[0].End+width]
	if !toPrice.MatchString(l[len(qty):nums[1].Start]) {
		return thingLines{}, false
	}
	stop := nums[1].End + len(perUnit.FindString(vocab.Lower(l[nums[1].End:])))
	t := thingLines{qty: qty, price: l[nums[1].Start:nums[1].End]}
	if len(nums) == 2 {
		return t, strings.TrimSpace(l[stop:]) == ""
	}
	if nums[2].Kind != numbers.Money || !toAmount.MatchString(l[stop:max(stop, nums[2].Start)]) || strings.TrimSpace(l[nums[2].End:]) != "" {
		return thingLines{}, false
	}
	t.amount = l[max(stop, nums[2].Start):nums[2].End] // two amounts may share a currency between them
	return t, true
}
