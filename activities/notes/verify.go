package notes

import (
	"fmt"
	"strings"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/markdown"
)

// changes compares a note with what was laid and names, in sentences, what was
// changed that may not be. Editable properties, properties of the owner's own
// and added text are fine.
func (e Entry) changes(laid, note *vault.Note) []string {
	if was, _ := laid.Get(keyRevision); was != "" {
		if is, ok := note.Get(keyRevision); ok && is != was {
			return []string{fmt.Sprintf("This is revision %q of the request, but the one to decide is revision %s. Decide the newer note (%s) and delete this one.", short(is), was, e.Path)}
		}
	}
	editable := map[string]bool{keySnooze: true}
	for _, f := range e.Note.Fields {
		editable[f.Key] = true
	}
	var out []string
	for _, key := range laid.Keys() {
		if editable[key] {
			continue
		}
		was, _ := laid.Get(key)
		is, there := note.Get(key)
		switch {
		case !there:
			out = append(out, fmt.Sprintf("The property %s is missing; it must be %q.", key, short(was)))
		case is != was:
			out = append(out, fmt.Sprintf("The property %s was changed from %q to %q; put it back. Only the properties for the invoice's content may be changed.", key, short(was), short(is)))
		}
	}
	if line, ok := firstLost(laid.Body, note.Body); ok {
		out = append(out, fmt.Sprintf("The text of the note was changed or removed at %q; put it back. To correct the invoice, change the properties at the top instead.", short(line)))
	}
	return out
}

// laid is the note as it was laid. That is mostly what lies there, which is
// then not read a second time.
func (e Entry) laid(note *vault.Note) (*vault.Note, error) {
	if string(note.Bytes()) == e.Rendered {
		return note, nil
	}
	laid, err := vault.ParseNote([]byte(e.Rendered))
	if err != nil {
		return nil, fmt.Errorf("the register's copy of request %s: %w", e.Note.RequestID, err)
	}
	return laid, nil
}

// firstLost finds the first line of ours that is no longer there. Added lines
// and other spacing do not matter.
func firstLost(ours, now string) (string, bool) {
	rest := folded(now)
	for _, line := range strings.Split(ours, "\n") {
		want := squeeze(line)
		if want == "" {
			continue
		}
		i := indexOf(rest, want)
		if i < 0 {
			return line, true
		}
		rest = rest[i+1:]
	}
	return "", false
}

// ownText gives the lines the owner added to a body of ours, with the blank
// lines and rules between them.
func ownText(ours, now string) string {
	mine := folded(ours)
	var own, between []string
	mineBefore := true
	for _, line := range strings.Split(now, "\n") {
		want := squeeze(line)
		if want == "" {
			between = append(between, line)
			continue
		}
		if i := indexOf(mine, want); i >= 0 || strings.TrimSpace(line) == ownHeading {
			if i >= 0 {
				mine = append(mine[:i:i], mine[i+1:]...)
			}
			mineBefore, between = true, nil
			continue
		}
		if !mineBefore {
			own = append(own, between...)
		} else if len(own) > 0 {
			own = append(own, "")
		}
		own = append(own, line)
		mineBefore, between = false, nil
	}
	return strings.Join(own, "\n")
}

func folded(body string) []string {
	lines := strings.Split(body, "\n")
	for i, l := range lines {
		lines[i] = squeeze(l)
	}
	return lines
}

// squeeze drops white space and the dashes of table rules, which editors and
// formatters rewrite.
func squeeze(line string) string {
	s := strings.Join(strings.Fields(line), "")
	if strings.Trim(s, "|-:") == "" {
		return ""
	}
	return s
}

func indexOf(lines []string, want string) int {
	for i, l := range lines {
		if l == want {
			return i
		}
	}
	return -1
}

func short(s string) string { return markdown.Plain(s, 80) }
