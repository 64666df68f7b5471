package reading

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/dates"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

const (
	maxPeriods = 20
	periodLead = 45 // bytes before a period in which a word may claim it
)

var (
	yearAfter   = vocab.Around(`^[\s.,]*(?:<of the year>\s)?((?:19|20)\d{2})(?:$|[^\d./-]|[.,](?:$|\D))`)
	through     = vocab.Around(`^[\s.,]*(?:<through>[\s.,]+|[-–/][\s.,]*)(?:<the last>[\s.]+)?$`)
	wholeYear   = vocab.Around(`<whole year> (20\d{2})(?:$|[^\d./-]|[.,](?:$|\D))`)
	notService  = vocab.Around(`<not service>[^.;,]*$`)
	monthLead   = vocab.Around(`(?:(?:^|[^\pL])<month lead>|:|\||,|\()\s*$`)
	serviceWord = vocab.Around(`<service>`)
)

// span is a stretch of service with the place of its words.
type span struct {
	from, to string // ISO dates; a whole month has the form YYYY-MM in both
	start    int
	words    string
}

// period reads the month or days of service, when the year is named and the
// mail names but one.
func (s *source) period(r *contract.Reading, text string) {
	lang := s.book.Detect(text)
	var all []span
	for _, sen := range sentences(text) {
		if len(all) < maxPeriods && strings.Contains(sen, "20") {
			all = append(all, s.spansIn(sen, lang)...)
		}
	}
	if len(all) == 0 {
		s.lastMonth(r, text)
		return
	}
	one := all[0]
	for _, o := range all[1:] {
		if o.from == one.from && o.to == one.to || within(o, one) {
			continue
		}
		if within(one, o) {
			one = o
			continue
		}
		return
	}
	r.ServicePeriod = one.from
	if one.from != one.to {
		r.ServicePeriod = one.from + "/" + one.to
	}
	stand(r, "service_period", one.words)
}

// within is true for a month or days inside another span.
func within(in, out span) bool { return in.from >= out.from && in.to <= out.to+"~" }

// spansIn finds the spans of service of one sentence: days of both ends,
// months of both ends, else single months.
func (s *source) spansIn(sen, lang string) []span {
	low := vocab.Fold(sen)
	if len(low) != len(sen) {
		low = vocab.Lower(sen)
	}
	if m := wholeYear.FindStringSubmatch(low); m != nil {
		return []span{{from: m[1] + "-01-01", to: m[1] + "-12-31", words: sen}}
	}
	if out := s.dayRange(sen, low, lang); len(out) > 0 {
		return out
	}
	return s.monthSpans(sen, low)
}

// dayRange reads "1 January 2027 to 31 December 2027" and, with the year once,
// "1 ottobre - 31 dicembre 2025".
func (s *source) dayRange(sen, low, lang string) []span {
	ds := s.dates(sen, lang)
	for i := range ds {
		if ds[i].ISO == "" {
			continue
		}
		if i+1 < len(ds) && ds[i+1].ISO > ds[i].ISO && through.MatchString(low[ds[i].End:ds[i+1].Start]) && !notService.MatchString(low[max(0, ds[i].Start-periodLead):ds[i].Start]) {
			return []span{{from: ds[i].ISO, to: ds[i+1].ISO, start: ds[i].Start, words: sen}}
		}
		if from := s.openDay(low[:ds[i].Start], ds[i]); from != "" && serviceWord.MatchString(low) {
			return []span{{from: from, to: ds[i].ISO, start: ds[i].Start, words: sen}}
		}
	}
	return nil
}

var dayBefore = vocab.Around(`(?:^|[^\pL\pN.,/-])(\d{1,2})(?:\.|<day ending>|º)?(?:\s+(?:<of the month>\s)?(\pL{3,12})\.?)?((?:[\s.,]*(?:<through>|-)[\s.,]+|-)(?:<the last>\s+)?)$`)

// daysListed is the first of "14, 15 and".
var daysListed = regexp.MustCompile(`(?:^|[^\pL\pN.,/-])(\d{1,2})\.?(?:, ?\d{1,2}\.?){0,6}, ?$`)

