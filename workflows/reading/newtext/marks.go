package newtext

import (
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// maxMark is the longest mark line in bytes: "---- Forwarded by <name, unit,
// company> on <date> ----" of old office programs.
const maxMark = 240

var (
	forwardRuled = vocab.Around(`(?i)^[\s>*]*[-=_]{2,}[\s*]*<forwarded>(?:\s.*?|:.*?)?[\s*]*[-=_]*[\s*]*$`)
	forwardBegin = vocab.Around(`(?i)^[\s>*]*(?:<begin>\s+)?<forwarded>\s?:[\s*]*$`)
	originMark   = vocab.Around(`(?i)^[\s>*]*[-_]{2,}\s*<original message>\s*[-_]{2,}[\s*]*$`)
)

// isForwardMark is true for the line above a forwarded message. The words
// alone, within a sentence, are none.
func isForwardMark(l string) bool {
	if len(l) > maxMark || len(l) < 8 {
		return false
	}
	t := strings.TrimSpace(l)
	if strings.HasSuffix(t, ":") && forwardBegin.MatchString(l) {
		return true
	}
	return ruled(t) && worded(t) && forwardRuled.MatchString(l)
}

func isOriginalMark(l string) bool {
	return len(l) <= maxMark && ruled(strings.TrimSpace(l)) && worded(l) && originMark.MatchString(l)
}

// isRule is true for the line that Outlook draws above a quoted message: ten or
// more strokes of one kind.
func isRule(l string) bool {
	t := strings.Trim(l, " \t>*")
	return len(t) >= 10 && ruled(t) && strings.Trim(t, t[:1]) == ""
}

// ruled is the cheap look: two strokes near the start of the line.
func ruled(t string) bool {
	t = strings.TrimLeft(t, "> *\t")
	return len(t) > 1 && (t[0] == '-' || t[0] == '_' || t[0] == '=') && t[1] == t[0]
}

// worded is true when there are letters besides the strokes.
func worded(t string) bool {
	return strings.IndexFunc(t, unicode.IsLetter) >= 0
}
