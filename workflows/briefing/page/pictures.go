package page

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/briefing/chart"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// pictureName is unique in the vault, so that a note can show it by its name.
func (c *composer) pictureName(what string) string {
	return strings.ToLower(slug(c.week.Span.Week)) + "-" + what + ".svg"
}

const (
	panelsPicture = "figures"
	ageingPicture = "ageing"
)

// pictures draws what the notes embed; without figures there are none.
func (c *composer) pictures() []contract.Picture {
	var out []contract.Picture
	if panels := c.panels(); len(panels) > 0 {
		out = append(out, contract.Picture{Name: c.pictureName(panelsPicture), SVG: chart.Panels("Figures of "+c.week.Span.Week+" and the eight weeks before", panels)})
	}
	if c.hasAgeing() {
		out = append(out, contract.Picture{Name: c.pictureName(ageingPicture), SVG: c.ageing()})
	}
	return out
}

// panels are the lines of the main figures. One week alone is no line, and a
// lonely dot tells nobody anything.
func (c *composer) panels() []chart.Panel {
	var out []chart.Panel
	for _, f := range c.mainFigures() {
		if !drawn(c.line(f)) {
			continue
		}
		p := chart.Panel{Title: string(f.label), Value: f.text(), Points: c.line(f)}
		if goal := c.get(figExpected); f.name == figMonth && goal.known() {
			p.Goal = chart.Point{Value: goal.value, Known: true}
		}
		out = append(out, p)
	}
	return out
}

// drawn tells whether there are two weeks to draw a line through.
func drawn(points []chart.Point) bool {
	known := 0
	for _, p := range points {
		if p.Known {
			known++
		}
	}
	return known > 1
}

// line is a figure's last weeks and this one. Revenue and expenses are as Odoo
// has them booked now, where it tells.
func (c *composer) line(f figure) []chart.Point {
	points := c.past.points(f.name, f.unit)
	if c.books != nil && c.books.History.Source != "" && (f.name == figRevenue || f.name == figExpenses) {
		points = nil
		for _, w := range c.books.History.Weeks {
			text := w.Revenue
			if f.name == figExpenses {
				text = w.Expenses
			}
			v, ok := parse(text)
			points = append(points, chart.Point{Value: v, Known: ok})
		}
	}
	return append(points, chart.Point{Value: f.value, Known: true})
}

func (c *composer) hasAgeing() bool {
	return c.books != nil && (c.get("receivables.total").known() || c.get("payables.total").known()) &&
		!c.halted(ageingSection("receivables")) && !c.halted(ageingSection("payables"))
}

func (c *composer) ageing() string {
	in, out := ages(c.books.Receivables), ages(c.books.Payables)
	var buckets []chart.Bucket
	for i := range in {
		b := chart.Bucket{Label: in[i].label, In: c.ageBar(in[i].f), Out: c.ageBar(out[i].f)}
		if i == len(in)-1 && b.In.Amount.IsZero() && b.Out.Amount.IsZero() {
			continue // nothing is without a due date
		}
		buckets = append(buckets, b)
	}
	return chart.Ageing("What is open, by age", "Owed to you", "Owed by you", buckets)
}

func (c *composer) ageBar(f contract.BooksFigure) chart.Bar {
	v, ok := parse(f.Amount)
	if !ok || f.Source == "" {
		return chart.Bar{}
	}
	return chart.Bar{Amount: v, Text: quantity(v, c.books.Currency)}
}

// weeksChart is revenue as bars and expenses as a line, by week.
func (c *composer) weeksChart() string {
	revenue, expenses := c.get(figRevenue), c.get(figExpenses)
	if !revenue.known() || !expenses.known() || c.books.History.Source == "" {
		return ""
	}
	var columns []chart.Column
	add := func(label string, in, out decimal.Decimal) {
		columns = append(columns, chart.Column{Label: label, Bar: in, Line: out})
	}
	for _, w := range c.books.History.Weeks {
		in, okIn := parse(w.Revenue)
		out, okOut := parse(w.Expenses)
		if day, ok := dayOf(w.From); ok && okIn && okOut {
			add(day.Format("2 Jan"), in, out)
		}
	}
	if day, ok := dayOf(c.week.Span.From); ok {
		add(day.Format("2 Jan"), revenue.value, expenses.value)
	}
	return chart.Columns("Revenue and expenses", c.books.Currency, columns, true)
}

// customersChart is the week's revenue by customer.
func (c *composer) customersChart() string {
	var slices []chart.Slice
	for _, r := range c.books.TopCustomers.Rows {
		if v, ok := parse(r.Untaxed); ok {
			slices = append(slices, chart.Slice{Label: r.Name, Value: v})
		}
	}
	if len(slices) < 2 {
		return ""
	}
	return chart.Pie("Largest customers", slices)
}
