package reading

import (
	"regexp"
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// byHome settles amounts without a currency, or with a sign that several have,
// as the owner's own currency, unless something in the mail points elsewhere.
// It is false where that stays open.
func (st *settled) byHome(s *source) bool {
	home := s.owner.HomeCurrency
	switch {
	case home == "":
		return false
	case st.only(""): // none bears any
		st.byDefault = true
	case st.only(numbers.Dollar) && dollars(home):
	case st.only("pound?") && home == "GBP", st.only("franc?") && home == "CHF", st.only(numbers.Rupee) && rupees(home):
		st.currency = home // at home pounds, francs and rupees are these
		return true
	default:
		return false
	}
	if s.abroad(home) {
		st.byDefault = false
		return false
	}
	st.currency = home
	return true
}

// dollars is true for the currencies that are written "$".
func dollars(home string) bool {
	return slices.Contains([]string{"USD", "CAD", "AUD", "NZD", "SGD", "HKD"}, home)
}

// abroad is true when a mail names money of another currency than home, or its
// sender's address, a telephone number or a country's name is of a place that
// pays in another.
func (s *source) abroad(home string) bool {
	texts := []string{s.subject, s.cover}
	for _, v := range s.views {
		texts = append(texts, v.text, v.signature, v.quoted)
	}
	all := strings.Join(texts, "\n")
	all = all[:min(len(all), longText)]
	for _, n := range numbers.Scan(all, numbers.Style(0)) {
		if n.Kind == numbers.Money && n.Currency != home && !numbers.Open(n.Currency) {
			return true
		}
	}
	return elsewhere(home, "."+s.from.Address, all)
}

// currencyArea is where one currency is paid in: the endings of addresses there
// and the prefixes of its telephone numbers, by ISO 3166 and ITU E.164, its
// name in the vocabulary, and legal forms that only firms of there have.
type currencyArea struct {
	currency, endings, prefixes string
	named                       *vocab.Expression
	firms                       string
}

// Names of places that pay in a currency of their own.
var (
	inBritain     = vocab.Around(`(?i)(?:^|[^\pL\d])(?:<britain>)(?:$|[^\pL\d])`)
	inSwitzerland = vocab.Around(`(?i)(?:^|[^\pL\d])(?:<switzerland>)(?:$|[^\pL\d])`)
	inAmerica     = vocab.Around(`(?i)(?:^|[^\pL\d])(?:<united states>)(?:$|[^\pL\d])`)
	inCanada      = vocab.Around(`(?i)(?:^|[^\pL\d])(?:<canada>)(?:$|[^\pL\d])`)
	inAustralia   = vocab.Around(`(?i)(?:^|[^\pL\d])(?:<australia>)(?:$|[^\pL\d])`)
	inNewZealand  = vocab.Around(`(?i)(?:^|[^\pL\d])(?:<new zealand>)(?:$|[^\pL\d])`)
)

func currencyAreas() []currencyArea {
	return []currencyArea{
		{"EUR", "at be bg cy de ee es fi fr gr hr ie it lt lu lv mt nl pt si sk", "30 31 32 33 34 39 43 49 351 352 353 356 357 358 359 370 371 372 385 386 421", nil, "GmbH UG e.V. OHG KG SARL SAS EURL S.r.l. Srl SRL S.L. SLU BV B.V."},
		{"GBP", "uk", "44", inBritain, "Ltd Ltd. Limited LLP plc PLC CIC"},
		{"CHF", "ch li", "41 423", inSwitzerland, "Sàrl"},
		{"USD", "us", "1", inAmerica, "Inc Inc. LLC Corp Corp."},
		{"CAD", "ca", "1", inCanada, "Ltée Inc Inc. Ltd Ltd. Limited"},
		{"AUD", "au", "61", inAustralia, "Pty Ltd Ltd. Limited"},
		{"NZD", "nz", "64", inNewZealand, "Ltd Ltd. Limited"},
		{"INR", "in", "91", india, "Pvt Pvt. Ltd Ltd. Limited LLP"},
		{"ZAR", "za", "27", southAfrica, "Pty Ltd Ltd."},
		{"SEK", "se", "46", nil, "AB"},
		{"NOK", "no", "47", nil, ""},
		{"DKK", "dk", "45", nil, "ApS"},
		{"PLN", "pl", "48", nil, "Sp."},
		{"CZK", "cz", "420", nil, "s.r.o."},
		{"HUF", "hu", "36", nil, "Kft. Kft"},
		{"RON", "ro", "40", nil, "SRL"},
		{"TRY", "tr", "90", nil, ""},
		{"JPY", "jp", "81", nil, ""},
		{"CNY", "cn", "86", nil, ""},
		{"AED", "ae", "971", nil, "FZE FZCO FZ-LLC"},
		{"MXN", "mx", "52", nil, ""},
		{"BRL", "br", "55", nil, "Ltda Ltda."},
	}
}

// calledFrom is a telephone number with its country's prefix.
var calledFrom = regexp.MustCompile(`(?:^|[^\pL\d])(?:\+|00)[ (]?(\d{1,3})[\d ()/.-]{5}`)

// elsewhere is true when an address, a number or a name is of a place that pays
// in another currency than home. Those that share a prefix are told apart by
// neither.
func elsewhere(home, address, text string) bool {
	ending := address[strings.LastIndex(address, ".")+1:]
	folded := vocab.Fold(text)
	called := calledFrom.FindAllStringSubmatch(text, 20)
	for _, p := range currencyAreas() {
		if p.currency != home && (foreignForm(p, home, text) || slices.Contains(strings.Fields(p.endings), strings.ToLower(ending)) || p.named != nil && p.named.MatchString(folded)) {
			return true
		}
	}
	if home != "CHF" && swissFigure.MatchString(text) {
		return true
	}
	return slices.ContainsFunc(called, func(m []string) bool { return !paidIn(home, m[1]) })
}

// swissFigure is a number as it is written in Switzerland alone: 1'480 and 90.–
var swissFigure = regexp.MustCompile(`\d['’]\d{3}|\d\.[–—](?:$|\D)`)

// formWord is a word that may be a legal form.
var formWord = regexp.MustCompile(`[\pL][\pL.-]*`)

// foreignForm is true when a firm's legal form is of another currency's area
// and not of home.
func foreignForm(p currencyArea, home, text string) bool {
	forms := strings.Fields(p.firms)
	for _, other := range currencyAreas() {
		if other.currency == home {
			forms = slices.DeleteFunc(forms, func(f string) bool { return slices.Contains(strings.Fields(other.firms), f) })
		}
	}
	return slices.ContainsFunc(formWord.FindAllString(text, -1), func(word string) bool {
		return slices.Contains(forms, word) || slices.Contains(forms, strings.TrimSuffix(word, "."))
	})
}

// paidIn is true when the number behind a telephone's prefix may be of a place
// that pays in a currency, or of one that is not known.
func paidIn(home, digits string) bool {
	known := false
	for _, p := range currencyAreas() {
		for _, prefix := range strings.Fields(p.prefixes) {
			if strings.HasPrefix(digits, prefix) {
				if p.currency == home {
					return true
				}
				known = true
			}
		}
	}
	return !known
}
