package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// sizeBehind is a size in metres behind the name of a thing, with nothing
// behind it that it could count: "LED-Wand 3 x 2 m, pauschal 980 €".
var sizeBehind = vocab.Around(`(?i)(\pL[\pL'’.-]+)["”»]?\s+\(?(\d[\d.,]*\s?m?\s*[x×]\s*\d[\d.,]*(?:\s?m?\s*[x×]\s*\d[\d.,]*)?\s?(?:m|mtr?|meter|metres?|metri|mètres?|metros?)\b\.?\)?)(?:\s*(?:[,;:|()–—=-]|$)|\s+(?:[€£$]|\d|(?:chf|eur|gbp|usd|euro)\b))`)

// sizeInName is a size behind the name of a thing, which counts nothing: "das Pagodenzelt 5x5".
var sizeInName = regexp.MustCompile(`\s\d{1,2}(?:[.,]\d{1,2})?[x×]\d{1,2}(?:[.,]\d{1,2})?(?:\s?m)?\b`)

// sizes makes the numbers of a size in metres count nothing.
func (rd *reader) sizes(seg string, nums []numbers.Number) {
	for _, m := range sizeBehind.FindAllStringSubmatchIndex(seg, 20) {
		if rd.small(vocab.Lower(seg[m[2]:m[3]])) {
			continue // "for 3 x 2 m" may count
		}
		for i := range nums {
			if nums[i].Start >= m[4] && nums[i].End <= m[5] && nums[i].Kind == numbers.Plain {
				nums[i].Kind = numbers.Code
			}
		}
	}
}

var (
	// roomsOfDwelling is how many rooms a home has, behind what kind of home it is
	// or behind its address: "appartement 4 pièces", "rue Centrale 14, 3 pièces".
	roomsOfDwelling = vocab.Around(`(?:^|[^\pL])(?:(?i:<dwelling>)|(?:(?i:<in a street>)\s(?:\pL{1,5}['’\s]){0,3}\p{Lu}[^\d,;:]{1,40}\s|\p{Lu}\pL+(?:<in a street glued>)\s)(\d{1,4})\s?(?:[a-z]\b|bis\b)?)\s?[,(–-]?\s?(\d{1,2}(?:[.,]5)?)[\s-]?(?i:<rooms>)(?:$|[^\pL])`)
	// houseNumber is the number of a house where an address ends.
	houseNumber = vocab.Around(`(?:^|[^\pL])(?:(?i:<in a street>)\s(?:\pL{1,5}['’\s]){0,3}\p{Lu}[^\d,;:]{1,40}\s|\p{Lu}\pL+(?:<in a street glued>)\s)(\d{1,4})\s?(?:[a-z]\b|bis\b)?\s*(?:[,;:)–-]|\s{2}|$)`)
)

// homes makes the numbers of a home's address and rooms count nothing: it is
// cleaned or painted as a whole, unless the price is that of one room.
func (rd *reader) homes(seg string, nums []numbers.Number) {
	code := func(at int) {
		for i := range nums {
			if nums[i].Start == at && nums[i].Kind == numbers.Plain {
				nums[i].Kind = numbers.Code
			}
		}
	}
	for _, m := range houseNumber.FindAllStringSubmatchIndex(seg, 20) {
		code(m[2])
	}
	low := vocab.Lower(seg)
	for _, n := range nums {
		if n.Kind == numbers.Money && (unitMarker.MatchString(low[:n.Start]) || perUnit.MatchString(low[n.End:])) {
			return
		}
	}
	for _, m := range roomsOfDwelling.FindAllStringSubmatchIndex(seg, 20) {
		code(m[2])
		code(m[4])
	}
}

// extent is a measure that says how large a thing is as well as how much of it
// there is.
func extent(unit string) bool {
	switch unit {
	case "m", "m2", "m3", "kg", "l", "km", "t":
		return true
	}
	return false
}

// sized is true for a number that ends the name of a thing and says how large it
// is, where a count with its own x stands right before the price: "stage 40 m²,
// 1 x 1350".
func (c *clause) sized(q, strong quantity) bool {
	return extent(q.unit) && strings.TrimSpace(c.seg[c.from:q.start]) != "" && strings.Trim(c.low[q.end:strong.start], " \t,;:–-|()") == "" &&
		timesMark.MatchString(c.low[strong.end:c.price.Start])
}

var timesMark = regexp.MustCompile(`^\s*[x×*]\s*$`)

// squared and cubed behind a metre make it one of area or of room: "145 metri quadri".
var (
	squared = vocab.Around(`^\s(?:<squared>)\b`)
	cubed   = vocab.Around(`^\s(?:<cubed>)\b`)
)

// metreOf is the unit that a metre is by what stands behind it, and how many bytes
// that takes.
func metreOf(rest string) (string, int) {
	if at := len(squared.FindString(rest)); at > 0 {
		return "m2", at
	}
	if at := len(cubed.FindString(rest)); at > 0 {
		return "m3", at
	}
	return "m", 0
}
