package page_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/briefing/demo"
	"github.com/autonomous-employee/employee/workflows/briefing/page"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// golden compares with a file of testdata; UPDATE_GOLDEN=1 writes it anew.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden.md")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o600))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

// business are invented weeks and the figures that each left, as the pages of
// the weeks before would have had them.
type business struct {
	weeks   []contract.Week
	figures []contract.WeekFigures
}

func invented(t require.TestingT, seed uint64, last week.Week, weeks int) business {
	gathered, err := demo.Gather(seed, last, weeks)
	require.NoError(t, err)
	b := business{weeks: gathered}
	for _, w := range gathered {
		_, figures := page.Compose(w, b.figures, named)
		b.figures = append(b.figures, figures)
	}
	return b
}

// berg is the business of most tests, made once.
//
//nolint:gochecknoglobals // sixty weeks take a second; the answer is shared and only read
var berg = sync.OnceValue(func() business {
	var failed panicking
	return invented(failed, 2026, w48(), demo.Weeks)
})

// panicking is a require.TestingT outside of a test.
type panicking struct{}

func (panicking) Errorf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }
func (panicking) FailNow()                          { panic("failed") }

func w48() week.Week { return week.Week{Year: 2026, Number: 48} }

// newest is the last week with the figures before it.
func (b business) newest() (contract.Week, []contract.WeekFigures) {
	n := len(b.weeks) - 1
	return b.weeks[n], b.figures[:n]
}

// composed makes the pages and holds what is true of all of them.
func composed(t require.TestingT, w contract.Week, past []contract.WeekFigures) (contract.Pages, contract.WeekFigures) {
	pages, figures := composedButNumbers(t, w, past)
	numbersHaveLineage(t, pages)
	return pages, figures
}

// composedButNumbers leaves out what cannot be told where names hold numbers.
func composedButNumbers(t require.TestingT, w contract.Week, past []contract.WeekFigures) (contract.Pages, contract.WeekFigures) {
	pages, figures := page.Compose(w, past, named)
	for name, text := range map[string]string{"audit": pages.Audit, "briefing": pages.Briefing} {
		note, err := vault.ParseNote([]byte(text))
		if len(text) <= vault.MaxNoteBytes {
			require.NoError(t, err, name)
			require.NoError(t, note.Check(), name)
			kind, _ := note.Get("type")
			require.Equal(t, name, kind)
		}
		require.Equal(t, vault.CleanText(text), text, "%s holds nothing that makes it look different from what it says", name)
		tablesAreWhole(t, text)
	}
	require.NotEmpty(t, pages.Headline)
	for _, p := range pages.Pictures {
		require.Regexp(t, `^[a-z0-9][a-z0-9-]*\.svg$`, p.Name)
	}
	for _, embed := range regexp.MustCompile(`!\[\[([^\]]*)\]\]`).FindAllStringSubmatch(pages.Audit+pages.Briefing, -1) {
		require.True(t, slices.ContainsFunc(pages.Pictures, func(p contract.Picture) bool { return p.Name == embed[1] }), "%s is shown and not made", embed[1])
	}
	return pages, figures
}

var bar = regexp.MustCompile(`(^|[^\\])\|`)

// tablesAreWhole holds that every row has as many cells as its head: a name
// with a bar in it would add one.
func tablesAreWhole(t require.TestingT, text string) {
	columns := 0
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "|") {
			columns = 0
			continue
		}
		n := len(bar.FindAllString(line, -1))
		if columns == 0 {
			columns = n
		}
		require.Equal(t, columns, n, line)
	}
}

// figuresOnly takes out of the briefing what are dates, addresses, reasons, or
// names of documents and accounts.
func figuresOnly(text string) string {
	const months = `(January|February|March|April|May|June|July|August|September|October|November|December)`
	for _, part := range []string{
		`(?s)^---\n.*?\n---\n`,
		`(?s)## Not on this page.*?\n\n`,
		`!\[\[[^\]]*\]\]`,
		`\[[^\]]*\]\([^)]*\)`,
		`\[\[[^\]]*\]\]`,
		"`[^`]*`",
		`# Week \d\d`,
		`\d{4}-W\d\d`,
		`\d{4}-\d\d-\d\d( \d\d:\d\d)?`,
		`\d{1,2} ` + months + `( \d{4})?`,
		`\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b`,
		`on \d{4} [A-Z]`, // accounts of the demo
	} {
		text = regexp.MustCompile(part).ReplaceAllString(text, "")
	}
	return text
}

var numberForm = regexp.MustCompile(`\d[\d,]*(\.\d+)?`)

// numbersHaveLineage holds the promise of the briefing: every number on it
// stands as a value, as the week before's or as a difference in the audit's
// table of lineage.
func numbersHaveLineage(t require.TestingT, pages contract.Pages) {
	_, lineage, ok := strings.Cut(pages.Audit, "## Lineage\n")
	require.True(t, ok)
	known := map[string]bool{}
	for line := range strings.Lines(lineage) {
		if cells := bar.Split(line, -1); len(cells) > 6 {
			for _, cell := range cells[3:6] {
				for _, n := range numberForm.FindAllString(cell, -1) {
					known[n] = true
				}
			}
		}
	}
	for _, n := range numberForm.FindAllString(figuresOnly(pages.Briefing), -1) {
		require.True(t, known[n], "%s stands on the briefing and not in the lineage (%v)", n, slices.Sorted(maps.Keys(known)))
	}
}

// named gives notes the names that the vault would.
func named(title, requestID string) string {
	return vault.SafeName(title + " (" + requestID[len(requestID)-6:] + ").md")
}

func at(t require.TestingT, text string) time.Time {
	when, err := time.Parse(time.RFC3339, text)
	require.NoError(t, err)
	return when
}
