package auditlog_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func TestPerson_KeepsTheDomainAndHidesTheName(t *testing.T) {
	t.Parallel()
	want := "a…@example.com#" + hash("anna.schmidt@example.com")[:8]
	for _, address := range []string{
		"anna.schmidt@example.com", " Anna.Schmidt@Example.COM ", "Anna Schmidt <anna.schmidt@example.com>", `"Schmidt, Anna" <anna.schmidt@example.com>`,
	} {
		assert.Equal(t, want, auditlog.Person(address))
	}
	assert.NotEqual(t, want, auditlog.Person("anton@example.com"))
	assert.Empty(t, auditlog.Person("  "))
	assert.Equal(t, "person#"+hash("anna schmidt")[:8], auditlog.Person("Anna Schmidt"))
	assert.Equal(t, "person#"+hash("anna schmidt anna@")[:8], auditlog.Person("Anna Schmidt anna@"))
	assert.Equal(t, "person#"+hash("a@b\nsecret second line")[:8], auditlog.Person("a@b\nsecret second line"))
}

func TestShort_MakesOneLineAndCutsBetweenCharacters(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "one two three", auditlog.Short(" one\r\n\ttwo \x00three\u202e ", 40))
	assert.Equal(t, "Grüß…", auditlog.Short("Grüße aus Köln", 5))
	assert.Equal(t, "one…", auditlog.Short("one two", 5), "no blank before the dots")
	assert.Equal(t, "exact", auditlog.Short("exact", 5))
	assert.Empty(t, auditlog.Short("text", 0))
	assert.Equal(t, "a�b", auditlog.Short("a\xffb", 10))
}

func FuzzPerson_NeverTellsTheWholeName(f *testing.F) {
	for _, seed := range []string{"anna@example.com", "Anna <a@b.c>", "@", "a@", "<>", "\"@\"@x", "ü@ü.de", "a@b\nc"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		out := auditlog.Person(address)
		if out == "" {
			return
		}
		assert.True(t, utf8.ValidString(out))
		assert.NotContains(t, out, "\n")
		assert.LessOrEqual(t, utf8.RuneCountInString(out), 89)
		local, _, _ := strings.Cut(out, "@")
		assert.True(t, strings.HasPrefix(local, "person#") || utf8.RuneCountInString(local) == 2, out)
	})
}

func FuzzShort_StaysShortAndOnOneLine(f *testing.F) {
	f.Add("hello\nworld", 5)
	f.Add("\xff\xfe", 1)
	f.Fuzz(func(t *testing.T, text string, n int) {
		n %= 1000
		out := auditlog.Short(text, n)
		assert.True(t, utf8.ValidString(out))
		assert.False(t, strings.ContainsAny(out, "\n\r\x00\u2028"))
		assert.LessOrEqual(t, utf8.RuneCountInString(out), max(n, 0))
		assert.Equal(t, out, auditlog.Short(out, n), "shortening twice changes nothing more")
	})
}
