package numbers

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/money"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Signs that name no single currency. They are kept as written; only the
// owner's settings or a code next to them decide.
const (
	Dollar = "$"
	Yen    = "¥"
	Krone  = "kr"
	Rupee  = "Rs"
	Rand   = "R"
)

// window is how far from a number its currency is looked for, in bytes. It
// keeps the work linear: a text may hold a number every second byte.
const window = 48

var (
	codeBefore = vocab.Around(`(?:^|[^\pL\pN])([A-Z]{3})[.]?[ \x{a0}\x{202f}]{0,8}$`)
	codeAfter  = vocab.Around(`^[ \x{a0}\x{202f}]?([A-Z]{3})(?:$|[^\pL\pN])`)
	signBefore = vocab.Around(`(U\$S|u\$s|U\$D|US ?\$|USD ?\$|U\.S\. ?\$|CA ?\$|C\$|CAD ?\$|AU ?\$|A\$|AUD ?\$|NZ ?\$|NZ\$|HK ?\$|S\$|R\$|MX ?\$|[€£₹¥₺₪₩₦₱₴฿₫₽$]|(?:^|[^\pL])(?:Rs\.?|SFr\.?|kr\.?))[ \x{a0}\x{202f}]{0,3}$`)
	// wordBefore is a currency in letters before its amount: "euro 0,32", "eur 12". Behind a number it belongs to that
	// one, unless a wide gap says that another column begins.
	wordBefore = vocab.Around(`(?i)(^|[^\pL\pN \x{a0}][ \x{a0}]?|[^\pN \x{a0}][ \x{a0}]|[ \x{a0}]{2})(euros?|eur|chf|gbp|usd|franken|francs|franchi)[ \x{a0}\x{202f}]{1,4}$`)
	// centsAfter is a price in the small unit: "18c each", "85 ct", "99p".
	centsAfter = vocab.Around(`^\s?(p|c|ct|cts|[Cc]ents?)(\s+<one in cents>)`)
	// centsInWords are cents called by their whole name, which are money whatever follows them.
	centsInWords = vocab.Around(`(?i)^\s?(?:<cents>)($|[^\pL])`)
	// wholeBefore is the amount in the large unit that such cents belong to: "3 Euro 50 Cent".
	wholeBefore = vocab.Around(`(?i)(?:[€£$]|\beur|(?:<currencies=>))\s*(?:<and>)?\s*$`)
	// pence are written right behind their number: "80p", "6.5p"; "720p" is a screen.
	pence  = regexp.MustCompile(`^p(?:$|[^\pL\pN])`)
	screen = regexp.MustCompile(`^(?:240|360|480|540|576|720|1080|1440|2160)$`)
	// randBefore is the R of South Africa, which is money only before an amount with cents.
	randBefore = vocab.Around(`(?:^|[^\pL\pN])R[ \x{a0}]{0,3}$`)
	// francBefore is a franc, where the words around it speak of a price: it is a
	// Friday as well, and a Mrs.
	francBefore = vocab.Around(`(?:^|[^\pL])(s?Frs?\.?)[ \x{a0}\x{202f}]{0,4}$`)
	priceLeads  = vocab.Around(`(?i)(?:(?:^|[^\pL])<before francs>\s|[:=(|\t]\s*|\s{2})\s*$`)
	priceGoesOn = vocab.Around(`^(?:[.,][-–]|\s*/\s?\pL|\s+<behind francs>(?:$|[^\pL]))`)
	clockAfter  = regexp.MustCompile(`(?i)^\s?(?:uhr|h)(?:$|[^\pL])`)
	signAfter   = vocab.Around(`^[ \x{a0}\x{202f}]?(\$ ?CAN?\b|\$ ?CAD\b|\$ ?USD?\b|[€£₹¥₺₪₩₦₱₴฿₫₽$]|zł|Kč|(?i:eur|chf|gbp|usd|<currencies=>))(?:$|[^\pL\pN])`)
)

// currency makes a plain number money when a sign or code stands next to it.
// A code beats a sign, because "$240.00 MXN" is pesos.
func currency(text string, n *Number) {
	s := surroundings{n: n, cut: max(0, n.Start-window)}
	s.before, s.after = text[s.cut:n.Start], text[n.End:min(len(text), n.End+window)]
	s.ahead()
	s.behind()
	if len(s.found) == 0 {
		s.letters(text)
	}
	switch {
	case len(s.found) > 0:
		n.Kind, n.Currency = Money, settle(s.found)
	case n.Kind == Plain && n.OK:
		s.smallUnit()
	}
}

