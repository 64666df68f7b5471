package reading

import (
	"strings"
	"unicode/utf8"
)

const (
	minSeparated = 3  // cells of a row
	maxHeadCell  = 40 // characters of a heading
)

// separated writes rows that a program separated by semicolons or commas as rows
// with bars, so that everything that reads tables reads them. The first of them
// must be a heading with two columns that are known.
func (s *source) separated(text string) string {
	if strings.Count(text, ";") < 2*(minSeparated-1) && strings.Count(text, ",") < 2*(minSeparated-1) {
		return text
	}
	lines := strings.Split(text, "\n")
	for i := 0; i+1 < len(lines) && i < maxSegments; i++ {
		rows := s.rowsAt(lines[i:])
		for k, cells := range rows {
			lines[i+k] = "| " + strings.Join(cells, " | ") + " |"
		}
		i += max(0, len(rows)-1)
	}
	return strings.Join(lines, "\n")
}

// rowsAt are the heading and the rows at the head of lines, none where there is
// no heading or nothing below it.
func (s *source) rowsAt(lines []string) [][]string {
	for _, sep := range []rune{';', ','} {
		head := cellsBetween(lines[0], sep)
		if len(head) < minSeparated || !s.heads(head) {
			continue
		}
		rows := [][]string{head}
		for _, l := range lines[1:min(len(lines), maxRows)] {
			cells := cellsBetween(l, sep)
			if len(cells) != len(head) {
				break
			}
			rows = append(rows, cells)
		}
		if len(rows) > 1 {
			return rows
		}
	}
	return nil
}

// heads is true for cells that are headings, two of which name columns.
func (s *source) heads(cells []string) bool {
	rd, kinds := &reader{s: s}, 0
	for _, c := range cells {
		if c == "" || utf8.RuneCountInString(c) > maxHeadCell || strings.ContainsAny(c, ".!?") && strings.Contains(c, ". ") {
			return false
		}
		if _, ok := rd.columnKind(c); ok {
			kinds++
		}
	}
	return kinds >= 2
}

// cellsBetween takes a row apart at a separator; one between quotes is text.
func cellsBetween(line string, sep rune) []string {
	if !strings.ContainsRune(line, sep) || strings.Contains(line, "|") {
		return nil
	}
	var out []string
	from, quoted := 0, false
	for i, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
		case r == sep && !quoted:
			out = append(out, strings.Trim(line[from:i], " \t\""))
			from = i + 1
		}
	}
	return append(out, strings.Trim(line[from:], " \t\r\""))
}
