package posts

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
	"github.com/autonomous-employee/employee/workflows/post"
)

const (
	maxPart  = 12 << 10 // bytes of the employee's part
	maxLines = 40       // of one list
	maxCode  = 4 << 10  // bytes of one exact call
)

// ownPart is what the employee has to say at the end of a note.
type ownPart struct {
	status          string
	lead            []string
	problems, hints []contract.PostProblem
	previews        []contract.PostPreview
	slot            time.Time
	coming          []time.Time
	cost            contract.Decimal
	results         []contract.PlatformResult
	sections        []contract.Section
}

func partOf(in contract.EnsurePostNoteInput) ownPart {
	return ownPart{
		status: in.Status, lead: in.Lead, problems: in.Problems, hints: in.Hints, previews: in.Previews, slot: in.Slot, coming: in.Coming,
		cost: in.Cost, results: in.Results, sections: in.Sections,
	}
}

// render writes the part with its marks, the last one apart from a list or table before it, which would take it in. The same input gives the same bytes.
// All of it is inert, also words of the owner's.
func (p ownPart) render(zone *time.Location) string {
	w := &strings.Builder{}
	for _, l := range p.lead {
		w.WriteString(markdown.Inline(l) + "\n\n")
	}
	list(w, "Put this right first", p.problems)
	p.resultLines(w)
	if !p.slot.IsZero() && len(p.problems) == 0 {
		w.WriteString("Goes out: " + markdown.Inline(post.InWords(p.slot, zone)) + "\n\n")
	}
	if p.cost != "" && p.cost != "0" {
		w.WriteString("X charges " + markdown.Inline(string(p.cost)) + " USD for it.\n\n")
	}
	list(w, "Worth seeing", p.hints)
	p.previewTable(w)
	if len(p.coming) > 0 {
		w.WriteString("Then:\n\n")
		for _, t := range p.coming {
			w.WriteString("- " + markdown.Inline(post.InWords(t, zone)) + "\n")
		}
		w.WriteString("\n")
	}
	body, cut := markdown.Head(w.String(), maxPart)
	if cut {
		body = body[:strings.LastIndexByte(body, '\n')+1]
	}
	for _, s := range p.sections {
		w.Reset()
		section(w, s)
		if len(body)+w.Len() > maxPart {
			cut = true // a section that is cut could leave its fence open
			continue
		}
		body += w.String()
	}
	body = strings.TrimRight(body, "\n")
	if cut {
		body += "\n\n… there was no room for the rest."
	}
	return post.OwnBegin + "\n" + unmarked(vault.CleanText(body)) + "\n\n" + post.OwnEnd + "\n"
}

// unmarked keeps a line of the part from being taken for one of its marks,
// also within a fence, where nothing can be escaped.
func unmarked(body string) string {
	lines := strings.Split(body, "\n")
	for i, l := range lines {
		if l = strings.TrimSpace(l); l == post.OwnBegin || l == post.OwnEnd {
			lines[i] = "% " + l[1:]
		}
	}
	return strings.Join(lines, "\n")
}

// list writes sentences under a line of their own, each with where it is about.
func list(w *strings.Builder, title string, problems []contract.PostProblem) {
	if len(problems) == 0 {
		return
	}
	w.WriteString("**" + title + "**\n\n")
	for i, p := range problems {
		if i == maxLines {
			w.WriteString("- … " + strconv.Itoa(len(problems)-maxLines) + " more\n")
			break
		}
		about := ""
		if p.Platform != "" && !strings.Contains(p.Sentence, post.Name(p.Platform)+" ") {
			about = post.Name(p.Platform) + ": "
		}
		w.WriteString("- " + markdown.Inline(about+p.Sentence) + "\n")
	}
	w.WriteString("\n")
}

// inWords says how a post stands, as the owner reads it.
func inWords(status string) string {
	switch status {
	case contract.StatusDone:
		return "live"
	case contract.StatusDryRun:
		return "dry run, nothing was sent"
	case contract.StatusUnknown:
		return "not known whether it is live"
	case contract.StatusRefused:
		return "not published"
	case contract.StatusEffect:
		return "being published"
	case contract.StatusWaitingSystem:
		return "waiting"
	case contract.StatusWaitingNote:
		return "not scheduled, its note says why"
	case contract.StatusWaitingApproval:
		return "waiting for your approval"
	case contract.StatusPartly:
		return "live in part"
	}
	return strings.ReplaceAll(status, "_", " ")
}

func (p ownPart) resultLines(w *strings.Builder) {
	for _, r := range p.results {
		line := "- " + post.Name(r.Platform) + ": " + inWords(cmp.Or(r.Status, contract.StatusUnknown))
		if target := markdown.Target(r.Outcome.URL); target != "" {
			line += " – [see it](" + target + ")"
		}
		if r.Sentence != "" {
			line += ". " + markdown.Inline(r.Sentence)
		}
		w.WriteString(line + "\n")
	}
	if len(p.results) > 0 {
		w.WriteString("\n")
	}
}

func (p ownPart) previewTable(w *strings.Builder) {
	if len(p.previews) == 0 {
		return
	}
	w.WriteString("| Platform | Length | Above “more” |\n| --- | --- | --- |\n")
	for _, v := range p.previews {
		above := "all of it"
		switch {
		case v.Length > v.Limit:
			above = "it does not fit"
		case v.Shown != "":
			above = markdown.InlineUpTo(v.Shown, 500) + " …"
		}
		w.WriteString("| " + post.Name(v.Platform) + " | " + strconv.Itoa(v.Length) + " of " + strconv.Itoa(v.Limit) + " | " + above + " |\n")
	}
	w.WriteString("\n")
}

// section writes one of the process's own sections. Headings are bold lines: a
// heading would end the owner's text for whoever reads the outline.
func section(w *strings.Builder, s contract.Section) {
	if s.Heading != "" {
		w.WriteString("**" + markdown.Inline(s.Heading) + "**\n\n")
	}
	for _, t := range s.Text {
		w.WriteString(markdown.Inline(t) + "\n\n")
	}
	for _, b := range s.Bullets {
		w.WriteString("- " + markdown.Inline(b) + "\n")
	}
	for _, l := range s.Links {
		if target := markdown.Target(l.Target); target != "" {
			w.WriteString("- [" + markdown.Inline(l.Text) + "](" + target + ")\n")
		}
	}
	if len(s.Bullets)+len(s.Links) > 0 {
		w.WriteString("\n")
	}
	if len(s.Columns) > 0 {
		row(w, s.Columns)
		w.WriteString("|" + strings.Repeat(" --- |", len(s.Columns)) + "\n")
		for _, r := range s.Rows {
			row(w, r)
		}
		w.WriteString("\n")
	}
	for _, block := range []string{s.Quote, s.Code} {
		if block != "" {
			w.WriteString(markdown.Block(block, maxCode, maxCode) + "\n")
		}
	}
}

func row(w *strings.Builder, cells []string) {
	w.WriteString("|")
	for _, c := range cells {
		w.WriteString(" " + markdown.Inline(c) + " |")
	}
	w.WriteString("\n")
}