// openDay reads the first day of a range whose year stands with its last: the
// "1 ottobre -" before "31 dicembre 2025", the "3 et" before "4 mars 2026".
func (s *source) openDay(before string, last dates.Date) string {
	before = before[max(0, len(before)-2*periodLead):]
	m := dayBefore.FindStringSubmatchIndex(before)
	if m == nil || notService.MatchString(before[max(0, m[2]-periodLead):m[2]]) {
		return ""
	}
	day, err := strconv.Atoi(before[m[2]:m[3]])
	if err != nil {
		return ""
	}
	month := last.ISO[5:7]
	if m[4] >= 0 {
		n := s.month(before[m[4]:m[5]])
		if n == 0 {
			return ""
		}
		month = pad(n)
	}
	if l := daysListed.FindStringSubmatch(before[:m[2]]); l != nil && m[4] < 0 {
		day, _ = strconv.Atoi(l[1])
	}
	from := last.ISO[:4] + "-" + month + "-" + pad(day)
	if _, err := time.Parse(time.DateOnly, from); err != nil || from >= last.ISO {
		return ""
	}
	return from
}

// monthSpans reads "for October 2026" and "April to June 2026".
func (s *source) monthSpans(sen, low string) []span {
	if !serviceWord.MatchString(low) {
		return nil
	}
	type named struct{ month, start, end int }
	var months []named
	for _, w := range wordPattern.FindAllStringIndex(low, 400) {
		if n := s.month(low[w[0]:w[1]]); n > 0 {
			months = append(months, named{n, w[0], w[1]})
		}
	}
	var out []span
	for i, m := range months {
		y := yearAfter.FindStringSubmatch(low[m.end:])
		if y == nil || dayStands(low[:m.start]) {
			continue
		}
		first := m
		if i > 0 && through.MatchString(low[months[i-1].end:m.start]) && !dayStands(low[:months[i-1].start]) {
			first = months[i-1]
		}
		if !claimed(low, first.start, m.end) {
			continue
		}
		switch {
		case first == m:
			out = append(out, span{from: y[1] + "-" + pad(m.month), to: y[1] + "-" + pad(m.month), start: m.start, words: sen})
		case first.month < m.month:
			out = append(out, span{from: y[1] + "-" + pad(first.month) + "-01", to: lastDay(y[1], m.month), start: first.start, words: sen})
		}
	}
	sort.Slice(out, func(i, k int) bool { return out[i].start < out[k].start })
	return out
}

// claimed is true when the words around a month say that it is one of service.
func claimed(low string, start, end int) bool {
	lead := low[max(0, start-periodLead):start]
	return !notService.MatchString(lead) && (strings.TrimSpace(low[:start]) == "" || monthLead.MatchString(lead) || closesLine(low[end:]))
}

// closesLine is true when behind the year a price or nothing follows:
// "monthly retainer September 2026: 18 500 SEK".
func closesLine(rest string) bool {
	rest = strings.TrimLeft(rest, " .,0123456789")
	return rest == "" || rest[0] == ':' || rest[0] == '|' || rest[0] == ')'
}

// dayStands is true when a day's number stands before a month: a date.
func dayStands(before string) bool {
	const longest = 24 // bytes
	return dayBeforeMonth.MatchString(before[max(0, len(before)-longest):])
}

var dayBeforeMonth = vocab.Around(`\d[ .º]*<day ending>?[ .º]*(?: <of the month>)?[ .º]*$`)

func lastDay(year string, month int) string {
	y, err := strconv.Atoi(year)
	if err != nil {
		return ""
	}
	return time.Date(y, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// tellsPeriod is true for a line that only says in which days the things were
// supplied: "Rental period 5 December 2025 to 11 January 2026."
func (rd *reader) tellsPeriod(line string) bool {
	return periodLabel.MatchString(line) && len(rd.s.dates(line, rd.lang)) > 0
}

var periodLabel = vocab.Around(`(?i)^(?:\pL+\s)?<period label>\s*:?\s(?:\pL{2,8}\s)?\d[^:€$£%]*$`)
