package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
)

// countedName is a list line with a quantity and a name and no price: "12 table
// plan panels, your usual price", "Stools: 8", "8 x stool".
var countedName = regexp.MustCompile(`^(\d[\d.,' ]*\d|\d)\s*(?:x|×|\*)?\s*(\pL.*)$`)

var nameCount = regexp.MustCompile(`^(\pL[^:\d]{2,80}?)\s*(?::|–|—|-| x|,)\s*(\d[\d.,' ]*\d|\d)\s*([\pL²]+\.?)?$`)

// unpriced reads a list line that names a quantity and no price: the price is
// a question. Left out it would be missing from the invoice.
func (rd *reader) unpriced(lines []string, i int) bool {
	l := strings.TrimSpace(trimBullet(lines[i]))
	if l == "" || len(l) > maxListLine || !rd.countedBlock(lines, i) {
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
var labelLike = regexp.MustCompile(`(?i)(?:number|nummer|numéro|número|numero|n[or]\.?|n°|code|id|stelle|center|centre|ref\S*|tel\S*|fax|phone|mobile|vat|zip|plz|page|seite|room|floor|date|datum|year|age|plan|total|summe)$`)

// postal is a line of an address: "1005 Lausanne".
var postal = regexp.MustCompile(`^(?:[A-Z]{1,2}-)?\d{4,6} \p{Lu}`)

func (rd *reader) counted(l string) (item, bool) {
	if strings.ContainsAny(l, "@?") || len(l) > maxListLine || amountLike.MatchString(l) {
		return item{}, false
	}
	nums := rd.scan(l)
	digits, name, unit := "", "", ""
	if m := countedName.FindStringSubmatch(l); m != nil {
		digits, name = m[1], m[2]
	} else if m := nameCount.FindStringSubmatch(l); m != nil {
		name, digits = m[1], m[2]
		if m[3] == "" && (len(digits) > 3 || labelLike.MatchString(name)) {
			return item{}, false
		}
		if m[3] != "" {
			u, width := rd.unitAt(strings.ToLower(m[3]))
			if width == 0 {
				return item{}, false
			}
			unit = u
		}
	} else {
		return item{}, false
	}
	for _, n := range nums {
		if n.Kind != numbers.Plain && strings.HasPrefix(strings.TrimSpace(n.Text), strings.TrimSpace(digits)) {
			return item{}, false
		}
	}
	d, ok := numbers.Parse(strings.TrimSpace(digits), rd.out.style)
	if !ok || !d.IsPositive() {
		return item{}, false
	}
	if postal.MatchString(l) || rd.s.book.Has("po", strings.ToLower(name)) || refWord.MatchString(strings.ToLower(name)) {
		return item{}, false
	}
	it := item{qty: known(d), unit: unit}
	if it.unit == "" {
		u, width := rd.unitAt(strings.ToLower(name))
		if width > 0 {
			it.unit = u
			if rest := strings.TrimSpace(name[min(width, len(name)):]); named(rest) {
				name = rest
			}
		}
	}
	name = partitive.ReplaceAllString(strings.TrimSpace(name), "")
	name, _, _ = strings.Cut(name, ",")
	name = strings.TrimSpace(name)
	if !named(name) || pronouns.MatchString(strings.ToLower(name)) || len(strings.Fields(name)) > 10 || rd.s.month(strings.ToLower(strings.Fields(name)[0])) > 0 {
		return item{}, false
	}
	it.desc = name
	return it, true
}
