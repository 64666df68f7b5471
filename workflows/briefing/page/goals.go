package page

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// Names of figures of the goal.
const (
	figGoal     = "goal.month"
	figExpected = "goal.expected"
	figPace     = "goal.pace"
	figBehind   = "goal.behind"
)

// goal is the month's revenue goal beside what the month has brought. Without
// spoken the owner has none; why says why there is no pace.
type goal struct {
	spoken   bool
	why      md
	month    time.Time // its first day
	through  time.Time // the last day that counts
	ahead    decimal.Decimal
	known    bool
	rate     *contract.Rate // with which the goal was put into the books' currency
	complete bool           // the month is over
}

// pace enters what the goal expects by now: the goal times the days gone by of
// the month's days, each day counting the same.
func (c *composer) pace() {
	v := c.week.Vault
	if v == nil {
		c.goal.why = "The goals could not be read."
		return
	}
	if v.Goals.Unreadable != "" {
		c.halt("Goal", "What stands on Business_Goals.md cannot be used: "+say(v.Goals.Unreadable), "Put the page right, then make the pages again.")
		return
	}
	target, ok := parse(v.Goals.RevenueMonth)
	if !ok || !target.IsPositive() {
		c.goal.why = "No goal is set; write `revenue_goal_month` on Business_Goals.md."
		return
	}
	c.goal.spoken = true
	if c.books == nil || !c.get(figMonth).known() {
		c.goal.why = "What the month has brought is missing."
		return
	}
	target, ok = c.goalInBooks(target, v)
	if !ok {
		return
	}
	first, okFrom := dayOf(c.books.Month.Period.From)
	last, okTo := dayOf(c.books.Month.Period.To)
	if !okFrom || !okTo || first.Day() != 1 || last.Before(first) {
		c.goal.why = "The days of the month are missing."
		return
	}
	c.enterPace(target, first, last)
}

func (c *composer) enterPace(target decimal.Decimal, first, last time.Time) {
	unit, month := c.books.Currency, c.get(figMonth)
	days := first.AddDate(0, 1, 0).AddDate(0, 0, -1).Day()
	gone := min(int(last.Sub(first).Hours()/24)+1, days)
	expected := money.Round(target.Mul(number(gone)).DivRound(number(days), 8), unit)
	c.goal.known, c.goal.month, c.goal.through, c.goal.complete = true, first, last, gone == days
	c.goal.ahead = month.value.Sub(expected)
	certainty := high
	if c.goal.rate != nil {
		certainty = c.certaintyAt(*c.goal.rate)
	}
	source := "Business_Goals.md, " + month.source
	put := func(name string, label md, v decimal.Decimal, unit string) {
		c.enter(figure{name: name, label: label, value: v, unit: unit, source: source, asOf: month.asOf, confidence: certainty, alone: true, kept: true})
	}
	put(figGoal, "Goal of the month", target, unit)
	put(figExpected, "Expected of the goal by now", expected, unit)
	put("goal.days", "Days of the month gone by", number(gone), "")
	put("goal.ahead", "Ahead of the goal's pace", c.goal.ahead, unit)
	put(figBehind, "Behind the goal's pace", decimal.Max(decimal.Zero, c.goal.ahead.Neg()), unit)
	if expected.IsPositive() {
		put(figPace, "Pace: of what is expected by now", month.value.Mul(decimal.NewFromInt(100)).DivRound(expected, 0), unitPercent)
	}
	put("goal.share", "Of the whole month's goal", month.value.Mul(decimal.NewFromInt(100)).DivRound(target, 0), unitPercent)
}

// goalInBooks puts the goal into the currency of the books; without a rate of
// the handbook it stays apart.
func (c *composer) goalInBooks(target decimal.Decimal, v *contract.VaultWeek) (decimal.Decimal, bool) {
	from, to := v.Goals.Currency, c.books.Currency
	if from == to {
		return target, true
	}
	value, rate, ok := convert(target, from, to, v.Rates)
	if !ok {
		c.goal.why = "The goal is in " + esc(from) + " and the books are in " + esc(to) + ", and the handbook has no rate between them; write one into `exchange_rates`."
		return target, false
	}
	c.goal.rate = &rate
	return value, true
}

// convert puts an amount into another currency at the handbook's newest rate
// between the two, which may be written either way round.
func convert(amount decimal.Decimal, from, to string, rates []contract.Rate) (decimal.Decimal, contract.Rate, bool) {
	var best contract.Rate
	value, found := amount, from == to
	for _, r := range rates {
		factor, ok := parse(r.Rate)
		if !ok || !factor.IsPositive() || r.Date < best.Date {
			continue
		}
		switch {
		case r.From == from && r.To == to:
			value, best, found = money.Round(amount.Mul(factor), to), r, true
		case r.From == to && r.To == from:
			value, best, found = money.Round(amount.DivRound(factor, 8), to), r, true
		}
	}
	return value, best, found
}

// oldRate is from how many days on a rate says little.
const oldRate = 90

// certaintyAt is how far an amount at a rate can be trusted.
func (c *composer) certaintyAt(r contract.Rate) string {
	if days, ok := daysBetween(r.Date, c.week.Span.Today); !ok || days > oldRate {
		return low
	}
	return medium
}

// rateText names a rate with its day.
func rateText(r contract.Rate) string {
	return "1 " + r.From + " = " + string(r.Rate) + " " + r.To + ", " + r.Date
}
