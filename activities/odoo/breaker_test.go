package odoo_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// moved is a clock that stands still until it is moved.
type moved struct{ passed atomic.Int64 }

func (m *moved) now() time.Time {
	return time.Date(2026, 11, 23, 9, 12, 0, 0, time.UTC).Add(time.Duration(m.passed.Load()))
}

func (m *moved) pass(d time.Duration) { m.passed.Add(int64(d)) }

// breakable is a bench whose breaker goes by the clock.
func (w way) breakable(t *testing.T) (*bench, *moved) {
	t.Helper()
	m := &moved{}
	b := w.bench(t, odoofake.Options{}, odoo.WithZone(time.FixedZone("CET", 3600)),
		odoo.WithBreaker(breaker.New(breaker.Options{Clock: m.now})))
	return b, m
}

// requireKeptOff wants an answer at once that nothing was sent.
func requireKeptOff(t *testing.T, b *bench, err error, sent int) string {
	t.Helper()
	kind, says, app := kindOf(t, err)
	require.Equal(t, contract.FailTransient, kind)
	require.True(t, app.NonRetryable(), "the process waits, not the activity")
	require.Len(t, b.fake.Requests(), sent)
	return says
}

func TestBreaker_FiveFailuresLeaveOdooAloneUntilOneCallIsLetThrough(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b, clock := w.breakable(t)
		d := draft(t, "mail-1", b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
		_, err := b.verify(d) // opens the session
		require.NoError(t, err)
		clock.pass(time.Minute)

		b.fake.Fail(503, 6, "account.move.search_read")
		for range 5 {
			_, err := b.create(d)
			requireKind(t, contract.FailTransient, err)
			clock.pass(5 * time.Second)
		}
		sent := len(b.fake.Requests())
		for range 3 {
			_, err := b.create(d)
			require.Equal(t, "Odoo is down since 2026-11-23 10:13 CET (HTTP 503), so nothing was sent; it is tried again at 2026-11-23 10:13 CET.", requireKeptOff(t, b, err, sent))
			_, err = b.verify(d)
			requireKeptOff(t, b, err, sent)
		}

		clock.pass(30 * time.Second)
		_, err = b.create(d)
		requireKind(t, contract.FailTransient, err)
		require.Len(t, b.fake.Requests(), sent+1, "one call to see whether it is back")
		_, err = b.create(d)
		requireKeptOff(t, b, err, sent+1)

		clock.pass(30 * time.Second)
		out, err := b.create(d)
		require.NoError(t, err)
		require.True(t, out.Found)
		require.Equal(t, breaker.Status{LastAnswer: clock.now()}, b.acts.Standing())
		require.Len(t, b.fake.Drafts(), 1)
	})
}

func TestBreaker_ManyAtOnceSendOneCallToSeeWhetherOdooIsBack(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b, clock := w.breakable(t)
		partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		_, err := b.verify(draft(t, "mail-0", partner))
		require.NoError(t, err)
		b.fake.Fail(503, 5, "account.move.search_read")
		for range 5 {
			_, err := b.verify(draft(t, "mail-0", partner))
			require.Error(t, err)
		}
		sent := len(b.fake.Requests())
		clock.pass(time.Minute)
		arrived, release := b.fake.Hold("account.move.search_read")
		var wg sync.WaitGroup
		wg.Go(func() {
			_, err := b.create(draft(t, "mail-1", partner))
			require.NoError(t, err)
		})
		<-arrived
		var others sync.WaitGroup
		for range 8 {
			others.Go(func() {
				_, err := b.create(draft(t, "mail-2", partner))
				requireKeptOff(t, b, err, sent+1)
			})
		}
		others.Wait()
		release()
		wg.Wait()
		require.Len(t, b.fake.Drafts(), 1)
	})
}

// What was sent and not answered is unknown, however many calls before it have
// failed and though no further one is let through to look for it.
func TestBreaker_ALostAnswerStaysUnknownAndIsLookedForWhenOdooIsBack(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b, clock := w.breakable(t)
		d := draft(t, "mail-1", b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
		b.fake.CommitThenDrop(1, "account.move.load")
		_, err := b.create(d)
		requireKind(t, contract.FailOutcomeUnknown, err)
		b.fake.Fail(503, 4)
		for range 4 {
			_, err := b.verify(d)
			require.Error(t, err)
		}
		_, err = b.verify(d)
		requireKeptOff(t, b, err, len(b.fake.Requests()))
		clock.pass(time.Minute)
		seen, err := b.verify(d)
		require.NoError(t, err)
		require.True(t, seen.Found)
	})
}

// The draft is made; that Odoo goes down before it is read back must not turn
// into "nothing was sent".
func TestBreaker_OpeningBetweenTheWriteAndTheReadBackIsUnknown(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{}, odoo.WithBreaker(breaker.New(breaker.Options{Failures: 1})))
		b.fake.Fail(503, 1, "account.move.read")
		_, err := b.create(draft(t, "mail-1", b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})))
		require.Contains(t, requireKind(t, contract.FailOutcomeUnknown, err), "could not be read back")
		require.True(t, b.acts.Standing().Open)
		require.Equal(t, 1, b.fake.Count("account.move.read"))
		require.Len(t, b.fake.Drafts(), 1)
	})
}

func TestBreaker_RefusalsDoNotLeaveOdooAlone(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b, _ := w.breakable(t)
		d := draft(t, "mail-1", b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
		b.fake.LoadMessage("The VAT number [X] does not seem to be valid.", 10, "account.move.load")
		for range 10 {
			_, err := b.create(d)
			requireKind(t, contract.FailInvalid, err)
		}
		require.False(t, b.acts.Standing().Down())
	})
}

func TestProbe_TellsThatOdooIsBackWithoutARequest(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b, clock := w.breakable(t)
		b.fake.Fail(503, 5)
		for range 5 {
			b.acts.Probe(t.Context())
		}
		require.True(t, b.acts.Standing().Open)
		clock.pass(time.Minute)
		b.acts.Probe(t.Context())
		require.Equal(t, breaker.Status{LastAnswer: clock.now()}, b.acts.Standing())
	})
}

func TestProbe_WithoutOdooAsksNobody(t *testing.T) {
	t.Parallel()
	acts := activities(t, odoo.Config{})
	acts.Probe(t.Context())
	require.Equal(t, breaker.Status{}, acts.Standing())
}
