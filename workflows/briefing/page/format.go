package page

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
	"github.com/autonomous-employee/employee/workflows/money"
)

// md is Markdown of our own making.
type md string

const (
	maxName = 60 // runes of a name in a cell or sentence
	none    = "–"
)

// esc makes text of a stranger Markdown that says just that text, whatever of
// ours stands beside it: a colon at its end and one of ours would be a property
// of Dataview.
func esc(s string) md {
	const pairs = "=%{}:" // mean something only next to themselves
	s = markdown.InlineUpTo(s, maxName)
	if s != "" && strings.Contains(pairs, s[:1]) {
		s = `\` + s
	}
	if n := len(s) - 1; n > 0 && strings.Contains(pairs, s[n:]) && !escaped(s[:n]) {
		s = s[:n] + `\` + s[n:]
	}
	return md(s)
}

// escaped tells whether what follows a text is: a backslash may be escaped itself.
func escaped(before string) bool {
	return (len(before)-len(strings.TrimRight(before, `\`)))%2 == 1
}

// say makes a sentence of ours Markdown; names may stand in it.
func say(s string) md { return md(markdown.Inline(s)) }

// linked is a link when the target is one of ours, and the text alone otherwise.
func linked(text md, target string) md {
	if to := markdown.Target(target); to != "" {
		return "[" + text + "](" + md(to) + ")"
	}
	return text
}

// Units beside ISO 4217 codes; a count has none.
const (
	unitHours   = "hours"
	unitDays    = "days"
	unitPercent = "%"
	// unitUnclear stands for a currency that is none: what a note or Odoo calls one
	// is a stranger's word.
	unitUnclear = "in an unclear currency"
)

// coin is an ISO 4217 code as a unit.
func coin(code string) string {
	if money.IsCurrency(code) {
		return code
	}
	return unitUnclear
}

// unitFrom is a unit of earlier pages, which lie where the owner can write.
func unitFrom(unit string) string {
	switch unit {
	case "", unitHours, unitDays, unitPercent:
		return unit
	}
	return coin(unit)
}

// quantity writes a value with its unit, as both notes show it.
func quantity(v decimal.Decimal, unit string) string {
	switch unit {
	case "":
		return grouped(v.String())
	case unitPercent:
		return grouped(v.Round(0).String()) + "%"
	case unitDays:
		return counted(v, "day", "days")
	case unitHours:
		return duration(v)
	}
	return grouped(string(money.FormatAmount(v, unit))) + " " + unit
}

// signed is quantity with a plus in front of what is above zero.
func signed(v decimal.Decimal, unit string) string {
	if v.IsPositive() {
		return "+" + quantity(v, unit)
	}
	return quantity(v, unit)
}

// grouped puts commas between the thousands and writes a real minus.
func grouped(s string) string {
	sign := ""
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		sign, s = "−", rest
	}
	whole, fraction, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole
}

func counted(n decimal.Decimal, one, many string) string {
	if n.Equal(decimal.NewFromInt(1)) {
		return "1 " + one
	}
	return grouped(n.String()) + " " + many
}

// duration writes hours in the largest unit that says enough, with one decimal at most.
func duration(hours decimal.Decimal) string {
	unit := func(v decimal.Decimal, one, many string) string { return counted(v.Round(1), one, many) }
	size := hours.Abs()
	switch {
	case size.GreaterThanOrEqual(decimal.NewFromInt(48)):
		return unit(hours.DivRound(decimal.NewFromInt(24), 4), "day", "days")
	case size.GreaterThanOrEqual(decimal.NewFromInt(1)):
		return unit(hours, "hour", "hours")
	case size.GreaterThanOrEqual(decimal.New(1, 0).DivRound(decimal.NewFromInt(60), 8)):
		return counted(hours.Mul(decimal.NewFromInt(60)).Round(0), "minute", "minutes")
	}
	return unit(hours.Mul(decimal.NewFromInt(3600)), "second", "seconds")
}

// hoursOf is a duration in hours: to a tenth from one hour on, as it is shown,
// so that what is shown adds up, and to a tenth of a second below.
func hoursOf(d time.Duration) decimal.Decimal {
	hours := decimal.NewFromInt(d.Milliseconds()).DivRound(decimal.NewFromInt(3600000), 6)
	if d >= time.Hour {
		return hours.Round(1)
	}
	return hours
}

// mostPercent is from when on a percentage says less than the two values.
const mostPercent = 999

// change says how much more or less a value is than another one in per cent,
// "" when that has no meaning.
func change(now, before decimal.Decimal) string {
	if before.Sign() <= 0 || now.IsNegative() {
		return ""
	}
	part := now.Sub(before).Mul(decimal.NewFromInt(100)).DivRound(before, 0)
	if part.GreaterThan(number(mostPercent)) {
		return ""
	}
	if part.IsPositive() {
		return "+" + grouped(part.String()) + "%"
	}
	return grouped(part.String()) + "%"
}

// parse reads a decimal of the wire; false for one that is empty or malformed.
func parse(d contract.Decimal) (decimal.Decimal, bool) {
	v, err := money.Parse(d)
	return v, err == nil
}

func number(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

// plural is the word for a count that stands elsewhere.
func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

const longDay = "2 January 2006"

// dayOf reads an ISO day; false when it is none.
func dayOf(s string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, s)
	return t, err == nil
}

// daysBetween counts calendar days, whatever the clocks do.
func daysBetween(from, to string) (int, bool) {
	a, okFrom := dayOf(from)
	b, okTo := dayOf(to)
	return int(b.Sub(a).Hours() / 24), okFrom && okTo
}
