package dates

import (
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Date is one date in a text.
type Date struct {
	Start, End int    // byte offsets
	ISO        string // YYYY-MM-DD, empty when ambiguous
	Readings   []string
}

// MonthOf looks up the name of a month in lower case, 1 to 12, 0 = unknown.
type MonthOf func(word string) int

var (
	isoDate  = vocab.Around(`\b(\d{4})(?:-(\d{2})-|/(\d{2})/)(\d{2})\b`)
	dayFirst = vocab.Around(`(?i)\b(\d{1,2})(?:<day ending>|º|ª|\.)?(?:\s+|[-/])(?:<of the month>\s+)?(\pL{3,12})\.?,?(?:\s+|[-/])(?:<of the year>\s+)?(\d{4})\b`)
	monFirst = vocab.Around(`(?i)(?:^|[^\pL])(\pL{3,12})\.?\s+(\d{1,2})(?:<day behind a month>)?,?\s+(\d{4})\b`)
	numeric  = vocab.Around(`\b(\d{1,2})([./-])(\d{1,2})([./-])(\d{4})\b`)
)

// Find returns the dates of a text from left to right. signs are those
// between which the text's language writes the day first: "./-" for 1/12/2026.
func Find(text string, month MonthOf, signs string) []Date {
	if !hasYear(text) {
		return nil
	}
	var out []Date
	add := func(start, end int, readings ...string) {
		for _, d := range out {
			if start < d.End && d.Start < end {
				return
			}
		}
		d := Date{Start: start, End: end, Readings: readings}
		switch len(readings) {
		case 0:
			return
		case 1:
			d.ISO = readings[0]
		}
		out = append(out, d)
	}
	for _, m := range isoDate.FindAllStringSubmatchIndex(text, -1) {
		month := m[4:6]
		if month[0] < 0 {
			month = m[6:8] // between slashes
		}
		add(m[0], m[1], valid(num(text[m[2]:m[3]]), num(text[month[0]:month[1]]), num(text[m[8]:m[9]]))...)
	}
	for _, m := range dayFirst.FindAllStringSubmatchIndex(text, -1) {
		add(m[0], m[1], valid(num(text[m[6]:m[7]]), month(strings.ToLower(text[m[4]:m[5]])), num(text[m[2]:m[3]]))...)
	}
	for _, m := range monFirst.FindAllStringSubmatchIndex(text, -1) {
		add(m[2], m[1], valid(num(text[m[6]:m[7]]), month(strings.ToLower(text[m[2]:m[3]])), num(text[m[4]:m[5]]))...)
	}
	for _, m := range numeric.FindAllStringSubmatchIndex(text, -1) {
		if text[m[4]:m[5]] != text[m[8]:m[9]] {
			continue
		}
		add(m[0], m[1], numericReadings(num(text[m[2]:m[3]]), num(text[m[6]:m[7]]), num(text[m[10]:m[11]]), strings.Contains(signs, text[m[4]:m[5]]))...)
	}
	sort.Slice(out, func(i, k int) bool { return out[i].Start < out[k].Start })
	return out
}

// hasYear is true for a text with four digits in a row, as every date has; few have.
func hasYear(text string) bool {
	run := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			run = 0
			continue
		}
		if run++; run == 4 {
			return true
		}
	}
	return false
}

func numericReadings(a, b, year int, dayFirst bool) []string {
	readings := valid(year, b, a)
	if len(readings) > 0 && (dayFirst || a == b) {
		return readings
	}
	return append(readings, valid(year, a, b)...)
}

// valid returns the date as ISO, or nothing when there is no such day.
func valid(year, month, day int) []string {
	if year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31 {
		return nil
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return nil
	}
	return []string{t.Format(time.DateOnly)}
}

func num(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
