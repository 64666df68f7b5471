package notes

import (
	"cmp"
	"path"
	"strings"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
)

const (
	notePlan = "plan"
	// keyPlanOf names the request. Not request_id: a plan decides nothing and must not be taken for a note that does.
	keyPlanOf = "plan_for"
	// endedPlans holds the plans of requests that have ended.
	endedPlans = "Completed/Plans"
	maxSteps   = 40
)

// Plan is what the register remembers of the plan of a request.
type Plan struct {
	Path     string `json:"path"`
	Rendered string `json:"rendered"`
}

// keepPlan writes the plan of a request as its process gives it, with the
// owner's own lines kept. A request without steps has no plan. outcome is empty
// while the request is open.
func (d *Desk) keepPlan(entry *Entry, n contract.Note, outcome string) error {
	if len(n.Plan) == 0 {
		return nil
	}
	note := d.planNote(n, entry.Path, outcome)
	rendered, name := string(note.Bytes()), vault.Plans.Join(fileName("Plan for "+n.Title, n.RequestID))
	if entry.Plan != nil {
		name = entry.Plan.Path
		// One that is gone the owner does not want; one that cannot be read, or has grown too long, is his.
		if !d.keepPlanLines(note, name, entry.Plan.Rendered, rendered) {
			return nil
		}
	}
	if entry.Plan == nil || entry.Plan.Rendered != rendered {
		if err := d.vault.WriteNote(name, note); err != nil {
			return err
		}
	}
	entry.Plan = &Plan{Path: name, Rendered: rendered}
	if outcome == "" || strings.HasPrefix(name, endedPlans+"/") {
		return nil
	}
	moved, err := d.vault.Move(name, path.Join(endedPlans, path.Base(name)))
	if err == nil {
		entry.Plan.Path = moved
	}
	return err
}

// keepPlanLines takes over what the owner wrote into a plan. An attempt that was
// cut off may have written the new text already.
func (d *Desk) keepPlanLines(note *vault.Note, name, before, after string) bool {
	was, err := d.vault.ReadNote(name)
	return err == nil && keepOwn(note, was, []string{before, after})
}

// planNote makes the plan's text: the steps as check boxes.
func (d *Desk) planNote(n contract.Note, about, outcome string) *vault.Note {
	var b strings.Builder
	b.WriteString("\n# Plan for " + markdown.InlineUpTo(n.Title, maxHeading) + "\n\n")
	b.WriteString("The employee keeps the check boxes; ticking one here decides nothing.\n\n")
	for i, s := range n.Plan {
		if i == maxSteps {
			b.WriteString("- … and more\n")
			break
		}
		box := "- [ ] "
		if s.Done {
			box = "- [x] "
		}
		b.WriteString(box + markdown.Inline(s.Text) + "\n")
	}
	b.WriteString("\n")
	if outcome != "" {
		b.WriteString("Ended: " + markdown.Inline(cmp.Or(words(outcome), outcome)) + ".\n\n")
	}
	if to := markdown.Target(about); to != "" {
		b.WriteString("[The note](" + to + ")\n")
	}
	out := vault.NewNote(vault.CleanText(b.String()))
	out.Set(keyType, notePlan)
	out.Set(keyPlanOf, n.RequestID)
	out.Set(keyStatus, statusOf(outcome))
	out.Set("counterparty", markdown.Property(n.Counterparty, maxHead))
	return out
}

func statusOf(outcome string) string {
	if outcome == "" {
		return "open"
	}
	return "completed"
}
