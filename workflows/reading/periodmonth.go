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
	found, words := 0, ""
	for i, sen := range sentences(text) { // the subject is the first
		low := vocab.Fold(sen)
		if len(low) != len(sen) {
			low = vocab.Lower(sen)
		}
		for _, w := range wordPattern.FindAllStringIndex(low, maxPeriods) {
			month := s.month(low[w[0]:w[1]])
			if month == 0 || len(low[w[0]:w[1]]) < minMonth {
				continue
			}
			if found != 0 && found != month || dayStands(low[:w[0]]) || dayBehindMonth.MatchString(low[w[1]:]) {
				return
			}
			if i == 0 && paperOf.MatchString(low[:w[0]]) && w[1] == len(low) || billedMonth.MatchString(low[:w[0]]) {
				words = sen
			}
			found = month
		}
	}
	if words == "" {
		return
	}
	if year, ok := yearOf(found, sent); ok {
		r.ServicePeriod = strconv.Itoa(year) + "-" + pad(found)
		stand(r, "service_period", words)
	}
}

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
