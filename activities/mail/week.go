package mail

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// maxUnanswered bounds the customers that are named.
const maxUnanswered = 20

// Request is what a mail has asked for. Where requests are kept the mail store
// does not know.
type Request struct {
	MailKey  string
	Customer string // "" when nobody knows
	Path     string // of its note
	SeenAt   time.Time
	// ClosedAt is when it ended; zero while it waits.
	ClosedAt time.Time
}

// Requests lists those that wait now and those that ended since a moment, and
// within how many hours the owner wants a mail settled, 0 = no goal.
type Requests func(since time.Time) (found []Request, goalHours int, err error)

// WithRequests gives the road to the requests; without it there is no answer
// for the Monday page.
func WithRequests(list Requests) Option { return func(a *Activities) { a.requests = list } }

// Mailbox tells since when the mailbox cannot be looked through, and why; zero
// when it can, or when there is none.
type Mailbox func() (since time.Time, why string)

// WithMailbox gives the road to the mailbox's standing.
func WithMailbox(standing Mailbox) Option { return func(a *Activities) { a.mailbox = standing } }

// ListWeek tells how the mails of a week were dealt with. The time runs from
// when this host got the mail: the file of a dropped one may be years old.
func (a *Activities) ListWeek(_ context.Context, in contract.ListWeekInput) (contract.MailWeek, error) {
	if a.requests == nil {
		return contract.MailWeek{}, temporal.NewNonRetryableApplicationError("This worker does not know what became of the mails.", string(contract.FailNotConfigured), nil)
	}
	received, arrived, err := a.store.received(in.Span.Start, in.Span.End)
	if err != nil {
		return contract.MailWeek{}, transient(err)
	}
	found, goal, err := a.requests(in.Span.Start)
	if err != nil {
		return contract.MailWeek{}, temporal.NewApplicationErrorWithCause(err.Error(), string(contract.FailTransient), err)
	}
	out := contract.MailWeek{ReadAt: a.now().UTC(), Received: received, GoalHours: goal}
	var took []time.Duration
	customers := map[string]*contract.UnansweredMails{}
	for _, r := range found {
		since := arrived(r)
		switch {
		case r.ClosedAt.IsZero():
			out.Waits++
			unanswered(customers, r, since)
		case !r.ClosedAt.Before(in.Span.Start) && r.ClosedAt.Before(in.Span.End):
			d := max(r.ClosedAt.Sub(since), 0)
			took = append(took, d)
			if goal > 0 && d <= time.Duration(goal)*time.Hour {
				out.WithinGoal++
			}
		}
	}
	if a.mailbox != nil {
		out.Since, out.Why = a.mailbox()
	}
	out.Settled = week.Times(took)
	out.Unanswered, out.More = ranked(customers)
	return out, nil
}

// unanswered counts a mail that waits for its customer, under the spelling
// that came first.
func unanswered(customers map[string]*contract.UnansweredMails, r Request, since time.Time) {
	key := strings.ToLower(strings.TrimSpace(r.Customer))
	c := customers[key]
	if c == nil {
		c = &contract.UnansweredMails{Customer: r.Customer, Oldest: since, Path: r.Path}
		customers[key] = c
	}
	c.Count++
	if since.Before(c.Oldest) {
		c.Oldest, c.Path = since, r.Path
	}
}

func ranked(customers map[string]*contract.UnansweredMails) (out []contract.UnansweredMails, more bool) {
	for _, c := range customers {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b contract.UnansweredMails) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), a.Oldest.Compare(b.Oldest), cmp.Compare(a.Customer, b.Customer))
	})
	return out[:min(len(out), maxUnanswered)], len(out) > maxUnanswered
}

// received counts the mails that were stored from one moment until before
// another, and gives for a request when its mail was stored.
func (s *Store) received(from, until time.Time) (count int, arrived func(Request) time.Time, err error) {
	files, err := fs.ReadDir(s.root.FS(), ".")
	if err != nil {
		return 0, nil, fmt.Errorf("mail store: %w", err)
	}
	stored := map[string]time.Time{}
	for _, f := range files {
		key, ok := strings.CutSuffix(f.Name(), ".eml")
		if _, bad := fileName(key); !ok || bad != nil {
			continue
		}
		info, err := f.Info()
		if err != nil {
			continue // gone meanwhile
		}
		stored[key] = info.ModTime().UTC()
		if at := info.ModTime(); !at.Before(from) && at.Before(until) {
			count++
		}
	}
	return count, func(r Request) time.Time {
		if at, ok := stored[r.MailKey]; ok && (r.ClosedAt.IsZero() || at.Before(r.ClosedAt)) {
			return at
		}
		return r.SeenAt.UTC() // a mail too large to be stored, or a store that was brought back later
	}, nil
}
