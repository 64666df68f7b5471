package invoice

import (
	"slices"
	"strconv"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// end files the request without an effect, with one sentence why.
func (p *process) end(ctx workflow.Context, status, words string) (contract.InvoiceResult, error) {
	section := contract.Section{Heading: "How it ended", Text: append([]string{words}, p.setback...)}
	switch status {
	case contract.StatusRejected, contract.StatusWithdrawn, contract.StatusExpired, contract.StatusUnknown:
		section.Text = append(section.Text, "To be asked again, move this note back to Pending_Approval/.")
	}
	return p.file(ctx, status, []contract.Section{section}, contract.InvoiceOutcome{})
}

// stopped files the request of a process that was cancelled in Temporal, with
// what is known about the effect.
func (p *process) stopped(ctx workflow.Context) error {
	var err error
	switch {
	case p.looking:
		return p.stopLooking(ctx)
	case p.made != nil:
		status := contract.StatusDone
		if !p.made.Found {
			status = contract.StatusDryRun
		}
		words := "The process was stopped in Temporal before the mail was attached."
		_, err = p.file(ctx, status, p.resultSections(*p.made, contract.Attachment{}, words), *p.made)
	case p.unknown:
		_, err = p.end(ctx, contract.StatusUnknown, "The process was stopped in Temporal. "+p.whatWasSent())
	default:
		_, err = p.end(ctx, contract.StatusWithdrawn, "The process was stopped in Temporal. "+p.whatWasSent())
	}
	return err
}

// giveUp ends a process that cannot go on, with a notice that says why: a note
// that is too long to be written, or a mail that is gone from the store.
func (p *process) giveUp(ctx workflow.Context, cause error) (contract.InvoiceResult, error) {
	notice := flow.Notice(p.noteFor(contract.NoteNotice, "", ""), "stopped", p.title("No "+p.words().noun+" prepared for"), []string{
		flow.Sentence(cause), "The employee cannot go on with this mail; please see to the " + p.words().noun + " in Odoo yourself. " + p.whatWasSent(),
	})
	if p.reading.Expected == "" {
		notice.Title = "A mail that could not be worked on"
	}
	notice.HowTo = []string{"When you have seen to it, move this note to Completed/ or delete it. Nothing waits for it."}
	notice.Sections = []contract.Section{p.mailSection()}
	ref, err := flow.Do(ctx, contract.NotesEnsureNote, notice, "say why it cannot go on")
	if err != nil {
		return contract.InvoiceResult{}, err
	}
	if p.laid {
		if done, err := p.end(ctx, contract.StatusHandedOver, flow.Sentence(cause)); err == nil || !flow.Failed(err) {
			return done, err
		}
	}
	return p.conclude(ctx, contract.StatusHandedOver, ref.Path)
}

// whatWasSent says what is known about the effect of a request that ends
// without a result.
func (p *process) whatWasSent() string {
	if p.made != nil || p.unknown {
		return "An answer of Odoo was lost before, so look in Odoo for " + p.words().an + " with the " + p.words().origin + " " + p.key() + " before you make one by hand."
	}
	return "Nothing was sent."
}

// file moves the note to Completed/ with the result on top. When there never
// was a note (automatic, ignored) one is written.
func (p *process) file(ctx workflow.Context, status string, result []contract.Section, outcome contract.InvoiceOutcome) (contract.InvoiceResult, error) {
	in := contract.FileNoteInput{
		Note: p.lastNote(status), Folder: contract.FolderCompleted, Status: "completed", Outcome: status, Result: result, Link: outcome.URL,
	}
	if p.approval == approvedByRule && (status == contract.StatusDone || status == contract.StatusDryRun) {
		in.AutoRule, in.AutoReason = p.status.Rule, p.reason
		in.Result = append(slices.Clone(result), contract.Section{Heading: "Why you were not asked", Text: []string{p.reason, "Rule: " + p.status.Rule}})
	}
	ref, err := flow.Do(ctx, contract.NotesEnsureFiled, in, "file the note")
	if err != nil {
		return contract.InvoiceResult{}, err
	}
	done, err := p.conclude(ctx, status, ref.Path)
	done.Outcome = outcome
	done.Outcome.Described = "" // it stands in the note and the log; the history stays small
	return done, err
}

// lastNote is the note to file: the one on the desk, or a first one. Except
// for a mail that asks for nothing it is one that can be brought back.
func (p *process) lastNote(status string) contract.Note {
	note := p.note
	switch {
	case p.laid:
		note.Amount, note.Currency, note.Counterparty = p.status.Amount, p.status.Currency, p.status.Counterparty
		if note.Type == contract.NoteApproval {
			note.Title = p.title(p.words().title)
		}
	case p.draft.BusinessKey != "":
		note = p.noteFor(contract.NoteApproval, contract.FolderCompleted, p.title(p.words().title))
		note.Action, note.Fields = p.words().action, p.fields.list(p.kind)
		note.Sections = []contract.Section{p.draftSection(), p.mailSection()}
	case status == contract.StatusIgnored:
		note = p.noteFor(contract.NoteNotice, contract.FolderCompleted, p.title("Mail"))
		note.Sections = []contract.Section{p.mailSection()}
	default:
		note = p.noteFor(contract.NoteClarification, contract.FolderCompleted, p.title("Mail"))
		note.Sections = []contract.Section{p.mailSection()}
	}
	note.DryRun, note.Plan = p.status.DryRun, p.plan()
	return note
}

// conclude writes the last log line and status.
func (p *process) conclude(ctx workflow.Context, status, path string) (contract.InvoiceResult, error) {
	p.status.NotePath = path
	flow.DrainDecisions(ctx)
	p.refuse(ctx)
	if err := p.log(ctx, contract.PhaseEvent, "process.ended", status, nil); err != nil {
		return contract.InvoiceResult{}, err
	}
	return contract.InvoiceResult{Status: status, NotePath: path}, p.say(ctx, status, "Finished: "+status+".")
}

// lay puts the note on the desk as the next revision of the request.
func (p *process) lay(ctx workflow.Context, note contract.Note) (contract.NoteRef, error) {
	p.ask(note.Type)
	note.Revision, note.Plan = p.note.Revision+1, p.plan()
	ref, err := flow.Do(ctx, contract.NotesEnsureNote, note, "lay the note on the desk")
	if err != nil {
		return ref, err
	}
	p.note, p.laid, p.status.NotePath = note, true, ref.Path
	return ref, nil
}

// show takes over what the lists in the Web UI and the status tell.
func (p *process) show(s subject) {
	p.status.Counterparty, p.status.Amount, p.status.Currency = s.who, s.amount, s.currency
}

func (p *process) log(ctx workflow.Context, phase, action, result string, parameters map[string]string) error {
	return p.logTook(ctx, phase, action, result, parameters, 0)
}

// logTook writes one line of the audit log.
func (p *process) logTook(ctx workflow.Context, phase, action, result string, parameters map[string]string, took time.Duration) error {
	return p.journal.Write(ctx, p.line(phase, action, result, parameters, took))
}

func (p *process) line(phase, action, result string, parameters map[string]string, took time.Duration) contract.AuditRecord {
	correlation := p.in.Mail.Key
	if phase != contract.PhaseEvent {
		correlation += "/" + strconv.Itoa(p.attempts) // ties a result to its intent
	}
	return contract.AuditRecord{
		Phase: phase, Action: action, Parameters: parameters, Result: result, ApprovalStatus: p.approval, WorkflowID: p.note.WorkflowID,
		RequestID: p.note.RequestID, CorrelationID: correlation, DurationMS: took.Milliseconds(), DryRun: p.status.DryRun, PolicyRule: p.status.Rule,
	}
}

// numbered makes a parameter for each sentence.
func numbered(name string, sentences []string) map[string]string {
	out := make(map[string]string, len(sentences))
	for i, s := range sentences {
		out[name+"_"+strconv.Itoa(i+1)] = s
	}
	return out
}
