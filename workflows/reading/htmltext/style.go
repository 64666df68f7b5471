package htmltext

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// Sizes in CSS pixels.
const (
	normalSize = 16.0
	tiny       = 2.0 // text below is not read by anybody
	offScreen  = -300.0
)

// style is what of the inherited style decides whether text can be seen. Size,
// colour and visibility are inherited and can be set anew further in: mails
// built from tables set font-size:0 outside and the real size inside.
type style struct {
	gone       bool // not shown, and nothing within can be
	invisible  bool // visibility
	size       float64
	pre        bool
	symbols    bool   // a font whose letters are pictures
	color      string // as rrggbb, empty = unknown
	background string
}

func rootStyle() style { return style{size: normalSize, background: "ffffff"} }

// hidden is true for text in this style that a reader does not see.
func (st style) hidden() bool {
	return st.gone || st.invisible || st.size < tiny || st.color != "" && near(st.color, st.background)
}

// box is what of an element's own style can make it vanish as a whole.
type box struct{ display, flat, clipped, moved, faded bool }

func (st style) of(n *html.Node, rules sheet) style {
	var b box
	parent := st.size
	for _, a := range n.Attr {
		switch strings.ToLower(a.Key) {
		case "hidden":
			st.gone = true
		case "bgcolor":
			st.setBackground(strings.ToLower(a.Val))
		case "background":
			st.background = unknownColor
		case "color":
			st.setColor(strings.ToLower(a.Val))
		case "face":
			st.symbols = pictures(strings.ToLower(a.Val))
		case "size":
			if n.Data == "font" {
				st.size = normalSize
			}
		}
	}
	for _, d := range rules.of(n) {
		st.apply(d, parent, &b)
	}
	if b.display || b.faded || b.moved || b.flat {
		st.gone = true
	}
	return st
}

func (st *style) apply(d declaration, parent float64, b *box) {
	switch d.property {
	case "display":
		b.display = d.value == "none"
	case "mso-hide":
		b.display = b.display || d.value == "all"
	case "visibility":
		st.invisible = d.value == "hidden" || d.value == "collapse"
	case "opacity":
		v, err := strconv.ParseFloat(strings.TrimSuffix(d.value, "%"), 64)
		b.faded = err == nil && v < 0.05
	case "filter":
		b.faded = b.faded || strings.Contains(d.value, "opacity=0)") || strings.Contains(d.value, "opacity(0")
	case "font-size":
		st.size = fontSize(d.value, parent, st.size)
	case "font":
		if m := fontShort.FindStringSubmatch(d.value); m != nil {
			st.size = fontSize(m[1], parent, st.size)
		}
		st.symbols = pictures(d.value)
	case "font-family":
		st.symbols = pictures(d.value)
	case "white-space":
		st.pre = strings.HasPrefix(d.value, "pre")
	case "color":
		st.setColor(d.value)
	case "background", "background-color":
		st.setBackground(d.value)
	default:
		b.place(d)
	}
}

// place reads the properties that shrink an element to nothing or move it out
// of sight.
func (b *box) place(d declaration) {
	v, ok := length(d.value)
	switch d.property {
	case "max-height", "max-width":
		b.flat = ok && v < tiny
	case "height", "width":
		b.clipped = b.clipped || ok && v < tiny
		b.flat = b.flat || b.clipped && b.moved
	case "overflow":
		b.flat = b.flat || b.clipped && strings.HasPrefix(d.value, "hidden")
	case "text-indent", "left", "top", "margin-left", "margin-top", "right":
		b.moved = b.moved || ok && v <= offScreen
	case "clip":
		b.moved = b.moved || zeroClip.MatchString(d.value)
	case "clip-path":
		b.moved = b.moved || strings.HasPrefix(d.value, "inset(50%") || strings.HasPrefix(d.value, "inset(100%")
	case "transform":
		b.moved = b.moved || zeroScale.MatchString(d.value)
	}
}

var (
	fontShort = regexp.MustCompile(`(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%)?)(?:/|\s|$)`)
	number    = regexp.MustCompile(`^([+-]?\d*\.?\d+)\s*(px|pt|em|rem|ex|%|vw|vh|in|cm|mm)?$`)
	zeroClip  = regexp.MustCompile(`rect\(\s*(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?`)
	zeroScale = regexp.MustCompile(`scale[xy]?\(\s*0*\.?0+\s*[,)]`)
)

// length returns a length in pixels, coarsely.
func length(s string) (float64, bool) {
	m := number.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	v, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return 0, false
	}
	switch m[2] {
	case "pt":
		v *= 4.0 / 3
	case "em", "rem", "ex", "in", "cm":
		v *= normalSize
	}
	return v, true
}

// fontSize returns pixels; what it cannot read leaves the size as it was.
func fontSize(s string, parent, now float64) float64 {
	m := number.FindStringSubmatch(s)
	if m == nil {
		if strings.Contains(s, "small") || strings.Contains(s, "large") || s == "medium" || s == "initial" {
			return normalSize
		}
		return now
	}
	v, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return now
	}
	switch m[2] {
	case "em", "ex":
		return v * parent
	case "%":
		return v * parent / 100
	case "rem":
		return v * normalSize
	case "pt":
		return v * 4 / 3
	}
	return v
}

// pictures is true for a font family that begins with a symbol font.
func pictures(family string) bool {
	family = strings.TrimLeft(family, " \"'")
	return strings.HasPrefix(family, "wingdings") || strings.HasPrefix(family, "webdings") || strings.Contains(family, " wingdings")
}
