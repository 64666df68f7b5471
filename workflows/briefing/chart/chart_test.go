package chart_test

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/briefing/chart"
)

func known(n int64) chart.Point { return chart.Point{Value: decimal.NewFromInt(n), Known: true} }

func bar(n int64) chart.Bar {
	return chart.Bar{Amount: decimal.NewFromInt(n), Text: strconv.FormatInt(n, 10) + ".00 EUR"}
}

const hostile = "</text><script>alert(1)</script>]]>&amp; \"x\" 'y' \u202eevil\x00\ufffe\n```\n%%{init}%% ; # : end"

func pictures(text string) map[string]string {
	return map[string]string{
		"panels": chart.Panels(text, []chart.Panel{
			{Title: text, Value: text, Points: []chart.Point{known(3), {}, known(-7), known(4), known(5)}, Goal: known(9)},
			{Title: "empty", Value: "–"},
			{Title: "one", Value: "1", Points: []chart.Point{known(1)}},
			{Title: "flat", Value: "0", Points: []chart.Point{known(0), known(0)}},
		}),
		"ageing":  chart.Ageing(text, text, text, []chart.Bucket{{Label: text, In: bar(10), Out: bar(-4)}, {Label: "none", In: bar(0)}}),
		"nothing": chart.Panels(text, nil),
		"no ages": chart.Ageing("", "", "", nil),
	}
}

func TestSVG_IsXMLWithNothingActiveWhateverTheTexts(t *testing.T) {
	t.Parallel()
	for name, svg := range pictures(hostile) {
		d := xml.NewDecoder(strings.NewReader(svg))
		d.Strict = true
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err, name)
			if start, ok := token.(xml.StartElement); ok {
				require.Contains(t, []string{"svg", "title", "desc", "text", "line", "rect", "circle", "polyline"}, start.Name.Local, name)
				for _, a := range start.Attr {
					require.NotContains(t, []string{"href", "style", "onload"}, a.Name.Local)
				}
			}
		}
	}
}

func TestSVG_HasTheSameBytesEveryTime(t *testing.T) {
	t.Parallel()
	require.Equal(t, pictures("x"), pictures("x"))
}

func TestPanels_AMissingWeekIsAGapAndNotZero(t *testing.T) {
	t.Parallel()
	svg := chart.Panels("t", []chart.Panel{{Title: "a", Points: []chart.Point{known(5), known(5), {}, known(5), {}, known(5), known(5)}}})
	lines := regexp.MustCompile(`points="([^"]*)"`).FindAllStringSubmatch(svg, -1)
	require.Len(t, lines, 2, "the two runs of two weeks")
	require.Equal(t, 2, strings.Count(svg, "<circle"), "the week between two gaps, and the last one")
	for _, l := range lines {
		for _, p := range strings.Fields(l[1]) {
			_, y, _ := strings.Cut(p, ",")
			require.Equal(t, "22", y, "all are at the top, none at the bottom")
		}
	}
	none := chart.Panels("t", []chart.Panel{{Title: "a", Points: make([]chart.Point, 8)}})
	require.NotContains(t, none, "polyline")
	require.NotContains(t, none, "<circle")
}

func TestPanels_TheLineStartsAtZero(t *testing.T) {
	t.Parallel()
	svg := chart.Panels("t", []chart.Panel{{Title: "a", Points: []chart.Point{known(50), known(100)}}})
	require.Regexp(t, `points="0,38 [0-9.]+,22"`, svg, "half as high, since the axis starts at zero")
}

func TestAgeing_CreditIsAnOutlineAndUnknownIsNoBar(t *testing.T) {
	t.Parallel()
	svg := chart.Ageing("t", "in", "out", []chart.Bucket{{Label: "a", In: bar(-10), Out: bar(20)}, {Label: "b"}})
	require.Equal(t, 1, strings.Count(svg, `fill="none"`))
	require.Equal(t, 4, strings.Count(svg, "<rect"), "two of the legend, two bars")
}

func TestColours_ReadOnBothThemes(t *testing.T) {
	t.Parallel()
	all := strings.Join([]string{pictures("x")["panels"], pictures("x")["ageing"]}, "")
	colours := regexp.MustCompile(`(fill|stroke)="(#[0-9a-f]{6})"`).FindAllStringSubmatch(all, -1)
	seen := map[string]bool{}
	for _, c := range colours {
		seen[c[2]] = true
	}
	require.Len(t, seen, 4)
	text := regexp.MustCompile(`<text[^>]* fill="(#[0-9a-f]{6})"`).FindStringSubmatch(all)[1]
	for c := range seen {
		for _, ground := range []string{"#ffffff", "#1e1e1e"} {
			least := 3.0
			if c == text {
				least = 3.9
			}
			require.GreaterOrEqual(t, contrast(t, c, ground), least, "%s on %s", c, ground)
		}
	}
}

// contrast is WCAG 2.2's, of relative luminances.
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		require.NoError(t, err)
		v := float64(n) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

func TestMermaid_NoNameEndsItsLabelOrTheFence(t *testing.T) {
	t.Parallel()
	pie := chart.Pie("Top customers", []chart.Slice{{Label: hostile, Value: decimal.NewFromInt(3)}, {Label: "", Value: decimal.NewFromInt(1)}, {Label: "gone", Value: decimal.Zero}})
	require.Regexp(t, "^```mermaid\n%%{init[^\n]*}%%\npie showData\n    title Top customers\n    \"[^\"`<>&#;:{}\n]*\" : 3\n    \"-\" : 1\n```\n$", pie)
	require.Equal(t, 2, strings.Count(pie, "%%"), "no directive but ours")
	columns := chart.Columns(hostile, hostile, []chart.Column{{Label: hostile, Bar: decimal.RequireFromString("-3.5"), Line: decimal.NewFromInt(9)}}, true)
	require.Equal(t, 2, strings.Count(columns, "```"))
	require.Equal(t, 9, strings.Count(columns, "\n"))
	require.Equal(t, 2, strings.Count(columns, "%%"), "no directive but ours")
	require.Contains(t, columns, "-4 --> 9\n    bar [-3.5]\n    line [9]\n")
}

func TestMermaid_PartsOfOneNameAreAllDrawn(t *testing.T) {
	t.Parallel()
	pie := chart.Pie("t", []chart.Slice{{Label: "Hill", Value: decimal.NewFromInt(3)}, {Label: "Hill", Value: decimal.NewFromInt(4)}, {Label: strings.Repeat("x", 40), Value: decimal.NewFromInt(5)}, {Label: strings.Repeat("x", 41), Value: decimal.NewFromInt(6)}})
	require.Contains(t, pie, "\"Hill\" : 3\n    \"Hill (2)\" : 4\n")
	require.Contains(t, pie, "… (2)\" : 6\n")
}

func TestMermaid_NothingToDrawIsNoChart(t *testing.T) {
	t.Parallel()
	require.Empty(t, chart.Pie("t", []chart.Slice{{Label: "a", Value: decimal.NewFromInt(-1)}}))
	require.Empty(t, chart.Columns("t", "EUR", nil, true))
}