// surroundings are the text on both sides of a number and the currencies found
// in it.
type surroundings struct {
	n             *Number
	cut           int // where before begins
	before, after string
	found         []string
}

// take notes a currency and lets the number begin with it.
func (s *surroundings) take(code string, start int) {
	s.found = append(s.found, code)
	s.n.Start = s.cut + start
}

// ahead looks for a code or sign before the number, and a code before a sign.
func (s *surroundings) ahead() {
	if m := codeBefore.FindStringSubmatchIndex(s.before); m != nil && isCode(s.before[m[2]:m[3]]) {
		s.take(s.before[m[2]:m[3]], m[2])
		return
	}
	m := signBefore.FindStringSubmatchIndex(s.before)
	if m == nil {
		return
	}
	written := s.before[m[2]:m[3]]
	start := m[3] - len(strings.TrimLeft(written, " (\t|:"))
	s.take(sign(written), start)
	if m := codeBefore.FindStringSubmatchIndex(s.before[:start]); m != nil && isCode(s.before[m[2]:m[3]]) {
		s.take(s.before[m[2]:m[3]], m[2])
	}
}

// behind looks for a code or sign after the number.
func (s *surroundings) behind() {
	if m := codeAfter.FindStringSubmatchIndex(s.after); m != nil && isCode(s.after[m[2]:m[3]]) {
		s.found = append(s.found, s.after[m[2]:m[3]])
		s.n.End += m[3]
	} else if m := signAfter.FindStringSubmatchIndex(s.after); m != nil {
		s.found = append(s.found, sign(s.after[m[2]:m[3]]))
		s.n.End += m[3]
	}
}

// letters looks for currencies in letters that may be words as well: "euro 12",
// "R 120.00", "Fr. 40.-".
func (s *surroundings) letters(text string) {
	if m := wordBefore.FindStringSubmatchIndex(s.before); m != nil {
		s.take(sign(s.before[m[4]:m[5]]), m[4])
		return
	}
	if randBefore.MatchString(s.before) && strings.Contains(s.n.Text, ".") {
		s.take(Rand, strings.LastIndexByte(s.before, 'R'))
		return
	}
	if m := francBefore.FindStringSubmatchIndex(s.before); m != nil && !clockAfter.MatchString(s.after) &&
		(priceLeads.MatchString(s.before[:m[2]]) || priceGoesOn.MatchString(text[s.n.numEnd:min(len(text), s.n.numEnd+window)])) {
		s.take("CHF", m[2])
	}
}

// smallUnit reads pence and cents.
func (s *surroundings) smallUnit() {
	n := s.n
	if pence.MatchString(s.after) && !screen.MatchString(n.Text) {
		n.Value, n.Kind, n.Currency = n.Value.Shift(-2), Money, "GBP"
		n.End++
		return
	}
	if strings.ContainsAny(n.Text, ".,") || wholeBefore.MatchString(s.before) {
		return
	}
	if word := centsInWords.FindStringSubmatch(s.after); word != nil {
		n.Value, n.Kind, n.Currency = n.Value.Shift(-2), Money, ""
		n.End += len(word[0]) - len(word[1])
		return
	}
	m := centsAfter.FindStringSubmatch(s.after)
	if m == nil {
		return
	}
	n.Value, n.Kind, n.Currency = n.Value.Shift(-2), Money, ""
	n.End += len(m[0]) - len(m[2])
	if m[1] == "p" {
		n.Currency = "GBP"
	}
}

// settle prefers a code to an open sign and gives up on two different codes.
func settle(found []string) string {
	best := ""
	for _, f := range found {
		switch {
		case best == "" || Open(best):
			if best == "" || !Open(f) {
				best = f
			}
		case !Open(f) && f != best:
			return Dollar + "?"
		}
	}
	return best
}

// Open is true for a sign that names no single currency.
func Open(c string) bool {
	switch c {
	case "", Dollar, Yen, Krone, Rupee, Rand, Dollar + "?", "pound?", "riyal?", "dirham?", "peso?", "franc?":
		return true
	}
	return false
}

