package markdown

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// MaxInline bounds one sentence or cell, in runes.
	MaxInline = 400
	// MaxRaw bounds, in bytes, what is looked at of any one text before it is cleaned and capped.
	MaxRaw = 64 << 10
	// CutMark stands where a text was shortened.
	CutMark = " …"
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
	addressMark = regexp.MustCompile(`([0-9A-Za-z+.\-]):/`)
	actionMark  = regexp.MustCompile(`(?i)(mailto|tel|sms|xmpp|javascript|data|file|obsidian):([^ /])`)
	wwwMark     = regexp.MustCompile(`(?i)(www)\.`)
)

// Inline makes a string inert inside a line of Markdown: one line, no control
// or direction marks, every character with a meaning escaped, addresses not
// clickable, at most MaxInline runes of it.
func Inline(s string) string { return InlineUpTo(s, MaxInline) }

// InlineUpTo is Inline with a limit of its own, in runes.
func InlineUpTo(s string, limit int) string {
	runes := []rune(unlinked(Plain(s, limit)))
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
	out := listMark.ReplaceAllString(b.String(), `$1\$2$3`)
	if !strings.Contains(out, "w.") && !strings.Contains(out, "W.") {
		return out // as most texts, and the expression would look at each letter
	}
	return wwwMark.ReplaceAllString(out, `$1\.`)
}

// unlinked puts a space into addresses, so that no viewer makes a link of them.
func unlinked(s string) string {
	if !maybeAddress(s) {
		return s // as most texts, and the expressions would look at each letter
	}
	s = actionMark.ReplaceAllString(addressMark.ReplaceAllString(s, "$1: /"), "$1: $2")
	return strings.ReplaceAll(s, "://", ": //") // also where no scheme stands before it
}

// maybeAddress tells whether a colon stands in a text with something right behind it.
func maybeAddress(s string) bool {
	for {
		_, behind, found := strings.Cut(s, ":")
		if !found {
			return false
		}
		if behind != "" && behind[0] != ' ' {
			return true
		}
		s = behind
	}
}

func mustEscape(before, r, after rune, first bool) bool {
	switch {
	case strings.ContainsRune(always, r), strings.ContainsRune(doubled, r) && (before == r || after == r), first && strings.ContainsRune(leading, r):
		return true
	case r == '%':
		// Templater looks for <% in the raw text, where a backslash before the < does not stop it.
		return before == '<' || after == '>'
	case r == '_':
		// Inside a word an underscore means nothing, and it is in every property's name.
		return !wordRune(before) || !wordRune(after)
	}
	return false
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// Plain folds white space, drops what is not visible and caps the length in
// runes. The result is NFC.
func Plain(s string, limit int) string {
	s, cut := Head(s, MaxRaw)
	s = strings.Join(strings.Fields(visible(s)), " ")
	if cut && utf8.RuneCountInString(s) <= limit {
		return s + CutMark
	}
	return capped(s, limit)
}

// Property makes a value for the front matter: Obsidian makes links of
// [[names]] and addresses there too, and Templater reads the raw text.
func Property(s string, limit int) string {
	s = unlinked(Plain(s, limit))
	for strings.Contains(s, "[[") || strings.Contains(s, "]]") { // four brackets have two pairs and one between them
		s = strings.NewReplacer("[[", "[ [", "]]", "] ]").Replace(s)
	}
	return parted(s)
}

// parted breaks the marks that plugins look for in the raw text, also inside a
// fence, where nothing can be escaped.
func parted(s string) string {
	for strings.Contains(s, "::") || strings.Contains(s, "<%") || strings.Contains(s, "%>") {
		s = strings.NewReplacer("::", ": :", "<%", "< %", "%>", "% >").Replace(s)
	}
	return s
}

// visible drops control characters but line ends and tabs, direction marks and
// characters without width: text must read as it is stored. Line ends become
// "\n". The result is NFC, without which a note does not count.
func visible(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			return '\n'
		case r == '\uFE0E' || r == '\uFE0F':
			return r // how an emoji is drawn
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r),
			unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r), unicode.Is(unicode.Variation_Selector, r):
			return -1
		}
		return r
	}, s))
}

// Head gives at most limit bytes of s, at a rune boundary.
func Head(s string, limit int) (string, bool) {
	if len(s) <= limit {
		return s, false
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit], true
}

func capped(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit]) + CutMark
}

// Block puts a text into a fence that is longer than any run of backticks in
// it, where Obsidian gives nothing a meaning. The block is at most size bytes.
func Block(s string, limit, size int) string {
	s, cut := Head(s, MaxRaw)
	s = capped(strings.Trim(parted(strings.ReplaceAll(visible(s), "\t", "    ")), "\n"), limit)
	if cut && !strings.HasSuffix(s, CutMark) {
		s += CutMark
	}
	for {
		fence := strings.Repeat("`", max(longestRun(s, '`')+1, 3))
		out := fence + "text\n" + s + "\n" + fence
		over := len(out) - size
		if over <= 0 || s == CutMark {
			return out
		}
		s, _ = Head(s, max(len(s)-over-len(CutMark), 0))
		s += CutMark
	}
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
