package reading

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// percents notes tax rates and discounts of a segment.
func (rd *reader) percents(seg string, nums []numbers.Number) {
	whole := vocab.Fold(seg)
	bareRates(seg, nums)
	for i, n := range nums {
		if n.Kind != numbers.Percent || !n.OK || ofDeposit(seg, n) {
			continue
		}
		mayTax := n.Value.LessThan(decimal.NewFromInt(noRate)) // not of "the 40 % on signing, which is 1,680 plus VAT"
		around := vocab.Fold(seg[max(0, n.Start-40):min(len(seg), n.End+25)])
		switch kind := rd.percentKind(besides(seg, nums, i)); {
		case rd.takenOffHere(seg, n):
			rd.out.discounts = append(rd.out.discounts, rate{n.Value, seg, n.Start})
		case taxLine.MatchString(whole) && kind != "cash discount" && mayTax:
			rd.out.rates = append(rd.out.rates, rate{n.Value, seg, n.Start})
		case surcharge.MatchString(around):
			rd.out.sums = append(rd.out.sums, sum{quote: seg}) // on what and how much is a question
		case kind == "discount":
			rd.out.discounts = append(rd.out.discounts, rate{n.Value, seg, n.Start})
		case kind == "tax" && mayTax:
			rd.out.rates = append(rd.out.rates, rate{n.Value, seg, n.Start})
		case kind == "cash discount":
		case rd.percentKind(around) == "discount":
			rd.out.discounts = append(rd.out.discounts, rate{n.Value, seg, n.Start})
		case !mayTax:
		case rd.percentKind(around) == "tax", rd.s.book.Has("tax", whole) && !rd.s.book.Has("discount", whole):
			rd.out.rates = append(rd.out.rates, rate{n.Value, seg, n.Start})
		}
	}
}

// takenOffHere is true for a percentage that the words right at it take off, whatever
// is said of tax before: "£1,150 + VAT less the 5% you offered".
func (rd *reader) takenOffHere(seg string, n numbers.Number) bool {
	around := vocab.Fold(near(seg, n.Start-maxOnAll, n.End+maxOnAll))
	from, _, ok := rd.s.book.Find("tax", vocab.Fold(near(seg, n.End, n.End+25)))
	return takenOffNext.MatchString(vocab.Fold(near(seg, n.Start-40, n.Start))) && !(ok && from <= maxToTax) && !rd.s.book.Has("cash discount", around) && !rd.s.book.Has("withholding", around)
}

// takenOffNext ends words that take off what follows: "less the".
var takenOffNext = vocab.Around(`(?:^|[^\pL])(?:<taken off>)\s(?:of\s|your\s|(?:<the>|<article>)\s)?$`)

// maxToTax is how many bytes are between a rate and the tax that it is of: "5% of VAT".
const maxToTax = 4

var (
	// rateLead ends words that lead to a rate of tax written without its sign: "TVA à 20".
	rateLead = vocab.Around(`(?i)(?:^|[^\pL])<tax label>\.?\s(?:<at a rate>)\s$`)
	rateEnd  = vocab.Around(`^\s*(?:$|[.,;!)]|<and also>\s)`)
)

// highestRate is above every rate of tax in a hundred that is in force: Hungary has 27.
const highestRate = 28

// noRate is from where on a percentage is a part of the whole beside words on tax:
// India has 28, and 40 on what hardly anybody bills by mail.
const noRate = 30

// bareRates makes such a number a percentage.
func bareRates(seg string, nums []numbers.Number) {
	for i, n := range nums {
		if n.Kind == numbers.Plain && n.OK && n.Value.LessThan(decimal.NewFromInt(highestRate)) && rateLead.MatchString(lastBytes(seg[:n.Start], maxTaxWords)) && rateEnd.MatchString(seg[n.End:]) {
			nums[i].Kind = numbers.Percent
		}
	}
}

// surcharge is charged on top of prices, in a hundred of them.
var surcharge = vocab.Around(`(?:^|[^\pL])(?:<surcharge>)(?:$|[^\pL])`)

// taxLine begins a line that is labelled as the one about tax: "VAT: not in the
// rates, add at 20%".
var taxLine = vocab.Around(`^<tax label>[ .]*:`)

// percentKind says by the words around a percentage what it is of; it is empty
// where they speak of both a discount and tax, or of neither.
func (rd *reader) percentKind(words string) string {
	b := rd.s.book
	for _, written := range vocab.List("percent") {
		words = strings.ReplaceAll(words, " "+vocab.Lower(written), "%") // "10 per cent off"
	}
	tax := b.Has("tax", words)
	switch {
	case b.Has("cash discount", words):
		return "cash discount"
	case b.Has("discount", words) && !tax:
		return "discount"
	case tax || b.Has("tax excluded", words) || b.Has("tax included", words):
		return "tax"
	}
	return ""
}

// besides is what a segment with several percentages says of one of them: its
// own part between commas. Of an only one everything around it speaks.
func besides(seg string, nums []numbers.Number, i int) string {
	from, to, several := max(0, nums[i].Start-40), min(len(seg), nums[i].End+25), false
	for k, n := range nums {
		if n.Kind != numbers.Percent || k == i {
			continue
		}
		several = true
		if n.End <= nums[i].Start {
			from = max(from, n.End)
		} else {
			to = min(to, n.Start)
		}
	}
	if !several {
		return vocab.Fold(seg[from:to])
	}
	before, behind := vocab.Fold(seg[from:nums[i].Start]), vocab.Fold(seg[nums[i].End:to])
	if at := strings.LastIndexAny(before, ",;("); at >= 0 {
		before = before[at+1:]
	}
	if at := strings.IndexAny(behind, ",;)"); at >= 0 {
		behind = behind[:at]
	}
	return before + vocab.Fold(nums[i].Text) + behind
}
