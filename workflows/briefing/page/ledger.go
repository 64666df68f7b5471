package page

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// How far a figure can be trusted.
const (
	high   = "high"   // read as it is from the system that keeps it
	medium = "medium" // reckoned here, or from a list that may be cut
	low    = "low"    // reckoned from few or old values
)

// figure is one number of the pages and where it comes from.
type figure struct {
	name  string // never changes; the key of later weeks
	label md
	value decimal.Decimal
	unit  string // see the units
	// missing is why it is not known; empty when it is.
	missing string
	// previous is the week before's, when hasPrevious.
	previous    decimal.Decimal
	hasPrevious bool
	source      string // system and query
	asOf        time.Time
	confidence  string
	// alone is not compared with the week before: a month's figure starts anew.
	alone bool
	// kept figures are for later weeks; the others are of this week's lists only.
	kept bool
}

func (f figure) known() bool { return f.missing == "" }

// text is the value as both notes write it.
func (f figure) text() string {
	if !f.known() {
		return "missing"
	}
	return quantity(f.value, f.unit)
}

func (f figure) previousText() string {
	if !f.hasPrevious {
		return none
	}
	return quantity(f.previous, f.unit)
}

// difference is to the week before, in its unit and in per cent.
func (f figure) difference() string {
	if !f.known() || !f.hasPrevious {
		return none
	}
	d := f.value.Sub(f.previous)
	if d.IsZero() {
		return "the same"
	}
	if f.unit == unitPercent {
		return signed(d, "") + " points"
	}
	text := signed(d, f.unit)
	if part := change(f.value, f.previous); part != "" && f.unit != "" {
		text += " (" + part + ")"
	}
	return text
}

// ledger holds every figure of the pages in the order of entry.
type ledger struct {
	past    history
	figures []figure
	at      map[string]int
}

func newLedger(past history) *ledger { return &ledger{past: past, at: map[string]int{}} }

// enter puts a figure into the ledger, with the week before's from its pages
// unless it already has one. A name is entered once; the first stands.
func (l *ledger) enter(f figure) figure {
	if i, ok := l.at[f.name]; ok {
		return l.figures[i]
	}
	if f.confidence == "" {
		f.confidence = high
	}
	if !f.hasPrevious && f.kept && !f.alone {
		f.previous, f.hasPrevious = l.past.value(1, f.name, f.unit)
	}
	l.at[f.name] = len(l.figures)
	l.figures = append(l.figures, f)
	return f
}

// get gives a figure by its name; one that was never entered is missing.
func (l *ledger) get(name string) figure {
	if i, ok := l.at[name]; ok {
		return l.figures[i]
	}
	return figure{name: name, missing: "it was not gathered"}
}

// kept are the figures for later weeks.
func (l *ledger) kept() []contract.WeekFigure {
	var out []contract.WeekFigure
	for _, f := range l.figures {
		if f.kept && f.known() {
			value := money.Format(f.value)
			if money.IsCurrency(f.unit) {
				value = money.FormatAmount(f.value, f.unit)
			}
			out = append(out, contract.WeekFigure{Name: f.name, Value: value, Unit: f.unit})
		}
	}
	return out
}
