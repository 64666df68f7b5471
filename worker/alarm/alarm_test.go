package alarm_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/alarm"
)

// post is a way out and the log beside it, in the order in which they were used.
type post struct {
	mu      sync.Mutex
	fail    []error // of the next attempts
	sent    []alarm.Message
	tries   int
	records []auditlog.Record
	full    bool // the disk
	paused  atomic.Bool
}

func (p *post) Name() string { return "webhook" }

func (p *post) Send(_ context.Context, m alarm.Message) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tries++
	if len(p.fail) > 0 {
		err := p.fail[0]
		p.fail = p.fail[1:]
		return err
	}
	p.sent = append(p.sent, m)
	return nil
}

func (p *post) AppendAll(records ...auditlog.Record) (written []bool, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.full {
		return nil, errors.New("no space left on device")
	}
	for _, r := range records {
		first := !slices.ContainsFunc(p.records, func(have auditlog.Record) bool { return have.RecordID == r.RecordID })
		if written = append(written, first); first {
			p.records = append(p.records, r)
		}
	}
	return written, nil
}

func (p *post) events() (out []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range p.sent {
		out = append(out, m.Event+" "+m.Name)
	}
	return out
}

func (p *post) logged() (out []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range p.records {
		out = append(out, string(r.Phase)+" "+r.Action+" "+r.Result)
	}
	return out
}

// inTime runs a watch in a time of its own. look lets time pass while the states stay as they are.
func inTime(t *testing.T, p *post, options func(*alarm.Options), test func(t *testing.T, look func(time.Duration, ...alarm.State), restart func())) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "alarms.json")
	synctest.Test(t, func(t *testing.T) {
		var w *alarm.Watch
		var stop func()
		start := func() {
			opts := alarm.Options{File: file, Ways: []alarm.Way{p}, Audit: p, Paused: p.paused.Load}
			if options != nil {
				options(&opts)
			}
			var err error
			w, err = alarm.Open(opts)
			require.NoError(t, err)
			ctx, cancel := context.WithCancel(t.Context())
			var running sync.WaitGroup
			running.Go(func() { _ = w.Run(ctx) })
			stop = func() { cancel(); running.Wait() }
		}
		start()
		test(t, func(d time.Duration, states ...alarm.State) {
			for end := time.Now().Add(d); time.Now().Before(end); {
				w.See(time.Now(), states)
				time.Sleep(3 * time.Second)
				synctest.Wait()
			}
		}, func() { stop(); start() })
		stop()
	})
}

func down(since time.Time) alarm.State {
	return alarm.State{Kind: alarm.Down, Name: "odoo", Since: since}
}

func up() alarm.State { return alarm.State{Kind: alarm.Down, Name: "odoo"} }

func TestAlarm_IsToldOnceAndItsEndOnceAndEachIsInTheLog(t *testing.T) {
	t.Parallel()
	p := &post{}
	inTime(t, p, nil, func(t *testing.T, look func(time.Duration, ...alarm.State), _ func()) {
		look(time.Hour, up())
		since := time.Now()
		look(4*time.Minute, down(since))
		require.Empty(t, p.events(), "what is started anew is back by then")
		look(5*time.Hour, down(since))
		require.Equal(t, []string{"raised odoo"}, p.events())
		look(5*time.Hour, up())
		require.Equal(t, []string{"raised odoo", "over odoo"}, p.events())
		require.Equal(t, []string{"intent alarm.webhook ", "result alarm.webhook done", "intent alarm.webhook ", "result alarm.webhook done"}, p.logged())
		require.Equal(t, "Odoo does not answer.", p.sent[0].What)
		require.Contains(t, p.sent[0].Do, "starter doctor")
		require.True(t, since.Equal(p.sent[0].Since))
		require.Equal(t, "It is over: Odoo does not answer.", p.sent[1].What)
		require.NotEqual(t, p.sent[0].ID, p.sent[1].ID)
		require.Equal(t, "alarm.owners_own_address", p.records[0].PolicyRule)
		require.Equal(t, p.records[0].CorrelationID, p.records[1].CorrelationID)
	})
}

func TestAlarm_WhatComesAndGoesIsNeverAFlood(t *testing.T) {
	t.Parallel()
	p := &post{}
	inTime(t, p, nil, func(t *testing.T, look func(time.Duration, ...alarm.State), _ func()) {
		for range 20 { // one alarm: it was never well for long
			look(6*time.Minute, down(time.Now().Add(-5*time.Minute)))
			look(2*time.Minute, up())
		}
		require.Equal(t, []string{"raised odoo"}, p.events())
		look(time.Hour, up())
		require.Len(t, p.events(), 2)

		var many []alarm.State
		for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i"} {
			many = append(many, alarm.State{Kind: alarm.StandsStill, Name: name, Since: time.Now()})
		}
		look(59*time.Minute, many...)
		require.Len(t, p.events(), 2+alarm.MostPerHour)
		look(10*time.Minute, many...)
		require.Len(t, p.events(), 2+len(many), "the rest when they may, as long as there is reason")
	})
}

func TestAlarm_ARestartNeitherTellsItAgainNorForgetsItsEnd(t *testing.T) {
	t.Parallel()
	p := &post{}
	inTime(t, p, nil, func(t *testing.T, look func(time.Duration, ...alarm.State), restart func()) {
		since := time.Now()
		look(10*time.Minute, down(since))
		restart()
		look(30 * time.Minute) // nothing is known: nobody has called Odoo since
		require.Equal(t, []string{"raised odoo"}, p.events())
		look(30*time.Minute, down(time.Now())) // found out anew
		require.Equal(t, []string{"raised odoo"}, p.events())
		restart()
		look(10*time.Minute, up())
		require.Equal(t, []string{"raised odoo", "over odoo"}, p.events())
	})
}

