package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// countedName is a list line with a quantity and a name and no price: "12 table
// plan panels, your usual price", "Stools: 8", "8 x stool".
var countedName = regexp.MustCompile(`^(\d[\d.,' ]*\d|\d)\s*(?:x|×|\*)?\s*(\pL.*)$`)

var nameCount = regexp.MustCompile(`^(\pL[^:\d]{2,80}?)\s*(?::|–|—|-| x|,|\s\s)\s*(\d[\d.,' ]*\d|\d)\s*([\pL²³]+\.?)?$`)

// dayAhead is the day that a line begins with: "05.10.  Serverupdate   2 Std.".
var dayAhead = regexp.MustCompile(`^\d{1,2}[./]\d{1,2}[./]?(?:\d{2,4})?:?\s+`)

// unpriced reads a list line that names a quantity and no price: the price is
// a question. Left out it would be missing from the invoice.
func (rd *reader) unpriced(lines []string, i int) bool {
	l := strings.TrimSpace(trimBullet(lines[i]))
	if l == "" || len(l) > maxListLine || wholeTimes.MatchString(l) || !rd.countedBlock(lines, i) {
		return false
	}
	it, ok := rd.counted(l)
	if !ok {
		return false
	}
	it.quote = l
	rd.out.items = append(rd.out.items, it)
	return true
}

// countedBlock is true for a line with a bullet, or one that stands directly
// beside another of its kind or beside a priced one.
func (rd *reader) countedBlock(lines []string, i int) bool {
	if bullet.MatchString(lines[i]) && !bulletNumber.MatchString(lines[i]) {
		return true
	}
	for _, k := range []int{i - 1, i + 1} {
		if k < 0 || k >= len(lines) {
			continue
		}
		t := strings.TrimSpace(trimBullet(lines[k]))
		if priced(lines[k]) && len(t) <= maxListLine {
			return true
		}
		if _, ok := rd.counted(t); ok {
			return true
		}
	}
	return false
}

// bulletNumber is a number that may be a count as well as a bullet.
var bulletNumber = regexp.MustCompile(`^\s*\d{1,2}[.)]\s`)

// labelLike ends the name of a number that counts nothing.
var labelLike = vocab.Around(`(?i)(?:<label ending>|n°|(?:^|[^\pL])<label word>)$`)

// postal is a line of an address: "1005 Lausanne".
var postal = regexp.MustCompile(`^(?:[A-Z]{1,2}-)?\d{4,6} \p{Lu}`)

// counted reads a line that is a count and a name, in either order.
func (rd *reader) counted(l string) (item, bool) {
	l = dayAhead.ReplaceAllString(l, "")
	if when, rest, ok := strings.Cut(l, ": "); ok && startsWithDigit(rest) && named(when) && rd.onlyWhen(when) {
		it, ok := rd.counted(rest) // "July: 4 hours of mowing"
		it.desc = when + ": " + it.desc
		return it, ok
	}
	if strings.ContainsAny(l, "@?") || len(l) > maxListLine || postal.MatchString(l) {
		return item{}, false
	}
	if words := rd.withoutMeasure(l); amountLike.MatchString(words) || street.MatchString(vocab.Lower(words)) && words == l {
		return item{}, false
	}
	l = rd.withoutFactors(l)
	name, digits, unit, ok := rd.nameAndCount(l)
	if !ok || !rd.countsThings(l, digits) {
		return item{}, false
	}
	d, ok := numbers.Parse(digits, rd.out.style)
	low := strings.ToLower(name)
	if !ok || !d.IsPositive() || rd.s.book.Has("po", low) || unit == "" && refWord.MatchString(low) {
		return item{}, false
	}
	if unit == "" {
		unit, name = rd.unitOff(name)
	}
	name = partitive.ReplaceAllString(strings.TrimSpace(name), "")
	name, _, _ = strings.Cut(name, ",")
	name = strings.TrimSpace(name)
	low = strings.ToLower(name)
	if !named(name) || rd.labelOnly(name) || speaks(name) || len(strings.Fields(name)) > 10 || rd.s.month(strings.Fields(low)[0]) > 0 {
		return item{}, false
	}
	return item{qty: known(d), unit: unit, desc: name}, true
}

// withoutMeasure is a line without the measure at its end, which is neither an amount nor
// the number of a house, and the short names in capitals before it, which are no currency:
// "VPN am Arbeitsplatz   0,75 Std.".
func (rd *reader) withoutMeasure(l string) string {
	m := nameCount.FindStringSubmatchIndex(l)
	if m == nil || m[6] < 0 {
		return l
	}
	if unit, width := rd.unitAt(strings.ToLower(l[m[6]:m[7]])); width == 0 || !spanOfTime.MatchString(unit) {
		return l
	}
	return vocab.Lower(l[:m[3]])
}

func (rd *reader) nameAndCount(l string) (name, digits, unit string, ok bool) {
	if m := countedName.FindStringSubmatch(l); m != nil {
		return m[2], strings.TrimSpace(m[1]), "", true
	}
	m := nameCount.FindStringSubmatch(l)
	if m == nil {
		return "", "", "", false
	}
	name, digits = m[1], strings.TrimSpace(m[2])
	if m[3] == "" {
		return name, digits, "", len(digits) <= 3 && !labelLike.MatchString(name) && !rd.aboutTerms(vocab.Fold(name))
	}
	unit, width := rd.unitAt(strings.ToLower(m[3]))
	return name, digits, unit, width > 0 && !rd.aboutTerms(vocab.Fold(name))
}

// countsThings is false for a number that is part of a date, a size or a code.
func (rd *reader) countsThings(l, digits string) bool {
	for _, n := range rd.scan(l) {
		if n.Kind != numbers.Plain && strings.HasPrefix(strings.TrimSpace(n.Text), digits) {
			return false
		}
	}
	return true
}

// unitOff takes a unit from the head of a name: "packs of labels".
func (rd *reader) unitOff(name string) (unit, rest string) {
	unit, width := rd.unitAt(strings.ToLower(name))
	if width > 0 && strings.TrimSpace(name[min(width, len(name)):]) == "" {
		return unit, "" // "4 pcs" names nothing
	}
	if rest := strings.TrimSpace(name[min(width, len(name)):]); width > 0 && named(rest) {
		return unit, rest
	}
	return unit, name
}
