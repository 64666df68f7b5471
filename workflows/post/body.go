package post

import (
	"regexp"
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// The marks between which the employee writes into the owner's note, each on a
// line of its own. They are comments of Obsidian, so they are not seen.
const (
	OwnBegin = "%% employee %%"
	OwnEnd   = "%% /employee %%"
)

// SplitOwn divides a body into what the owner wrote before and after the
// employee's part. Without such a part all of it stands before.
func SplitOwn(body string) (before, after string, found bool) {
	lines := strings.SplitAfter(body, "\n")
	end := -1
	for i := len(lines) - 1; i >= 0; i-- {
		switch strings.TrimSpace(lines[i]) {
		case OwnEnd:
			end = i
		case OwnBegin:
			if end < 0 {
				return body, "", false
			}
			return strings.Join(lines[:i], ""), strings.Join(lines[end+1:], ""), true
		}
	}
	return body, "", false
}

// hasMark is true when one of the two marks still stands in a text of which
// the employee's part was taken away.
func hasMark(s string) bool {
	return slices.ContainsFunc(strings.Split(s, "\n"), func(l string) bool {
		l = strings.TrimSpace(l)
		return l == OwnBegin || l == OwnEnd
	})
}

var heading2 = regexp.MustCompile(`^##[ \t]+(.*?)[ \t#]*$`)

// body reads the text, its variants and the thread.
func (r *reader) body(p *contract.Post) {
	before, after, _ := SplitOwn(strings.ReplaceAll(r.page.Body, "\r\n", "\n"))
	text := before + after
	if hasMark(text) {
		r.problem("", "A line “"+OwnBegin+"” or “"+OwnEnd+"” stands alone, so your text cannot be told from the employee's; delete that line.")
		return
	}
	text, closed := withoutComments(text)
	if !closed {
		r.problem("", "A comment that begins with %% is not closed, so nobody can tell where your text ends; close it with %%.")
		return
	}
	sections := splitSections(text)
	p.Text = Plain(sections[0].text)
	for _, s := range sections[1:] {
		r.section(p, s)
	}
	// One order, wherever they stand in the note.
	slices.SortStableFunc(p.Variants, func(a, b contract.PostVariant) int {
		return slices.Index(contract.Platforms(), a.Platform) - slices.Index(contract.Platforms(), b.Platform)
	})
}

func (r *reader) section(p *contract.Post, s section) {
	text := Plain(s.text)
	if strings.EqualFold(s.heading, "thread") {
		if len(p.Thread) > 0 {
			r.problem("", "There are two parts “## Thread”; keep one.")
			return
		}
		p.Thread = threadParts(text)
		return
	}
	where, ok := PlatformNamed(s.heading)
	switch {
	case !ok:
		r.hint("", "What stands under “## "+clip(s.heading)+"” is not sent. Parts that are: ## Facebook, ## Instagram, ## X, ## Thread.")
	case text == "": // as in the template
	case slices.ContainsFunc(p.Variants, func(v contract.PostVariant) bool { return v.Platform == where }):
		r.problem("", "There are two texts for "+Name(where)+"; keep one.")
	default:
		p.Variants = append(p.Variants, contract.PostVariant{Platform: where, Text: text})
	}
}

type section struct{ heading, text string }

// splitSections cuts a body at its headings of the second level; the first
// section has none.
func splitSections(body string) []section {
	out := []section{{}}
	for line := range strings.Lines(body) {
		if m := heading2.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
			out = append(out, section{heading: m[1]})
			continue
		}
		out[len(out)-1].text += line
	}
	return out
}

// withoutComments takes Obsidian's %% comments %% away; false when one is not
// closed. A line that is left empty by it goes as well.
func withoutComments(s string) (string, bool) {
	pieces := strings.Split(s, "%%")
	if len(pieces)%2 == 0 {
		return s, false
	}
	var b strings.Builder
	for i := 0; i < len(pieces); i += 2 {
		piece := pieces[i]
		// The comment stood on lines of its own: its line end goes with it.
		if i > 0 && strings.HasPrefix(piece, "\n") && (b.Len() == 0 || strings.HasSuffix(b.String(), "\n")) {
			piece = piece[1:]
		}
		b.WriteString(piece)
	}
	return b.String(), true
}

var (
	ruler    = regexp.MustCompile(`(?m)^[ \t]*---+[ \t]*$`)
	listItem = regexp.MustCompile(`^(?:[-*+]|\d{1,3}[.)])[ \t]+`)
)

// threadParts cuts a thread at its rulers or, without any, into its list items.
func threadParts(text string) []string {
	var parts []string
	if ruler.MatchString(text) {
		parts = ruler.Split(text, -1)
	} else {
		parts = items(text)
	}
	var out []string
	for _, p := range parts {
		if p = Plain(p); strings.TrimSpace(p) != "" {
			out = append(out, p)
		}
	}
	return out
}

// items gives each item of a list with the lines that belong to it; a text
// without a list is one item.
func items(text string) []string {
	var out []string
	inList := false
	for line := range strings.Lines(text) {
		mark := listItem.FindString(line)
		switch {
		case mark != "":
			out = append(out, line[len(mark):])
			inList = true
		case len(out) == 0:
			out = append(out, line)
		case inList:
			out[len(out)-1] += strings.TrimPrefix(strings.TrimPrefix(line, "\t"), "  ")
		default:
			out[len(out)-1] += line
		}
	}
	return out
}
