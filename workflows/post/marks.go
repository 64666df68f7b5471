package post

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Words that stand in brackets where a template wants to be filled in.
const (
	blankVerbs = `(?:your|insert|add|enter|fill in|ihr|ihre|dein|deine|votre|tu|su|il tuo|jouw)`
	blankNouns = `(?:name|vorname|nachname|firma|nom|prénom|nombre|nome|naam|date|datum|fecha|link|url|price|preis|city|place|time|title|company|product|client|customer|email|e-mail|phone|address|todo|xxx+)`
	blankOf    = `(?:first|last|full|company|client|customer|product|business|event)`
)

// leftOvers are marks of templates that somebody forgot to fill in. A bare to-do
// may be Spanish.
var leftOvers = regexp.MustCompile(`\{\{[^{}\n]*\}\}|<%[^%\n]*%>|\$\{[^{}\n]*\}|%[A-Z][A-Z_]{2,}%|(?i:\blorem ipsum\b)|` +
	`(?i:\[(?:` + blankVerbs + ` [^\]\n]{1,30}|(?:` + blankOf + `[ _])?` + blankNouns + `)\])|` +
	`(?m:^TO[D]O$)|\bTO[D]O(?::|\(| (?i:write|add|fix|insert|check|fill|replace|ask|update|find)\b)|\b(?:FIX[M]E|TBD|TBC|XX[X]+)\b|(?i:\bplaceholder text\b)`)

// Marks of Markdown that would be seen as they stand.
var (
	linkMark     = regexp.MustCompile(`!?\[[^\]\n]*\]\([^)\n]*\)|!?\[\[[^\]\n]+\]\]`)
	headingMark  = regexp.MustCompile(`(?m)^#{1,6}[ \t]+\S`)
	htmlMark     = regexp.MustCompile(`(?i)</?(?:b|i|u|p|br|a|img|div|span|strong|em|h[1-6])(?:\s[^>\n]*)?/?>|<!--`)
	emphasisMark = regexp.MustCompile("\\*\\*[^*\\n]+\\*\\*|__[^_\\n]+__|~~[^~\\n]+~~|==[^=\\n]+==|`[^`\\n]+`|(?m)^>[ \\t]")
)

// marks refuses what was left over from a template and what only Obsidian
// understands; stars and the like may be meant and are a hint.
func (c *checker) marks(t text) {
	if t.field == "link" {
		return
	}
	about := func(to *[]contract.PostProblem, sentence string) {
		c.add(to, contract.PostProblem{Platform: t.where, Field: t.field, Sentence: sentence})
	}
	if m := leftOvers.FindString(t.value); m != "" {
		about(&c.problems, "“"+clip(strings.TrimSpace(m))+"” looks left over from a template; fill it in or take it out.")
	}
	if m := linkMark.FindString(t.value); m != "" && !leftOvers.MatchString(m) {
		about(&c.problems, "Platforms do not know “"+clip(m)+"”; write the address itself, and put pictures into media.")
	}
	if m := headingMark.FindString(t.value); m != "" {
		about(&c.problems, "“"+clip(strings.TrimSpace(m))+"…” is a heading in Obsidian and would be sent with its #; take the # away, or write a hashtag without the space.")
	}
	if m := htmlMark.FindString(t.value); m != "" {
		about(&c.problems, "“"+clip(m)+"” is HTML, which platforms show as it stands; take it out.")
	}
	if m := emphasisMark.FindString(t.value); m != "" {
		about(&c.hints, "Platforms show “"+clip(strings.TrimSpace(m))+"” with its marks, not in bold or italics.")
	}
}
