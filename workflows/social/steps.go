package social

import (
	"slices"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

const (
	// accountsFresh is for how long the answer of a platform about its account is used. It is asked again shortly before the
	// slot, so that nothing has to be asked in the moment itself.
	accountsFresh = 10 * time.Minute
	// accountsPatience is how long they are waited for.
	accountsPatience = 20 * time.Second
	// shortlyBefore is when everything is looked at once more before the slot.
	shortlyBefore = time.Minute
	// atOnce is what publish_at says for a post without a time.
	atOnce = "now"
)

// read fetches what the note says now, held against the accounts it is for.
func (p *process) read(ctx workflow.Context) error {
	if p.reading.State == "" {
		if err := p.say(ctx, contract.StatusReading, "Reading the note."); err != nil {
			return err
		}
	}
	reading, err := p.readNote(ctx, p.accounts)
	if err != nil {
		return err
	}
	if reading.State == contract.PostReady && p.askAccounts(ctx, reading.Post.Platforms) {
		if p.accounts, err = fetchAccounts(ctx, reading.Post.Platforms); err != nil {
			return err
		}
		p.asked = workflow.Now(ctx)
		if reading, err = p.readNote(ctx, p.accounts); err != nil {
			return err
		}
	}
	p.warnings = nil
	if healthy := withoutTrouble(p.accounts); len(reading.Problems) > 0 && !slices.Equal(healthy, p.accounts) {
		if reading, err = p.withoutAccounts(ctx, reading, healthy); err != nil {
			return err
		}
	}
	p.missing = p.missing && reading.State == contract.PostGone
	p.reading = reading
	p.status.DryRun = p.in.DryRun || reading.Post.DryRun || reading.Handbook.DryRun
	return nil
}

// readNote reads the note. A post that goes out at once keeps the slot it got
// first: a later one would be another post.
func (p *process) readNote(ctx workflow.Context, accounts []contract.Account) (contract.PostReading, error) {
	in := contract.ReadPostInput{PostID: p.in.PostID, After: p.state.Last, Slot: p.now, Accounts: accounts}
	reading, err := flow.Do(ctx, contract.PostsReadPost, in, "read the note")
	if err != nil || p.now.IsZero() || reading.Post.PublishAt == "" || reading.Post.PublishAt == atOnce {
		return reading, err
	}
	p.now, in.Slot = time.Time{}, time.Time{} // the owner has given it a time since
	return flow.Do(ctx, contract.PostsReadPost, in, "read the note")
}

// withoutAccounts reads the note as if every account were well. When that is
// all that is wrong the post is scheduled all the same: the platforms that are
// well go out on time, and the others follow once they are.
func (p *process) withoutAccounts(ctx workflow.Context, before contract.PostReading, healthy []contract.Account) (contract.PostReading, error) {
	reading, err := p.readNote(ctx, healthy)
	if err != nil || len(reading.Problems) > 0 {
		return before, err
	}
	p.warnings = before.Problems
	return reading, nil
}

func withoutTrouble(accounts []contract.Account) []contract.Account {
	out := slices.Clone(accounts)
	for i := range out {
		out[i].Problem, out[i].TokenExpires, out[i].QuotaTotal, out[i].QuotaUsed = "", time.Time{}, 0, 0
	}
	return out
}

// askAccounts reports whether the platforms have to be asked about their
// accounts. In the moment of the slot what was asked shortly before will do.
func (p *process) askAccounts(ctx workflow.Context, platforms []contract.Platform) bool {
	for _, platform := range platforms {
		if !slices.ContainsFunc(p.accounts, func(a contract.Account) bool { return a.Platform == platform }) {
			return true
		}
	}
	return workflow.Now(ctx).Sub(p.asked) > accountsFresh
}

// fetchAccounts asks the platforms side by side. One that cannot be reached in
// time says nothing about its account, and does not hold up the others.
func fetchAccounts(ctx workflow.Context, platforms []contract.Platform) ([]contract.Account, error) {
	accounts := make([]contract.Account, len(platforms))
	asking, cancel := workflow.WithCancel(ctx)
	defer cancel()
	answers, late := 0, false
	for i, platform := range platforms {
		accounts[i] = contract.Account{Platform: platform, Configured: true}
		workflow.Go(asking, func(ctx workflow.Context) {
			if account := fetchAccount(ctx, platform); !late {
				accounts[i] = account
				answers++
			}
		})
	}
	_, err := workflow.AwaitWithTimeout(ctx, accountsPatience, func() bool { return answers == len(platforms) })
	late = true
	return accounts, err
}

func fetchAccount(ctx workflow.Context, platform contract.Platform) contract.Account {
	calls, known := callsOf(platform)
	if !known {
		return contract.Account{Platform: platform}
	}
	account, err := flow.Do(ctx, calls.account, contract.FetchAccountInput{}, "ask about the account")
	switch {
	case err == nil:
		account.Platform = platform
		return account
	case flow.KindOf(err) == contract.FailNotConfigured:
		return contract.Account{Platform: platform}
	case flow.KindOf(err) == contract.FailAuth:
		return contract.Account{Platform: platform, Configured: true, Problem: flow.Sentence(err)}
	}
	return contract.Account{Platform: platform, Configured: true}
}

// begun keeps the slot of a post that goes out at once, from the first reading
// that has nothing wrong with it.
func (p *process) begun() {
	if p.reading.Post.PublishAt == atOnce && p.reading.Post.Series == nil && p.now.IsZero() {
		p.now = p.reading.Slot
	}
}

// unconfigured are the platforms of the post that have no credentials here.
func (p *process) unconfigured() []contract.Platform {
	var out []contract.Platform
	for _, a := range p.accounts {
		if !a.Configured {
			out = append(out, a.Platform)
		}
	}
	return out
}

// series reports whether the post repeats.
func (p *process) series() bool { return p.reading.Post.Series != nil }

// takenBack ends the process of a note that the owner has deleted or put among
// the rejected ones. One that is gone is looked for once more: sync tools take
// a note away for a moment to replace it.
func (p *process) takenBack(ctx workflow.Context) (*contract.ScheduledPostResult, error) {
	if p.reading.State == contract.PostGone && !p.missing {
		p.missing = true
		if err := p.say(ctx, contract.StatusWaitingNote, "The note is not there; looking once more before the post is dropped."); err != nil {
			return nil, err
		}
		return nil, p.await(ctx, goneGrace, "until the note counts as deleted")
	}
	p.approval = contract.StatusWithdrawn
	if err := p.file(ctx, contract.StatusWithdrawn, "The post was taken back before its time. Nothing was sent."); err != nil {
		return nil, err
	}
	if p.reading.State == contract.PostWithdrawn {
		lead := "You moved this note to " + contract.FolderRejected + "/, so nothing is published. To have it published after all, move it back to " +
			contract.FolderSocialPosts + "/ and tick ready."
		if err := p.tell(ctx, contract.EnsurePostNoteInput{Status: contract.StatusWithdrawn, Lead: []string{lead}}); err != nil {
			return nil, err
		}
	}
	return p.conclude(ctx, contract.StatusWithdrawn)
}

// over ends a series that has no slot left.
func (p *process) over(ctx workflow.Context) (*contract.ScheduledPostResult, error) {
	if err := p.file(ctx, contract.StatusWithdrawn, "The series has no day left."); err != nil {
		return nil, err
	}
	note := contract.EnsurePostNoteInput{
		Status: contract.StatusDone, Outcome: contract.StatusDone, Folder: contract.FolderCompleted, Results: p.last,
		Lead: []string{"The series is over: no day of it is left. To go on, set a later until (or remove it) and move this note back to " + contract.FolderSocialPosts + "/."},
	}
	note.Sections = p.skipped(nil)
	if err := p.tell(ctx, note); err != nil {
		return nil, err
	}
	return p.conclude(ctx, contract.StatusDone)
}

// stopped says in the note that a process was cancelled in Temporal.
func (p *process) stopped(ctx workflow.Context) error {
	p.dismiss(ctx)
	if err := p.file(ctx, contract.StatusWithdrawn, "The process was stopped in Temporal. Nothing was sent."); err != nil {
		return err
	}
	return p.tell(ctx, contract.EnsurePostNoteInput{Status: contract.StatusWithdrawn, Lead: []string{
		"The process of this post was stopped in Temporal, so nothing more is published. Untick ready and tick it again to have it taken up anew.",
	}})
}

// giveUp ends a process that cannot go on, with a notice that says why.
func (p *process) giveUp(ctx workflow.Context, cause error) (contract.ScheduledPostResult, error) {
	notice := p.noteFor(contract.NoteNotice, contract.FolderNeedsAction, "A post that could not be worked on")
	notice.RequestID += "-stopped"
	notice.Lead = []string{flow.Sentence(cause), "The employee cannot go on with the post " + p.name() + ". Save its note once more to have it taken up again."}
	notice.HowTo = []string{"When you have seen to it, move this note to Completed/ or delete it. Nothing waits for it."}
	if _, err := flow.Do(ctx, contract.NotesEnsureNote, notice, "say why it cannot go on"); err != nil {
		return contract.ScheduledPostResult{}, err
	}
	result, err := p.conclude(ctx, contract.StatusRefused)
	return orNone(result), err
}

func (p *process) name() string {
	if p.reading.Post.Title != "" {
		return p.reading.Post.Title
	}
	return p.in.PostID
}
