package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// maxInline is how many things are listed in one sentence.
const maxInline = 30

// inlineList are the things that are listed behind a colon, with semicolons between
// them: "please invoice: posters, 90, £2.40 each; delivery, 6 hours, £28 an hour".
// Each of the sentences holds a price of its own, so that it reads as a line of a
// list does. It is nil where the first sentences are no such list.
func (rd *reader) inlineList(sens []string) []string {
	intro, first, ok := strings.Cut(sens[0], ": ")
	if !ok || !strings.HasSuffix(first, ";") || hasDigit(intro) || rd.sumLabelled(intro) {
		return nil
	}
	parts := []string{first}
	for _, sen := range sens[1:] {
		parts = append(parts, sen)
		if !strings.HasSuffix(sen, ";") {
			break
		}
	}
	if len(parts) < 2 || len(parts) > maxInline {
		return nil
	}
	for i, p := range parts {
		p = strings.TrimRight(trimBullet(lastJoint.ReplaceAllString(p, "")), " .;")
		if nums := rd.scan(p); !amountLike.MatchString(p) || moneys(nums) == 0 && !anyCents(p, nums) || strings.ContainsAny(beforeFigure.ReplaceAllString(p, " "), ":?!") || rd.sumWords(vocab.Fold(p)) {
			return nil
		}
		parts[i] = p
	}
	return parts
}

// beforeFigure sets a price off from its thing: "stand: 900.00".
var beforeFigure = regexp.MustCompile(`:\s*[€£$]?\s?\d`)

// lastJoint joins the last thing of such a list to the others.
var lastJoint = vocab.Around(`(?i)^\s*<and also>\s`)
