package htmltext

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	hexColor = regexp.MustCompile(`#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b`)
	rgbColor = regexp.MustCompile(`rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*([\d.]+%?)\s*)?\)`)
	bareHex  = regexp.MustCompile(`^[0-9a-f]{6}$`)
)

// unknownColor stands for a background that is set and cannot be read, such as
// an image: nothing on it counts as invisible.
const unknownColor = "??????"

func (st *style) setColor(value string) {
	switch value = strings.TrimSpace(value); {
	case value == "inherit" || value == "" || value == "currentcolor":
	case clear(value):
		st.color = st.background
		if st.background == unknownColor {
			st.invisible = true
		}
	default:
		st.color = normalColor(value)
	}
}

func (st *style) setBackground(value string) {
	switch value = strings.TrimSpace(value); {
	case value == "inherit" || value == "" || value == "none" || value == "initial" || value == "unset" || clear(value) && !strings.Contains(value, "url("):
	case strings.Contains(value, "url(") || strings.Contains(value, "gradient"):
		st.background = unknownColor
	default:
		if st.background = normalColor(value); st.background == "" {
			st.background = unknownColor
		}
	}
}

// clear is true for a colour that lets everything through.
func clear(value string) bool {
	if strings.HasPrefix(value, "transparent") {
		return true
	}
	if m := rgbColor.FindStringSubmatch(value); m != nil && m[4] != "" {
		alpha, err := strconv.ParseFloat(strings.TrimSuffix(m[4], "%"), 64)
		return err == nil && alpha < 0.05
	}
	return false
}

// near is true for colours that a person cannot tell apart.
func near(color, background string) bool {
	diff := 0
	for i := 0; i < 6; i += 2 {
		a, errA := strconv.ParseUint(color[i:i+2], 16, 8)
		b, errB := strconv.ParseUint(background[i:i+2], 16, 8)
		if errA != nil || errB != nil {
			return false
		}
		d := int(a) - int(b)
		diff += max(d, -d)
	}
	return diff < 24
}

// normalColor returns rrggbb, or an empty string for what it does not know.
func normalColor(s string) string {
	s = strings.TrimSpace(s)
	if m := hexColor.FindStringSubmatch(s); m != nil {
		h := m[1]
		if len(h) < 6 {
			return string([]byte{h[0], h[0], h[1], h[1], h[2], h[2]})
		}
		return h[:6]
	}
	if bareHex.MatchString(s) {
		return s
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
	name, _, _ := strings.Cut(s, " ")
	return namedColor(name)
}

// namedColor knows the names that stand for what backgrounds of mails are:
// white and near it, black, greys and the sixteen of HTML.
func namedColor(name string) string {
	switch name {
	case "white":
		return "ffffff"
	case "snow", "ghostwhite", "whitesmoke", "ivory", "mintcream", "azure", "floralwhite":
		return "fafafa"
	case "black", "windowtext", "canvastext":
		return "000000"
	case "gray", "grey":
		return "808080"
	case "silver":
		return "c0c0c0"
	case "lightgray", "lightgrey":
		return "d3d3d3"
	case "darkgray", "darkgrey":
		return "a9a9a9"
	case "red":
		return "ff0000"
	case "maroon":
		return "800000"
	case "yellow":
		return "ffff00"
	case "olive":
		return "808000"
	case "lime":
		return "00ff00"
	case "green":
		return "008000"
	case "aqua", "cyan":
		return "00ffff"
	case "teal":
		return "008080"
	case "blue":
		return "0000ff"
	case "navy":
		return "000080"
	case "fuchsia", "magenta":
		return "ff00ff"
	case "purple":
		return "800080"
	case "orange":
		return "ffa500"
	case "window", "canvas":
		return "ffffff"
	}
	return ""
}
