package arch_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// maxLines is the longest file a person is asked to read.
const maxLines = 500

var (
	badNames = regexp.MustCompile(`(^|/)(util|utils|common|helper|helpers|base|misc)$`)
	// markers are written split so that this file does not contain them.
	markers = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b`)
	initFn  = regexp.MustCompile(`(?m)^func init\(\)`)
)

// source is one Go file of the project.
type source struct {
	path    string
	content []byte
}

// sources are all Go files outside testdata and hidden folders.
func sources(t *testing.T) []source {
	t.Helper()
	root := filepath.Join("..", "..")
	var found []source
	require.NoError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			hidden := strings.HasPrefix(entry.Name(), ".") && path != root
			if hidden || entry.Name() == "testdata" || entry.Name() == "AI_Employee" {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".go" {
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		found = append(found, source{path: filepath.ToSlash(relative), content: content})
		return nil
	}))
	require.NotEmpty(t, found)
	return found
}

func TestHygiene_NoFileIsOverLong(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		lines := bytes.Count(s.content, []byte("\n"))
		assert.LessOrEqual(t, lines, maxLines, "%s has %d lines; split it by what it is about", s.path, lines)
	}
}

func TestHygiene_EveryPackageSaysWhatItIsFor(t *testing.T) {
	t.Parallel()
	documented, all := map[string]bool{}, map[string]bool{}
	for _, s := range sources(t) {
		dir := filepath.ToSlash(filepath.Dir(s.path))
		if !strings.HasSuffix(s.path, "_test.go") {
			all[dir] = true
		}
		if filepath.Base(s.path) == "doc.go" {
			documented[dir] = bytes.Contains(s.content, []byte("\npackage ")) || bytes.HasPrefix(s.content, []byte("// "))
		}
	}
	for dir := range all {
		assert.True(t, documented[dir], "%s has no doc.go that says what it is for, what it must not do and where to start reading", dir)
	}
}

func TestHygiene_NoPackageIsADrawerForEverything(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		dir := filepath.ToSlash(filepath.Dir(s.path))
		assert.NotRegexp(t, badNames, dir, "name the package after what it holds")
	}
}

func TestHygiene_NothingIsLeftForLater(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		assert.NotRegexp(t, markers, string(s.content), s.path)
	}
}

func TestHygiene_NothingRunsBeforeMain(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		assert.NotRegexp(t, initFn, string(s.content), s.path)
	}
}

func TestHygiene_SecretsAndDataStayOutOfTheRepository(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile(filepath.Join("..", "..", ".gitignore"))
	require.NoError(t, err)
	ignored := strings.Split(string(content), "\n")
	for _, pattern := range []string{"/AI_Employee/", "/Vault/", "/.employee/", ".env", "*.eml", "*credentials*.json", "*token*.json"} {
		assert.True(t, slices.Contains(ignored, pattern), ".gitignore does not hold %s", pattern)
	}
}
