package social

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// Remove takes down what was published of a note that the owner has moved to
// Rejected/, once that is approved.
func Remove(ctx workflow.Context, in contract.RemovePostInput) (contract.ScheduledPostResult, error) {
	ctx, err := flow.WithHints(flow.WithVaultQueue(ctx, in.VaultQueue))
	if err != nil {
		return contract.ScheduledPostResult{}, err
	}
	r := &removal{in: in, id: workflow.GetInfo(ctx).WorkflowExecution.ID, approval: "pending"}
	r.journal.About = r.id
	r.status = contract.ProcessStatus{Status: contract.StatusReading, DryRun: in.DryRun, Rule: policy.RuleSocialRemoval}
	if err := workflow.SetQueryHandler(ctx, contract.QueryStatus, func() (contract.ProcessStatus, error) { return r.status, nil }); err != nil {
		return contract.ScheduledPostResult{}, err
	}
	result, err := r.run(ctx)
	if flow.Canceled(err) && r.note.RequestID != "" {
		flow.Finish(ctx, func(ctx workflow.Context) error {
			return r.file(ctx, contract.StatusWithdrawn, "The process was stopped in Temporal.")
		})
	}
	return result, err
}

// removal is the state of one execution.
type removal struct {
	in       contract.RemovePostInput
	id       string
	status   contract.ProcessStatus
	journal  flow.Journal
	found    contract.PublishedPosts
	note     contract.Note
	approval string
	attempts int
}

func (r *removal) run(ctx workflow.Context) (contract.ScheduledPostResult, error) {
	var err error
	if r.found, err = flow.Do(ctx, contract.PostsFindPublished, contract.FindPublishedInput{PostID: r.in.PostID}, "look what is out"); err != nil {
		return contract.ScheduledPostResult{}, err
	}
	if len(r.found.Posts) == 0 {
		return contract.ScheduledPostResult{Status: contract.StatusIgnored}, nil
	}
	handbook, err := flow.Do(ctx, contract.NotesFetchHandbook, contract.Nothing{}, "read the handbook")
	if err != nil {
		return contract.ScheduledPostResult{}, err
	}
	r.status.DryRun = r.in.DryRun || handbook.DryRun
	verdict, err := r.ask(ctx, handbook)
	if err != nil {
		return contract.ScheduledPostResult{}, err
	}
	if verdict != contract.VerdictApproved {
		return r.leave(ctx, verdict)
	}
	return r.carryOut(ctx)
}

// ask lays the request before the owner.
func (r *removal) ask(ctx workflow.Context, handbook contract.Handbook) (contract.Verdict, error) {
	why, days := policy.Removal(), handbook.ExpiresDays
	if days <= 0 {
		days = defaultExpiry
	}
	n := contract.Note{
		RequestID: contract.PostRequestID(r.id+"\n"+workflow.GetInfo(ctx).WorkflowExecution.RunID, r.found.Posts[0].Slot, 0), WorkflowID: r.id, Revision: 1,
		Type: contract.NoteApproval, Folder: contract.FolderPendingApproval, Title: "Take down " + r.found.Title, Action: "social.delete",
		Created: workflow.Now(ctx), Expires: workflow.Now(ctx).AddDate(0, 0, days), DryRun: r.status.DryRun,
	}
	var posts []contract.PlatformPost
	what := contract.Section{Heading: "What is taken down", Columns: []string{"Platform", "Published for (UTC)", "Text"}}
	for _, p := range r.found.Posts {
		posts = append(posts, p.Post)
		what.Rows = append(what.Rows, []string{platformName(p.Post.Platform), p.Slot.UTC().Format("2006-01-02 15:04"), p.Post.Text})
		if p.Result.Outcome.URL != "" {
			what.Links = append(what.Links, contract.Link{Text: "Open it on " + platformName(p.Post.Platform), Target: p.Result.Outcome.URL})
		}
	}
	var err error
	if n.Fingerprint, err = contract.PostsFingerprint(posts); err != nil {
		return "", err
	}
	n.Lead = []string{"You moved the note of a published post to " + contract.FolderRejected + "/. With your approval what stands below is deleted on its platform, with its comments and its figures; that cannot be undone."}
	if r.status.DryRun {
		n.Lead = append(n.Lead, "Dry run: nothing is deleted, it is only described.")
	}
	n.Sections = []contract.Section{what, {Heading: "Why you are asked", Text: []string{why.Reason, "Rule: " + why.Rule}}}
	n.HowTo = []string{"Yes: move this note to Approved/.", "No: move it to Rejected/. The posts stay as they are."}
	if _, err := flow.Do(ctx, contract.NotesEnsureNote, n, "lay the request on the desk"); err != nil {
		return "", err
	}
	r.note, r.status.RequestID = n, n.RequestID
	if err := r.say(ctx, contract.StatusWaitingApproval, "Waiting for your approval: take down "+r.found.Title+"."); err != nil {
		return "", err
	}
	d, err := flow.AwaitDecision(ctx, n)
	return d.Verdict, err
}

