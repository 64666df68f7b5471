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
)

// PublishSlot carries one slot of a post out, on each platform for itself and
// side by side. It tells the process of the note how it went, and then stays
// for a week to look how the post fares.
func PublishSlot(ctx workflow.Context, in contract.PublishSlotInput) (contract.SlotResult, error) {
	ctx = flow.WithVaultQueue(ctx, in.VaultQueue)
	s := prepareSlot(ctx, in)
	if err := workflow.SetQueryHandler(ctx, contract.QueryStatus, func() (contract.ProcessStatus, error) { return s.status, nil }); err != nil {
		return contract.SlotResult{}, err
	}
	if !s.standBy(ctx) && ctx.Err() == nil {
		return s.unbegun(), nil
	}
	s.begin(ctx)
	s.carryAll(ctx)
	if ctx.Err() != nil {
		flow.Finish(ctx, s.report)
		return s.result(), ctx.Err()
	}
	if err := s.report(ctx); err != nil {
		return s.result(), err
	}
	return s.result(), s.measure(ctx)
}

// slot is the state of one execution.
type slot struct {
	in      contract.PublishSlotInput
	id      string // of this process
	status  contract.ProcessStatus
	journal flow.Journal
	words   workflow.ReceiveChannel   // SignalSlotWord
	word    int                       // number of the last one
	results []contract.PlatformResult // as in.Posts; none before it has begun
	beside  int                       // other posts that are due at the same moment
	hints   int                       // that have come
	ended   bool
}

func prepareSlot(ctx workflow.Context, in contract.PublishSlotInput) *slot {
	s := &slot{in: in, id: workflow.GetInfo(ctx).WorkflowExecution.ID, words: workflow.GetSignalChannel(ctx, contract.SignalSlotWord)}
	s.journal.About = s.id
	s.status = contract.ProcessStatus{Status: contract.StatusScheduled, DryRun: in.DryRun, RequestID: in.RequestID, Rule: in.Rule, Slot: in.Slot, Since: workflow.Now(ctx)}
	s.status.WaitingFor = "Prepared; goes out at its time."
	return s
}

// begin is the point from which on the slot is not taken back. That it has
// begun is in the list of processes only once it takes longer: writing it for
// each of many posts that are due at the same second would hold up the others.
func (s *slot) begin(ctx workflow.Context) {
	s.status.Status, s.status.WaitingFor, s.status.Since = contract.StatusEffect, "Publishing.", workflow.Now(ctx)
	s.status.DryRun, s.status.RequestID, s.status.Rule = s.in.DryRun, s.in.RequestID, s.in.Rule
	workflow.SetCurrentDetails(ctx, s.status.WaitingFor)
	for _, post := range s.in.Posts {
		s.results = append(s.results, contract.PlatformResult{Platform: post.Platform, Status: contract.StatusEffect, Of: post.Parts()})
	}
	workflow.Go(ctx, s.listen)
}

// listen wakes whatever waits when the note may have changed. To the process of
// the note, if it asks or was started anew, it says how the slot stands.
func (s *slot) listen(ctx workflow.Context) {
	hints := workflow.GetSignalChannel(ctx, contract.SignalPostChanged)
	for {
		var hint contract.PostSignal
		var word contract.SlotWord
		asked := false
		selector := workflow.NewSelector(ctx)
		selector.AddReceive(hints, func(c workflow.ReceiveChannel, _ bool) { c.ReceiveAsync(&hint) })
		selector.AddReceive(s.words, func(c workflow.ReceiveChannel, _ bool) { asked = c.ReceiveAsync(&word) && !word.Over })
		selector.AddReceive(ctx.Done(), func(workflow.ReceiveChannel, bool) {})
		selector.Select(ctx)
		if ctx.Err() != nil {
			return
		}
		s.hints++
		if s.ended || asked {
			s.tellParent(ctx)
		}
	}
}

func (s *slot) carryAll(ctx workflow.Context) {
	group := workflow.NewWaitGroup(ctx)
	for i := range s.in.Posts {
		group.Add(1)
		workflow.Go(ctx, func(ctx workflow.Context) {
			defer group.Done()
			c, stop := s.carrier(i)
			if stop != nil {
				s.results[i].Status, s.results[i].Sentence = stop.status, stop.sentence
				return
			}
			s.results[i] = c.run(ctx)
			if slices.ContainsFunc(s.results, waits) {
				s.tellParent(ctx) // the note shows what is out while another platform waits
			}
		})
	}
	detached, done := workflow.NewDisconnectedContext(ctx) // what has been sent is followed to its end
	defer done()
	group.Wait(detached)
	s.ended = true
}

func waits(r contract.PlatformResult) bool { return r.Status == contract.StatusWaitingSystem }

func (s *slot) result() contract.SlotResult {
	return contract.SlotResult{Slot: s.in.Slot, Results: append([]contract.PlatformResult(nil), s.results...)}
}

