package trust_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/publicsuffix"
)

// entries are the words of a section of a data file.
func entries(t *testing.T, file, section string) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("data", file))
	require.NoError(t, err)
	_, rest, ok := strings.Cut(string(b), "["+section+"]\n")
	require.True(t, ok, section)
	body, _, _ := strings.Cut(rest, "\n[")
	var out []string
	for line := range strings.Lines(body) {
		if !strings.HasPrefix(line, "#") {
			out = append(out, strings.Fields(line)...)
		}
	}
	require.NotEmpty(t, out, section)
	return out
}

func TestLists_FreeMailboxesAreRegistrableDomains(t *testing.T) {
	t.Parallel()
	list := entries(t, "hosts.txt", "free")
	require.Greater(t, len(list), 400)
	for _, d := range list {
		require.Equal(t, strings.ToLower(d), d)
		if strings.HasSuffix(d, ".*") {
			require.Equal(t, 1, strings.Count(d, "."), d)
			continue
		}
		org, err := publicsuffix.EffectiveTLDPlusOne(d)
		assert.NoError(t, err, d)
		assert.Equal(t, org, d, "a host below a registrable domain is never found")
	}
}

func TestLists_NamesAreLowerCaseWithoutAccents(t *testing.T) {
	t.Parallel()
	for _, section := range []string{"common", "people", "bait", "legal"} {
		for _, w := range entries(t, "names.txt", section) {
			for _, r := range w {
				require.True(t, r < 0x80 && (unicode.IsLower(r) || unicode.IsDigit(r)), w)
			}
		}
	}
}

func TestLists_EveryConfusableLetterHasOneMeaning(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(filepath.Join("data", "confusables.txt"))
	require.NoError(t, err)
	seen := map[rune]string{}
	for line := range strings.Lines(string(b)) {
		latin, others, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if !ok {
			continue
		}
		for _, r := range others {
			require.GreaterOrEqual(t, r, rune(0x80), line)
			if before := seen[r]; before != "" {
				require.Equal(t, before, latin, "%q", r)
			}
			seen[r] = latin
		}
	}
	require.Greater(t, len(seen), 150)
}

func TestLists_PhrasesAreLowerCaseWordsAndMarks(t *testing.T) {
	t.Parallel()
	for _, section := range []string{"secrecy", "pressure", "bank", "bank ask", "card", "bank safe", "disclaimer", "gift cards", "overpayment", "pay"} {
		for _, w := range entries(t, "wording.txt", section) {
			if w == "..." {
				continue
			}
			for _, r := range w {
				require.True(t, unicode.IsLetter(r) && !unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("|*?'", r), "%s: %q", section, w)
			}
		}
	}
}
