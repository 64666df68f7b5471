package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// joinedThing is one thing more at the end of a row of things with prices, which
// has none: "6 headsets at 14 euros each and the stage lamps."
var joinedThing = vocab.Around(`^\s*,?\s*<joined by>\s(?:(?:<article>|<ours>)\s+|<article glued>)(\pL[\pL'’ -]{2,40}?)(?:\s*[.!?;]|\s*$|,?\s<relative>\s|,\s)`)

// joinedSide is a cost beside them, whose price is the one it always has: "and your usual call-out".
var joinedSide = vocab.Around(`^\s*(?:,|\+)?\s*(?:(?:<joined by>|<and also>)\s)?(?:(?:<owed whose>)\s)?(?:(?:<owed as ever>)\s)?((?:<owed beside>))(?:\s(?:<owed as ever>))?(?:\s*[.!?;]|\s*$|,\s)`)

// joinedCount is the same with a count: "2 microphones at 15 euros and 3 cables."
var joinedCount = vocab.Around(`^[^.;:!?()\d]{0,30}?(?:[\s,]\s*<joined by>|,)\s(?:<next thing>\s)?(?:<price for>\s)?(?:<article>\s|<ours>\s)?(\d{1,3})\s(\pL[\pL'’ -]{2,40}?)(?:\s*[.!?;]|\s*$|,\s|\s<and also>\s|,?\s<relative>\s)`)

// joinedWithCount notes a counted thing without a price behind the last price.
func (rd *reader) joinedWithCount(seg string, from int, nums []numbers.Number) bool {
	m := joinedCount.FindStringSubmatchIndex(vocab.Lower(seg[from:]))
	if m == nil {
		return false
	}
	name := strings.TrimSpace(seg[from+m[4] : from+m[5]])
	low := vocab.Lower(name)
	first, _, _ := strings.Cut(low, " ")
	if rd.lang != "de" && low[0] != name[0] {
		return false // "..., 12 High Street"
	}
	for _, n := range nums {
		if n.Start != from+m[2] || n.Kind != numbers.Plain || !n.OK {
			continue
		}
		unit, width := rd.unitAt(" " + low)
		if rest := strings.TrimSpace((" " + low)[width:]); unit != "" && (!named(rest) || rd.small(wordPattern.FindString(rest))) || people.MatchString(name) || rd.small(first) || rd.s.month(first) > 0 || nothingMore.MatchString(low) || speaks(name) || docWord.MatchString(low) || len(strings.Fields(name)) > maxJoined {
			return false // "for 2 tents at 80 and 3 days"
		}
		rd.out.items = append(rd.out.items, item{desc: name, qty: known(n.Value), quote: seg})
		return true
	}
	return false
}

// nothingMore are words for what is no thing to be billed: "and the address as always".
var nothingMore = vocab.Around(`(?:^|[^\pL])<nothing more>(?:$|[^\pL])`)

// thingMore begins a sentence that names one thing more.
var thingMore = vocab.Around(`^[\s,]*<one thing more>(?:$|[^\pL])`)

// more notes a sentence behind a line that names one thing more and no price.
func (rd *reader) more(seg string) {
	if len(rd.out.items) > 0 && thingMore.MatchString(vocab.Lower(seg)) && !docWord.MatchString(vocab.Lower(seg)) && !nothingMore.MatchString(vocab.Lower(seg)) && !rd.aboutTerms(vocab.Fold(seg)) {
		rd.out.sums = append(rd.out.sums, sum{quote: seg})
	}
}

const maxJoined = 4 // words of a thing that is named last

// joined notes a thing without a price behind the last price of a sentence: left
// out it would be missing from the invoice.
func (rd *reader) joined(seg string, from int) {
	rest := seg[from:]
	rest = rest[len(taxTail.FindString(vocab.Lower(rest))):]
	m := joinedSide.FindStringSubmatchIndex(vocab.Lower(rest))
	if m == nil {
		m = joinedThing.FindStringSubmatchIndex(vocab.Lower(rest))
	}
	if m == nil {
		return
	}
	name := strings.TrimSpace(rest[m[2]:m[3]])
	low := vocab.Lower(name)
	first, _, _ := strings.Cut(low, " ")
	switch _, unit := rd.s.book.Word("units", low); {
	case !named(name) || unit || len(strings.Fields(name)) > maxJoined || rd.small(first) || rd.s.month(first) > 0:
	case nothingMore.MatchString(low):
	case speaks(name) || docWord.MatchString(low) || askWord.MatchString(low) || noMatter.MatchString(name) || people.MatchString(name) || pointing.MatchString(low):
	case rd.s.book.Has("sign off", strings.TrimSpace(vocab.Lower(rest[:m[1]]))), rd.s.book.Has("sign off", "un "+low):
	case sumLike.MatchString(low) || priceLabel.MatchString(low) || rd.aboutTerms(low) || rd.s.jobWord(name) || rd.s.isOwnName(name):
	default:
		rd.out.items = append(rd.out.items, item{desc: name, openQty: true, quote: seg})
	}
}
