package reading

import (
	"regexp"
	"slices"
	"strings"
)

// minRecords is how many times the same labels must stand below each other: once
// is a labelled list, which is read as such.
const (
	minRecords = 2
	maxRecord  = 10 // labels of one thing
)

// record is one thing laid out under labels of its own.
type record struct{ labels, values []string }

// records reads things that are laid out one below the other under the same
// labels, as order systems write them: "Artikel: ...", "Aantal: 5", "Prijs: 72,00
// per stuk", "Artikel: ...". They are read as the table that they would be.
func (rd *reader) records(lines []string) int {
	var all []record
	taken := 0
	for taken < len(lines) && len(all) <= maxRows {
		most := maxRecord
		if len(all) > 0 {
			most = len(all[0].labels) // what stands below the last is of all of them
		}
		r, n := rd.record(lines[taken:], most)
		if n == 0 || len(all) > 0 && !slices.Equal(r.labels, all[0].labels) {
			break
		}
		all, taken = append(all, r), taken+n
		for taken < len(lines) && strings.TrimSpace(lines[taken]) == "" {
			taken++
		}
	}
	if len(all) < minRecords {
		return 0
	}
	grid := []string{barRow(all[0].labels)}
	for _, r := range all {
		grid = append(grid, barRow(r.values))
	}
	if rd.table(grid) != len(grid) {
		return 0
	}
	return taken
}

// record reads the labels and values from a line on, up to a label that stands
// there already or that heads no column. The first names the thing.
func (rd *reader) record(lines []string, most int) (record, int) {
	var r record
	for i, l := range lines {
		m := formLine.FindStringSubmatch(l)
		if len(r.labels) == most || m == nil || strings.ContainsAny(l, "|\t") || m[2] == "" {
			return r.whole(i)
		}
		label := withoutNumber(m[1])
		kind, ok := rd.columnKind(label)
		names := kind == colText || kind == colItem
		if !ok || len(r.labels) == 0 && !names || slices.Contains(r.labels, label) {
			return r.whole(i)
		}
		r.labels, r.values = append(r.labels, label), append(r.values, m[2])
	}
	return r.whole(len(lines))
}

// numberedLabel ends in the number of a thing, behind its label: "Artikel 1", "Pos. 2", "Item #3".
var numberedLabel = regexp.MustCompile(`\s*(?:#|(?i:nr|no|n°|nº)\.?\s*)?\d{1,2}[.)]?$`)

// withoutNumber is a label without the number of its thing, by which the labels of
// one thing would differ from those of the next.
func withoutNumber(label string) string {
	if bare := numberedLabel.ReplaceAllString(label, ""); bare != "" {
		return bare
	}
	return label
}

// whole is the record when it says more than a name.
func (r record) whole(lines int) (record, int) {
	if len(r.labels) < minRecords {
		return record{}, 0
	}
	return r, lines
}

func barRow(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }
