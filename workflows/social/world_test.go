package social_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/social"
)

const postID = "p-7f3a"

// world is a post with the systems around it. Time passes only when everything
// waits.
type world struct {
	env   *testsuite.TestWorkflowEnvironment
	in    contract.ScheduledPostInput
	began time.Time
	// publish is the process of a slot.
	publish func(workflow.Context, contract.PublishSlotInput) (contract.SlotResult, error)

	mu        sync.Mutex
	note      note
	told      []contract.EnsurePostNoteInput
	desk      desk
	platforms map[contract.Platform]*platform
	books     []contract.EnsurePublishedInput
	records   []contract.AuditRecord
	readings  int
}

// note is the owner's note.
type note struct {
	state    string
	text     string
	kind     contract.PostKind
	at       string // RFC 3339, or now
	every    time.Duration
	until    time.Time
	on       []contract.Platform
	comment  string
	thread   []string
	media    []contract.PostMedia
	source   string
	dryRun   bool
	paused   bool
	problems []contract.PostProblem
	// accountProblems are problems that the note has as long as the accounts are not well.
	accountProblems bool
	sensitive       []contract.Sensitive
	beside          int // other posts of the same minute
}

func open(t *testing.T) *world {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	w := &world{
		env: suite.NewTestWorkflowEnvironment(), began: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
		in: contract.ScheduledPostInput{PostID: postID}, publish: social.PublishSlot, platforms: map[contract.Platform]*platform{},
	}
	w.note = note{state: contract.PostReady, text: "We are open on Sunday.", kind: contract.PostPublic, at: stamp(w.began.Add(2 * time.Hour)), on: contract.Platforms()}
	w.env.SetStartTime(w.began)
	w.env.SetTestTimeout(30 * time.Second)
	w.env.SetWorkerOptions(worker.Options{DeadlockDetectionTimeout: 20 * time.Second}) // a busy machine is no deadlock
	w.env.SetStartWorkflowOptions(client.StartWorkflowOptions{ID: contract.PostWorkflowID(postID)})
	w.env.RegisterWorkflowWithOptions(social.Run, workflow.RegisterOptions{Name: contract.ScheduledSocialPost})
	w.env.RegisterWorkflowWithOptions(func(ctx workflow.Context, in contract.PublishSlotInput) (contract.SlotResult, error) {
		return w.publish(ctx, in)
	}, workflow.RegisterOptions{Name: contract.PublishSocialPost})
	for _, name := range contract.Platforms() {
		w.platforms[name] = &platform{world: w, name: name, account: contract.Account{Platform: name, Configured: true}}
	}
	fb, ig, x := w.platforms[contract.Facebook], w.platforms[contract.Instagram], w.platforms[contract.X]
	fb.register(contract.FacebookFetchAccount, contract.FacebookEnsurePrepared, contract.FacebookFetchPrepared, contract.FacebookPublishPost, contract.FacebookFindPost, contract.FacebookVerifyPost, contract.FacebookFetchMetrics)
	ig.register(contract.InstagramFetchAccount, contract.InstagramEnsurePrepared, contract.InstagramFetchPrepared, contract.InstagramPublishPost, contract.InstagramFindPost, contract.InstagramVerifyPost, contract.InstagramFetchMetrics)
	x.register(contract.XFetchAccount, contract.XEnsurePrepared, contract.XFetchPrepared, contract.XPublishPost, contract.XFindPost, contract.XVerifyPost, contract.XFetchMetrics)
	register(w, contract.PostsReadPost, w.read)
	register(w, contract.PostsEnsureNote, func(in contract.EnsurePostNoteInput) (contract.NoteRef, error) {
		w.told = append(w.told, in)
		return contract.NoteRef{Path: "Social_Posts/sunday.md"}, nil
	})
	register(w, contract.PostsEnsurePublished, func(in contract.EnsurePublishedInput) (contract.Nothing, error) {
		w.books = append(w.books, in)
		return contract.Nothing{}, nil
	})
	register(w, contract.NotesEnsureNote, w.desk.lay)
	register(w, contract.NotesEnsureFiled, w.desk.file)
	register(w, contract.NotesFetchDecision, w.desk.decision)
	register(w, contract.AuditEnsureRecords, func(r []contract.AuditRecord) (contract.EnsureRecordsResult, error) {
		w.records = append(w.records, r...)
		return contract.EnsureRecordsResult{Written: 1}, nil
	})
	return w
}

// register puts an activity under its contract name; one runs at a time.
func register[In, Out any](w *world, name contract.Activity[In, Out], f func(In) (Out, error)) {
	w.env.RegisterActivityWithOptions(func(_ context.Context, in In) (Out, error) {
		w.mu.Lock()
		defer w.mu.Unlock()
		return f(in)
	}, activity.RegisterOptions{Name: name.Name()})
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// read is posts.ReadPost over the note.
func (w *world) read(in contract.ReadPostInput) (contract.PostReading, error) {
	w.readings++
	n, now := w.note, w.env.Now().UTC()
	r := contract.PostReading{State: n.state, Path: "Social_Posts/sunday.md", Sensitive: n.sensitive, Hints: []contract.PostProblem{{Sentence: "A hint."}}}
	if n.state == contract.PostGone {
		return contract.PostReading{State: n.state}, nil
	}
	r.Post = contract.Post{PostID: in.PostID, Title: "sunday", Kind: n.kind, Platforms: n.on, Text: n.text, PublishAt: n.at, DryRun: n.dryRun, Source: n.source}
	r.Handbook, r.Beside = contract.Handbook{Paused: n.paused, ExpiresDays: 14}, n.beside
	r.ContentHash = fmt.Sprint(n.text, n.at, n.on, n.every, n.until)
	r.Problems = append(r.Problems, n.problems...)
	for _, a := range in.Accounts {
		if n.accountProblems && a.Problem != "" {
			r.Problems = append(r.Problems, contract.PostProblem{Platform: a.Platform, Sentence: a.Problem})
		}
	}
	if n.every > 0 {
		r.Post.Series = &contract.Series{Every: "day"}
	}
	n.slots(&r, in, now)
	if len(r.Problems) > 0 || r.Slot.IsZero() {
		return r, nil
	}
	for _, p := range n.on {
		r.Posts = append(r.Posts, contract.PlatformPost{
			BusinessKey: contract.PostKey(in.PostID, r.Slot, p), Platform: p, Kind: n.kind, Text: n.text, Media: n.media, FirstComment: n.comment, Thread: n.thread,
		})
	}
	var err error
	r.Fingerprint, err = contract.PostsFingerprint(r.Posts)
	return r, err
}

func (n note) slots(r *contract.PostReading, in contract.ReadPostInput, now time.Time) {
	if !in.Slot.IsZero() {
		r.Slot = in.Slot
		return
	}
	if n.at == "now" {
		r.Slot = now.Truncate(time.Second)
		return
	}
	slot, _ := time.Parse(time.RFC3339, n.at)
	if n.every == 0 {
		r.Slot = slot
		return
	}
	for !slot.After(in.After) {
		slot = slot.Add(n.every)
	}
	for ; !slot.After(now); slot = slot.Add(n.every) {
		r.Missed = append(r.Missed, slot)
		r.Slot = slot
	}
	if r.Slot.IsZero() {
		r.Slot, slot = slot, slot.Add(n.every)
	}
	for ; len(r.Coming) < 5; slot = slot.Add(n.every) {
		r.Coming = append(r.Coming, slot)
	}
	if !n.until.IsZero() && r.Slot.After(n.until) {
		r.Slot = time.Time{}
	}
}

// at lets something happen when this much time has passed since the start.
func (w *world) at(after time.Duration, act func()) {
	w.env.RegisterDelayedCallback(func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		act()
	}, after)
}

