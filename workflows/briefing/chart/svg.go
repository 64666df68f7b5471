package chart

import (
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/markdown"
)

// The palette reads on white and on Obsidian's dark #1e1e1e alike: text has a
// contrast of at least 3.9 to both, everything else of at least 3. No single
// colour reaches 4.5 to both (WCAG 2.2, relative luminance).
const (
	ink   = "#808080" // text, and lines that guide
	blue  = "#4c86d8" // what comes in, and the line of a figure
	amber = "#c0762b" // what goes out
	green = "#3c9455" // a goal
)

// Width is how wide every picture is drawn, in CSS pixels.
const Width = 640

const (
	font = `-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`
	// glyph is about the width of a digit in the sizes used here, in tenths of its height.
	glyph = 6
)

// canvas collects the parts of one picture.
type canvas struct{ b strings.Builder }

// svg closes the picture with what a screen reader says of it.
func (c *canvas) svg(height int64, title, description string) string {
	h := whole(height)
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + whole(Width) + " " + h + `" width="` + whole(Width) + `" height="` + h +
		`" role="img" font-family="` + font + `">` + "\n<title>" + escape(title) + "</title>\n<desc>" + escape(description) + "</desc>\n" +
		c.b.String() + "</svg>\n"
}

// text writes one line; anchor is start, middle or end.
func (c *canvas) text(x, y decimal.Decimal, size int64, anchor, weight, s string) {
	c.b.WriteString(`<text x="` + at(x) + `" y="` + at(y) + `" font-size="` + whole(size) + `" text-anchor="` + anchor + `" font-weight="` + weight +
		`" fill="` + ink + `">` + escape(s) + "</text>\n")
}

func (c *canvas) line(x1, y1, x2, y2 decimal.Decimal, colour, dash string) {
	extra := ""
	if dash != "" {
		extra = ` stroke-dasharray="` + dash + `"`
	}
	c.b.WriteString(`<line x1="` + at(x1) + `" y1="` + at(y1) + `" x2="` + at(x2) + `" y2="` + at(y2) + `" stroke="` + colour + `"` + extra + "/>\n")
}

func (c *canvas) rect(x, y, width, height decimal.Decimal, colour string, filled bool) {
	fill := `fill="` + colour + `"`
	if !filled {
		fill = `fill="none" stroke="` + colour + `" stroke-dasharray="3 2"`
	}
	c.b.WriteString(`<rect x="` + at(x) + `" y="` + at(y) + `" width="` + at(width) + `" height="` + at(height) + `" rx="2" ` + fill + "/>\n")
}

func (c *canvas) dot(x, y decimal.Decimal, colour string) {
	c.b.WriteString(`<circle cx="` + at(x) + `" cy="` + at(y) + `" r="3" fill="` + colour + `"/>` + "\n")
}

func px(n int64) decimal.Decimal { return decimal.NewFromInt(n) }

// at writes a coordinate, to a tenth of a pixel.
func at(d decimal.Decimal) string { return d.Round(1).String() }

func whole(n int64) string { return px(n).String() }

// escape makes any text plain text of an XML file, whoever wrote it: without
// what is not visible, and without characters that XML does not have.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Noncharacter_Code_Point, r) {
			return -1
		}
		return r
	}, markdown.Plain(s, markdown.MaxInline))
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;").Replace(s)
}

// clip shortens a text to about a width in pixels.
func clip(s string, width, size int64) string {
	limit := int(width * 10 / (size * glyph))
	runes := []rune(s)
	if len(runes) <= limit {
		return s
	}
	return strings.TrimRight(string(runes[:max(limit-1, 0)]), " ") + "…"
}
