package breaker_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/breaker"
)

func TestStatus_ReadsAsTheOwnerSeesIt(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("CET", 3600)
	at := func(day, hour, minute int) time.Time {
		return time.Date(2026, 11, day, hour, minute, 30, 0, zone).UTC()
	}
	now := at(23, 10, 16)
	down := breaker.Status{Open: true, Since: at(23, 10, 12), Reason: "connection refused", Again: at(23, 10, 17)}
	long := breaker.Status{Open: true, Since: at(22, 8, 1), Reason: "connection refused", Again: at(23, 10, 17)}
	once := breaker.Status{Since: at(23, 10, 12), Reason: "HTTP 503", Again: at(23, 10, 13), LastAnswer: at(23, 10, 11)}
	for name, c := range map[string]struct {
		status  breaker.Status
		waiting int
		words   string
	}{
		"not asked yet":    {breaker.Status{}, 3, ""},
		"answers":          {breaker.Status{LastAnswer: at(23, 10, 10)}, 3, "answers; last at 10:10"},
		"of yesterday":     {breaker.Status{LastAnswer: at(22, 23, 59)}, 0, "answers; last at 2026-11-22 23:59"},
		"down, three wait": {down, 3, "down since 10:12 (connection refused); 3 requests wait; tried again at 10:17"},
		"down, one waits":  {down, 1, "down since 10:12 (connection refused); 1 request waits; tried again at 10:17"},
		"down, none waits": {down, 0, "down since 10:12 (connection refused); tried again at 10:17"},
		"not to be told":   {down, -1, "down since 10:12 (connection refused); tried again at 10:17"},
		"for a day":        {long, 2, "down since 2026-11-22 08:01 (connection refused); 2 requests wait; tried again at 10:17"},
		"failed once":      {once, 0, "down since 10:12 (HTTP 503); tried again at 10:16"},
	} {
		require.Equal(t, c.words, c.status.Words(now, zone, c.waiting), name)
	}
}
