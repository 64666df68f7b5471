package chart

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Point is one week of a figure. A week that is not known is a gap in the
// line, never zero.
type Point struct {
	Value decimal.Decimal
	Known bool
}

// Panel is one figure with its weeks, oldest first; the last is the week of the page.
type Panel struct {
	Title string
	// Value is as the page writes it, for who cannot see the line; it is not drawn.
	Value  string
	Points []Point
	// Goal is drawn as a dashed line when it is known.
	Goal Point
}

const (
	panelColumns = 3
	panelGap     = 16
	panelHeight  = 58
	panelWidth   = (Width - (panelColumns-1)*panelGap) / panelColumns
	// lineTop and lineHeight are where the line of a panel runs, below its title.
	lineTop    = 22
	lineHeight = 32
)

// Panels draws figures beside each other, three in a row, each with its line
// over the weeks.
func Panels(title string, panels []Panel) string {
	c := &canvas{}
	var said []string
	for i, p := range panels {
		x := px(int64(i%panelColumns) * (panelWidth + panelGap))
		y := px(int64(i/panelColumns) * (panelHeight + panelGap))
		c.panel(x, y, p)
		said = append(said, p.Title+": "+p.Value)
	}
	rows := int64((len(panels) + panelColumns - 1) / panelColumns)
	return c.svg(max(rows*(panelHeight+panelGap)-panelGap, 1), title, strings.Join(said, "; "))
}

func (c *canvas) panel(x, y decimal.Decimal, p Panel) {
	c.text(x, y.Add(px(13)), 12, "start", "normal", clip(p.Title, panelWidth, 12))
	least, most, any := extent(append(p.Points[:len(p.Points):len(p.Points)], p.Goal))
	if !any {
		return
	}
	top := y.Add(px(lineTop))
	height := func(v decimal.Decimal) decimal.Decimal {
		return top.Add(px(lineHeight)).Sub(scaled(v.Sub(least), most.Sub(least), lineHeight))
	}
	if p.Goal.Known {
		level := height(p.Goal.Value)
		c.line(x, level, x.Add(px(panelWidth)), level, green, "4 3")
	}
	c.spark(x, p.Points, height)
}

// spark draws the line, broken where a week is not known; a week between two
// gaps is a dot of its own.
func (c *canvas) spark(x decimal.Decimal, points []Point, height func(decimal.Decimal) decimal.Decimal) {
	const margin = 4 // keeps the last dot inside
	across := func(i int) decimal.Decimal {
		if len(points) == 1 {
			return x.Add(px(panelWidth - margin))
		}
		return x.Add(scaled(px(int64(i)), px(int64(len(points)-1)), panelWidth-margin))
	}
	var run []string
	flush := func(last int) {
		switch {
		case len(run) > 1:
			c.b.WriteString(`<polyline fill="none" stroke="` + blue + `" stroke-width="2" stroke-linejoin="round" points="` + strings.Join(run, " ") + `"/>` + "\n")
		case len(run) == 1 && last < len(points)-1:
			c.dot(across(last), height(points[last].Value), blue)
		}
		run = nil
	}
	for i, p := range points {
		if !p.Known {
			flush(i - 1)
			continue
		}
		run = append(run, at(across(i))+","+at(height(p.Value)))
	}
	flush(len(points) - 1)
	if last := len(points) - 1; last >= 0 && points[last].Known {
		c.dot(across(last), height(points[last].Value), blue)
	}
}

// extent is the smallest and the largest known value, and always takes zero in
// when no value is below it: a line that starts elsewhere makes small changes
// look large.
func extent(points []Point) (least, most decimal.Decimal, known bool) {
	for _, p := range points {
		if p.Known {
			least, most, known = decimal.Min(least, p.Value), decimal.Max(most, p.Value), true
		}
	}
	return least, most, known
}

// scaled is part/of of a length; nothing of nothing is nothing.
func scaled(part, of decimal.Decimal, length int64) decimal.Decimal {
	if of.IsZero() {
		return decimal.Zero
	}
	return part.Mul(px(length)).DivRound(of, 4)
}
