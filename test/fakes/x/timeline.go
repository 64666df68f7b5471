package x

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

const pageMark = "page-of-the-fake-"

// timeline is the posts of a user, newest first.
func (s *Server) timeline(c call) reply {
	q := c.r.URL.Query()
	size, ok := number(q, "max_results", 10, 5, 100)
	if !ok {
		return invalid("The `max_results` query parameter value [%s] is not between 5 and 100", q.Get("max_results"))
	}
	size = min(size, s.opts.PageSize)
	since, ok := moment(q.Get("start_time"), time.Time{})
	until, ok2 := moment(q.Get("end_time"), s.opts.Now().Add(time.Hour))
	offset, ok3 := page(q.Get("pagination_token"))
	if !ok || !ok2 || !ok3 {
		return invalid("Invalid `start_time`, `end_time` or `pagination_token`")
	}
	d, bad := s.dialect(c)
	if bad != nil {
		return *bad
	}
	if _, known := s.state.users[c.id]; !known {
		return missing("user", c.id)
	}
	var fit []*post
	for i := len(s.state.posts) - 1; i >= 0; i-- {
		p := s.state.posts[i]
		if p.author == c.id && !p.deleted && !s.state.old && !p.created.Truncate(time.Second).Before(since) && p.created.Before(until) {
			fit = append(fit, p)
		}
	}
	meta := map[string]any{}
	var shown []any
	for i := offset; i < len(fit) && len(shown) < size; i++ {
		shown = append(shown, s.show(fit[i], d))
	}
	meta["result_count"] = len(shown)
	if next := offset + size; next < len(fit) {
		meta["next_token"] = pageMark + strconv.Itoa(next)
	}
	body := map[string]any{"meta": meta}
	if len(shown) > 0 {
		meta["newest_id"], meta["oldest_id"] = fit[offset].id, fit[offset+len(shown)-1].id
		body["data"] = shown
	}
	return reply{status: http.StatusOK, body: body}
}

func moment(text string, fallback time.Time) (time.Time, bool) {
	if text == "" {
		return fallback, true
	}
	t, err := time.Parse("2006-01-02T15:04:05Z", text)
	return t, err == nil
}

func page(token string) (int, bool) {
	if token == "" {
		return 0, true
	}
	rest, ok := strings.CutPrefix(token, pageMark)
	n, err := strconv.Atoi(rest)
	return n, ok && err == nil && n > 0
}
