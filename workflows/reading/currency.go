package reading

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

func (st *settled) settleCurrency(s *source, folded string) {
	seen := map[string]bool{}
	open := false
	for _, it := range st.items {
		st.note(seen, &open, it.currency, it.price.ok || it.lump.ok)
	}
	for _, sm := range st.sums {
		st.note(seen, &open, sm.currency, false)
	}
	for code := range seen {
		st.several = append(st.several, code)
	}
	sort.Strings(st.several)
	if len(st.several) == 0 {
		code := declaredCurrency(s.subject + "\n" + s.best().text)
		if code == "" {
			code = namedCurrency(strings.Join(strings.Fields(folded), " "))
		}
		if code != "" {
			st.several = []string{code}
		}
	}
	switch {
	case len(st.several) == 1:
		st.currency = st.several[0]
	case len(st.several) > 1:
		st.openCurrency = true
	case open && s.owner.DollarMeans != "" && st.only(numbers.Dollar):
		st.currency = s.owner.DollarMeans
	case open && st.only(numbers.Rupee) && india.MatchString(s.folded):
		st.currency = "INR"
	case open && st.byHome(s):
	case open:
		st.openCurrency = true
	}
}

// rupees is true for the currencies that are written "Rs".
func rupees(code string) bool {
	switch code {
	case "INR", "PKR", "LKR", "NPR", "MUR", "SCR":
		return true
	}
	return false
}

// india is what only mails from India say.
var india = vocab.Around(`(?:^|[^\pL\d])(?:<india>)(?:$|[^\pL\d])`)

// southAfrica says that the amounts behind an R are in ZAR.
var southAfrica = vocab.Around(`(?i)(?:^|[^\pL])(?:<south africa>)(?:$|[^\pL])`)

// randSign is the R before an amount.
var randSign = regexp.MustCompile(`(^|[^\pL\pN])R( ?\d)`)

// rands makes the figures behind an R amounts of money, in a text that says so.
func (rd *reader) rands(seg string) []numbers.Number {
	if !rd.inRand || strings.Contains(seg, numbers.Dollar) || !randSign.MatchString(seg) {
		return numbers.Scan(seg, rd.out.style)
	}
	nums := numbers.Scan(randSign.ReplaceAllString(seg, "$1"+"$$"+"$2"), rd.out.style)
	for i := range nums {
		if nums[i].Currency == numbers.Dollar {
			nums[i].Currency = "ZAR"
		}
	}
	return nums
}

func (st *settled) note(seen map[string]bool, open *bool, code string, priced bool) {
	switch {
	case code == "":
		*open = *open || priced
	case numbers.Open(code):
		*open = true
	default:
		seen[code] = true
	}
}

// only is true when the amounts bear the one open sign; those without any go with
// the others, as they do beside a currency that is plain.
func (st *settled) only(sign string) bool {
	borne := false
	for _, it := range st.items {
		if it.currency != sign && it.currency != "" {
			return false
		}
		borne = borne || it.currency == sign
	}
	for _, sm := range st.sums {
		if sm.currency != sign && sm.currency != "" {
			return false
		}
		borne = borne || sm.currency == sign
	}
	return borne
}

// namedCurrency finds "all prices in US dollars" and "amounts are in EUR".
func namedCurrency(folded string) string {
	folded = strings.NewReplacer(" | ", ": ", " :", ":").Replace(folded)
	for _, lead := range slices.Concat(vocab.List("prices in"), []string{"in", "en"}) {
		lead += " "
		at := strings.Index(folded, lead)
		for at >= 0 {
			rest := folded[at+len(lead):]
			nums := numbers.Scan("1 "+strings.ToUpper(rest[:min(3, len(rest))])+" ", numbers.Point)
			if len(rest) >= 3 && (len(rest) == 3 || !isLetterByte(rest[3])) && nums[0].Kind == numbers.Money && !numbers.Open(nums[0].Currency) && len(lead) > len("in ") {
				return nums[0].Currency
			}
			nums = numbers.Scan("1 "+rest[:min(30, len(rest))], numbers.Point)
			if nums[0].Kind == numbers.Money && !numbers.Open(nums[0].Currency) && len(nums[0].Currency) == 3 {
				return nums[0].Currency
			}
			next := strings.Index(rest, lead)
			if next < 0 {
				break
			}
			at += len(lead) + next
		}
	}
	return ""
}

// inCode finds "in AUD", "Currency: GBP" with the code in capitals, and "en euros".
var inCode = vocab.Around(`(?:^|[^\pL])(?i:<in a currency>)[\s:|]{1,12}([A-Z]{3}|(?i:euros?))(?:$|[^\pL\pN])`)

// sumInCode finds it in the label of a sum that stands in columns: "TOTAL EUROS    659,21".
var sumInCode = regexp.MustCompile(`(?m)^[^\S\n]*(?:\pL+\.?[^\S\n]){1,3}\(?([A-Z]{3}|(?i:euros?))\)?[^\S\n]*[:|]?[^\S\n]+\d`)

// declaredCurrency is the one currency that a text names for all its amounts.
func declaredCurrency(text string) string {
	code := ""
	text = text[:min(len(text), longText)]
	for _, m := range append(inCode.FindAllStringSubmatch(text, 20), sumInCode.FindAllStringSubmatch(text, 20)...) {
		if c := numbers.HeadingCurrency(strings.ToUpper(m[1])[:3]); c != "" && !numbers.Open(c) {
			if code != "" && code != c {
				return ""
			}
			code = c
		}
	}
	return code
}

func isLetterByte(b byte) bool { return b >= 'a' && b <= 'z' || b >= 0x80 }
