package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// formerReach is how many bytes before a name say that it is no longer used.
const formerReach = 70

// formerName says of the name right behind it that it is the one that was, or
// the wrong one on a paper that is complained of: "made out to our old company".
var formerName = vocab.Around(`(?:^|[^\pL])(?:<former name>)(?:\s\pL+){0,2}[\s:("'“„«»‚‘]*$`)

// isFormer is true for a name that stands behind such words.
func isFormer(before string) bool {
	tail := vocab.Lower(before[max(0, len(before)-formerReach):])
	return formerName.MatchString(strings.ToValidUTF8(tail, ""))
}

// replacedName stands behind a name in whose place another is wanted.
var replacedName = vocab.Around(`^["'“”«»‘’,\s]*(?:<in place of>)\s`)

// goneName stands behind the name of a firm that is no more: "Reed Ltd, dissolved in 2024".
var goneName = vocab.Around(`^["'“”«»‘’,;:()\s-]*(?:<is no more>)(?:$|[^\pL])`)

// isGone is true for a name behind which stands that it is no more.
func isGone(behind string) bool { return goneName.MatchString(vocab.Lower(behind)) }

// withoutFormer leaves out of the firms of a line those that are said to be
// former ones.
func withoutFormer(line string, list []firm) []firm {
	var out []firm
	for _, f := range list {
		if !namedFormer(line, f.name) {
			out = append(out, f)
		}
	}
	return out
}

// namedFormer is true for a name that a line calls the former or the wrong one.
func namedFormer(line, name string) bool {
	at := strings.Index(line, name)
	return at >= 0 && (isFormer(line[:at]) || isGone(line[at+len(name):]) || replacedName.MatchString(vocab.Lower(line[at+len(name):])))
}

// withoutOpening drops a word from the front of a name that as well begins a
// sentence: "Op De Linde BV" is named by "invoice to", or is the firm's name.
// The sender's domain decides, else whether a sentence has just ended.
func (s *source) withoutOpening(line, name string) string {
	first, rest, ok := strings.Cut(name, " ")
	if !ok || !opensSentence(first) {
		return name
	}
	with, without := domainLetters(name), domainLetters(rest)
	domain := strings.Join(s.domainParts(), "")
	switch {
	case domain == "":
	case strings.HasPrefix(with, domain) || strings.HasPrefix(domain, domainLetters(first)) && s.coverage(name) >= covered:
		return name
	case strings.HasPrefix(without, domain) || s.coverage(rest) >= covered:
		return rest
	}
	before := strings.TrimRight(line[:max(0, strings.Index(line, name))], " ")
	if before != "" && strings.ContainsRune(".!?:,;", rune(before[len(before)-1])) {
		return rest
	}
	return name
}

func opensSentence(w string) bool {
	_, ok := vocab.Word("before a firm or in it", strings.ToLower(w))
	return ok
}

// monthOfSentence is true for a month before a firm that belongs to the
// sentence: "since July Reed Ltd", not "April Flowers Ltd".
func monthOfSentence(ws []word, i int) bool {
	if i == 0 {
		return false
	}
	before, _ := utf8.DecodeRuneInString(ws[i-1].text)
	_, month := vocab.Word("months", strings.ToLower(strings.Trim(ws[i].text, ".,")))
	return month && unicode.IsLower(before)
}
