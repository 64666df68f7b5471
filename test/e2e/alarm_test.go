package e2e_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
	"github.com/autonomous-employee/employee/worker/alarm"
)

// callee is whom alarms go to.
type callee struct {
	url string

	mu     sync.Mutex
	called []alarm.Message
	forged int // whose signature is not that of the secret
}

func newCallee(t *testing.T, secret string) *callee {
	t.Helper()
	c := &callee{}
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var m alarm.Message
		c.mu.Lock()
		defer c.mu.Unlock()
		if json.Unmarshal(body, &m) != nil || r.Header.Get(alarm.SignatureHeader) != alarm.Sign(body, secret) {
			c.forged++
			return
		}
		c.called = append(c.called, m)
	}))
	t.Cleanup(server.Close)
	c.url = server.URL + "/alarms"
	return c
}

func (c *callee) heard() (events []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, m := range c.called {
		events = append(events, m.Event+" "+m.Name)
	}
	return events
}

func TestAlarm_ASystemThatStaysDownCallsOnceAndOnceWhenItIsBack(t *testing.T) {
	t.Parallel()
	const secret = "alarm-secret-of-24-letters"
	hook := newCallee(t, secret)
	odoo := newSwitchable(t, odoofake.NewServer(odoofake.Options{}))
	p := harness.New(t, append(realOdoo(odoo.url), "EMPLOYEE_ALARM_WEBHOOK="+hook.url, "EMPLOYEE_ALARM_SECRET="+secret, "EMPLOYEE_ALARM_AFTER=2s")...)
	p.Start()
	note := pending(p, "2450")
	odoo.down()
	p.Approve(note)

	p.Eventually("the call", func() bool { return len(hook.heard()) > 0 })
	p.Eventually("doctor to say the same", func() bool {
		out, _ := p.Starter("doctor") // what is wrong is its exit code too
		return strings.Contains(out, "Odoo does not answer.")
	})
	require.Equal(t, []string{"raised odoo"}, hook.heard())

	odoo.up()
	pending(p, "2451") // whose customer is looked for in Odoo
	p.Eventually("the end to be told", func() bool { return len(hook.heard()) > 1 })

	require.Equal(t, []string{"raised odoo", "over odoo"}, hook.heard())
	require.Zero(t, hook.forged)
	require.Equal(t, "It is over: Odoo does not answer.", hook.called[1].What)
	require.Equal(t, 2, p.Logged("alarm.webhook", "intent"))
	require.Equal(t, 2, p.Logged("alarm.webhook", "result"))
}
