package htmltext

import (
	"strings"
	"unicode"
)

func (w *walker) text(s string, st style) {
	if st.symbols {
		s = picture(s, w.fresh || w.marked)
	}
	if st.pre {
		w.preformatted(s)
		return
	}
	s = plainRuns(s)
	// Only ASCII white space folds in HTML: a no-break space keeps "1 234" together.
	f := strings.FieldsFunc(s, func(r rune) bool { return r < 0x80 && isSpace(byte(r)) })
	if len(f) == 0 {
		if s != "" && !w.fresh && !w.marked {
			w.raw(" ")
		}
		return
	}
	t := strings.Join(f, " ")
	if !w.fresh && !w.marked && isSpace(s[0]) {
		t = " " + t
	}
	if isSpace(s[len(s)-1]) {
		t += " "
	}
	if lined := keepColumns(s); lined != "" && w.fresh {
		t = lined
	}
	w.raw(strings.ReplaceAll(t, columnGap, "   "))
}

// preformatted writes a text whose line ends count.
func (w *walker) preformatted(s string) {
	for i, l := range strings.Split(s, "\n") {
		if i > 0 {
			w.marked = false
			w.line()
		}
		if l != "" {
			w.raw(strings.TrimRight(l, "\r"))
		}
	}
}

// picture reads letters of a symbol font: a mark at the start of a line is a
// list's, any other is a drawing.
func picture(s string, start bool) string {
	t := strings.TrimFunc(s, unicode.IsSpace)
	switch t {
	case "§", "Ø", "ü", "v", "q", "n", "l", "w", "r", "à", "·", "Ñ":
		if start {
			return "- "
		}
	}
	return ""
}

// columnGap stands for a gap between columns while white space is folded.
const columnGap = "\ue000"

// plainRuns makes a run of three no-break spaces or more, with which people
// draw columns, a gap of plain ones. One or two stay as they are.
func plainRuns(s string) string {
	if !strings.Contains(s, "\u00a0") {
		return s
	}
	var out, run strings.Builder
	hard := 0
	flush := func() {
		if hard >= 3 {
			out.WriteString(columnGap)
		} else {
			out.WriteString(run.String())
		}
		run.Reset()
		hard = 0
	}
	for _, r := range s {
		switch r {
		case '\u00a0':
			hard++
			run.WriteRune(r)
		case ' ':
			run.WriteRune(r)
		default:
			flush()
			out.WriteRune(r)
		}
	}
	flush()
	return out.String()
}

// keepColumns returns a text node that was laid out with runs of spaces as it
// stands: mailers that wrap plain text in <br> keep columns this way.
func keepColumns(s string) string {
	t := strings.Trim(s, "\r\n")
	if strings.Contains(t, "\n") || !strings.Contains(strings.TrimSpace(t), "   ") {
		return ""
	}
	return t
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f' }

func (w *walker) raw(s string) {
	if w.fresh {
		if w.quote > 0 {
			w.out.WriteString(strings.Repeat("> ", w.quote))
		}
		w.fresh = false
	}
	w.marked = false
	w.out.WriteString(s)
}

func (w *walker) line() {
	if !w.fresh && !w.marked {
		w.out.WriteByte('\n')
		w.fresh = true
	}
}

func (w *walker) blank() {
	if !w.marked {
		w.out.WriteByte('\n')
	}
}

// tidy trims lines and folds runs of blank lines to one.
func tidy(s string) string {
	var out strings.Builder
	s = visible(s)
	empty := false
	for more := true; more; {
		var l string
		l, s, more = strings.Cut(s, "\n")
		l = strings.TrimRightFunc(l, unicode.IsSpace)
		if strings.Trim(l, "> ") == "" || l == "-" {
			empty = true
			continue
		}
		if out.Len() > 0 {
			out.WriteByte('\n')
			if empty {
				out.WriteByte('\n')
			}
		}
		empty = false
		out.WriteString(l)
	}
	return out.String()
}

// visible drops characters that have no width: they split words and numbers
// for a program and not for a person.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff' || r == '\u00ad' || r == '\u034f' || r == '\u061c' || r == '\u180e' || r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0':
			return -1
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2061' && r <= '\u206f' || r == '\u200e' || r == '\u200f' || r >= '\ufe00' && r <= '\ufe0f' || r >= '\U000e0000' && r <= '\U000e007f':
			return -1
		case r >= '\ue000' && r <= '\uf8ff': // private use: a symbol font's drawings
			return -1
		}
		return r
	}, s)
}
