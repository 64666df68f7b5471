package post

import (
	"math/big"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Words of a discount in the languages of the lists, beside a percentage.
const discountWords = `(?:off|discount|rebate|reduction|sale|rabatt|nachlass|günstiger|billiger|reduziert|remise|réduction|rabais|soldes|promo|descuento|dto|rebaja|rebajas|sconto|sconti|saldi|korting|kortingen|afgeprijsd|uitverkoop|goedkoper)`

var (
	percentOff   = regexp.MustCompile(`(?i)(\d{1,3}(?:[.,]\d{1,2})?)[\s\x{00A0}\x{202F}]*(?:%|percent|prozent|pour cent|por ciento|per cento|procent)(?:[\s\x{00A0}]+\p{L}+){0,3}?[\s\x{00A0}-]+` + discountWords + `\b`)
	offPercent   = regexp.MustCompile(`(?i)\b` + discountWords + `(?:[\s\x{00A0}:]+\p{L}+){0,3}?[\s\x{00A0}:-]+(\d{1,3}(?:[.,]\d{1,2})?)[\s\x{00A0}\x{202F}]*%`)
	minusPercent = regexp.MustCompile(`(?:^|[\s(])[-–−]\s?(\d{1,3}(?:[.,]\d{1,2})?)[\s\x{00A0}\x{202F}]*%`)
	halfPrice    = regexp.MustCompile(`(?i)\b(?:half price|half off|zum halben preis|à moitié prix|a mitad de precio|a metà prezzo|halve prijs|2 for 1|buy one get one|2 für 1|2x1)\b`)
)

// discounts finds a discount over the handbook's limit; without a limit each
// one counts.
func (s *sensor) discounts(text string) {
	if !s.watches(kindDiscount) {
		return
	}
	limit := decimal.Zero
	if d, err := decimal.NewFromString(string(s.watch.Social.DiscountLimit)); err == nil {
		limit = d
	}
	for _, form := range []*regexp.Regexp{percentOff, offPercent, minusPercent} {
		for _, m := range form.FindAllStringSubmatch(text, -1) {
			if n, err := decimal.NewFromString(strings.Replace(m[1], ",", ".", 1)); err == nil && n.GreaterThan(limit) {
				s.add(kindDiscount, strings.TrimSpace(m[0]))
			}
		}
	}
	if m := halfPrice.FindString(text); m != "" && limit.LessThan(decimal.NewFromInt(50)) {
		s.add(kindDiscount, m)
	}
}

var (
	ibanForm  = regexp.MustCompile(`\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b`)
	cardForm  = regexp.MustCompile(`\b\d(?:[ -]?\d){12,18}\b`)
	phoneForm = regexp.MustCompile(`(?:\+|\b00)[1-9](?:[ ().\x{00A0}/-]{0,3}\d){7,14}\b|\(0?\d{2,5}\)[ -]?\d(?:[ -]?\d){4,9}\b|\b0[1-9]\d{0,4}[ /-]\d(?:[ -]?\d){4,9}\b|\b[2-9]\d{2}-\d{3}-\d{4}\b`)
	dateForm  = regexp.MustCompile(`\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b`)
)

// numbers finds bank and card numbers, and telephone numbers that were never
// published before.
func (s *sensor) numbers(text string) {
	if !s.watches(kindSecret) {
		return
	}
	for _, m := range ibanForm.FindAllString(text, -1) {
		if validIBAN(m) {
			s.add(kindSecret, "bank account "+hidden(m))
		}
	}
	for _, m := range cardForm.FindAllString(text, -1) {
		if digits := onlyDigits(m); luhn(digits) && digits[0] >= '3' && digits[0] <= '6' {
			s.add(kindSecret, "card number "+hidden(m))
		}
	}
	for _, m := range phoneForm.FindAllString(dateForm.ReplaceAllString(text, " "), -1) {
		if !s.known(onlyDigits(m)) {
			s.add(kindSecret, "telephone number "+strings.TrimSpace(m))
		}
	}
}

// known is true for a number that was published before.
func (s *sensor) known(digits string) bool {
	for _, t := range s.watch.Published {
		for _, m := range phoneForm.FindAllString(t, -1) {
			if onlyDigits(m) == digits {
				return true
			}
		}
	}
	return false
}

// hidden keeps the ends of a number.
func hidden(s string) string {
	s = strings.Join(strings.Fields(s), "")
	return s[:4] + "…" + s[len(s)-2:]
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// luhn checks a card number (ISO/IEC 7812-1).
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return len(digits) >= 13 && sum%10 == 0
}

// validIBAN checks the two digits of an IBAN (ISO 13616).
func validIBAN(s string) bool {
	s = strings.Join(strings.Fields(s), "")
	if len(s) < 15 || len(s) > 34 {
		return false
	}
	var b strings.Builder
	for _, r := range s[4:] + s[:4] {
		if r >= 'A' && r <= 'Z' {
			b.WriteString(decimal.NewFromInt(int64(r - 'A' + 10)).String())
			continue
		}
		b.WriteRune(r)
	}
	n, ok := new(big.Int).SetString(b.String(), 10)
	return ok && new(big.Int).Mod(n, big.NewInt(97)).Int64() == 1
}

// secretForms are what gives access to something, whatever stands around it.
var secretForms = regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}\b|\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}\b|` +
	`\bxox[abprs]-[A-Za-z0-9-]{10,}\b|\bEAA[A-Za-z0-9]{40,}\b|\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\b|\bAIza[0-9A-Za-z_-]{35}\b|\bsk-[A-Za-z0-9_-]{24,}\b|` +
	`(?i)\b(?:password|passwort|kennwort|mot de passe|contraseña|wachtwoord|parola d'ordine|api[ _-]?key|access[ _-]?token|client[ _-]?secret|pwd)\s*(?:[:=]|is|ist|lautet|est|es)\s*["']?[^\s"']{0,40}[0-9!@$%^*_]`)

// secrets refuses a text that holds a key or a password.
func (c *checker) secrets(t text) {
	if secretForms.MatchString(t.value) {
		c.add(&c.problems, contract.PostProblem{Platform: t.where, Field: t.field, Sentence: "There is a password or a key in it; take it out, and change it where it is used if it was ever public."})
	}
}
