package gmailclient

import (
	"context"
	"time"

	"golang.org/x/time/rate"
)

// Quota units as Google counts them for projects made since 2026-05; older
// projects have 15,000 a minute, so the smaller figure is right for both.
// Source: https://developers.google.com/workspace/gmail/api/reference/quota
const (
	defaultUnitsPerMinute = 6000

	unitsProfile     = 1
	unitsHistory     = 2
	unitsList        = 5
	unitsGet         = 20
	unitsLabelsList  = 1
	unitsLabelCreate = 5
	unitsModify      = 5
	unitsDraftCreate = 10
)

// newLimiter spreads the units over the minute. A tenth may go at once, and
// the flow is smaller by as much, so that no minute can exceed the limit.
func newLimiter(unitsPerMinute int) *rate.Limiter {
	burst := max(unitsPerMinute/10, unitsGet)
	flow := max(unitsPerMinute-burst, 1)
	return rate.NewLimiter(rate.Limit(float64(flow)/60), burst)
}

// spend waits for the units of a call. When the caller's time would run out
// first it says at once how long to wait, so that no attempt is held up.
func (c *Client) spend(ctx context.Context, op string, units int) error {
	now := time.Now()
	r := c.limiter.ReserveN(now, units)
	delay := r.DelayFrom(now)
	if deadline, ok := ctx.Deadline(); ok && now.Add(delay).After(deadline) {
		r.CancelAt(now)
		return &Error{Op: op, Kind: KindRateLimited, RetryAfter: delay, Message: "Gmail's quota of this minute is used up; the rest follows by itself"}
	}
	if delay == 0 {
		return nil
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		r.Cancel()
		return &Error{Op: op, Kind: KindTransient, Message: "the call was cancelled while it waited for Gmail's quota", cause: ctx.Err()}
	}
}
