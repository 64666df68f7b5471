package posts

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
	"github.com/autonomous-employee/employee/workflows/week"
)

const (
	weeksBefore  = 4
	upcomingDays = 14
	maxUpcoming  = 30
)

// ListWeek says what was published in a week, from our own books. A figure
// that no platform has told is nil, never zero. A platform that is neither set up
// nor was ever posted to is left out; without any nothing is set up.
func (d *Desk) ListWeek(ctx context.Context, in contract.ListWeekInput) (contract.PostWeek, error) {
	this, err := week.Parse(in.Span.Week)
	if err != nil {
		return contract.PostWeek{}, invalid("the week cannot be understood", err)
	}
	slots, notes := d.book.all()
	out := contract.PostWeek{ReadAt: d.opts.Clock().UTC(), Upcoming: upcoming(notes, in.Span.AsOf)}
	for _, where := range contract.Platforms() {
		own := slices.DeleteFunc(slices.Clone(slots), func(e slotEntry) bool { return e.Post.Platform != where })
		planned := slices.ContainsFunc(out.Upcoming, func(u contract.UpcomingPost) bool { return u.Platform == string(where) })
		if len(own) == 0 && !planned && !d.opts.Configured(where) {
			continue
		}
		p := contract.PlatformWeek{Platform: string(where), Week: figures(own, in.Span), Spend: spend(own, in.Span)}
		for i := range weeksBefore {
			p.Before = append(p.Before, figures(own, this.Add(-1-i).Span(d.opts.Zone, in.Span.AsOf)))
		}
		out.Platforms = append(out.Platforms, p)
	}
	d.askPlatforms(ctx, out.Platforms)
	out.Configured = len(out.Platforms) > 0
	out.Best = best(slots, in.Span)
	return out, nil
}

// askPatience bounds how long a page waits for platforms that do not answer.
const askPatience = 3 * time.Second

// askPlatforms says of each platform that is set up and does not answer since
// when and why: its reach and engagement are then as they were last read.
func (d *Desk) askPlatforms(ctx context.Context, platforms []contract.PlatformWeek) {
	if d.opts.Standing == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, askPatience)
	defer cancel()
	var all sync.WaitGroup
	for i := range platforms {
		p := &platforms[i]
		if where := contract.Platform(p.Platform); d.opts.Configured(where) {
			all.Go(func() { p.Since, p.Why = d.opts.Standing(ctx, where) })
		}
	}
	all.Wait()
}

// all gives copies of what the books hold, in a fixed order.
func (b *book) all() ([]slotEntry, []noteEntry) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var slots []slotEntry
	for _, e := range b.slots {
		slots = append(slots, e)
	}
	var notes []noteEntry
	for _, n := range b.notes {
		notes = append(notes, n)
	}
	slices.SortFunc(slots, func(x, y slotEntry) int {
		return cmp.Or(x.Slot.Compare(y.Slot), cmp.Compare(x.Post.BusinessKey, y.Post.BusinessKey))
	})
	slices.SortFunc(notes, func(x, y noteEntry) int { return cmp.Compare(x.PostID, y.PostID) })
	return slots, notes
}

func within(t time.Time, span contract.WeekSpan) bool {
	return !t.Before(span.Start) && t.Before(span.End)
}

// figures counts the slots of a week on one platform.
func figures(slots []slotEntry, span contract.WeekSpan) contract.PlatformFigures {
	f := contract.PlatformFigures{Week: span.Week}
	for _, e := range slots {
		if !within(e.Slot, span) {
			continue
		}
		f.Planned++
		switch e.Result.Status {
		case contract.StatusDone, contract.StatusPartly:
			f.Published++
		case contract.StatusUnknown:
			f.Unknown++
		case contract.StatusDryRun:
			f.DryRun++
		case "":
		default:
			f.Failed++
		}
		add(&f.Reach, reach(e))
		add(&f.Engagement, engagement(e))
	}
	return f
}

func add(sum **int, n *int) {
	if n == nil {
		return
	}
	if *sum == nil {
		*sum = new(int)
	}
	**sum += *n
}

// latest gives the counts that were collected last.
func latest(e slotEntry) (contract.Metrics, bool) {
	for _, after := range []string{"7d", "24h", "1h"} {
		if m, ok := e.Metrics[after]; ok {
			return m, true
		}
	}
	return contract.Metrics{}, false
}

// reach is how many people were reached; where a platform does not tell, how
// often it was seen. nil when it tells neither.
func reach(e slotEntry) *int {
	m, _ := latest(e)
	for _, name := range []string{contract.MetricReach, contract.MetricViews} {
		for _, v := range m.Values {
			if v.Name == name {
				n := int(v.Count)
				return &n
			}
		}
	}
	return nil
}

// engagement is the platform's own sum, or what it tells of its parts; nil when
// it tells none.
func engagement(e slotEntry) *int {
	m, _ := latest(e)
	var sum *int
	for _, v := range m.Values {
		n := int(v.Count)
		switch v.Name {
		case contract.MetricTotalActs:
			return &n
		case contract.MetricLikes, contract.MetricComments, contract.MetricShares, contract.MetricSaves, contract.MetricQuotes:
			add(&sum, &n)
		}
	}
	return sum
}

// spend is what a platform charged for the slots of a week; nil when it charges
// nothing.
func spend(slots []slotEntry, span contract.WeekSpan) *contract.WeekMoney {
	sum, count := decimal.Zero, 0
	for _, e := range slots {
		cost, err := money.Parse(e.Cost)
		if err != nil || e.Post.Platform != contract.X || !e.out() || !within(e.Slot, span) {
			continue
		}
		sum, count = sum.Add(cost), count+1
	}
	if count == 0 {
		return nil
	}
	return &contract.WeekMoney{Currency: "USD", Amount: money.Format(sum), Count: count}
}

// best is the post of the week with the most engagement.
func best(slots []slotEntry, span contract.WeekSpan) *contract.BestPost {
	var found *contract.BestPost
	for _, e := range slots {
		n := engagement(e)
		if n == nil || !within(e.Slot, span) || found != nil && *n <= found.Engagement {
			continue
		}
		found = &contract.BestPost{
			Platform: string(e.Post.Platform), Title: e.Title, URL: e.Result.Outcome.URL, Published: e.at(), Engagement: *n, Reach: reach(e),
		}
	}
	return found
}

func upcoming(notes []noteEntry, from time.Time) []contract.UpcomingPost {
	var out []contract.UpcomingPost
	for _, n := range notes {
		for _, p := range n.Planned {
			if p.Slot.After(from) && p.Slot.Before(from.AddDate(0, 0, upcomingDays)) {
				out = append(out, contract.UpcomingPost{Platform: string(p.Platform), Title: p.Title, At: p.Slot, Path: n.Path})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b contract.UpcomingPost) int { return a.At.Compare(b.At) })
	return out[:min(len(out), maxUpcoming)]
}
