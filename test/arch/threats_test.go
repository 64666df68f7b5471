package arch_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	namedTest = regexp.MustCompile("`(Test[A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`")
	tableRow  = regexp.MustCompile(`^\| [^|*-][^|]* \| [^|]+ \| ([^|]+) \|$`)
)

// A threat whose test was renamed or removed would go unguarded without a word.
func TestThreats_EachHasATestThatIsThere(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(filepath.Join("..", "..", "docs", "threat-model.md"))
	require.NoError(t, err)
	there := map[string]bool{}
	for _, s := range sources(t) {
		for _, found := range regexp.MustCompile(`(?m)^func (Test\w+)\(`).FindAllStringSubmatch(string(s.content), -1) {
			there[found[1]] = true
		}
	}
	rows := 0
	for line := range strings.Lines(string(raw)) {
		row := tableRow.FindStringSubmatch(strings.TrimSpace(line))
		if row == nil || row[1] == "test" {
			continue
		}
		rows++
		named := namedTest.FindAllStringSubmatch(row[1], -1)
		assert.NotEmpty(t, named, "no test is named: %s", line)
		for _, n := range named {
			assert.True(t, there[n[1]], "docs/threat-model.md names %s, which is not there", n[1])
		}
	}
	require.GreaterOrEqual(t, rows, 20)
}
