package social

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/policy"
)

const (
	approvedByRule  = "auto"
	approvedByOwner = "approved"
	// tolerated is how late a post may go out by itself.
	tolerated = policy.LateAfter
	// defaultExpiry (days) is used when the handbook names none.
	defaultExpiry = 14
	actionPublish = "social.publish"
)

// permit gets what the judgement asks for. ready is false when the note has to
// be read again first, or when the process is over.
func (p *process) permit(ctx workflow.Context, j policy.Judgement) (ready bool, ended *contract.ScheduledPostResult, err error) {
	p.rule = j.Rule
	if j.Verdict == policy.Auto {
		p.approval = approvedByRule
		return true, nil, p.file(ctx, contract.OutcomeSettled, "The post was changed and needs no approval any more.")
	}
	if p.yes == nil {
		ended, err := p.ask(ctx, j)
		return false, ended, err
	}
	if why := p.outdated(); why != "" {
		p.takeBack(why)
		ended, err := p.ask(ctx, j)
		return false, ended, err
	}
	if due := later(p.yes.slot, p.yes.at); workflow.Now(ctx).Sub(due) > tolerated {
		p.takeBack("You had approved it, but its time passed more than 30 minutes ago while the employee could not publish.")
		ended, err := p.ask(ctx, j)
		return false, ended, err
	}
	d, err := flow.ReadDecision(ctx, p.note)
	if err != nil {
		return false, nil, err
	}
	switch d.Verdict {
	case contract.VerdictApproved:
		return true, nil, nil
	case contract.VerdictRejected, contract.VerdictWithdrawn:
		ended, err := p.decline(ctx, d.Verdict)
		return false, ended, err
	}
	p.takeBack("You took the approval back.")
	ended, err = p.ask(ctx, j)
	return false, ended, err
}

// outdated says why an approval does not hold for the post as it is now; "" when it does. A yes to something of which nothing is sent is
// none to sending it.
func (p *process) outdated() string {
	switch {
	case p.yes.fingerprint != p.reading.Fingerprint || !p.yes.slot.Equal(p.reading.Slot):
		return "What you had approved has changed since, so it is asked again."
	case p.yes.dry && !p.status.DryRun:
		return "What you had approved was a dry run. It is one no longer, so it is asked again."
	}
	return ""
}

// takeBack forgets an approval; why stands in the request that follows.
func (p *process) takeBack(why string) {
	p.yes, p.approval, p.setback, p.note.Fingerprint = nil, "pending", []string{why}, ""
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// ask lays the post before the owner, as it is now, and waits. Without a
// result the note is to be read again.
func (p *process) ask(ctx workflow.Context, j policy.Judgement) (*contract.ScheduledPostResult, error) {
	if err := p.layRequest(ctx, j); err != nil {
		return nil, err
	}
	lead := "Waiting for your approval: " + p.note.Title + " in " + contract.FolderPendingApproval + "/. " + j.Reason
	if err := p.tell(ctx, p.shown(contract.StatusWaitingApproval, lead)); err != nil {
		return nil, err
	}
	if err := p.say(ctx, contract.StatusWaitingApproval, "Waiting for your approval: "+p.name()+"."); err != nil {
		return nil, err
	}
	d, interrupted, err := flow.AwaitDecisionOr(ctx, p.note, p.changed)
	if err != nil {
		return nil, err
	}
	if interrupted {
		p.drain()
		return nil, nil
	}
	if d.Verdict != contract.VerdictApproved {
		return p.decline(ctx, d.Verdict)
	}
	at := later(d.FileTime, p.laidAt) // files may be dated by a clock that is behind, and a yes too old by it would be asked for without end
	if d.FileTime.IsZero() {
		at = workflow.Now(ctx)
	}
	p.yes = &approved{fingerprint: p.note.Fingerprint, slot: p.reading.Slot, at: at, dry: p.note.DryRun}
	p.approval, p.setback = approvedByOwner, nil
	return nil, p.log(ctx, "approval.decided", "approved", map[string]string{"decided_at": at.UTC().Format(time.RFC3339)})
}

// layRequest puts the request on the desk, unless it lies there as it is to be.
func (p *process) layRequest(ctx workflow.Context, j policy.Judgement) error {
	p.approval = "pending"
	note := p.request(ctx, j)
	if p.laid && p.note.Fingerprint == note.Fingerprint && p.note.RequestID == note.RequestID && p.note.DryRun == note.DryRun && p.why == j.Rule {
		return nil
	}
	if p.laid && p.note.RequestID != note.RequestID {
		if err := p.file(ctx, contract.OutcomeSettled, "The post has another time now and is asked about anew."); err != nil {
			return err
		}
		note = p.request(ctx, j)
	}
	if p.laid {
		note.Revision = p.note.Revision + 1
	}
	if _, err := flow.Do(ctx, contract.NotesEnsureNote, note, "lay the request on the desk"); err != nil {
		return err
	}
	p.note, p.laid, p.laidAt, p.why, p.status.RequestID = note, true, workflow.Now(ctx), j.Rule, note.RequestID
	return p.log(ctx, "approval.requested", "pending", map[string]string{"reason": j.Reason, "fingerprint": note.Fingerprint})
}

// decline settles a post that the owner did not let through: a slot of a series
// is left out, any other post is over.
func (p *process) decline(ctx workflow.Context, v contract.Verdict) (*contract.ScheduledPostResult, error) {
	status, words := contract.StatusExpired, "Nobody decided in time. Nothing was sent."
	switch v {
	case contract.VerdictRejected:
		status, words = contract.StatusRejected, "You said no. Nothing was sent."
	case contract.VerdictWithdrawn:
		status, words = contract.StatusWithdrawn, "The request was deleted, so it was withdrawn. Nothing was sent."
	}
	p.approval = status
	if err := p.file(ctx, status, words); err != nil {
		return nil, err
	}
	if p.series() {
		if err := p.log(ctx, "post.left_out", status, map[string]string{"slot": stamp(p.reading.Slot)}); err != nil {
			return nil, err
		}
		p.settle(nil)
		return nil, nil
	}
	folder := contract.FolderNeedsAction
	if status == contract.StatusRejected {
		folder = contract.FolderRejected
	}
	note := contract.EnsurePostNoteInput{
		Status: status, Outcome: status, Folder: folder,
		Lead: []string{words, "To be asked again, move this note back to " + contract.FolderSocialPosts + "/ and tick ready."},
	}
	if err := p.tell(ctx, note); err != nil {
		return nil, err
	}
	return p.conclude(ctx, status)
}

// settle puts the slot in hand behind the process. Those before it that were
// missed are kept as left out.
func (p *process) settle(results []contract.PlatformResult) {
	for _, missed := range p.reading.Missed {
		if missed.Before(p.reading.Slot) {
			p.state.Skipped = append(p.state.Skipped, missed)
		}
	}
	if extra := len(p.state.Skipped) - maxSkipped; extra > 0 {
		p.state.Skipped = p.state.Skipped[extra:]
	}
	p.state.Last, p.now, p.yes, p.setback, p.pauses = p.reading.Slot, time.Time{}, nil, nil, 0
	if results != nil {
		p.state.Count++
		p.last = results
	}
}

// maxSkipped is how many slots that were left out are remembered.
const maxSkipped = 50

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