// leave ends without an effect and puts the note back among what is done.
func (r *removal) leave(ctx workflow.Context, v contract.Verdict) (contract.ScheduledPostResult, error) {
	status := contract.StatusExpired
	switch v {
	case contract.VerdictRejected:
		status = contract.StatusRejected
	case contract.VerdictWithdrawn:
		status = contract.StatusWithdrawn
	}
	r.approval = status
	if err := r.file(ctx, status, "Nothing was deleted."); err != nil {
		return contract.ScheduledPostResult{}, err
	}
	return r.end(ctx, status, contract.StatusDone, contract.FolderCompleted, []string{"Published, and it stays: taking it down was not approved.", takeDown})
}

// carryOut deletes post by post, and says what became of each.
func (r *removal) carryOut(ctx workflow.Context) (contract.ScheduledPostResult, error) {
	r.approval = approvedByOwner
	if err := r.say(ctx, contract.StatusEffect, "Taking the posts down."); err != nil {
		return contract.ScheduledPostResult{}, err
	}
	var failed []string
	for i, p := range r.found.Posts {
		why, err := r.takeDown(ctx, p)
		if err != nil {
			return contract.ScheduledPostResult{}, err
		}
		if why != "" {
			failed = append(failed, platformName(p.Post.Platform)+": "+why)
			r.found.Posts[i].Result.Sentence = why
			continue
		}
		if r.status.DryRun {
			continue
		}
		p.Result.Status = contract.StatusRemoved
		r.found.Posts[i] = p
		if _, err := flow.Do(ctx, contract.PostsEnsurePublished, contract.EnsurePublishedInput{PostID: r.in.PostID, Title: r.found.Title, Slot: p.Slot, Post: p.Post, Result: p.Result}, "keep that it is gone"); err != nil {
			return contract.ScheduledPostResult{}, err
		}
	}
	status, folder, lead := contract.StatusRemoved, contract.FolderCompleted, "Taken down again."
	switch {
	case len(failed) > 0:
		status, folder, lead = contract.StatusPartly, contract.FolderNeedsAction, "Not everything could be taken down; please delete the rest on the platform itself. "+strings.Join(failed, " ")
	case r.status.DryRun:
		status, lead = contract.StatusDryRun, "Dry run: nothing was deleted, the post is still out."
	}
	if err := r.file(ctx, status, lead); err != nil {
		return contract.ScheduledPostResult{}, err
	}
	return r.end(ctx, status, status, folder, []string{lead})
}

// takeDown deletes one post, its later parts first. It gives why it could not.
func (r *removal) takeDown(ctx workflow.Context, p contract.PublishedPost) (string, error) {
	ids := slices.Clone(p.Result.Rest)
	slices.Reverse(ids)
	for _, id := range append(ids, p.Result.Outcome.ID) {
		if why, err := r.takeDownPart(ctx, p, id); err != nil || why != "" {
			return why, err
		}
	}
	return "", nil
}

// takeDownPart deletes one part, with patience. What is gone already is a
// success, so that an attempt whose answer was lost is simply made again.
func (r *removal) takeDownPart(ctx workflow.Context, p contract.PublishedPost, id string) (string, error) {
	made, known := callsOf(p.Post.Platform)
	if !known {
		return "There is no such platform.", nil
	}
	in := contract.DeletePostInput{Platform: p.Post.Platform, ID: id, DryRun: r.status.DryRun}
	for round := 0; ; round++ {
		failed, err := r.attempt(ctx, made, p, in)
		if err != nil || failed == nil {
			return "", err
		}
		switch failed.kind {
		case contract.FailTransient, contract.FailRateLimited, contract.FailAuth, contract.FailOutcomeUnknown:
		default:
			return failed.sentence, nil
		}
		if round >= removalRounds {
			return failed.sentence, nil
		}
		if err := workflow.Sleep(ctx, min(firstHold<<min(round, 8), longestHold)); err != nil {
			return "", err
		}
	}
}

