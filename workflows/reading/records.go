package reading

import (
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
		kind, ok := rd.columnKind(m[1])
		names := kind == colText || kind == colItem
		if !ok || len(r.labels) == 0 && !names || slices.Contains(r.labels, m[1]) {
			return r.whole(i)
		}
		r.labels, r.values = append(r.labels, m[1]), append(r.values, m[2])
	}
	return r.whole(len(lines))
}

// whole is the record when it says more than a name.
func (r record) whole(lines int) (record, int) {
	if len(r.labels) < minRecords {
		return record{}, 0
	}
	return r, lines
}

func barRow(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }
