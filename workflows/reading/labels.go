package reading

import (
	"strings"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// What a label such as "Company:" announces.
const (
	labelFirm     = "firm"
	labelPerson   = "person"
	labelAddress  = "address"
	labelDelivery = "delivery"
	labelProject  = "project"
	labelCentre   = "cost centre"
	labelDated    = "issue date"
	labelPeriod   = "period"
	labelOrder    = "order"
)

const maxLabel = 45 // bytes

// cell is "label: value" on a line or in a row of a table.
type cell struct {
	label, value string
}

// cellsOf takes a line apart into labelled values. Cells stand between bars or
// wide gaps; the label of a row without a colon is its first cell, or one that
// is known.
func cellsOf(line string) []cell {
	if !strings.ContainsAny(line, ":|") {
		return nil
	}
	var out []cell
	parts := splitCells(line)
	for i, p := range parts {
		if at := strings.IndexByte(p, ':'); at > 0 && at <= maxLabel {
			value := strings.TrimSpace(p[at+1:])
			if value == "" && i+1 < len(parts) && !strings.Contains(parts[i+1], ":") {
				value = parts[i+1]
			}
			out = append(out, cell{labelText(p[:at]), value})
			continue
		}
		if i+1 < len(parts) && len(p) <= maxLabel && strings.Contains(line, "|") && (i == 0 || labelKind(labelText(p)) != "") {
			out = append(out, cell{labelText(p), parts[i+1]})
		}
	}
	return out
}

// splitCells splits a line at bars and wide gaps, a row of a formatted table
// also where a cell breaks its lines.
func splitCells(line string) []string {
	var out []string
	if strings.HasPrefix(line, "|") {
		line = strings.ReplaceAll(line, " / ", "|")
	}
	for _, bar := range strings.Split(line, "|") {
		for _, p := range strings.Split(strings.ReplaceAll(bar, "\t", "   "), "   ") {
			if p = strings.TrimSpace(p); p != "" {
				out = append(out, p)
			}
		}
	}
	return out
}

// labelText is a label in small letters, without what makes it polite.
func labelText(s string) string {
	s = strings.Trim(strings.Join(strings.Fields(vocab.Fold(s)), " "), " .:*_-#>")
	for _, polite := range vocab.List("polite") {
		s = strings.TrimPrefix(s, polite+" ")
	}
	return s
}

// labelKind says what a label announces, empty for one that says nothing here.
func labelKind(label string) string {
	kind, _ := vocab.Word("labels", strings.ReplaceAll(label, ",", ""))
	return kind
}

// labelled returns the values of a kind in lines, from the same cell or from
// the line below a label that stands alone.
func labelled(lines []string, kind string) []string {
	var out []string
	for i, line := range lines {
		if len(out) >= maxNames || kind == "" {
			break
		}
		for _, c := range cellsBelow(lines, i, line) {
			if labelKind(c.label) != kind {
				continue
			}
			value := c.value
			if value == "" && i+1 < len(lines) && !beginsLabel(lines[i+1]) {
				value = strings.Trim(strings.TrimSpace(lines[i+1]), "| ")
			}
			if !blankValue(value) {
				out = append(out, value)
			}
		}
	}
	return out
}

// cellsBelow is cellsOf, and for a known label on a line of its own what
// stands on the next line, as web forms write.
func cellsBelow(lines []string, i int, line string) []cell {
	if strings.ContainsAny(line, ":|") || len(line) > maxLabel || labelKind(labelText(line)) == "" {
		return cellsOf(line)
	}
	for k := i + 1; k < len(lines) && k <= i+2; k++ {
		value := strings.Trim(lines[k], "| ")
		if value == "" {
			continue
		}
		if labelKind(labelText(value)) != "" {
			return nil
		}
		return []cell{{labelText(line), value}}
	}
	return nil
}

// blankValue is true for what people put into a field they leave empty.
func blankValue(v string) bool {
	v = strings.ToLower(strings.Trim(v, " .()[]*"))
	switch v {
	case "", "-", "--", "–", "—", "n/a", "na", "none", "nil", "no", "not applicable", "not registered", "tbc", "tba", "leer", "keine", "kein", "entfällt", "aucun", "aucune", "néant", "ninguno", "ninguna", "no aplica", "nessuno", "nessuna", "geen", "nvt", "n.v.t", "x", "?", "empty", "/":
		return true
	}
	return utf8.RuneCountInString(v) < 2
}

// labelledFirm reads the firm behind a label such as "Company:" on a line, or
// at the top of the lines below.
func (s *source) labelledFirm(lines []string, i int) (firm, bool) {
	for _, c := range cellsOf(lines[i]) {
		if labelKind(c.label) != labelFirm {
			continue
		}
		value, body := afterLabel(c.value)
		if value == "" && (i+1 == len(lines) || !beginsLabel(lines[i+1])) {
			value, body = below(lines, i) // a field that is left empty has the next one below it
		}
		if f, ok := firmAt(value); ok && s.partyName(f) && (!addressLabel(c.label) || f.legal || s.confirmed(f.name)) {
			f.body = body && len(strings.Fields(f.name)) > 1
			return f, true
		}
	}
	return firm{}, false
}

// formYour begins a label by which a site speaks to its visitor: "Your e-mail address".
var formYour = vocab.Around(`^<your in a label>\s`)

// fieldKey looks a label up: "Company / organisation *" is company.
func (s *source) fieldKey(label string) (string, bool) {
	f := strings.Trim(strings.Join(strings.Fields(inParens.ReplaceAllString(vocab.Fold(label), " ")), " "), " :*.|=")
	if f == "" || len(f) > 60 {
		return "", false
	}
	if k, ok := s.book.Word("form customer", f); ok {
		return k, true
	}
	f = strings.TrimSpace(strings.TrimRight(f, "?"))
	if k, ok := s.book.Word("form customer", f); ok {
		return k, true
	}
	if short := formYour.ReplaceAllString(f, ""); short != f {
		if k, ok := s.book.Word("form customer", short); ok {
			return k, true
		}
	}
	if forWhat.MatchString(f) && docWord.MatchString(f) {
		return keyPurpose, true
	}
	if k, ok := s.eitherKey(f); ok {
		return k, true
	}
	// "Straße, PLZ Ort" names what its first word names.
	if first, _, ok := strings.Cut(f, ","); ok {
		return s.book.Word("form customer", strings.TrimSpace(first))
	}
	return "", false
}

// eitherKey looks up a label of two names for one thing: "Purchase order / reference".
func (s *source) eitherKey(f string) (string, bool) {
	parts := eitherName.Split(f, -1)
	if len(parts) != 2 {
		return "", false
	}
	first, ok := s.book.Word("form customer", formYour.ReplaceAllString(parts[0], ""))
	second, both := s.book.Word("form customer", formYour.ReplaceAllString(parts[1], ""))
	return first, ok && both && first == second
}

var eitherName = vocab.Around(`\s*/\s*|\s+<or>\s+`)
