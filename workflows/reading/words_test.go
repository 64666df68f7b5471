package reading_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// An expression around words is compiled when a mail needs it, so that one which cannot be is found here.
func TestWords_EveryExpressionCompilesAndEverySectionIsUsed(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	have := wordSections(t)
	used := map[string]bool{}
	for place, shape := range shapes(t) {
		_, err := book.Compile(shape)
		require.NoError(t, err, place)
		for _, m := range regexp.MustCompile(`<([a-z][a-z ]*)>`).FindAllStringSubmatch(shape, -1) {
			require.True(t, have[m[1]], "%s: no data file has a section [words %s]", place, m[1])
			used[m[1]] = true
		}
	}
	for name := range have {
		require.True(t, used[name], "no expression asks for [words %s]", name)
	}
}

// A list or a table of words that nobody asks for by its name is misspelt or left over.
func TestWords_EveryListAndTableIsUsed(t *testing.T) {
	t.Parallel()
	said := map[string]bool{}
	eachFile(t, func(_ *token.FileSet, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				s, err := strconv.Unquote(lit.Value)
				require.NoError(t, err)
				said[s] = true
			}
			return true
		})
	})
	files, err := filepath.Glob(filepath.Join("vocab", "data", "*.txt"))
	require.NoError(t, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, m := range regexp.MustCompile(`(?m)^\[(?:list (.*)|([^\]\n]*))\]\n(?:[^\[\n]* = )?`).FindAllStringSubmatch(string(data), -1) {
			if name := m[1]; name != "" {
				require.True(t, said[name], "%s: nobody asks for [list %s]", file, name)
			} else if strings.HasSuffix(m[0], " = ") {
				require.True(t, said[m[2]], "%s: nobody asks for [%s]", file, m[2])
			}
		}
	}
}

func wordSections(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("vocab", "data", "*.txt"))
	require.NoError(t, err)
	have := map[string]bool{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, m := range regexp.MustCompile(`(?m)^\[words (.*)\]$`).FindAllStringSubmatch(string(data), -1) {
			have[m[1]] = true
		}
	}
	require.NotEmpty(t, have)
	return have
}

// shapes are the arguments of vocab.Around in the code, by their place.
func shapes(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	eachFile(t, func(set *token.FileSet, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && isAround(call) {
				out[set.Position(call.Pos()).String()] = literal(t, call.Args[0])
			}
			return true
		})
	})
	require.NotEmpty(t, out)
	return out
}

// eachFile shows every file of the code, without its tests.
func eachFile(t *testing.T, visit func(set *token.FileSet, file *ast.File)) {
	t.Helper()
	set := token.NewFileSet()
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err == nil {
			visit(set, file)
		}
		return err
	})
	require.NoError(t, err)
}

func isAround(call *ast.CallExpr) bool {
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || f.Sel.Name != "Around" {
		return false
	}
	x, ok := f.X.(*ast.Ident)
	return ok && x.Name == "vocab"
}

// literal is the text of a shape, which may be joined of several.
func literal(t *testing.T, e ast.Expr) string {
	t.Helper()
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		require.NoError(t, err)
		return s
	case *ast.BinaryExpr:
		return literal(t, e.X) + literal(t, e.Y)
	}
	require.Fail(t, "a shape is a literal, so that it can be looked over", "%T", e)
	return ""
}
