package social

import (
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

const (
	// tooOld is how long a platform that is not well is waited for with a post that does not repeat.
	tooOld = 7 * 24 * time.Hour
	// leastTime is what a slot of a series gets at least.
	leastTime = 15 * time.Minute
	// shownSlot is from when on it is shown that a post is being published. Most are out before: writing it for each of many
	// posts that are due at the same second would hold up the requests of the others.
	shownSlot = time.Minute
	// slotLook is how long to wait for a slot's own word before it is asked, beyond its time.
	slotLook = 10 * time.Minute
)

// carryOut hands the slot to a process of its own and waits for how it ends on
// each platform. Without a result the series goes on.
func (p *process) carryOut(ctx workflow.Context, j policy.Judgement) (*contract.ScheduledPostResult, error) {
	in := p.slotInput(ctx, j)
	result, err := p.runSlot(ctx, in)
	if err != nil || result.Unbegun {
		return nil, err
	}
	p.standing = nil
	status := overall(result)
	if err := p.file(ctx, status, summary(result)); err != nil {
		return nil, err
	}
	p.settle(result.Results)
	if p.series() {
		return nil, p.log(ctx, "post.slot_done", status, map[string]string{"slot": stamp(in.Slot)})
	}
	return p.finish(ctx, status, result)
}

func (p *process) slotInput(ctx workflow.Context, j policy.Judgement) contract.PublishSlotInput {
	r, now := p.reading, workflow.Now(ctx)
	in := contract.PublishSlotInput{
		PostID: p.in.PostID, Title: r.Post.Title, Slot: r.Slot, Posts: r.Posts, Fingerprint: r.Fingerprint, DryRun: p.status.DryRun,
		VaultQueue: p.in.VaultQueue, Rule: j.Rule, Approval: p.approval, Series: p.series(), ContentHash: r.ContentHash, Unconfigured: p.unconfigured(),
		Until: now.Add(tooOld), Cost: r.Cost,
	}
	if p.laid {
		in.RequestID = p.note.RequestID
	}
	if p.series() && len(r.Coming) > 0 {
		in.Until = later(r.Coming[0], now.Add(leastTime))
	}
	if r.Slot.After(now) {
		in.Check = &contract.ReadPostInput{PostID: p.in.PostID, After: p.state.Last, Accounts: p.accounts}
	}
	return in
}

// progress shows how far the slot is; unknown when it has not said anything yet.
func (p *process) progress(ctx workflow.Context, result contract.SlotResult, known bool) error {
	if !known && p.status.Status == contract.StatusWaitingSystem {
		return nil // what it said last stands there
	}
	if !known {
		if err := p.tell(ctx, p.shown(contract.StatusEffect, "Being published now.")); err != nil {
			return err
		}
		return p.say(ctx, contract.StatusEffect, "Publishing the post of "+p.when()+".")
	}
	note := p.shown(contract.StatusEffect, "Being published; how far it is stands below.")
	note.Results = result.Results
	if err := p.tell(ctx, note); err != nil {
		return err
	}
	status := contract.StatusEffect
	if slices.ContainsFunc(result.Results, waits) {
		status = contract.StatusWaitingSystem
	}
	return p.say(ctx, status, summary(result))
}

const takeDown = "To take it down again, move this note to " + contract.FolderRejected + "/; you are asked before anything is deleted."

// finish files the note of a post that does not repeat.
func (p *process) finish(ctx workflow.Context, status string, result contract.SlotResult) (*contract.ScheduledPostResult, error) {
	note := finished(p.in.PostID, status, result)
	if err := p.tell(ctx, note); err != nil {
		return nil, err
	}
	return p.conclude(ctx, status)
}

// finished is our part of a note whose slot is carried out.
func finished(postID, status string, result contract.SlotResult) contract.EnsurePostNoteInput {
	note := contract.EnsurePostNoteInput{PostID: postID, Status: status, Outcome: status, Folder: contract.FolderCompleted, Results: result.Results}
	switch status {
	case contract.StatusDone:
		note.Lead = []string{"Published.", takeDown}
	case contract.StatusDryRun:
		note.Lead = []string{"Dry run: nothing was sent. This is exactly what would have been. To publish it, set DRY_RUN=false (and dry_run in this note), give it a new publish_at and move it back to " + contract.FolderSocialPosts + "/."}
	default:
		note.Folder = contract.FolderNeedsAction
		note.Lead = append([]string{cameOut(status)}, wayForward(result)...)
		if status == contract.StatusPartly {
			note.Lead = append(note.Lead, takeDown)
		}
	}
	note.Sections = described(result)
	return note
}

func cameOut(status string) string {
	switch status {
	case contract.StatusPartly:
		return "It is not out everywhere, or not whole."
	case contract.StatusUnknown:
		return "It is not known whether it is out."
	}
	return "It is not out."
}

// wayForward says what the owner can do about what did not come out.
func wayForward(result contract.SlotResult) []string {
	var refused, unknown []string
	for _, r := range result.Results {
		switch r.Status {
		case contract.StatusRefused:
			refused = append(refused, string(r.Platform))
		case contract.StatusUnknown:
			unknown = append(unknown, platformName(r.Platform))
		}
	}
	var out []string
	if slices.ContainsFunc(result.Results, func(r contract.PlatformResult) bool { return r.Status == contract.StatusDone && r.Parts < r.Of }) {
		out = append(out, "What is out stays out; add the parts that are missing on the platform itself.")
	}
	if len(unknown) > 0 {
		out = append(out, "Look on "+strings.Join(unknown, " and ")+" whether the post is there: its answer was lost, and it could not be found for sure. It is not sent again by itself, so that it is not there twice.")
	}
	if len(refused) > 0 {
		out = append(out, "When the reason is put right: set platforms to "+strings.Join(refused, ", ")+" only, give the note a new publish_at (or now), tick ready and move it back to "+contract.FolderSocialPosts+"/.")
	}
	return out
}

// overall is the status of a slot on all platforms.
func overall(result contract.SlotResult) string {
	has := func(status string) bool {
		return slices.ContainsFunc(result.Results, func(r contract.PlatformResult) bool { return r.Status == status })
	}
	incomplete := slices.ContainsFunc(result.Results, func(r contract.PlatformResult) bool { return r.Status == contract.StatusDone && r.Parts < r.Of })
	out := has(contract.StatusDone) || has(contract.StatusDryRun)
	switch {
	case out && (has(contract.StatusRefused) || has(contract.StatusUnknown) || incomplete):
		return contract.StatusPartly
	case has(contract.StatusDone):
		return contract.StatusDone
	case has(contract.StatusDryRun):
		return contract.StatusDryRun
	case has(contract.StatusUnknown):
		return contract.StatusUnknown
	}
	return contract.StatusRefused
}
