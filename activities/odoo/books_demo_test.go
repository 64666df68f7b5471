package odoo_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/briefing/demo"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// sources are the queries that figures name, by the figures' place in Books.
func sources(t *testing.T, b contract.Books) map[string]string {
	t.Helper()
	raw, err := json.Marshal(b)
	require.NoError(t, err)
	var tree any
	require.NoError(t, json.Unmarshal(raw, &tree))
	out := map[string]string{}
	var walk func(at string, v any)
	walk = func(at string, v any) {
		switch v := v.(type) {
		case []any:
			for _, one := range v {
				walk(at, one)
			}
		case map[string]any:
			for key, one := range v {
				if text, ok := one.(string); ok && key == "source" {
					out[strings.TrimPrefix(at, ".")] = text
				}
				walk(at+"."+key, one)
			}
		}
	}
	walk("", tree)
	return out
}

// The invented business of the demo stands on the same queries as a real one, so
// that what a person learns there about where a figure comes from is true.
func TestListBooks_TheDemoNamesTheSameQueries(t *testing.T) {
	t.Parallel()
	b := ways()[0].bench(t, odoofake.Options{Now: readingTime})
	fill(b.fake, 30)
	got := b.books(lastWeek())
	weeks, err := demo.Gather(2026, week.Week{Year: 2026, Number: 48}, demo.Weeks)
	require.NoError(t, err)
	invented := weeks[len(weeks)-1].Books
	require.NotNil(t, invented)

	require.Len(t, invented.Queries, len(got.Queries))
	for i, q := range got.Queries {
		shown := invented.Queries[i]
		require.Equal(t, []string{q.Name, q.Model, q.Method}, []string{shown.Name, shown.Model, shown.Method})
	}
	genuine, inDemo := sources(t, got), sources(t, *invented)
	require.Greater(t, len(inDemo), 20)
	for at, source := range inDemo {
		if known, there := genuine[at]; there {
			require.Equal(t, known, source, at)
		}
		for _, name := range strings.Split(source, ", ") {
			require.Contains(t, names(got.Queries), name, at)
		}
	}
}

func names(queries []contract.BooksQuery) []string {
	var out []string
	for _, q := range queries {
		out = append(out, q.Name)
	}
	return out
}
