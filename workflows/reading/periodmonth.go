package reading

import (
	"strconv"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// monthsBack is how many months before the mail a month without its year may lie.
const monthsBack = 6

var (
	// billedMonth leads to the month that is to be billed: "invoice for", "la factura de".
	billedMonth = vocab.Around(`(?:^|[^\pL])(?:<month to bill>)\s+(?:<the month named>\s+)?$`)
	// paperOf stands before a month at the end of a subject: "fattura plottaggi ottobre".
	paperOf = vocab.Around(`^(?:re: |r: |aw: |wg: |fwd: )*(?:<paper of a month>)(?:\s[^\d,.;:!?]{0,40})?\s$`)
)

// lastMonth reads the month of service where it is named without its year, in the
// words that ask for the invoice or the subject: the last one of that name before
// the mail. A mail that names two months, or a day of it, tells no period.
func (s *source) lastMonth(r *contract.Reading, text string) {
	sent, err := time.Parse(time.RFC3339, s.msg.Date)
	if err != nil {
		return
	}
	one := loneMonth{}
	for i, sen := range sentences(text) { // the subject is the first
		low := vocab.Fold(sen)
		if len(low) != len(sen) {
			low = vocab.Lower(sen)
		}
		if !s.oneMonth(&one, sen, low, i == 0) {
			return
		}
	}
	if one.words == "" {
		return
	}
	if year, ok := yearOf(one.month, sent); ok {
		r.ServicePeriod = strconv.Itoa(year) + "-" + pad(one.month)
		stand(r, "service_period", one.words)
	}
}

// loneMonth is the only month that a mail names, with the words that claim it.
type loneMonth struct {
	month int
	words string
}

// oneMonth notes the month of a sentence; it is false for another one, and for a day of it.
func (s *source) oneMonth(one *loneMonth, sen, low string, subject bool) bool {
	last := 0 // where the month before ends
	for _, w := range wordPattern.FindAllStringIndex(low, maxMonthWords) {
		month := s.month(low[w[0]:w[1]])
		if month == 0 || w[1]-w[0] < minMonth && (last == 0 || !monthToMonth.MatchString(low[last:w[0]])) {
			continue
		}
		last = w[1]
		if one.month != 0 && one.month != month || dayStands(low[:w[0]]) || dayBehindMonth.MatchString(low[w[1]:]) {
			return false
		}
		if one.month = month; subject && paperOf.MatchString(low[:w[0]]) && w[1] == len(low) || billedMonth.MatchString(low[:w[0]]) {
			one.words = sen
		}
	}
	return true
}

// monthToMonth joins a month to the next: "Sept and Oct".
var monthToMonth = vocab.Around(`^\.?\s?(?:<and also>|<joined by>|[&,/+–-])\s?$`)

// maxMonthWords is how many words of a sentence are looked at.
const maxMonthWords = 400

// minMonth is the shortest name of a month that is no other word.
const minMonth = 4

// dayBehindMonth makes a month part of a date.
var dayBehindMonth = vocab.Around(`^[\s.,]{0,3}(?:the )?\d`)

// yearOf is the year of the last month of that name up to a day.
func yearOf(month int, day time.Time) (int, bool) {
	back := (int(day.Month()) - month + 12) % 12
	if back > monthsBack {
		return 0, false
	}
	return day.AddDate(0, 0, 1-day.Day()).AddDate(0, -back, 0).Year(), true
}
