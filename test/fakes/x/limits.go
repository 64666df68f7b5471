package x

import (
	"net/http"
	"strconv"
	"time"
)

// windowLength is how long X counts calls together.
const windowLength = 15 * time.Minute

// dayLimit of posts for an app.
const dayLimit = 10_000

type window struct {
	begin time.Time
	used  int
}

// charge counts a call against its window and gives the headers that every
// answer carries.
func (s *Server) charge(c call) (header map[string]string, over *reply) {
	now := s.opts.Now()
	limit := c.e.Limit
	if c.op == "createPosts" {
		limit = s.opts.PostLimit
	}
	limit *= s.opts.Roomy
	w := s.windows[c.op]
	if w == nil || now.Sub(w.begin) >= windowLength {
		w = &window{begin: now}
		s.windows[c.op] = w
	}
	w.used++
	header = limitHeader(limit, limit-w.used, w.begin.Add(windowLength))
	if c.op == "createPosts" {
		day := s.windows["day"]
		if day == nil || now.Sub(day.begin) >= 24*time.Hour {
			day = &window{begin: now}
			s.windows["day"] = day
		}
		day.used++
		header["x-app-limit-24hour-limit"] = strconv.Itoa(dayLimit)
		header["x-app-limit-24hour-remaining"] = strconv.Itoa(max(dayLimit-day.used, 0))
		header["x-app-limit-24hour-reset"] = strconv.FormatInt(day.begin.Add(24*time.Hour).Unix(), 10)
	}
	if w.used > limit {
		a := tooMany()
		return header, &a
	}
	return header, s.blocked(c)
}

func limitHeader(limit, remaining int, reset time.Time) map[string]string {
	return map[string]string{
		"x-rate-limit-limit": strconv.Itoa(limit), "x-rate-limit-remaining": strconv.Itoa(max(remaining, 0)),
		"x-rate-limit-reset": strconv.FormatInt(reset.Unix(), 10),
	}
}

func tooMany() reply {
	return problem(http.StatusTooManyRequests, typeBlank, "Too Many Requests", "Too Many Requests")
}

// blocked is what the account's state forbids.
func (s *Server) blocked(c call) *reply {
	answer := func(a reply) *reply { return &a }
	switch {
	case s.state.capped:
		return answer(problem(http.StatusTooManyRequests, typeCapped, "UsageCapExceeded", "Usage cap exceeded: Monthly product cap"))
	case !s.state.credits:
		return answer(problem(http.StatusPaymentRequired, "https://api.x.com/2/problems/credits", "CreditsDepleted", "Your enrolled account does not have any credits to fulfill this request."))
	case s.state.appless:
		return answer(problem(http.StatusForbidden, typeForbidden, "Client Forbidden", "When authenticating requests to the X API v2 endpoints, you must use keys and tokens from an app that is attached to a project."))
	case s.state.suspended && c.r.Method != http.MethodGet:
		return answer(forbidden("Your account is suspended and is not permitted to access this feature."))
	}
	return nil
}

// OutOfCredits makes X refuse all calls until it is called with false.
func (s *Server) OutOfCredits(out bool) { s.set(func() { s.state.credits = !out }) }

// UsageCapped makes the month's cap reached until it is called with false.
func (s *Server) UsageCapped(capped bool) { s.set(func() { s.state.capped = capped }) }

// Suspend makes the account suspended until it is called with false.
func (s *Server) Suspend(suspended bool) { s.set(func() { s.state.suspended = suspended }) }

// ForbidClient makes the app one that may not call until it is called with false.
func (s *Server) ForbidClient(forbidden bool) { s.set(func() { s.state.appless = forbidden }) }

func (s *Server) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}
