package invoice

import "github.com/autonomous-employee/employee/workflows/contract"

// asked is one step of the owner's.
type asked struct {
	kind string // the type of the note with which he was asked
	done bool
}

// ask remembers that the owner is asked by a note. A note that is laid anew
// before he has done anything is the same step.
func (p *process) ask(noteType string) {
	if noteType != contract.NoteClarification && noteType != contract.NoteApproval {
		return
	}
	if last := len(p.asks) - 1; last >= 0 && !p.asks[last].done {
		p.asks[last].kind = noteType
		return
	}
	p.asks = append(p.asks, asked{kind: noteType})
}

// answered remembers that the owner has done the last step.
func (p *process) answered() {
	if last := len(p.asks) - 1; last >= 0 {
		p.asks[last].done = true
	}
}

// plan gives the steps of a process that takes more than one of the owner's:
// a question and the decision, or a decision that is asked again. One that
// only waits for a yes has no plan.
func (p *process) plan() []contract.PlanStep {
	if len(p.asks) == 0 || len(p.asks) == 1 && p.asks[0].kind == contract.NoteApproval {
		return nil
	}
	steps := []contract.PlanStep{{Text: "Read the mail", Done: true}}
	decisions := 0
	for _, a := range p.asks {
		text := "You answer what the mail leaves open"
		if a.kind == contract.NoteApproval {
			if decisions++; decisions == 1 {
				text = "You decide on the draft"
			} else {
				text = "You decide again, for the reason the note gives"
			}
		}
		steps = append(steps, contract.PlanStep{Text: text, Done: a.done})
	}
	if decisions == 0 {
		steps = append(steps, contract.PlanStep{Text: "You decide on the finished draft"})
	}
	last := "Make the draft in Odoo"
	if p.kind == kindPayment {
		last = "Make the draft in Odoo" // the mail is attached to documents
	}
	return append(steps, contract.PlanStep{Text: last, Done: p.made != nil && p.made.Found})
}
