package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// plainSumLine is a line that is a label and a figure with cents, and nothing
// else but how it is taxed: "VAT @ 20%: 254.00", "goods total 200.30 + vat".
var plainSumLine = vocab.Around(`^([^\d:=|%]{2,40}(?:\d{1,2}(?:[.,]\d{1,2})? ?%)?)\s*[:=]?\s+(\d[\d.,' ]*[.,]\d\d)\s*((?:\+|plus|ex|excl\.?|incl\.?)\s(?:<tax short>))?\.?$`)

// plainSum notes a sum without the sign of a currency below lines that have
// theirs. It does so where the line gave neither a line nor a sum before.
func (rd *reader) plainSum(line string, items, sums int) {
	if len(rd.out.items) == 0 || len(rd.out.items) > items || len(rd.out.sums) > sums || len(line) > maxListLine {
		return
	}
	line = strings.TrimSpace(line)
	m := plainSumLine.FindStringSubmatch(vocab.Lower(line))
	if m == nil || !rd.sumLabelled(m[1]) {
		return
	}
	if v, ok := numbers.Parse(m[2], rd.out.style); ok && v.IsPositive() {
		rd.out.sums = append(rd.out.sums, sum{value: known(v), before: vocab.Fold(m[1]), after: vocab.Fold(m[3]), quote: line})
	}
}

// measureName is the thing whose single one a price is for, as the sentence
// names it before: "you did product photos, of which there were 52, and you
// charge £6 a photo".
func (rk *reckoning) measureName(p mention) string {
	m := perOne.FindStringSubmatch(rk.low[p.end:])
	if m == nil {
		return ""
	}
	from := strings.LastIndexAny(rk.text[:p.start], "\n.!?") + 1
	at := strings.LastIndex(rk.low[from:p.start], " "+m[1])
	if _, unit := rk.rd.s.book.Word("units", m[1]); unit || at < 0 {
		return ""
	}
	end := from + at + 1 + len(wordPattern.FindString(rk.low[from+at+1:]))
	start := end
	for start > from {
		lead := strings.LastIndexByte(strings.TrimRight(rk.text[from:start], " "), ' ') + 1
		word := strings.TrimSpace(rk.text[from+lead : start])
		if low := vocab.Fold(word); rk.rd.small(low) || pronouns.MatchString(low) || strings.ContainsAny(word, ",;:()") || lead == 0 {
			break
		}
		start = from + lead
	}
	return rk.nounIn(rk.text[start:end])
}

// perOne is the single thing that a price is for.
var perOne = vocab.Around(`^ (?:<per>|/) ?(\pL{4,})`)

// sumsApart takes sums that stand beside each other for lines of their own:
// "Base 508,00 / IVA 21% 106,68 / Total 614,68 €".
func (rd *reader) sumsApart(lines []string) []string {
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		parts := strings.Split(l, " / ")
		if len(parts) < 2 || len(l) > maxListLine || !rd.allSums(parts) && !rd.allPriced(parts) {
			parts = []string{l}
		}
		out = append(out, parts...)
	}
	return out
}

// allPriced is true for things with their prices beside each other: "hire, 2 days
// 185.00 / clearing 3.2 t at 96.00 the ton".
func (rd *reader) allPriced(parts []string) bool {
	if columned(strings.Join(parts, " / ")) {
		return false // "110.00 / hr    880.00"
	}
	for _, p := range parts {
		if !amountLike.MatchString(p) || !hasDigit(p) || rd.unnamed(strings.Trim(p, " 0123456789.,")) {
			return false
		}
	}
	return true
}

func (rd *reader) allSums(parts []string) bool {
	for _, p := range parts {
		f := vocab.Fold(p)
		if !hasDigit(p) || !rd.s.book.Has("total", f) && !rd.s.book.Has("subtotal", f) && !rd.s.book.Has("tax", f) {
			return false
		}
	}
	return true
}
