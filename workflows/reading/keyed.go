package reading

import (
	"strings"
)

// lineInCell parts the lines of one cell in a row that htmltext wrote.
const lineInCell = " / "

// keyed writes rows of a label and a value, as ticket systems, portals and
// forms lay them out, as "label: value" lines, so that everything that reads
// lines reads them too. A value of several lines stays several lines. Rows of
// figures stay rows.
func (s *source) keyed(text string) string {
	if !strings.Contains(text, "|") {
		return text
	}
	lines := s.blocks(strings.Split(text, "\n"))
	stacked := s.stacked(lines)
	var out []string
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		cells := []string(nil)
		if strings.HasPrefix(l, "|") {
			cells = barCells(strings.TrimSpace(l))
		}
		switch {
		case len(cells) > 1 && i+1 < len(lines) && s.labels(cells) && len(s.values(cells, lines[i+1])) > 0:
			for k, v := range s.values(cells, lines[i+1]) {
				if v != "" {
					out = append(out, s.keyedLine(cells[k], v)...)
				}
			}
			i++
		case len(cells) == 2 && s.label(cells[0], cells[1]):
			out = append(out, s.keyedLine(cells[0], cells[1])...)
		case len(cells) == 4 && s.label(cells[0], cells[1]) && s.label(cells[2], cells[3]):
			out = append(out, append(s.keyedLine(cells[0], cells[1]), s.keyedLine(cells[2], cells[3])...)...)
		case stacked && s.valueOf(lines, i) > i:
			i = s.valueOf(lines, i)
			out = append(out, s.keyedLine(l, strings.Trim(lines[i], "| "))...)
		default:
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// blocks takes a row apart whose cells are blocks side by side, each with its
// own label on top.
func (s *source) blocks(lines []string) []string {
	var out []string
	for _, l := range lines {
		cells := []string(nil)
		if strings.HasPrefix(l, "|") && strings.Contains(l, lineInCell) {
			cells = barCells(strings.TrimSpace(l))
		}
		labels := 0
		for _, c := range cells {
			if first, _, ok := strings.Cut(c, lineInCell); ok && s.lone(first) {
				labels++
			}
		}
		if labels == 0 {
			out = append(out, l)
			continue
		}
		for _, c := range cells {
			out = append(out, strings.Split(c, lineInCell)...)
		}
	}
	return out
}

// stacked is true when labels stand above their values: two of them at least,
// for a single word alone on its line may be anything.
func (s *source) stacked(lines []string) bool {
	n := 0
	for i := range lines {
		if s.valueOf(lines, i) > i {
			n++
		}
	}
	return n >= 2
}

// valueOf is where the value of a label stands that has its line for itself:
// below it, at most one blank line apart; -1 for none.
func (s *source) valueOf(lines []string, i int) int {
	if !s.lone(lines[i]) {
		return -1
	}
	k := i + 1
	if k < len(lines) && strings.Trim(lines[k], "| ") == "" {
		k++
	}
	if k >= len(lines) || !valueLine(lines[k]) || s.lone(lines[k]) {
		return -1
	}
	return k
}

// lone is true for a line that is a label and nothing else.
func (s *source) lone(l string) bool {
	l = strings.Trim(l, "| ")
	if l == "" || len(l) > 60 || strings.Contains(l, "|") {
		return false
	}
	key, ok := s.fieldKey(l)
	return ok && !figureKey(key)
}

// aboveFigure is true for the label of a figure that has its line for itself, with
// the figure below it.
func (s *source) aboveFigure(lines []string, i int) bool {
	key, ok := s.fieldKey(lines[i])
	if !ok || !figureKey(key) {
		return false
	}
	k := i + 1
	if k < len(lines) && strings.TrimSpace(lines[k]) == "" {
		k++
	}
	if k >= len(lines) {
		return false
	}
	_, ok = (&reader{s: s}).figure(lines[k])
	return ok
}

func valueLine(l string) bool {
	t := strings.Trim(l, "| ")
	return t != "" && len(t) < 400 && !strings.Contains(t, " | ")
}

// label is true for a label whose value stands beside it.
func (s *source) label(label, value string) bool {
	if value == "" {
		return false
	}
	if (&reader{s: s}).sumLabelled(label) {
		return false
	}
	if strings.HasSuffix(label, ":") && len(label) < 60 {
		return true
	}
	key, ok := s.fieldKey(label)
	if !ok || figureKey(key) || key == keyOther || key == "topic" {
		return false
	}
	if n, ok := (&reader{s: s}).figure(value); ok && (n.decimals || n.currency != "") {
		return false // a thing with its price
	}
	// A heading names columns on both sides.
	_, heads := (&reader{s: s}).columnKind(value)
	return !heads
}

// figureKey is true for labels that head columns and sum rows as well.
func figureKey(key string) bool {
	switch key {
	case "qty", "unit_price", "amount", "tax":
		return true
	}
	return false
}

// labels is true for a row of labels alone: their values stand in the row below.
func (s *source) labels(cells []string) bool {
	for _, c := range cells {
		if !s.lone(c) {
			return false
		}
		if _, heads := (&reader{s: s}).columnKind(c); heads {
			return false
		}
	}
	return true
}

func (s *source) values(labels []string, below string) []string {
	if !strings.HasPrefix(below, "|") {
		return nil
	}
	cells := barCells(strings.TrimSpace(below))
	if len(cells) != len(labels) || s.labels(cells) {
		return nil
	}
	return cells
}

// keyedLine writes a label and its value; prose keeps its lines.
func (s *source) keyedLine(label, value string) []string {
	label = strings.TrimRight(strings.Trim(label, "| "), ": ")
	key, _ := s.fieldKey(label)
	lines := []string{value}
	if key == keyMessage || key == keyPurpose {
		lines = strings.Split(value, lineInCell)
	}
	lines[0] = label + ": " + lines[0]
	return lines
}
