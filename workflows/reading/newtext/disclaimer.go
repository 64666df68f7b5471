package newtext

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// What a disclaimer begins with, in the languages that are read.
var disclaims = vocab.Around(`(?i)^[\s*_|>"“(\[-]*<disclaimer>`)

// legalWords are stems of a disclaimer's words in the languages that are read.
func legalWords() []string { return vocab.List("disclaimer words") }

const (
	maxNotice = 3000 // bytes of a paragraph looked at; disclaimers say what they are at once
	maxStarts = 3    // lines of a paragraph that are tried as a disclaimer's first
)

// undisclaim takes out the paragraphs that are a disclaimer. A paragraph that
// asks for money figures as well stays: a request must not hide in one.
func undisclaim(lines []string) (kept, disclaimer []string) {
	for i := 0; i < len(lines); {
		end := i
		for end < len(lines) && strings.TrimSpace(lines[end]) != "" {
			end++
		}
		if end == i {
			kept = append(kept, lines[i])
			i++
			continue
		}
		start := noticeAt(lines, i, end)
		kept = append(kept, lines[i:start]...)
		disclaimer = append(disclaimer, lines[start:end]...)
		i = end
	}
	return kept, disclaimer
}

// noticeAt returns where in a paragraph a disclaimer begins, end for nowhere.
func noticeAt(lines []string, start, end int) int {
	tries := 0
	for ; start < end && tries < maxStarts; start++ {
		l := lines[start]
		if len(l) < 8 || !disclaims.MatchString(l[:min(len(l), 200)]) {
			continue
		}
		if tries++; startsNotice(lines[start:end]) {
			return start
		}
	}
	return end
}

// startsNotice is true where a disclaimer begins at a line and goes on to the
// paragraph's end.
func startsNotice(lines []string) bool {
	text := head(lines)
	if priced.MatchString(text) {
		return false
	}
	text = strings.ToLower(text)
	seen := 0
	for _, w := range legalWords() {
		if strings.Contains(text, w) {
			if seen++; seen == 2 {
				return true
			}
		}
	}
	return false
}

var priced = regexp.MustCompile(`(?i)(?:€|\$|£|\b(?:eur|usd|gbp|chf)\b)\s?\d|\d\s?(?:€|\$|£|\b(?:eur|usd|gbp|chf)\b)`)

// head joins lines up to the limit, so that a long paragraph is not read again
// and again.
func head(lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		if b.Len()+len(l) > maxNotice {
			b.WriteString(l[:max(0, maxNotice-b.Len())])
			break
		}
		b.WriteString(l)
		b.WriteByte('\n')
	}
	return strings.ToValidUTF8(b.String(), "")
}
