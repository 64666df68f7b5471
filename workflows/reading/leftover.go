package reading

import (
	"regexp"
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// leftOver makes a question of list lines beside items that nothing was made
// of: a line left out would be missing from the invoice.
func (rd *reader) leftOver(lines []string, itemized, read []bool) {
	block, above := false, "" // below a line that announces a list, up to an empty one
	for i, l := range lines {
		t := strings.TrimSpace(trimBullet(l))
		block = t != "" && (block || strings.HasSuffix(above, ":") && !rd.announcesCustomer(above))
		if t != "" {
			above = t
		}
		if headsRows(lines, itemized, i) || closesText(lines, i) {
			continue
		}
		if read[i] || !block && !bullet.MatchString(l) && !columned(l) && !rd.endsInFigure(t) {
			continue
		}
		beside := i > 0 && itemized[i-1] && !rd.announcesCustomer(lines[i-1]) || i+1 < len(lines) && itemized[i+1]
		beside = beside || block && i > 1 && !read[i-1] && itemized[i-2]
		if beside {
			rd.leftLine(l, t, block)
		}
	}
}

// headsRows is true for words in columns above the first row that was read.
func headsRows(lines []string, itemized []bool, i int) bool {
	return i+1 < len(lines) && itemized[i+1] && (i == 0 || !itemized[i-1]) && columned(lines[i]) && !hasDigit(lines[i])
}

// closesText is true for the last line where it is a word or two: a name, a greeting
// with one.
func closesText(lines []string, i int) bool {
	l := strings.TrimSpace(lines[i])
	if bullet.MatchString(lines[i]) || hasDigit(l) || len(strings.Fields(l)) > maxSignOff || columned(lines[i]) {
		return false
	}
	return !slices.ContainsFunc(lines[i+1:], func(l string) bool { return strings.TrimSpace(l) != "" })
}

const maxSignOff = 2 // words

// leftLine notes such a line among others that were read.
func (rd *reader) leftLine(l, t string, block bool) {
	if thing, ok := rd.bareThing(l, t); ok {
		rd.out.sums = append(rd.out.sums, thing)
		return
	}
	if rd.mayBeListed(t) && !(block && rd.onlyTells(l, t)) {
		rd.out.sums = append(rd.out.sums, sum{quote: t})
	}
}

// mayBeListed is true for a line that may be one of a list of things.
func (rd *reader) mayBeListed(t string) bool {
	return len(t) <= maxListLine && named(t) && !rd.aboutTerms(vocab.Fold(t)) && len(firmsIn(t)) == 0 && !asksPolitely(t)
}

// asksPolitely is true for a sentence without a figure that begins with a kind word:
// "Graag binnen de week."
func asksPolitely(t string) bool {
	if hasDigit(t) || !strings.ContainsAny(t[len(t)-1:], ".!") {
		return false
	}
	first, _, more := strings.Cut(t, " ")
	return more && leadsName(first)
}

// announcesCustomer is true for a line that ends by announcing who is billed.
func (rd *reader) announcesCustomer(line string) bool {
	low := strings.TrimRight(vocab.Fold(line), " :")
	for _, m := range rd.s.book.All("bill to", low) {
		if m[1] == len(low) {
			return true
		}
	}
	return announces(line) && addressing.MatchString(low)
}

// bareThing is a bulleted line of a name and a figure without its currency, among
// lines that have theirs: "- delivery: 40". Only a sum makes it a line.
func (rd *reader) bareThing(l, t string) (sum, bool) {
	m := labelledFigure.FindStringSubmatch(t)
	if m == nil || !bullet.MatchString(l) || !named(m[1]) || rd.sumLabelled(m[1]) {
		return sum{}, false
	}
	for _, section := range []string{"po", "due", "payment words", "bill to", "tax", "discount"} {
		if rd.s.book.Has(section, vocab.Fold(m[1])) {
			return sum{}, false
		}
	}
	v, ok := numbers.Parse(m[2], rd.out.style)
	return sum{value: value{v, ok}, thing: m[1], quote: t}, !labelLike.MatchString(m[1])
}

// labelledFigure is a name, a sign between and a figure.
var labelledFigure = regexp.MustCompile(`^(\pL[\pL' /&-]{2,40}?)\s*[:=–]\s*(\d[\d.,]*)$`)

// nameAndFigure is a short line of words and a bare figure: "retainer 600".
var nameAndFigure = regexp.MustCompile(`^\pL[\pL' /&-]{2,40}?[\s:–-]+\d[\d.,]*$`)

// endsInFigure is true for such a line where all prices go without their
// currency, so that the figure may be one.
func (rd *reader) endsInFigure(t string) bool {
	bare := rd.declared != ""
	for _, it := range rd.out.items {
		bare = bare || it.currency == ""
	}
	if !bare || !nameAndFigure.MatchString(t) {
		return false
	}
	nums := rd.scan(t)
	return len(nums) == 1 && nums[0].Kind == numbers.Plain && nums[0].OK
}

// onlyTells is true for a line below a list that lists nothing itself.
func (rd *reader) onlyTells(l, t string) bool {
	return !bullet.MatchString(l) && (tellsKind.MatchString(t) || rd.tellsPeriod(t) || len(strings.Fields(t)) <= maxSigned+1 && sharesWord(t, rd.s.from.Name))
}

// tellsKind begins a line that says what kind of thing it tells: "Company: Reed Ltd".
var tellsKind = regexp.MustCompile(`^\pL[\pL /.-]{1,30}:\s`)

// aboutTerms is true for a list line that says how to bill, not what.
func (rd *reader) aboutTerms(f string) bool {
	if free.MatchString(f) {
		return true // nothing to be billed
	}
	for _, section := range []string{"po", "due", "payment words", "bill to", "tax excluded", "tax included", "total", "subtotal", "tax", "discount", "wanted by"} {
		if rd.s.book.Has(section, f) {
			return true
		}
	}
	return vatLabel.MatchString(f) || strings.Contains(f, "@") || labelLike.MatchString(f)
}

// free is said of what costs nothing.
var free = vocab.Around(`(?:^|[^\pL])<free>(?:$|[^\pL])`)
