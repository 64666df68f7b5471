package figures

import (
	"fmt"
	"html"
	"strings"
)

// The chart's measures, in pixels.
const (
	chartWidth   = 720
	chartLabel   = 250 // to the left of the bars
	chartRow     = 26
	chartHead    = 34
	chartValue   = 90 // to the right of the longest bar
	chartBar     = 14
	chartLongest = 4 // a ratio beyond this is drawn cut off, with its number
)

// Chart draws how far each figure with a floor is from it, as an SVG: the floor
// is the dashed line at 1. For what is better when it is more (a rate) the bar
// is the floor over the figure, so that a shorter bar is better everywhere.
func (r Report) Chart() string {
	var rows strings.Builder
	y := chartHead
	unit := float64(chartWidth-chartLabel-chartValue) / chartLongest
	for _, f := range r.Figures {
		if f.Floor == 0 || f.Value == 0 {
			continue
		}
		times, cut := f.Times(), ""
		if times > chartLongest {
			cut = " →"
		}
		width := unit * min(times, chartLongest)
		fmt.Fprintf(&rows, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n", chartLabel-8, y+11, html.EscapeString(f.Scenario+": "+f.Name))
		fmt.Fprintf(&rows, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"#4a86c5\"/>\n", chartLabel, y, width, chartBar)
		fmt.Fprintf(&rows, "<text x=\"%.1f\" y=\"%d\">%sx%s</text>\n", float64(chartLabel)+width+6, y+11, number(times), cut)
		y += chartRow
	}
	floor := float64(chartLabel) + unit
	return fmt.Sprintf("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#808890\">\n", chartWidth, y+4) +
		fmt.Sprintf("<title>How many times the floor each figure takes</title>\n<text x=\"%.1f\" y=\"16\" text-anchor=\"middle\">floor</text>\n", floor) +
		rows.String() +
		fmt.Sprintf("<line x1=\"%.1f\" y1=\"22\" x2=\"%.1f\" y2=\"%d\" stroke=\"#d08b2a\" stroke-dasharray=\"4 3\"/>\n</svg>\n", floor, floor, y)
}

// Times is how many times the floor's time a figure takes: below 1 it is faster.
// A rate is turned over.
func (f Figure) Times() float64 {
	if f.Floor == 0 || f.Value == 0 {
		return 0
	}
	if strings.HasPrefix(f.Unit, "/") {
		return f.Floor / f.Value
	}
	return f.Value / f.Floor
}
