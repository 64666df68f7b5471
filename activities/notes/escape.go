package notes

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxInline = 400  // runes of one sentence, cell or heading
	maxBlock  = 2000 // runes of a quoted block of a stranger's words
	maxCode   = 24_000
	maxRows   = 200
)

const (
	// always has a meaning to Markdown, Obsidian or one of its common plugins wherever it stands.
	always = "\\`*[]<>#|~^$&"
	// doubled has one only next to itself: ==mark==, %%comment%%, {{template}}, key:: field.
	doubled = "=%{}:"
	// leading has one only at the start of a line.
	leading = "-+!"
)

var (
	listMark    = regexp.MustCompile(`^(\d{1,9})([.)])( |$)`)
	addressMark = regexp.MustCompile(`(?i)\b([a-z][a-z0-9+.\-]{1,20}):/`)
)

// inline makes a string inert inside a line of Markdown: one line, no control
// or direction marks, every character with a meaning escaped, addresses not
// clickable, at most maxInline runes.
func inline(s string) string {
	runes := []rune(addressMark.ReplaceAllString(plain(s, maxInline), "$1: /"))
	at := func(i int) rune {
		if i < 0 || i >= len(runes) {
			return ' '
		}
		return runes[i]
	}
	var b strings.Builder
	for i, r := range runes {
		if mustEscape(at(i-1), r, at(i+1), i == 0) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return listMark.ReplaceAllString(b.String(), `$1\$2$3`)
}

func mustEscape(before, r, after rune, first bool) bool {
	switch {
	case strings.ContainsRune(always, r), strings.ContainsRune(doubled, r) && (before == r || after == r), first && strings.ContainsRune(leading, r):
		return true
	case r == '_':
		// Inside a word an underscore means nothing, and it is in every property's name.
		return !wordRune(before) || !wordRune(after)
	}
	return false
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// plain folds white space, drops what is not visible and caps the length.
func plain(s string, limit int) string {
	s = strings.Join(strings.Fields(visible(s)), " ")
	return capped(s, limit)
}

// visible drops control characters but line ends, direction marks and
// characters without width: text must read as it is stored.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
			return -1
		}
		return r
	}, s)
}

func capped(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit]) + " …"
}

// block puts a text into a fence that is longer than any run of backticks in
// it, where Obsidian gives nothing a meaning.
func block(s string, limit int) string {
	s = capped(strings.TrimSpace(visible(strings.ReplaceAll(s, "\r\n", "\n"))), limit)
	fence := strings.Repeat("`", max(longestRun(s, '`')+1, 3))
	return fence + "text\n" + s + "\n" + fence
}

func longestRun(s string, c rune) int {
	longest, run := 0, 0
	for _, r := range s {
		if r != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