// removalRounds is how often a deletion is tried, over some two days.
const removalRounds = 100

func (r *removal) attempt(ctx workflow.Context, made calls, p contract.PublishedPost, in contract.DeletePostInput) (*failure, error) {
	if stands, err := r.stillApproved(ctx); err != nil || !stands {
		return &failure{kind: contract.FailInvalid, sentence: "You took the approval back."}, err
	}
	r.attempts++
	parameters := map[string]string{"id": in.ID, "business_key": p.Post.BusinessKey, "fingerprint": r.note.Fingerprint}
	if err := r.line(ctx, contract.PhaseIntent, p.Post.Platform, "intended", parameters, 0); err != nil {
		return nil, err
	}
	detached, done := workflow.NewDisconnectedContext(ctx)
	defer done()
	began := workflow.Now(ctx)
	_, err := flow.Do(detached, made.remove, in, "take it down")
	result := "done"
	var failed *failure
	switch {
	case err != nil:
		failed = failureOf(err)
		result = "not_done:" + string(failed.kind)
		if failed.kind == contract.FailOutcomeUnknown {
			result = "unknown"
		}
		parameters["reason"] = failed.sentence
	case in.DryRun:
		result = contract.StatusDryRun
	}
	return failed, r.line(detached, contract.PhaseResult, p.Post.Platform, result, parameters, workflow.Now(ctx).Sub(began))
}

// stillApproved looks at the vault right before an attempt.
func (r *removal) stillApproved(ctx workflow.Context) (bool, error) {
	d, err := flow.ReadDecision(ctx, r.note)
	return d.Verdict == contract.VerdictApproved, err
}

func (r *removal) line(ctx workflow.Context, phase string, platform contract.Platform, result string, parameters map[string]string, took time.Duration) error {
	return r.write(ctx, contract.AuditRecord{
		Phase: phase, Action: string(platform) + ".delete_post", Result: result, Parameters: parameters,
		CorrelationID: r.note.RequestID + "/" + strconv.Itoa(r.attempts), DurationMS: took.Milliseconds(),
	})
}

func (r *removal) write(ctx workflow.Context, rec contract.AuditRecord) error {
	rec.WorkflowID, rec.RequestID, rec.ApprovalStatus, rec.PolicyRule, rec.DryRun = r.id, r.note.RequestID, r.approval, policy.RuleSocialRemoval, r.status.DryRun
	return r.journal.Write(ctx, rec)
}

func (r *removal) file(ctx workflow.Context, outcome, why string) error {
	_, err := flow.Do(ctx, contract.NotesEnsureFiled, contract.FileNoteInput{
		Note: r.note, Folder: contract.FolderCompleted, Status: "completed", Outcome: outcome,
		Result: []contract.Section{{Heading: "How it ended", Text: []string{why}}},
	}, "file the request")
	flow.DrainDecisions(ctx)
	return err
}

func (r *removal) end(ctx workflow.Context, status, outcome, folder string, lead []string) (contract.ScheduledPostResult, error) {
	note := contract.EnsurePostNoteInput{PostID: r.in.PostID, Status: outcome, Outcome: outcome, Folder: folder, Back: true, Lead: lead}
	for _, p := range r.found.Posts {
		note.Results = append(note.Results, p.Result)
	}
	ref, err := flow.Do(ctx, contract.PostsEnsureNote, note, "say in the note how it ended")
	if err != nil {
		return contract.ScheduledPostResult{}, err
	}
	if err := r.write(ctx, contract.AuditRecord{Phase: contract.PhaseEvent, Action: "process.ended", Result: status}); err != nil {
		return contract.ScheduledPostResult{}, err
	}
	return contract.ScheduledPostResult{Status: status, NotePath: ref.Path}, r.say(ctx, status, "Finished: "+status+".")
}

func (r *removal) say(ctx workflow.Context, status, words string) error {
	r.status.Status, r.status.WaitingFor, r.status.Since = status, words, workflow.Now(ctx)
	workflow.SetCurrentDetails(ctx, words)
	return workflow.UpsertTypedSearchAttributes(ctx,
		temporal.NewSearchAttributeKeyKeyword(contract.SearchStatus).ValueSet(status),
		temporal.NewSearchAttributeKeyTime(contract.SearchWaitingSince).ValueSet(r.status.Since),
	)
}
