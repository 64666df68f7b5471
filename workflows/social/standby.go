package social

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// standBy waits until the slot may begin: at once when it is due, otherwise at
// its time, if the note and the rules are then as they were when it was
// prepared. If not, and when the process of the note asks for it, nothing is
// begun until that says what to do; false when it never did.
func (s *slot) standBy(ctx workflow.Context) (begin bool) {
	held, over := false, false
	for held || s.in.Check != nil {
		wait := max(s.in.Slot.Sub(workflow.Now(ctx)), 0)
		switch {
		case over:
			wait = tooOld
		case held:
			wait = forAWord
		}
		word, come, err := s.nextWord(ctx, wait)
		switch {
		case err != nil || over && !come:
			return false
		case come:
			held, over = s.heed(ctx, word)
		case s.asItWas(ctx):
			return true
		default:
			held = true
			s.answer(ctx)
		}
	}
	return true
}

// heed takes what the process of the note says, which is answered when it waits
// for that.
func (s *slot) heed(ctx workflow.Context, word contract.SlotWord) (held, over bool) {
	s.word = word.Number
	if word.Input != nil {
		s.in = *word.Input
		return false, false
	}
	if !word.Over {
		s.answer(ctx)
	}
	return true, word.Over
}

// forAWord waits for nothing else.
const forAWord = -1

// nextWord waits for a word of the process of the note, or so long.
func (s *slot) nextWord(ctx workflow.Context, wait time.Duration) (word contract.SlotWord, come bool, err error) {
	timed, cancel := workflow.WithCancel(ctx)
	defer cancel()
	passed := false
	selector := workflow.NewSelector(ctx)
	selector.AddReceive(s.words, func(c workflow.ReceiveChannel, _ bool) { come = c.ReceiveAsync(&word) })
	if wait != forAWord {
		timer := workflow.NewTimerWithOptions(timed, wait, workflow.TimerOptions{Summary: "until the post is due"})
		selector.AddFuture(timer, func(workflow.Future) { passed = true })
	}
	selector.AddReceive(ctx.Done(), func(workflow.ReceiveChannel, bool) {})
	for !come && !passed && ctx.Err() == nil {
		selector.Select(ctx)
	}
	return word, come, ctx.Err()
}

// asItWas looks at the note and the rules in the moment of the slot.
func (s *slot) asItWas(ctx workflow.Context) bool {
	r, err := flow.Do(ctx, contract.PostsReadPost, *s.in.Check, "look at the note in the moment")
	s.beside = r.Beside
	return err == nil && asPrepared(r, s.in, workflow.Now(ctx))
}

func (s *slot) answer(ctx workflow.Context) { s.tell(ctx, s.unbegun()) }

func (s *slot) unbegun() contract.SlotResult {
	return contract.SlotResult{Slot: s.in.Slot, Unbegun: true, Word: s.word}
}

const (
	// crowd is from how many posts that are due at once on one gives way to the others with what comes after it.
	crowd = 10
	// crowdShare is for how long, for each of the others: twice what one takes on a small machine.
	crowdShare   = 50 * time.Millisecond
	longestShare = 30 * time.Second
)

// giveWay waits before what comes after the request, where many posts are due at
// the same second: reading it back, the books and the note would hold up the
// requests of the others. What became of the request is in the log by then.
func (s *slot) giveWay(ctx workflow.Context) {
	if s.beside < crowd {
		return
	}
	wait := min(time.Duration(s.beside)*crowdShare, longestShare)
	_ = workflow.NewTimerWithOptions(ctx, wait, workflow.TimerOptions{Summary: "until the other posts of this minute are out"}).Get(ctx, nil) // who is stopped goes on at once
}
