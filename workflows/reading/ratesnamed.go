package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// rateOn leads from a rate of tax to the things it is the rate of.
	rateOn = vocab.Around(`^\s*(?:<tax label>\.?\s)?(?:<price for>|<rate on>)\s+([^\d%;.()]{3,80})`)
	// rateRest is all that has no rate of its own.
	rateRest = vocab.Around(`(?:^|[^\pL])(?:<all the rest>)(?:$|[^\pL])`)
	// rateEnds ends the things of one rate.
	rateEnds = vocab.Around(`[,:]\s|\s<and also>\s+$`)
)

// ratesByName gives each line the rate that the mail names for it: "TVA 20 % pour
// l'abonnement, 10 % pour les bouquets". It holds where every line has one, and every
// rate a line.
func (st *settled) ratesByName(s *source, lang string) {
	if len(st.items) < 2 || len(st.rates) < 2 || len(st.rates) > maxDiscounts || len(st.items) > maxLines {
		return
	}
	rd := &reader{s: s, lang: lang}
	items := append([]item(nil), st.items...)
	rest := value{}
	for i, r := range st.rates {
		what := st.rateOf(i)
		switch {
		case what == "":
			return
		case !rateRest.MatchString(vocab.Fold(what)):
			if !rd.giveRate(items, what, r) {
				return
			}
		case rest.ok:
			return
		default:
			rest = known(r.value)
		}
	}
	for k := range items {
		if !items[k].tax.ok {
			items[k].tax = rest
		}
		if !items[k].tax.ok {
			return
		}
	}
	st.items = items
}

// giveRate puts a rate on the lines that bear one of the words. It is false where there
// is none, or one that has a rate already.
func (rd *reader) giveRate(items []item, what string, r rate) bool {
	words, hit := rd.nameWords(what), false
	for k := range items {
		if !sharesName(rd.nameWords(items[k].desc), words) {
			continue
		}
		if items[k].tax.ok {
			return false
		}
		items[k].tax, hit = known(r.value), true
	}
	return hit
}

// rateOf are the words that say what the i-th rate is the rate of.
func (st *settled) rateOf(i int) string {
	r := st.rates[i]
	behind := strings.TrimLeft(r.quote[min(len(r.quote), r.at):], "0123456789.,")
	behind = strings.TrimLeft(behind, " %")
	if i+1 < len(st.rates) && st.rates[i+1].quote == r.quote && st.rates[i+1].at > r.at {
		behind = behind[:min(len(behind), st.rates[i+1].at-r.at)]
	}
	m := rateOn.FindStringSubmatch(vocab.Lower(behind))
	if m == nil {
		return ""
	}
	if at := rateEnds.FindStringIndex(m[1]); at != nil {
		return m[1][:at[0]]
	}
	return m[1]
}

// sharesName is true where one of the words is one of the name's, but for its ending.
func sharesName(name, words []string) bool {
	for _, w := range words {
		if bears(name, []string{w}) {
			return true
		}
	}
	return false
}
