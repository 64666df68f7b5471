package contract_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// whatAChangeMeans is said when a golden list differs.
const whatAChangeMeans = `
A name on the wire has changed. Names stand in histories, vaults and logs for years: a running process that
meets another name fails or waits for ever. A name may be ADDED: add its line to %s. A name that was released may
not be changed or removed: keep the old one beside the new one, with an entry in the process's changes.go and a recorded
history of the old path (see "Changing a workflow" in CONTRIBUTING.md). Before the first release the list may be edited.
`

// constants lists every exported string constant of the package as
// "Name = value", typed or not, found in the source so that none is forgotten.
func constants(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, file := range sources(t) {
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.CONST {
				continue
			}
			for _, spec := range gen.Specs {
				out = append(out, named(t, spec.(*ast.ValueSpec))...)
			}
		}
	}
	slices.Sort(out)
	return out
}

func named(t *testing.T, v *ast.ValueSpec) []string {
	t.Helper()
	var out []string
	for i, name := range v.Names {
		literal, ok := v.Values[i].(*ast.BasicLit)
		if !name.IsExported() || !ok || literal.Kind != token.STRING {
			continue
		}
		value, err := strconv.Unquote(literal.Value)
		require.NoError(t, err)
		out = append(out, name.Name+" = "+value)
	}
	return out
}

// sources are the package's own files, without tests.
func sources(t *testing.T) []*ast.File {
	t.Helper()
	paths, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var out []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		out = append(out, file)
	}
	return out
}

// golden compares with a list in testdata, line by line.
func golden(t *testing.T, file string, got []string, meaning string) {
	t.Helper()
	path := filepath.Join("testdata", file)
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	want := strings.Split(strings.TrimSpace(string(raw)), "\n")
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("gone or changed: %s", line)
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("new: %s", line)
		}
	}
	if t.Failed() {
		t.Log(strings.ReplaceAll(meaning, "%s", path))
	}
}

func TestNames_AreThoseOfTheGoldenList(t *testing.T) {
	t.Parallel()
	golden(t, "names.golden", constants(t), whatAChangeMeans)
}

func TestNames_AreUniqueAmongTheirKind(t *testing.T) {
	t.Parallel()
	kinds := []string{"Status", "Search", "Verdict", "Fail", "Folder", "Note", "Source", "Prepared", "Post", "Media", "Metric", "Direction", "Expect", "Phase", "Flag"}
	seen := map[string]string{}
	for _, line := range constants(t) {
		name, value, _ := strings.Cut(line, " = ")
		kind := ""
		for _, k := range kinds {
			if strings.HasPrefix(name, k) {
				kind = k
			}
		}
		other, twice := seen[kind+value]
		require.False(t, twice, "%s and %s are both %q", name, other, value)
		seen[kind+value] = name
	}
}

func TestNames_OfActivitiesTellTheSystemAndAKnownVerb(t *testing.T) {
	t.Parallel()
	verbs := []string{"Fetch", "List", "Find", "Read", "Ensure", "Create", "Publish", "Send", "Delete", "Verify"}
	found := 0
	for _, line := range constants(t) {
		name, value, _ := strings.Cut(line, " = ")
		system, rest, dotted := strings.Cut(value, ".")
		if !dotted {
			continue
		}
		found++
		require.True(t, slices.ContainsFunc(verbs, func(v string) bool { return strings.HasPrefix(rest, v) }), "%s: the verb tells the retry class", value)
		require.Equal(t, strings.ToLower(system), system)
		require.True(t, strings.EqualFold(system+rest, name), "%s is called %s", value, name)
	}
	require.GreaterOrEqual(t, found, 14)
}