// report puts what came of the slot into the books and the log, and tells the
// process of the note.
func (s *slot) report(ctx workflow.Context) error {
	for i, post := range s.in.Posts {
		in := contract.EnsurePublishedInput{PostID: s.in.PostID, Title: s.in.Title, Slot: s.in.Slot, Post: post, Result: s.results[i]}
		if post.Platform == contract.X {
			in.Cost = s.in.Cost
		}
		if _, err := flow.Do(ctx, contract.PostsEnsurePublished, in, "keep what came of it"); err != nil {
			return err
		}
	}
	result := s.result()
	s.tellParent(ctx)
	if err := s.notices(ctx); err != nil {
		return err
	}
	status := overall(result)
	if err := s.say(ctx, status, summary(result)); err != nil {
		return err
	}
	return s.log(ctx, "social.cross_channel", status, crossChannel(result))
}

// crossChannel is the one line about a slot on all platforms.
func crossChannel(result contract.SlotResult) map[string]string {
	out := map[string]string{"slot": stamp(result.Slot)}
	published := 0
	for _, r := range result.Results {
		out[string(r.Platform)] = strings.TrimSpace(r.Status + " " + r.Outcome.URL)
		if r.Status == contract.StatusDone {
			published++
		}
	}
	out["published"], out["platforms"] = strconv.Itoa(published), strconv.Itoa(len(result.Results))
	return out
}

// tellParent says to the process of the note how the slot stands. When that is
// over nobody needs the word.
func (s *slot) tellParent(ctx workflow.Context) { s.tell(ctx, s.result()) }

func (s *slot) tell(ctx workflow.Context, result contract.SlotResult) {
	err := workflow.SignalExternalWorkflow(ctx, flow.ID(ctx, contract.PostWorkflowID(s.in.PostID)), "", contract.SignalSlotResult, result).Get(ctx, nil)
	if err != nil {
		workflow.GetLogger(ctx).Info("the process of the note is over", "error", err)
	}
}

func (s *slot) say(ctx workflow.Context, status, words string) error {
	changed := s.status.Status != status || s.status.WaitingFor == ""
	s.status.Status, s.status.WaitingFor = status, words
	workflow.SetCurrentDetails(ctx, words)
	if !changed {
		return nil
	}
	s.status.Since = workflow.Now(ctx)
	return workflow.UpsertTypedSearchAttributes(ctx,
		temporal.NewSearchAttributeKeyKeyword(contract.SearchStatus).ValueSet(status),
		temporal.NewSearchAttributeKeyTime(contract.SearchWaitingSince).ValueSet(s.status.Since),
	)
}

func (s *slot) log(ctx workflow.Context, action, result string, parameters map[string]string) error {
	return s.record(ctx, contract.AuditRecord{Phase: contract.PhaseEvent, Action: action, Result: result, Parameters: parameters, CorrelationID: s.in.PostID, DryRun: s.in.DryRun})
}

func (s *slot) record(ctx workflow.Context, r contract.AuditRecord) error {
	r.WorkflowID, r.RequestID, r.ApprovalStatus, r.PolicyRule = s.id, s.in.RequestID, s.in.Approval, s.in.Rule
	return s.journal.Write(ctx, r)
}

// stand shows that a platform waits, and why, in the note as well.
func (s *slot) stand(ctx workflow.Context, i int, words string) error {
	if s.results[i].Status == contract.StatusWaitingSystem && s.results[i].Sentence == words {
		return nil
	}
	s.results[i].Status, s.results[i].Sentence = contract.StatusWaitingSystem, words
	s.tellParent(ctx)
	return s.say(ctx, contract.StatusWaitingSystem, platformName(s.in.Posts[i].Platform)+" waits: "+words)
}

// notices tell of a slot of a series that did not come out whole: its note
// stays where it is, where nobody would look for that.
func (s *slot) notices(ctx workflow.Context) error {
	if !s.in.Series {
		return nil
	}
	status := overall(s.result())
	if status == contract.StatusDone || status == contract.StatusDryRun {
		return nil
	}
	result := s.result()
	notice := s.notice("slot", "Not published everywhere: "+s.in.Title, append([]string{summary(result)}, seriesWay(result)...))
	notice.Sections = resultSections(result)
	_, err := flow.Do(ctx, contract.NotesEnsureNote, notice, "say what did not come out")
	return err
}

func seriesWay(result contract.SlotResult) []string {
	var out []string
	for _, r := range result.Results {
		if r.Status == contract.StatusUnknown {
			out = append(out, "Look on "+platformName(r.Platform)+" whether the post is there; it is not sent again by itself.")
		}
	}
	return append(out, "The series goes on with its next day. To publish this one after all, copy its note, remove post_id and the series from the copy, and give it a publish_at of its own.")
}

func (s *slot) notice(kind, title string, sentences []string) contract.Note {
	return contract.Note{
		RequestID: contract.PostRequestID(s.id, s.in.Slot, 0) + "-" + kind, WorkflowID: s.id, Revision: 1, Type: contract.NoteNotice,
		Folder: contract.FolderNeedsAction, Title: title, Created: s.in.Slot, DryRun: s.in.DryRun, Lead: sentences,
		HowTo: []string{"When you have seen to it, move this note to Completed/ or delete it. Nothing waits for it."},
	}
}

// left is how much time the slot still has.
func (s *slot) left(ctx workflow.Context) time.Duration {
	if s.in.Until.IsZero() {
		return tooOld
	}
	return s.in.Until.Sub(workflow.Now(ctx))
}