// isCode leaves out codes that are everyday words in capitals.
func isCode(c string) bool {
	switch c {
	case "ALL", "TOP", "CUP", "PEN", "MOP", "GEL", "BAM", "SOS", "ANG", "LAK":
		return false
	}
	return money.IsCurrency(c)
}

// HeadingCurrency returns the ISO code that stands in a heading such as "Unit (USD)" or
// "Price (£)", or an open sign, or an empty string.
func HeadingCurrency(heading string) string {
	for _, f := range strings.FieldsFunc(heading, func(r rune) bool { return strings.ContainsRune(" ()[]/_,:.|-", r) }) {
		if len(f) == 3 && isCode(strings.ToUpper(f)) && (f == strings.ToUpper(f) || strings.Contains(heading, "_")) {
			return strings.ToUpper(f)
		}
		if strings.EqualFold(f, Rupee) {
			return Rupee
		}
		if strings.ContainsAny(f, "€£₹$¥") && len([]rune(f)) <= 3 {
			return sign(f)
		}
		if strings.EqualFold(f, "rs") || strings.EqualFold(f, "rupees") {
			return Rupee
		}
	}
	return ""
}

// sign is the code of a sign or word for money, or the open sign where several
// countries use it.
func sign(s string) string {
	s = strings.ToLower(strings.Trim(s, " .(\t|:"))
	if code, ok := vocab.Word("currencies", s); ok {
		return code
	}
	switch s {
	case "€", "eur":
		return "EUR"
	case "£", "gbp":
		return "GBP"
	case "₹":
		return "INR"
	case "u$s", "u$d", "$ us", "$us", "$ usd", "$usd", "us$", "us $", "usd$", "usd $", "u.s.$", "u.s. $", "usd":
		return "USD"
	case "$ ca", "$ca", "$ can", "$can", "$ cad", "$cad", "ca$", "ca $", "c$", "cad$", "cad $":
		return "CAD"
	case "au$", "au $", "a$", "aud$", "aud $":
		return "AUD"
	case "nz$", "nz $":
		return "NZD"
	case "hk$", "hk $":
		return "HKD"
	case "s$":
		return "SGD"
	case "r$":
		return "BRL"
	case "mx$", "mx $":
		return "MXN"
	}
	return otherSign(s)
}

func otherSign(s string) string {
	switch s {
	case "₺":
		return "TRY"
	case "₪":
		return "ILS"
	case "₩":
		return "KRW"
	case "₦":
		return "NGN"
	case "₱":
		return "PHP"
	case "₴":
		return "UAH"
	case "฿":
		return "THB"
	case "₫":
		return "VND"
	case "₽":
		return "RUB"
	case "zł":
		return "PLN"
	case "kč":
		return "CZK"
	case "sfr", "chf":
		return "CHF"
	case "rs":
		return Rupee
	case "¥":
		return Yen
	}
	return Dollar
}

func currencyAt(rest string) bool {
	rest = rest[:min(len(rest), window)]
	return codeAfter.MatchString(rest) && isCode(strings.TrimSpace(codeAfter.FindStringSubmatch(rest)[1])) || signAfter.MatchString(rest)
}

func currencyBefore(before string) bool {
	before = before[max(0, len(before)-window):]
	if m := codeBefore.FindStringSubmatch(before); m != nil && isCode(m[1]) {
		return true
	}
	return signBefore.MatchString(before)
}

// EndsInCurrency is true for a text that ends in a sign or code of a currency.
func EndsInCurrency(text string) bool {
	return currencyBefore(text) || wordBefore.MatchString(text[max(0, len(text)-window):]+" ")
}

// CurrencyWord reads the currency that stands right at the beginning of a text,
// behind a number: its code or sign and how many bytes it takes, 0 for none.
func CurrencyWord(text string) (currency string, width int) {
	text = text[:min(len(text), window)]
	if m := codeAfter.FindStringSubmatchIndex(text); m != nil && isCode(text[m[2]:m[3]]) {
		return text[m[2]:m[3]], m[3]
	}
	if m := signAfter.FindStringSubmatchIndex(text); m != nil {
		return sign(text[m[2]:m[3]]), m[3]
	}
	if m := slang.FindString(text); m != "" {
		return sign("pound"), len(m)
	}
	return "", 0
}

// slang is understood behind a number that is written out, where nothing but a
// price can be meant.
var slang = regexp.MustCompile(`^ quid\b`)
