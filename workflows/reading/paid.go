package reading

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

const (
	maxPaidNumbers = 5
	maxPaidWords   = 300 // runes
	maxPaidText    = 4000
	latePayment    = 400 * 24 * time.Hour // a day further back is not the day of this payment
)

var (
	// dayOfYear is a day without its year, as "24 November", "24. November", "November 24" or "24.11." in a sentence.
	dayOfYear = vocab.Around(`(?i)\b(\d{1,2})(?:<day ending>|º|ª|\.)?\s+(?:<of the month>\s+)?(\pL{3,12})\b|\b(\pL{3,12})\s+(\d{1,2})(?:<day behind a month>)?\b|\b(\d{1,2})\.(\d{1,2})\.(?:\D|$)`)
	// paperLead stands before the day of the invoice rather than that of its payment.
	paperLead = vocab.Around(`(?i)(?:^|[^\pL])(?:<day of the paper>)\s*$`)
	// noNumber is a year alone, or a day such as 24th or 17-SEP-2026.
	noNumber = regexp.MustCompile(`^(?:(?:19|20)\d\d|\d{1,2}\pL{1,3}|\d{1,2}[-/.]\pL{3,9}[-/.]\d{2,4})$`)
)

// paid reads what the sender says to have paid to the owner. Only mail that
// nothing else comes from is looked at, and it stays such mail: whether there
// is an open invoice of that number is for the process to find out.
func (s *source) paid(r *contract.Reading) {
	if r.Expected != contract.ExpectIgnore || s.form != nil || s.msg.Bulk || s.rambles() || !s.has("we paid") {
		return
	}
	if !s.forward && s.isHouse(s.msg.From.Address) {
		return
	}
	text := unwrap(s.best().text)
	text = s.subject + ".\n" + strings.ToValidUTF8(text[:min(len(text), maxPaidText)], "")
	said := s.sentencePaid(text)
	if said == "" {
		return
	}
	notice := contract.PaymentNotice{Email: s.customerAddress(), Words: squeeze(said, maxPaidWords), Numbers: s.numbersPaid(said + "\n" + text)}
	if len(notice.Numbers) == 0 {
		return
	}
	style := numbers.StyleOf(text)
	if amount, currency, ok := s.oneAmount(said, style); ok {
		notice.Amount, notice.Currency = amount, currency
	} else if amount, currency, ok := s.oneAmount(text, style); ok {
		notice.Amount, notice.Currency = amount, currency
	}
	if notice.Date = s.paidOn(said); notice.Date == "" {
		notice.Date = s.paidOn(text)
	}
	r.Payment = &notice
}

// sentencePaid is the first sentence that says so, and does not say that it is
// still to be done; one with a figure goes before a heading.
func (s *source) sentencePaid(text string) string {
	first := ""
	for _, sen := range sentences(text) {
		if folded := vocab.Fold(sen); !s.book.Has("we paid", folded) || s.book.Has("not paid", folded) {
			continue
		}
		if strings.ContainsAny(sen, "0123456789") {
			return sen
		}
		first = cmp.Or(first, sen)
	}
	return first
}

// numbersPaid are what the text calls the number of an invoice, then what else
// may be one, as in the rows of a remittance advice; where there is none, what
// the mail that is answered calls so.
func (s *source) numbersPaid(text string) []string {
	out := append(numbersOf(s.invoiceNumbers(text)), looseNumbers(text)...)
	if len(out) == 0 {
		quoted := s.best().quoted
		quoted = strings.ToValidUTF8(quoted[:min(len(quoted), maxPaidText)], "")
		out = numbersOf(s.invoiceNumbers(quoteMarks.ReplaceAllString(quoted, "")))
	}
	var each []string
	for _, number := range out {
		if !slices.Contains(each, number) && len(each) < maxPaidNumbers {
			each = append(each, number)
		}
	}
	return each
}

func numbersOf(list []invoiceNumber) []string {
	var out []string
	for _, n := range list {
		out = append(out, n.text)
	}
	return out
}

// looseNumbers are the words of a text that may be the number of an invoice or
// its payment reference, those with letters or signs first. What is none of
// ours is found nowhere in Odoo.
func looseNumbers(text string) []string {
	var marked, plain []string
	for _, word := range strings.Fields(text) {
		word = strings.Trim(word, `.,;:!?()[]{}<>"'„“”«»*_#|=-`)
		letters, digits, signs := shapeOf(word)
		switch {
		case digits < 2 || letters+digits < 3 || len(word) > 40 || strings.ContainsAny(word, "@:€$£%"):
		case isoLike.MatchString(word), grouped.MatchString(word), noNumber.MatchString(word):
		case letters == 0 && strings.ContainsAny(word, ".,") && !strings.ContainsAny(word, "-/"): // an amount
		case letters > 0 || signs > 0:
			marked = append(marked, word)
		case digits >= 4:
			plain = append(plain, word)
		}
	}
	return append(marked, plain...)
}