// edit lets the owner change the note then.
func (w *world) edit(after time.Duration, change func(*note)) {
	w.env.RegisterDelayedCallback(func() {
		w.mu.Lock()
		change(&w.note)
		w.mu.Unlock()
		w.env.SignalWorkflow(contract.SignalPostChanged, contract.PostSignal{PostID: postID, SeenAt: w.env.Now()})
	}, after)
}

// owner lets the owner decide what lies on the desk then.
func (w *world) owner(after time.Duration, v contract.Verdict) { w.ownerDated(after, v, 0) }

// ownerDated is owner where the clock that dates the files is off.
func (w *world) ownerDated(after time.Duration, v contract.Verdict, off time.Duration) {
	w.env.RegisterDelayedCallback(func() {
		w.mu.Lock()
		w.desk.decide(v, w.env.Now().Add(off))
		id := w.desk.open.RequestID
		w.mu.Unlock()
		w.env.SignalWorkflow(contract.SignalDecision, contract.DecisionSignal{RequestID: id, SeenAt: w.env.Now()})
	}, after)
}

// run lets the process run to its end, and its slots with it.
func (w *world) run(t *testing.T) contract.ScheduledPostResult {
	t.Helper()
	w.env.ExecuteWorkflow(contract.ScheduledSocialPost, w.in)
	require.True(t, w.env.IsWorkflowCompleted())
	require.NoError(t, w.env.GetWorkflowError())
	var result contract.ScheduledPostResult
	require.NoError(t, w.env.GetWorkflowResult(&result))
	w.holds(t)
	return result
}

// holds are the invariants of every process.
func (w *world) holds(t *testing.T) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	open, ids := map[string]int{}, map[string]bool{}
	for _, r := range w.records {
		require.False(t, ids[r.RecordID], "record ID %s twice", r.RecordID)
		ids[r.RecordID] = true
		switch r.Phase {
		case contract.PhaseIntent:
			require.Zero(t, open[r.CorrelationID], "intent %s twice", r.CorrelationID)
			open[r.CorrelationID]++
		case contract.PhaseResult:
			require.Equal(t, 1, open[r.CorrelationID], "result %s without its intent", r.CorrelationID)
			open[r.CorrelationID]++
		}
	}
	for id, n := range open {
		require.Equal(t, 2, n, "intent %s has no result", id)
	}
	for _, p := range w.platforms {
		seen := map[string]bool{}
		for _, live := range p.live {
			require.False(t, seen[live.key], "%s: %s is out twice", p.name, live.key)
			seen[live.key] = true
		}
		for _, in := range p.sent {
			fingerprint, err := in.Post.Fingerprint()
			require.NoError(t, err)
			require.Equal(t, fingerprint, in.Fingerprint)
		}
	}
}

func (w *world) results(action string) []string {
	var out []string
	for _, r := range w.records {
		if r.Action == action && r.Phase == contract.PhaseResult {
			out = append(out, r.Result)
		}
	}
	return out
}

func (w *world) logged(action string) int {
	n := 0
	for _, r := range w.records {
		if r.Action == action {
			n++
		}
	}
	return n
}

// final is what our part of the owner's note says when the note is filed, or
// last, as text.
func (w *world) final(t *testing.T) (contract.EnsurePostNoteInput, string) {
	t.Helper()
	require.NotEmpty(t, w.told)
	last := w.told[len(w.told)-1]
	for _, n := range w.told {
		if n.Folder != "" {
			last = n
		}
	}
	return last, words(t, last)
}

func words(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	require.NoError(t, err)
	return strings.NewReplacer(`\u003e`, ">", `\"`, `"`).Replace(string(raw))
}

// saidAll is everything the note has said on the way.
func (w *world) saidAll(t *testing.T) string { return words(t, w.told) }

// fail is a failure as an activity returns it.
func fail(kind contract.FailureKind, sentence string, details ...any) error {
	return temporal.NewApplicationErrorWithOptions(sentence, string(kind), temporal.ApplicationErrorOptions{NonRetryable: true, Details: details})
}
