package vault

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// CleanText makes any text fit for a note: valid UTF-8 in NFC, line ends "\n", no control and no bidi characters.
// Tabs and line ends stay. Mail text must pass through it, because a note with such characters does not count.
func CleanText(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	s = strings.Map(func(r rune) rune {
		if forbidden(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return norm.NFC.String(s)
}

// plainLines drops byte order marks in front and the carriage returns before line ends.
func plainLines(s string) string {
	s = strings.TrimLeft(s, "\uFEFF")
	if !strings.Contains(s, "\r\n") {
		return s
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		if text, ended := strings.CutSuffix(line, "\n"); ended {
			line = strings.TrimRight(text, "\r") + "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

// checkPlain reports the first thing for which CleanText would change the text.
func checkPlain(s string) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("it is not UTF-8 text; save it again as UTF-8")
	}
	for i, r := range s {
		if forbidden(r) {
			return fmt.Errorf("line %d holds an invisible control character (U+%04X); delete it", 1+strings.Count(s[:i], "\n"), r)
		}
	}
	if i := norm.NFC.QuickSpan([]byte(s)); i < len(s) && !norm.NFC.IsNormalString(s) {
		return fmt.Errorf("near line %d an accented letter is written in two parts (not NFC); type that word again", 1+strings.Count(s[:i], "\n"))
	}
	return nil
}

// forbidden is true for characters that make a text look different from what it says: controls (category Cc except
// tab and line end), the twelve characters with the Unicode property Bidi_Control, and the two line separators.
func forbidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
		return true
	}
	return r == '\u2028' || r == '\u2029' || r == '\uFEFF'
}

// shorten cuts a text for an error message, at a rune boundary.
func shorten(s string, limit int) string {
	s = strings.ToValidUTF8(s, "?")
	s = strings.Map(func(r rune) rune {
		if forbidden(r) || r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, s)
	if len(s) <= limit {
		return s
	}
	cut := limit
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