func shapeOf(word string) (letters, digits, signs int) {
	for _, c := range word {
		switch {
		case unicode.IsLetter(c):
			letters++
		case unicode.IsDigit(c):
			digits++
		default:
			signs++
		}
	}
	return letters, digits, signs
}

// oneAmount is the amount of money a text names, when it names one alone.
func (s *source) oneAmount(text string, style numbers.Style) (contract.Decimal, string, bool) {
	var amount decimal.Decimal
	currency, n := "", 0
	for _, found := range numbers.Scan(text, style) {
		if found.Kind != numbers.Money || !found.OK || !found.Value.IsPositive() {
			continue
		}
		code := found.Currency
		if code == "$" {
			code = s.owner.DollarMeans
		}
		if !money.IsCurrency(code) {
			return "", "", false
		}
		if n > 0 && (!amount.Equal(found.Value) || code != currency) {
			return "", "", false
		}
		amount, currency, n = found.Value, code, n+1
	}
	return money.FormatAmount(amount, currency), currency, n > 0
}

// paidOn is the day that a text names as ISO date, when it names one that can
// be the day of a payment. A day without its year, and today, are told from
// when the mail was sent.
func (s *source) paidOn(text string) string {
	sent, err := time.Parse(time.DateOnly, s.msg.Date[:min(len(s.msg.Date), len(time.DateOnly))])
	if err != nil {
		return ""
	}
	days, ofPaper := s.daysAgo(text, sent), []string{}
	rest := []byte(text)
	for _, d := range s.dates(text, s.book.Detect(s.best().text)) {
		day, err := time.Parse(time.DateOnly, d.ISO)
		switch {
		case err != nil || !possible(day, sent):
		case paperLead.MatchString(strings.ToValidUTF8(text[max(0, d.Start-dueReach):d.Start], "")):
			ofPaper = append(ofPaper, d.ISO)
		default:
			days = append(days, d.ISO)
		}
		for i := d.Start; i < d.End; i++ {
			rest[i] = ' '
		}
	}
	days = append(days, s.daysWithoutYear(string(rest), sent)...)
	if len(days) == 0 {
		days = ofPaper // "the payment of 24 November 2026"
	}
	if days = slices.Compact(slices.Sorted(slices.Values(days))); len(days) == 1 {
		return days[0]
	}
	return ""
}

func possible(day, sent time.Time) bool {
	return !day.After(sent.AddDate(0, 0, 1)) && sent.Sub(day) < latePayment
}

// daysWithoutYear are days such as "24 November": the last ones before the mail.
func (s *source) daysWithoutYear(text string, sent time.Time) []string {
	var out []string
	for _, m := range dayOfYear.FindAllStringSubmatch(text, -1) {
		day, month := m[1], s.month(strings.ToLower(m[2]))
		switch {
		case m[4] != "":
			day, month = m[4], s.month(strings.ToLower(m[3]))
		case m[5] != "":
			day = m[5]
			month, _ = strconv.Atoi(m[6])
		}
		n, err := strconv.Atoi(day)
		if err != nil || month < 1 || month > 12 {
			continue
		}
		date := time.Date(sent.Year(), time.Month(month), n, 0, 0, 0, 0, time.UTC)
		if date.After(sent.AddDate(0, 0, 1)) {
			date = time.Date(sent.Year()-1, time.Month(month), n, 0, 0, 0, 0, time.UTC)
		}
		if date.Day() == n {
			out = append(out, date.Format(time.DateOnly))
		}
	}
	return out
}

// daysAgo are words such as "yesterday". In a mail that was passed on they
// count from another day.
func (s *source) daysAgo(text string, sent time.Time) []string {
	if s.forward {
		return nil
	}
	var out []string
	for _, word := range wordPattern.FindAllString(vocab.Lower(text), maxPaidText) {
		value, ok := s.book.Word("days ago", word)
		if n, err := strconv.Atoi(value); ok && err == nil {
			out = append(out, sent.AddDate(0, 0, -n).Format(time.DateOnly))
		}
	}
	return out
}