func TestAlarm_IsTriedAgainAndWhatIsRefusedIsNot(t *testing.T) {
	t.Parallel()
	p := &post{fail: []error{errors.New("503"), errors.New("503")}}
	inTime(t, p, nil, func(t *testing.T, look func(time.Duration, ...alarm.State), _ func()) {
		look(10*time.Minute, down(time.Now()))
		require.Equal(t, []string{"raised odoo"}, p.events())
		require.Equal(t, 3, p.tries)
		p.fail = []error{alarm.ErrRefused}
		look(10*time.Minute, up())
		require.Len(t, p.events(), 1)
		require.Equal(t, 4, p.tries)
		down5 := errors.New("no such host")
		p.fail = []error{down5, down5, down5, down5, down5}
		look(15*time.Minute, down(time.Now()))
		require.Equal(t, 9, p.tries)
		require.Equal(t, "not_done: no answer", p.records[len(p.records)-1].Result)
		require.Equal(t, "not_done: refused", p.records[3].Result)
	})
}

func TestAlarm_TheOwnerSaysHowLongASystemMayBeDown(t *testing.T) {
	t.Parallel()
	p := &post{}
	inTime(t, p, func(o *alarm.Options) { o.After = 30 * time.Minute }, func(t *testing.T, look func(time.Duration, ...alarm.State), _ func()) {
		since := time.Now()
		look(29*time.Minute, down(since))
		require.Empty(t, p.events())
		look(2*time.Minute, down(since))
		require.Equal(t, []string{"raised odoo"}, p.events())
		look(29*time.Minute, up())
		require.Len(t, p.events(), 1)
		look(2*time.Minute, up())
		require.Equal(t, []string{"raised odoo", "over odoo"}, p.events())
	})
}

func TestAlarm_AKillBetweenIntentAndResultIsSentAgainUnderTheSameID(t *testing.T) {
	t.Parallel()
	stuck := errors.New("no answer")
	p := &post{fail: []error{stuck, stuck, stuck}}
	inTime(t, p, nil, func(t *testing.T, look func(time.Duration, ...alarm.State), restart func()) {
		look(5*time.Minute+20*time.Second, down(time.Now()))
		require.Equal(t, []string{"intent alarm.webhook "}, p.logged())
		p.mu.Lock()
		p.fail = nil
		p.mu.Unlock()
		restart()
		synctest.Wait()
		require.Equal(t, []string{"intent alarm.webhook ", "result alarm.webhook done"}, p.logged())
		require.Equal(t, []string{"raised odoo"}, p.events())
	})
}

func TestAlarm_NothingLeavesInADryRunOrAPauseOrWithoutTheLog(t *testing.T) {
	t.Parallel()
	p := &post{}
	inTime(t, p, func(o *alarm.Options) { o.DryRun = true }, func(t *testing.T, look func(time.Duration, ...alarm.State), _ func()) {
		look(time.Hour, down(time.Now()))
		require.Zero(t, p.tries)
		require.Equal(t, []string{"intent alarm.webhook ", "result alarm.webhook dry_run"}, p.logged())
		require.True(t, p.records[0].DryRun)
	})
	p = &post{}
	inTime(t, p, nil, func(t *testing.T, look func(time.Duration, ...alarm.State), restart func()) {
		p.paused.Store(true)
		since := time.Now()
		look(time.Hour, down(since))
		require.Empty(t, p.logged())
		p.paused.Store(false)
		look(time.Minute, down(since))
		require.Equal(t, []string{"raised odoo"}, p.events())
		stuck := errors.New("no answer")
		p.fail = []error{stuck, stuck, stuck}
		look(5*time.Minute+6*time.Second, up()) // its end is in the middle of its attempts
		p.paused.Store(true)
		p.fail = nil
		restart()
		look(time.Hour, up())
		require.Len(t, p.events(), 1)
		p.paused.Store(false)
		look(time.Minute, up())
		require.Equal(t, []string{"raised odoo", "over odoo"}, p.events())
	})
	p = &post{full: true}
	inTime(t, p, nil, func(t *testing.T, look func(time.Duration, ...alarm.State), _ func()) {
		look(time.Hour, down(time.Now()))
		require.Zero(t, p.tries)
	})
}

func TestAlarm_AClockThatWasSetBackIsToldAtOnceAndUntilWhenItHoldsThingsUp(t *testing.T) {
	t.Parallel()
	p := &post{}
	inTime(t, p, nil, func(t *testing.T, look func(time.Duration, ...alarm.State), restart func()) {
		set := alarm.State{Kind: alarm.SetBack, Name: "clock", Since: time.Now(), Back: time.Now().Add(time.Hour).UTC()}
		look(time.Minute, set)
		restart()
		look(time.Minute, set)
		require.Equal(t, []string{"raised clock"}, p.events())
		require.Equal(t, "The clock of this machine was set back.", p.sent[0].What)
		require.Contains(t, p.sent[0].Do, "until the clock shows "+set.Back.Format("2006-01-02 15:04")+" UTC again")
		look(10*time.Minute, alarm.State{Kind: alarm.SetBack, Name: "clock"})
		require.Equal(t, []string{"raised clock", "over clock"}, p.events())
	})
}
