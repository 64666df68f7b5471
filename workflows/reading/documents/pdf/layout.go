package pdf

import (
	"math"
	"sort"
	"strings"
	"unicode"
)

// Distances that part letters, in sizes of the letter. A blank of a font is
// about a quarter; justified text spreads it to less than one; columns stand
// further apart.
const (
	wordGap   = 0.15
	columnGap = 1.0
	sameLine  = 0.4
)

// layout writes letters as lines from the top, columns two blanks apart. The
// direction with the most letters comes first; a stamp that stands askew comes
// last, as it was written.
func layout(marks []mark) string {
	var groups [5][]mark
	for _, m := range marks {
		m.x, m.y = upright(m)
		groups[m.turn] = append(groups[m.turn], m)
	}
	askew := groups[4]
	straight := groups[:4]
	sort.SliceStable(straight, func(i, j int) bool { return len(straight[i]) > len(straight[j]) })
	var b strings.Builder
	for _, g := range straight {
		for _, line := range lines(g) {
			writeLine(&b, line)
		}
	}
	for _, m := range askew {
		b.WriteString(clean(m.text))
	}
	return strings.TrimRight(b.String(), "\n")
}

// upright is where a letter stands when its line is turned to run from left
// to right.
func upright(m mark) (x, y float64) {
	switch m.turn {
	case 1:
		return m.y, -m.x
	case 2:
		return -m.x, -m.y
	case 3:
		return -m.y, m.x
	}
	return m.x, m.y
}

// lines gathers letters of about one height.
func lines(marks []mark) [][]mark {
	sort.SliceStable(marks, func(i, j int) bool { return marks[i].y > marks[j].y })
	var out [][]mark
	for start := 0; start < len(marks); {
		end := start + 1
		for end < len(marks) && marks[start].y-marks[end].y <= sameLine*max(marks[start].size, marks[end].size) {
			end++
		}
		line := marks[start:end]
		sort.SliceStable(line, func(i, j int) bool { return line[i].x < line[j].x })
		out = append(out, line)
		start = end
	}
	return out
}

func writeLine(b *strings.Builder, line []mark) {
	var out strings.Builder
	end, blank := 0.0, false
	var last mark
	for _, m := range line {
		s := clean(m.text)
		if strings.TrimFunc(s, unicode.IsSpace) == "" {
			blank = true
			continue
		}
		if out.Len() > 0 {
			// Bold is sometimes drawn by writing a letter twice, a hair apart.
			if s == last.text && math.Abs(m.x-last.x) < 0.1*m.size {
				continue
			}
			switch gap := m.x - end; {
			case gap > columnGap*m.size:
				out.WriteString("  ")
			case blank || gap > wordGap*m.size:
				out.WriteByte(' ')
			}
		}
		out.WriteString(s)
		end, blank, last = max(m.x+m.width, end), false, mark{x: m.x, text: s}
	}
	if out.Len() > 0 {
		b.WriteString(out.String())
		b.WriteByte('\n')
	}
}

// clean drops what no reader can see and what would end a line or page.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
}
