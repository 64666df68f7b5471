package config_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/config"
)

func TestDotenv_ReadsTheUsualForms(t *testing.T) {
	t.Parallel()
	values, bad := config.ParseDotenv([]byte("\xef\xbb\xbf# comment\r\n\n" +
		"PLAIN=value\r\n  SPACED =  a b  \nexport EXPORTED=1\nexport\tTABBED=2\nEMPTY=\nQUOTED=\"two words\" # why\nSINGLE='as $is \\n'\n" +
		"ESCAPED=\"a\\nb\\t\\\"\\\\\\$\"\nHASH=a#b # comment\nURL=https://x.example.com/?a=b#c\nDOLLAR=pa$$word\nEQUALS=a=b==\nONLY=#comment\nexport=3\nQUOTE=it's"))
	assert.Empty(t, bad)
	assert.Equal(t, map[string]string{
		"PLAIN": "value", "SPACED": "a b", "EXPORTED": "1", "TABBED": "2", "EMPTY": "", "QUOTED": "two words", "SINGLE": `as $is \n`,
		"ESCAPED": "a\nb\t\"\\$", "HASH": "a#b", "URL": "https://x.example.com/?a=b#c", "DOLLAR": "pa$$word", "EQUALS": "a=b==", "ONLY": "", "export": "3", "QUOTE": "it's",
	}, values)
}

func TestDotenv_ErrorsNameTheLineAndNeverTheValue(t *testing.T) {
	t.Parallel()
	const secret = "hunter2hunter2"
	lines := map[string]string{
		secret:                      "has no =",
		`KEY="` + secret:            "KEY: the quote is not closed",
		`KEY='` + secret:            "KEY: the quote is not closed",
		`KEY="` + secret + `" more`: "KEY: something follows the closing quote",
		`KEY='a' ` + secret:         "KEY: something follows the closing quote",
		`KEY="` + secret + `\q"`:    "KEY: an unknown \\ sequence",
		`KEY="` + secret + `\`:      "KEY: the line ends after a \\",
		"2KEY=" + secret:            "is not a name",
		"MY KEY=" + secret:          "is not a name",
		"=" + secret:                "is not a name",
		"KEY=" + secret + "\xff":    "not readable as text",
		"KEY=1\nKEY=" + secret:      "KEY stands in line 2 already",
	}
	for line, want := range lines {
		_, bad := config.ParseDotenv([]byte("# one\n" + line + "\nLAST=1\n"))
		require.Len(t, bad, 1, line)
		assert.Contains(t, bad[0].What, want)
		assert.Equal(t, fmt.Sprintf(".env line %d", 2+strings.Count(line, "\n")), bad[0].Name)
		assert.NotContains(t, bad[0].Name+bad[0].What, secret)
	}
}

func TestDotenv_ProblemsComeTogetherWithThoseOfTheValues(t *testing.T) {
	t.Parallel()
	bad := problems(t, dotenv(t, "DRY_RUN\nEMPLOYEE_LOG_LEVEL=loud\n"))
	assert.Equal(t, []string{".env line 1", "EMPLOYEE_LOG_LEVEL"}, bad.Names())
}

func TestDotenv_ThatCannotBeReadIsAProblem(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, ".env"), 0o700))
	assert.Contains(t, problems(t, dir).Error(), ".env: cannot be read (it is not a regular file)")
	large := dotenv(t, strings.Repeat("#", 300<<10))
	assert.Contains(t, problems(t, large).Error(), "too large")
}

func FuzzDotenv_NeverPanicsAndReadsBackWhatItQuoted(f *testing.F) {
	for _, seed := range []string{"A=1", "A=\"x\\n\"", "export A='b' # c", "\xef\xbb\xbfA=#", "A=\"", "=", "\x00", "A=1\nA=2"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		values, bad := config.ParseDotenv(raw)
		lines := strings.Count(string(raw), "\n") + 1
		assert.LessOrEqual(t, len(values)+len(bad), lines)
		var rewritten strings.Builder
		for name, value := range values {
			assert.True(t, utf8.ValidString(name+value))
			quoted := strings.NewReplacer("\\", "\\\\", "\"", "\\\"", "\n", "\\n", "\r", "\\r").Replace(value)
			fmt.Fprintf(&rewritten, "export %s=\"%s\"\n", name, quoted)
		}
		again, bad := config.ParseDotenv([]byte(rewritten.String()))
		assert.Empty(t, bad)
		assert.Equal(t, values, again)
	})
}
