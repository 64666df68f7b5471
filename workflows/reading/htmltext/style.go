package htmltext

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// style is what of the inherited style decides whether text can be seen.
type style struct {
	hidden     bool
	pre        bool
	color      string // as #rrggbb, empty = unknown
	background string
}

var (
	invisible = regexp.MustCompile(`(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)|` +
		`font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|%)?\s*(?:;|$|!)|max-height\s*:\s*0|text-indent\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0|` +
		`(?:left|top)\s*:\s*-\d{3,})`)
	colorProp      = regexp.MustCompile(`(?:^|;)\s*color\s*:\s*([^;!]+)`)
	backgroundProp = regexp.MustCompile(`(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)`)
	hexColor       = regexp.MustCompile(`#([0-9a-f]{6}|[0-9a-f]{3})\b`)
	rgbColor       = regexp.MustCompile(`rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})`)
	tinyEm         = regexp.MustCompile(`(?:^|;)\s*font-size\s*:\s*(?:0?\.\d+)(?:em|rem|px|pt)\s*(?:;|$)`)
)

func (st style) of(n *html.Node) style {
	for _, a := range n.Attr {
		switch strings.ToLower(a.Key) {
		case "hidden":
			st.hidden = true
		case "style":
			css := strings.ToLower(a.Val)
			if invisible.MatchString(css) || (tinyEm.MatchString(css) && strings.Contains(css, "0.0")) {
				st.hidden = true
			}
			if m := backgroundProp.FindStringSubmatch(css); m != nil {
				if st.background = normalColor(m[1]); st.background == "" {
					st.background = unknownColor
				}
			}
			if m := colorProp.FindStringSubmatch(css); m != nil {
				st.color = normalColor(m[1])
			}
		case "bgcolor":
			st.background = normalColor(strings.ToLower(a.Val))
		case "color":
			st.color = normalColor(strings.ToLower(a.Val))
		}
	}
	if st.color != "" && near(st.color, st.background) {
		st.hidden = true
	}
	return st
}

// unknownColor stands for a background that is set and cannot be read, such as
// an image: nothing on it counts as invisible.
const unknownColor = "??????"

// near is true for colours that a person cannot tell apart; an unknown
// background is white.
func near(color, background string) bool {
	if background == "" {
		background = "ffffff"
	}
	diff := 0
	for i := 0; i < 6; i += 2 {
		a, errA := strconv.ParseUint(color[i:i+2], 16, 8)
		b, errB := strconv.ParseUint(background[i:i+2], 16, 8)
		if errA != nil || errB != nil {
			return false
		}
		d := int(a) - int(b)
		if d < 0 {
			d = -d
		}
		diff += d
	}
	return diff < 24
}

// normalColor returns rrggbb, or an empty string for what it does not know,
// such as a gradient or an image.
func normalColor(s string) string {
	s = strings.TrimSpace(s)
	switch {
	case strings.HasPrefix(s, "white"):
		return "ffffff"
	case strings.HasPrefix(s, "black"):
		return "000000"
	}
	if m := hexColor.FindStringSubmatch(s); m != nil {
		if len(m[1]) == 3 {
			return string([]byte{m[1][0], m[1][0], m[1][1], m[1][1], m[1][2], m[1][2]})
		}
		return m[1]
	}
	if m := rgbColor.FindStringSubmatch(s); m != nil {
		var out strings.Builder
		for _, d := range m[1:4] {
			v, err := strconv.Atoi(d)
			if err != nil || v > 255 {
				return ""
			}
			out.WriteString(strconv.FormatInt(int64(v>>4), 16))
			out.WriteString(strconv.FormatInt(int64(v&15), 16))
		}
		return out.String()
	}
	return ""
}
