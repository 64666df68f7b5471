package invoice_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/breaker"
	odooactivities "github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// realOdoo puts the real activities before the fake server, with a breaker
// that goes by the process's time.
func realOdoo(t *testing.T, w *world) (*odoofake.Server, *odooactivities.Activities) {
	t.Helper()
	fake := odoofake.New(t, odoofake.Options{})
	acts, err := odooactivities.New(
		odooactivities.Config{URL: fake.URL, DB: odoofake.DefaultDatabase, Username: odoofake.DefaultUsername, Password: odoofake.DefaultPassword},
		odooactivities.WithOpenMail(func(contract.MailRef) ([]byte, error) { return []byte("Subject: x\r\n\r\nx"), nil }),
		odooactivities.WithBreaker(breaker.New(breaker.Options{Clock: w.env.Now})),
	)
	require.NoError(t, err)
	acts.Register(w.env)
	return fake, acts
}

func TestInvoice_ApprovedWhileOdooIsDownWaitsWithoutCallsAndGoesAheadByItself(t *testing.T) {
	t.Parallel()
	w := withoutOdoo(t)
	fake, acts := realOdoo(t, w)
	approval := time.Hour
	var sent int
	w.at(approval-10*time.Second, func() {
		fake.Fail(503, -1)
		for range 5 { // what other requests have met
			acts.Probe(context.Background())
		}
		sent = len(fake.Requests())
	})
	w.owner(approval, contract.VerdictApproved, "create_customer", "true")
	var at5s, at50s contract.ProcessStatus
	var calls5s, calls50s int
	w.at(approval+5*time.Second, func() { at5s, calls5s = w.status(t), len(fake.Requests())-sent })
	w.at(approval+50*time.Second, func() { at50s, calls50s = w.status(t), len(fake.Requests())-sent })
	back := approval + 10*time.Minute
	w.at(back, fake.ClearFaults)

	result := w.run(t)

	require.Equal(t, contract.StatusDone, result.Status)
	require.Equal(t, contract.StatusWaitingSystem, at5s.Status)
	require.Equal(t, "Approved; waiting for Odoo: Odoo is down since 2026-11-23 09:59 UTC (HTTP 503), so nothing was sent; it is tried again at 2026-11-23 10:00 UTC.", at5s.WaitingFor)
	require.Zero(t, calls5s, "nothing was sent")
	require.Equal(t, contract.StatusWaitingSystem, at50s.Status)
	require.Equal(t, 1, calls50s, "one call to see whether it is back")
	require.Len(t, fake.Drafts(), 1)
	require.Len(t, fake.Attachments(), 1)
	require.Equal(t, 1, fake.Count("account.move.load"))
	require.Len(t, w.desk.laid, 1, "the owner is not asked again")
	require.Less(t, w.took(), back+10*time.Minute)
	require.Equal(t, "done", w.effects(contract.PhaseResult)[len(w.effects(contract.PhaseResult))-1])
	require.NotContains(t, w.effects(contract.PhaseResult), "unknown")
}

func TestInvoice_LookUpsWhileOdooIsDownLeaveItAloneAndGoOnByThemselves(t *testing.T) {
	t.Parallel()
	w := withoutOdoo(t)
	fake, _ := realOdoo(t, w)
	fake.Fail(503, -1)
	var calls int
	var during contract.ProcessStatus
	w.at(25*time.Second, func() { calls = len(fake.Requests()) })
	w.at(time.Minute, func() { during = w.status(t) })
	w.at(time.Hour, fake.ClearFaults)
	w.owner(day, contract.VerdictApproved, "create_customer", "true")

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, 5, calls, "the attempts of the first round")
	require.Equal(t, contract.StatusWaitingSystem, during.Status)
	require.Contains(t, during.WaitingFor, "so nothing was sent; it is tried again at")
	require.Len(t, fake.Drafts(), 1)
}
