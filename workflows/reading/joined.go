package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// joinedThing is one thing more at the end of a row of things with prices, which
// has none: "6 headsets at 14 euros each and the stage lamps."
var joinedThing = vocab.Around(`^\s*,?\s*<joined by>\s(?:(?:<article>|<ours>)\s+|<article glued>)(\pL[\pL'’ -]{2,40}?)(?:\s*[.!?;]|\s*$|,?\s<relative>\s|,\s)`)

const maxJoined = 4 // words of a thing that is named last

// joined notes a thing without a price behind the last price of a sentence: left
// out it would be missing from the invoice.
func (rd *reader) joined(seg string, from int) {
	rest := seg[from:]
	rest = rest[len(taxTail.FindString(vocab.Lower(rest))):]
	m := joinedThing.FindStringSubmatchIndex(vocab.Lower(rest))
	if m == nil {
		return
	}
	name := strings.TrimSpace(rest[m[2]:m[3]])
	low := vocab.Lower(name)
	first, _, _ := strings.Cut(low, " ")
	switch _, unit := rd.s.book.Word("units", low); {
	case !named(name) || unit || len(strings.Fields(name)) > maxJoined || rd.small(first) || rd.s.month(first) > 0:
	case speaks(name) || docWord.MatchString(low) || askWord.MatchString(low) || noMatter.MatchString(name) || people.MatchString(name) || pointing.MatchString(low):
	case rd.s.book.Has("sign off", strings.TrimSpace(vocab.Lower(rest[:m[1]]))), rd.s.book.Has("sign off", "un "+low):
	case sumLike.MatchString(low) || priceLabel.MatchString(low) || rd.aboutTerms(low) || rd.s.jobWord(name) || rd.s.isOwnName(name):
	default:
		rd.out.items = append(rd.out.items, item{desc: name, openQty: true, quote: seg})
	}
}
