package contract_test

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const whatAShapeMeans = `
A payload has changed. Payloads stand in histories, and old workers may still read what new ones write. A field may be
ADDED when it is optional (omitempty or omitzero) and its zero value means what was meant before: add its line to %s. A released
field may not be renamed, removed or given another type: add a new one beside it. Before the first release the list may be edited.
`

// shapes lists every field of every exported struct as
// "Type.json_name type [optional]", found in the source so that none is
// forgotten.
func shapes(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, file := range sources(t) {
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.TYPE {
				continue
			}
			for _, spec := range gen.Specs {
				named := spec.(*ast.TypeSpec)
				if s, ok := named.Type.(*ast.StructType); ok && named.Name.IsExported() {
					out = append(out, fieldsOf(t, named.Name.Name, s)...)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

func fieldsOf(t *testing.T, owner string, s *ast.StructType) []string {
	t.Helper()
	var out []string
	for _, f := range s.Fields.List {
		require.Len(t, f.Names, 1, "%s: one field a line, none embedded", owner)
		require.NotNil(t, f.Tag, "%s.%s has no name on the wire", owner, f.Names[0].Name)
		tag := reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("json")
		name, options, _ := strings.Cut(tag, ",")
		require.Regexp(t, `^[a-z][a-z0-9_]*$`, name, "%s.%s", owner, f.Names[0].Name)
		line := owner + "." + name + " " + types.ExprString(f.Type)
		if options != "" {
			line += " optional"
		}
		out = append(out, line)
	}
	return out
}

func TestPayloads_HaveTheShapeOfTheGoldenList(t *testing.T) {
	t.Parallel()
	golden(t, "shapes.golden", shapes(t), whatAShapeMeans)
}

func TestPayloads_HoldNoFloatAndNoAny(t *testing.T) {
	t.Parallel()
	for _, line := range shapes(t) {
		require.NotContains(t, line, "float", "money and numbers are decimal text")
		require.NotContains(t, line, " any")
		require.NotContains(t, line, "interface")
	}
}

func TestPayloads_HoldNoSecretByName(t *testing.T) {
	t.Parallel()
	for _, line := range shapes(t) {
		name, _, _ := strings.Cut(line, " ")
		for _, word := range []string{"password", "secret", "api_key", "access_token", "refresh_token"} {
			require.NotContains(t, strings.ToLower(name), word)
		}
	}
}
