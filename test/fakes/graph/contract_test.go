package graph_test

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/graph"
)

// spec is the part of a specification file of Meta that is checked.
type spec struct {
	APIs []struct {
		Method, Endpoint, Name string
		Params                 []struct {
			Name, Type string
			Required   bool
		}
	}
	Fields []struct{ Name string }
}

const specs = "../../../../shared/contracts/meta/specs"

func load(t *testing.T, name string, into any) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(specs, name+".json"))
	if err != nil {
		t.Skipf("Meta's specification files are not at hand: %v", err)
	}
	require.NoError(t, json.Unmarshal(raw, into))
}

// enums are the lists of values that parameters' types name.
func enums(t *testing.T) map[string][]string {
	t.Helper()
	var list []struct {
		Name   string
		Values []string
	}
	load(t, "enum_types", &list)
	out := map[string][]string{}
	for _, e := range list {
		out[e.Name] = e.Values
	}
	require.Greater(t, len(out), 500)
	return out
}

func TestContract_EveryEdgeParameterAndEnumIsMetas(t *testing.T) {
	t.Parallel()
	types := enums(t)
	for name, e := range graph.Edges() {
		if e.Spec == "" {
			continue // debug_token has no file
		}
		for _, file := range append([]string{e.Spec}, e.Also...) {
			var s spec
			load(t, file, &s)
			checkEdge(t, name+" in "+file, e, s, types)
		}
	}
}

func checkEdge(t *testing.T, at string, e graph.Edge, s spec, types map[string][]string) {
	t.Helper()
	kinds, known := described(t, at, e, s)
	require.True(t, known, "no such edge: %s", at)
	// The specification says nowhere what a photo's bytes travel in.
	undescribed := []string{"source"}
	for _, p := range append(slices.Clone(e.Params), e.Files...) {
		if kinds[p] == "" {
			require.Contains(t, undescribed, p, "%s has no parameter %s", at, p)
		}
	}
	for p, values := range e.Enums {
		list, is := types[kinds[p]]
		if !is {
			require.Equal(t, "string", kinds[p], "%s %s", at, p)
		}
		for _, v := range values {
			require.True(t, !is || slices.ContainsFunc(list, equalFold(v)), "%s: %s is no %s", at, v, p)
		}
	}
}

// described gives the types of an edge's parameters, by name.
func described(t *testing.T, at string, e graph.Edge, s spec) (map[string]string, bool) {
	t.Helper()
	for _, api := range s.APIs {
		same := api.Endpoint == e.Endpoint && (e.Endpoint != "" || api.Name == e.Name)
		if api.Method != e.Method || !same {
			continue
		}
		kinds := map[string]string{}
		for _, p := range api.Params {
			kinds[p.Name] = p.Type
			if p.Required {
				require.Contains(t, e.Required, p.Name, at)
			}
		}
		return kinds, true
	}
	return nil, false
}

func TestContract_EveryFieldIsMetas(t *testing.T) {
	t.Parallel()
	for file, fields := range graph.Fields() {
		if file == "Message" {
			continue // Meta publishes no file of it
		}
		var s spec
		load(t, file, &s)
		var known []string
		for _, f := range s.Fields {
			known = append(known, f.Name)
		}
		for _, api := range s.APIs {
			if api.Method == http.MethodGet && api.Endpoint != "" {
				known = append(known, api.Endpoint)
			}
		}
		if file == "ContentPublishingLimitResponse" {
			known = append(known, "id")
		}
		require.Subset(t, known, fields, file)
	}
}

func TestContract_MetricsOfMediaAreMetas(t *testing.T) {
	t.Parallel()
	require.Subset(t, enums(t)["shadowigmediainsights_metric_enum_param"], graph.MediaMetrics())
}
