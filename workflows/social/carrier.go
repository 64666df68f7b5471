package social

import (
	"slices"
	"strconv"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// carrier brings one slot onto one platform.
type carrier struct {
	*slot
	at          int // place among the posts
	post        contract.PlatformPost
	calls       calls
	dry         bool
	fingerprint string

	prepared contract.Prepared
	attempts int
	lost     int   // answers that were lost, of the part in hand
	began    began // the first of its attempts that was lost, or else the last one
	rounds   int   // waits in a row
	waited   bool  // since the note was last looked at
	dead     bool  // the owner was told that the credentials are refused
}

// halt is why nothing more is done on a platform.
type halt struct{ status, sentence string }

func refused(sentence string) *halt { return &halt{contract.StatusRefused, sentence} }

func unknown(sentence string) *halt { return &halt{contract.StatusUnknown, sentence} }

const stoppedWords = "The process was stopped in Temporal before it was sent."

func (s *slot) carrier(i int) (*carrier, *halt) {
	post := s.in.Posts[i]
	made, known := callsOf(post.Platform)
	if !known {
		return nil, refused("There is no such platform.")
	}
	fingerprint, err := post.Fingerprint()
	if err != nil {
		return nil, refused(err.Error())
	}
	dry := s.in.DryRun || slices.Contains(s.in.Unconfigured, post.Platform)
	return &carrier{slot: s, at: i, post: post, calls: made, dry: dry, fingerprint: fingerprint}, nil
}

// run publishes the parts one after the other. What is out stays out whatever
// becomes of the parts behind it.
func (c *carrier) run(ctx workflow.Context) contract.PlatformResult {
	out := contract.PlatformResult{Platform: c.post.Platform, Status: contract.StatusDone, Of: c.post.Parts()}
	if c.dry {
		out.Status = contract.StatusDryRun
	}
	if stop := c.leftAlone(ctx); stop != nil {
		out.Status, out.Sentence = stop.status, stop.sentence
		return out
	}
	parent := ""
	for part := range out.Of {
		c.lost, c.rounds = 0, 0
		outcome, stop := c.part(ctx, part, parent)
		switch {
		case stop != nil && part == 0:
			out.Status, out.Sentence = stop.status, stop.sentence
			return out
		case stop != nil:
			out.Sentence = "Part " + strconv.Itoa(part+1) + " of " + strconv.Itoa(out.Of) + " is not out: " + stop.sentence
			return c.verified(ctx, out)
		case part == 0:
			out.Outcome = outcome
		case outcome.Request != "":
			out.Outcome.Request += "\n\n" + outcome.Request
		case outcome.ID != "":
			out.Rest = append(out.Rest, outcome.ID)
		}
		out.Parts++
		parent = c.parentOf(part+1, out.Outcome.ID, outcome.ID)
	}
	return c.verified(ctx, out)
}

// parentOf is what a part hangs on: a thread on the part before it, a first
// comment on the post.
func (c *carrier) parentOf(part int, first, before string) string {
	if part > len(c.post.Thread) {
		return first
	}
	return before
}

// part publishes one part, with as many attempts as are surely harmless.
func (c *carrier) part(ctx workflow.Context, part int, parent string) (contract.PostOutcome, *halt) {
	for {
		if stop := c.stillWanted(ctx); stop != nil {
			return contract.PostOutcome{}, stop
		}
		if part == 0 {
			if stop := c.prepare(ctx); stop != nil {
				return contract.PostOutcome{}, stop
			}
		}
		outcome, failed := c.attemptOrAdopt(ctx, part, parent)
		if failed == nil {
			c.rounds = 0
			return outcome, nil
		}
		if stop := c.afterFailure(ctx, failed); stop != nil {
			return contract.PostOutcome{}, stop
		}
	}
}

// attemptOrAdopt makes an attempt, but for a post that the platform says is out
// already: an attempt whose answer was lost has done it.
func (c *carrier) attemptOrAdopt(ctx workflow.Context, part int, parent string) (contract.PostOutcome, *failure) {
	if part == 0 && c.prepared.State == contract.PreparedPublished {
		return c.lookForLost(ctx, part, parent, &failure{sentence: "The platform says that it is out, but it could not be found."})
	}
	return c.attempt(ctx, part, parent)
}

// failure is why an attempt has not published.
type failure struct {
	kind     contract.FailureKind
	sentence string
	err      error
	absent   bool // its answer was lost, and it is not there
	certain  bool // the platform says so itself
}

func failureOf(err error) *failure {
	return &failure{kind: flow.KindOf(err), sentence: flow.Sentence(err), err: err}
}

// attempt is one try: intent, call, result. A lost answer is looked up before
// the result is known. The call and the line with its result are out of reach
// of a cancellation: once sent, what became of it is found out.
func (c *carrier) attempt(ctx workflow.Context, part int, parent string) (contract.PostOutcome, *failure) {
	detached, done := workflow.NewDisconnectedContext(ctx)
	defer done()
	c.attempts++
	if err := c.line(detached, contract.PhaseIntent, "intended", part, nil, 0); err != nil {
		return contract.PostOutcome{}, failureOf(err)
	}
	if ctx.Err() != nil {
		stopped := &failure{kind: contract.FailInvalid, sentence: stoppedWords}
		_ = c.line(detached, contract.PhaseResult, "not_done:stopped", part, nil, 0) // the process ends either way
		return contract.PostOutcome{}, stopped
	}
	sent := workflow.Now(ctx)
	if c.lost == 0 {
		c.began = began{at: sent}
	}
	outcome, err := flow.Do(detached, c.calls.publish, contract.PublishPostInput{
		Post: c.post, Part: part, Parent: parent, Prepared: c.prepared, DryRun: c.dry, Fingerprint: c.fingerprint,
	}, "publish part "+strconv.Itoa(part+1))
	var failed *failure
	adopted := false
	if err != nil {
		failed = failureOf(err)
		if c.mayBeOut(failed) {
			if c.lost++; c.lost == 1 {
				c.began = beganOf(err, sent)
			}
			if outcome, failed = c.lookForLost(ctx, part, parent, failed); failed == nil {
				adopted = true
				if isBlocked(err) { // it came out in spite of the block
					c.tellBlocked(ctx, flow.Sentence(err))
				}
			}
		}
	}
	result, parameters := c.told(outcome, failed, adopted)
	if err := c.line(detached, contract.PhaseResult, result, part, parameters, workflow.Now(ctx).Sub(sent)); err != nil && failed == nil {
		workflow.GetLogger(ctx).Error("result line of a post", "error", err)
	}
	return outcome, failed
}

// mayBeOut reports whether the post may be out although the attempt failed: its
// answer was lost, or it is refused as a second one after an answer was lost.
func (c *carrier) mayBeOut(f *failure) bool {
	if c.dry {
		return false
	}
	return f.kind == contract.FailOutcomeUnknown || f.kind == contract.FailConflict && c.lost > 0
}

func (c *carrier) told(o contract.PostOutcome, failed *failure, adopted bool) (string, map[string]string) {
	switch {
	case failed != nil && failed.absent:
		return "not_done:absent", map[string]string{"reason": failed.sentence}
	case failed != nil && failed.kind == contract.FailOutcomeUnknown && c.dry:
		return "not_done:transient", map[string]string{"reason": failed.sentence}
	case failed != nil && failed.kind == contract.FailOutcomeUnknown:
		return "unknown", map[string]string{"reason": failed.sentence}
	case failed != nil:
		return "not_done:" + string(failed.kind), map[string]string{"reason": failed.sentence}
	case o.DryRun || c.dry:
		return contract.StatusDryRun, map[string]string{"call": o.Request}
	}
	return "done", map[string]string{"id": o.ID, "adopted": strconv.FormatBool(adopted)}
}

// line writes the intent or the result of an attempt into the log.
func (c *carrier) line(ctx workflow.Context, phase, result string, part int, parameters map[string]string, took time.Duration) error {
	if parameters == nil {
		parameters = map[string]string{}
	}
	parameters["business_key"], parameters["part"], parameters["fingerprint"] = c.post.BusinessKey, strconv.Itoa(part+1), c.fingerprint
	return c.record(ctx, contract.AuditRecord{
		Phase: phase, Action: string(c.post.Platform) + ".publish_post", Result: result, Parameters: parameters,
		CorrelationID: c.post.BusinessKey + "/" + strconv.Itoa(c.attempts), DurationMS: took.Milliseconds(), DryRun: c.dry,
	})
}

// afterFailure waits for what may pass, and otherwise says why nothing more is
// done.
func (c *carrier) afterFailure(ctx workflow.Context, f *failure) *halt {
	if isBlocked(f.err) {
		c.tellBlocked(ctx, f.sentence)
		return refused(f.sentence)
	}
	switch {
	case ctx.Err() != nil && f.kind == contract.FailOutcomeUnknown && !c.dry:
		return unknown(f.sentence)
	case ctx.Err() != nil:
		return refused(stoppedWords)
	case f.certain && c.lost > 1: // another attempt is as harmless as the first, but the platform seems to be ill
		return c.holdUntil(ctx, f.sentence, workflow.Now(ctx).Add(min(firstHold<<min(c.lost-2, 7), longestHold)))
	case f.absent && c.lost > 1:
		return unknown("Twice no clear answer came back, and it could not be found. " + f.sentence)
	case f.absent:
		return nil // one new attempt
	case f.kind == contract.FailOutcomeUnknown && !c.dry:
		return unknown(f.sentence)
	case f.kind == contract.FailTransient || f.kind == contract.FailOutcomeUnknown:
		return c.holdUntil(ctx, f.sentence, workflow.Now(ctx).Add(c.backOff(firstHold, longestHold)))
	case f.kind == contract.FailRateLimited:
		return c.holdUntil(ctx, f.sentence, workflow.Now(ctx).Add(c.rateWait(ctx, f.err)))
	case f.kind == contract.FailAuth:
		return c.park(ctx, f.sentence)
	}
	return refused(f.sentence)
}

// verified reads the post back for its address. What is out stays a success
// when that cannot be had.
func (c *carrier) verified(ctx workflow.Context, out contract.PlatformResult) contract.PlatformResult {
	if c.dry || out.Outcome.ID == "" || ctx.Err() != nil {
		return out
	}
	c.giveWay(ctx)
	c.clearDead(ctx)
	wait := firstVerify
	for try := 1; ; try++ {
		seen, err := flow.Do(ctx, c.calls.verify, contract.VerifyPostInput{Post: c.post, ID: out.Outcome.ID}, "read the post back")
		if err == nil {
			if seen.URL != "" {
				out.Outcome.URL = seen.URL
			}
			if out.Outcome.PublishedAt.IsZero() {
				out.Outcome.PublishedAt = seen.PublishedAt
			}
			return out
		}
		if try == verifyTries || workflow.Sleep(ctx, wait) != nil {
			if out.Sentence == "" {
				out.Sentence = "It is out, but could not be read back: " + flow.Sentence(err)
			}
			return out
		}
		wait *= 4
	}
}

const (
	firstVerify = 2 * time.Second
	verifyTries = 4
)
