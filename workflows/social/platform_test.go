package social_test

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// platform is one outside place with its posts and its script of faults.
type platform struct {
	world   *world
	name    contract.Platform
	account contract.Account
	mute    bool // it does not tell about the account, however often it is asked
	sent    []contract.PublishPostInput
	sentAt  []time.Time
	live    []published
	finds   []time.Time

	faults   []fault       // of the next attempts
	ahead    time.Duration // of its clock before ours
	timeless bool          // it tells no time
	looked   []contract.FindPostInput
	hidden   time.Duration
	certain  bool
	prepared []contract.Prepared // states that come one after the other
	prepares int
	metrics  error
	verify   []error
	blind    int // looks that fail
}

type published struct {
	key, id string
	at      time.Time
}

// fault is what becomes of an attempt: err, and whether it was carried out
// all the same.
type fault struct {
	err  error
	done bool
}

func (p *platform) register(
	account contract.Activity[contract.FetchAccountInput, contract.Account], prepare contract.Activity[contract.PreparePostInput, contract.Prepared],
	prepared contract.Activity[contract.FetchPreparedInput, contract.Prepared], publish contract.Activity[contract.PublishPostInput, contract.PostOutcome],
	find contract.Activity[contract.FindPostInput, contract.FoundPosts], verify contract.Activity[contract.VerifyPostInput, contract.PostOutcome],
	metrics contract.Activity[contract.FetchMetricsInput, contract.Metrics],
) {
	register(p.world, account, func(contract.FetchAccountInput) (contract.Account, error) {
		if p.mute {
			return contract.Account{}, temporal.NewApplicationErrorWithOptions("Nobody answers.", string(contract.FailTransient), temporal.ApplicationErrorOptions{NextRetryDelay: time.Minute})
		}
		return p.account, nil
	})
	register(p.world, prepare, func(contract.PreparePostInput) (contract.Prepared, error) {
		p.prepares++
		return p.nextPrepared(), nil
	})
	register(p.world, prepared, func(contract.FetchPreparedInput) (contract.Prepared, error) { return p.nextPrepared(), nil })
	register(p.world, publish, p.publish)
	register(p.world, find, p.find)
	register(p.world, verify, func(in contract.VerifyPostInput) (contract.PostOutcome, error) {
		if len(p.verify) > 0 {
			err := p.verify[0]
			p.verify = p.verify[1:]
			if err != nil {
				return contract.PostOutcome{}, err
			}
		}
		return contract.PostOutcome{ID: in.ID, URL: "https://" + string(p.name) + ".example/" + in.ID}, nil
	})
	register(p.world, metrics, func(contract.FetchMetricsInput) (contract.Metrics, error) {
		return contract.Metrics{Values: []contract.Metric{{Name: contract.MetricLikes, Count: 4}}, Missing: []string{contract.MetricReach}}, p.metrics
	})
}

func (p *platform) nextPrepared() contract.Prepared {
	if len(p.prepared) == 0 {
		return contract.Prepared{State: contract.PreparedReady, MediaIDs: []string{"m1"}}
	}
	next := p.prepared[0]
	p.prepared = p.prepared[1:]
	return next
}

func (p *platform) publish(in contract.PublishPostInput) (contract.PostOutcome, error) {
	p.sent, p.sentAt = append(p.sent, in), append(p.sentAt, p.world.env.Now().UTC())
	if in.DryRun {
		return contract.PostOutcome{DryRun: true, Request: "POST /" + string(p.name) + " " + in.Post.PartText(in.Part)}, nil
	}
	f := fault{done: true}
	if len(p.faults) > 0 {
		f = p.faults[0]
		p.faults = p.faults[1:]
	}
	var outcome contract.PostOutcome
	if f.done {
		id := fmt.Sprintf("%s-%d", p.name, len(p.live)+1)
		p.live = append(p.live, published{key: fmt.Sprintf("%s/%d", in.Post.BusinessKey, in.Part), id: id, at: p.world.env.Now()})
		outcome = contract.PostOutcome{ID: id, PublishedAt: p.world.env.Now()}
	}
	if f.err != nil {
		return contract.PostOutcome{}, p.dated(f.err)
	}
	return outcome, nil
}

// dated is the failure of an attempt with when it began, as activities say it.
func (p *platform) dated(err error) error {
	began := p.world.env.Now().UTC().Add(p.ahead)
	if p.timeless {
		began = time.Time{}
	}
	var app *temporal.ApplicationError
	if !errors.As(err, &app) {
		return err
	}
	switch kind := contract.FailureKind(app.Type()); {
	case kind != contract.FailOutcomeUnknown && kind != contract.FailConflict:
		return err
	case app.HasDetails():
		return fail(kind, app.Message(), contract.AccountBlocked{Platform: p.name, SentAt: began})
	default:
		return fail(kind, app.Message(), contract.Sent{At: began})
	}
}

func (p *platform) find(in contract.FindPostInput) (contract.FoundPosts, error) {
	p.finds, p.looked = append(p.finds, p.world.env.Now()), append(p.looked, in)
	if p.blind > 0 {
		p.blind--
		return contract.FoundPosts{}, fail(contract.FailTransient, "The network is down.")
	}
	out := contract.FoundPosts{Certain: p.certain}
	since := in.Since
	if in.OurClock {
		since = since.Add(p.ahead)
	}
	for _, l := range p.live {
		if l.at.Add(p.ahead).Before(since.Add(-2 * time.Second)) {
			continue
		}
		if strings.HasPrefix(l.key, fmt.Sprintf("%s/%d", in.Post.BusinessKey, in.Part)) && p.world.env.Now().Sub(l.at) >= p.hidden {
			out.Posts = append(out.Posts, contract.PostOutcome{ID: l.id})
		}
	}
	return out, nil
}

func (p *platform) ids() []string {
	var out []string
	for _, l := range p.live {
		out = append(out, l.id)
	}
	return out
}

// lostAnswer is an attempt whose answer did not come.
func lostAnswer(done bool) fault {
	return fault{err: fail(contract.FailOutcomeUnknown, "The connection broke."), done: done}
}
