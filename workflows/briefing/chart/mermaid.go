package chart

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/markdown"
)

const (
	fenceOpen  = "```mermaid\n"
	fenceClose = "```\n"
)

// The styles put the palette of the pictures in place of Mermaid's own, which is
// hardly seen on white.
const (
	columnsStyle = `%%{init: {"xyChart": {"height": 260}, "themeVariables": {"xyChart": {"plotColorPalette": "` + blue + ", " + amber + `"}}}}%%` + "\n"
	pieStyle     = `%%{init: {"themeVariables": {"pie1": "` + blue + `", "pie2": "` + amber + `", "pie3": "` + green + `", "pie4": "#8d6bc4", "pie5": "#b85c7a", ` +
		`"pie6": "#5b9aa8", "pie7": "#97883a", "pie8": "#6f7fae", "pie9": "#a86b4f", "pie10": "` + ink + `", "pieOpacity": "1", "pieStrokeWidth": "1px", ` +
		`"pieSectionTextColor": "#ffffff", "pieOuterStrokeWidth": "0px"}}}%%` + "\n"
)

// Column is one place on the horizontal axis of Columns.
type Column struct {
	Label string
	Bar   decimal.Decimal
	Line  decimal.Decimal
}

// Columns writes a chart of bars with a line over them, as a fenced block of
// Mermaid's xychart-beta (Mermaid 10.5; Obsidian 1.5 and later). It has no
// gaps, so that only what is known may be a column. Without columns it is "".
func Columns(title, unit string, columns []Column, withLine bool) string {
	if len(columns) == 0 {
		return ""
	}
	labels, bars, lines := make([]string, len(columns)), make([]string, len(columns)), make([]string, len(columns))
	least, most := decimal.Zero, decimal.NewFromInt(1) // an axis without extent is not drawn
	for i, col := range columns {
		labels[i], bars[i], lines[i] = quoted(col.Label), col.Bar.String(), col.Line.String()
		least, most = decimal.Min(least, col.Bar), decimal.Max(most, col.Bar)
		if withLine {
			least, most = decimal.Min(least, col.Line), decimal.Max(most, col.Line)
		}
	}
	var b strings.Builder
	b.WriteString(fenceOpen + columnsStyle + "xychart-beta\n    title " + quoted(title) + "\n")
	b.WriteString("    x-axis [" + strings.Join(labels, ", ") + "]\n")
	b.WriteString("    y-axis " + quoted(unit) + " " + least.Floor().String() + " --> " + most.Ceil().String() + "\n")
	b.WriteString("    bar [" + strings.Join(bars, ", ") + "]\n")
	if withLine {
		b.WriteString("    line [" + strings.Join(lines, ", ") + "]\n")
	}
	return b.String() + fenceClose
}

// Slice is a part of a whole.
type Slice struct {
	Label string
	Value decimal.Decimal
}

// Pie writes the parts of a whole as a fenced block of Mermaid. Parts that are
// not above zero cannot be drawn and are left out; without any left it is "".
// Mermaid draws one part of a label, so that the second of a name gets a number.
func Pie(title string, slices []Slice) string {
	var b strings.Builder
	seen := map[string]int{}
	for _, s := range slices {
		if !s.Value.IsPositive() {
			continue
		}
		label := bare(s.Label)
		seen[label]++
		if n := seen[label]; n > 1 {
			label += " (" + strconv.Itoa(n) + ")"
		}
		b.WriteString(`    "` + label + `" : ` + s.Value.String() + "\n")
	}
	if b.Len() == 0 {
		return ""
	}
	return fenceOpen + pieStyle + "pie showData\n    title " + bare(title) + "\n" + b.String() + fenceClose
}

// maxLabel bounds a label in runes.
const maxLabel = 28

// quoted is a label in quotes. Mermaid has no escape inside them that all its
// diagrams know, so that what could end the label, the line or the fence, or
// start an entity, a comment or HTML, is replaced by something harmless.
func quoted(s string) string { return `"` + bare(s) + `"` }

func bare(s string) string {
	s = strings.NewReplacer(`"`, "'", "`", "'", "<", "(", ">", ")", "&", "+", "#", "", ";", ",", ":", "-", "%%", "%", "{", "(", "}", ")", "[", "(", "]", ")",
		"|", "/", "\\", "/").Replace(markdown.Plain(s, markdown.MaxInline))
	if runes := []rune(s); len(runes) > maxLabel {
		s = strings.TrimRight(string(runes[:maxLabel-1]), " ") + "…"
	}
	if s == "" {
		return "-"
	}
	return s
}
