package social_test

import (
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// desk is the approval note and the notices.
type desk struct {
	open    contract.Note
	laid    []contract.Note
	filed   []contract.FileNoteInput
	verdict contract.Verdict
	at      time.Time
	closed  map[string]bool
	gone    map[string]bool // notices that the owner has deleted
}

func (d *desk) lay(n contract.Note) (contract.NoteRef, error) {
	if d.closed[n.RequestID] {
		return contract.NoteRef{}, nil // as the real desk does
	}
	d.laid = append(d.laid, n)
	if n.Type == contract.NoteApproval {
		d.open, d.verdict = n, contract.VerdictPending
	}
	return contract.NoteRef{Path: n.Folder + "/" + n.Title + ".md"}, nil
}

func (d *desk) file(in contract.FileNoteInput) (contract.NoteRef, error) {
	d.filed = append(d.filed, in)
	if d.closed == nil {
		d.closed = map[string]bool{}
	}
	if in.Note.Type == contract.NoteApproval {
		d.closed[in.Note.RequestID] = true
	}
	return contract.NoteRef{Path: in.Folder + "/x.md"}, nil
}

func (d *desk) decide(v contract.Verdict, at time.Time) { d.verdict, d.at = v, at }

func (d *desk) decision(in contract.FetchDecisionInput) (contract.Decision, error) {
	for _, n := range d.laid {
		if n.Informs() && n.RequestID == in.RequestID && n.WorkflowID == in.WorkflowID && !d.gone[n.RequestID] {
			return contract.Decision{RequestID: in.RequestID, Verdict: contract.VerdictPending, Path: n.Folder + "/" + n.Title + ".md"}, nil
		}
	}
	out := contract.Decision{RequestID: in.RequestID, Verdict: contract.VerdictPending}
	if d.open.RequestID == in.RequestID && d.open.Revision == in.Revision && d.open.Fingerprint == in.Fingerprint && d.verdict != "" {
		out.Verdict, out.FileTime = d.verdict, d.at
	}
	return out, nil
}

func (d *desk) requests() []contract.Note {
	var out []contract.Note
	for _, n := range d.laid {
		if n.Type == contract.NoteApproval {
			out = append(out, n)
		}
	}
	return out
}

func (d *desk) notices() []string {
	var out []string
	for _, n := range d.laid {
		if n.Type == contract.NoteNotice {
			out = append(out, n.Title)
		}
	}
	return out
}

// outcomes are of the requests that were filed.
func (d *desk) outcomes() []string {
	var out []string
	for _, f := range d.filed {
		if f.Note.Type == contract.NoteApproval {
			out = append(out, f.Outcome)
		}
	}
	return out
}
