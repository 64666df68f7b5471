package xclient

import (
	"strconv"
	"time"
)

// Quota is how many posts the current window has taken.
type Quota struct {
	Used, Total int
	Ends        time.Time
}

// opCreate is the call that the quota is about.
const opCreate = "createPosts"

// note keeps what the answer to a post says about the limits.
func (c *Client) note(op string, seen *answer) {
	if op != opCreate {
		return
	}
	var tightest *Quota
	for _, name := range []string{"x-rate-limit", "x-app-limit-24hour", "x-user-limit-24hour"} {
		total, err1 := strconv.Atoi(seen.header.Get(name + "-limit"))
		left, err2 := strconv.Atoi(seen.header.Get(name + "-remaining"))
		ends, ok := unix(seen.header.Get(name + "-reset"))
		if err1 != nil || err2 != nil || !ok || total <= 0 {
			continue
		}
		if q := (&Quota{Used: total - left, Total: total, Ends: ends}); tightest == nil || left < tightest.Total-tightest.Used {
			tightest = q
		}
	}
	if tightest != nil {
		c.quota.Store(tightest)
	}
}

// Quota is what the last new post has told; a total of 0 = not told, or over.
func (c *Client) Quota() Quota {
	q := c.quota.Load()
	if q == nil || !q.Ends.After(c.cfg.Now()) {
		return Quota{}
	}
	return *q
}
