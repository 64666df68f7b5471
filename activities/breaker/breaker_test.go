package breaker_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/breaker"
)

var (
	errDown    = errors.New("down")
	errRefused = errors.New("wrong password")
	errGivenUp = errors.New("given up")
)

// judge is a client's: nil and a refusal are answers.
func judge(err error) breaker.Outcome {
	switch {
	case errors.Is(err, errDown):
		return breaker.Outcome{Verdict: breaker.Failed, Reason: "HTTP 503"}
	case errors.Is(err, errGivenUp):
		return breaker.Outcome{}
	default:
		return breaker.Outcome{Verdict: breaker.Answered}
	}
}

// system is a called one: it fails with err and counts.
type system struct {
	b     *breaker.Breaker
	err   error
	calls int
}

func (s *system) call() error {
	_, err := breaker.Through(s.b, judge, func() (int, error) { s.calls++; return 7, s.err })
	return err
}

// bubble runs a test in its own time.
func bubble(t *testing.T, test func(*testing.T, *system)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(t, &system{b: breaker.New(breaker.Options{})}) })
}

// goDown lets five calls fail.
func (s *system) goDown(t *testing.T) {
	t.Helper()
	s.err = errDown
	for range 5 {
		require.ErrorIs(t, s.call(), errDown)
	}
	require.True(t, s.b.Status().Open)
}

// requireNotSent wants a call to be answered without the system, and returns
// what the answer tells.
func requireNotSent(t *testing.T, s *system) breaker.Status {
	t.Helper()
	before := s.calls
	var down *breaker.DownError
	require.ErrorAs(t, s.call(), &down)
	require.Equal(t, before, s.calls)
	require.Equal(t, max(time.Until(down.Status.Again), 0), down.Wait)
	return down.Status
}

func TestBreaker_OpensAfterFiveFailuresInAMinuteAndThenAnswersItself(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *system) {
		began := time.Now()
		s.err = errDown
		for range 5 {
			require.False(t, s.b.Status().Open)
			require.ErrorIs(t, s.call(), errDown)
			time.Sleep(15 * time.Second)
		}
		require.True(t, s.b.Status().Open)
		require.Equal(t, breaker.Status{Open: true, Since: began, Reason: "HTTP 503", Again: began.Add(90 * time.Second)}, requireNotSent(t, s))
		require.EqualError(t, s.call(), "not sent: down since 2000-01-01T00:00:00Z (HTTP 503), tried again at 2000-01-01T00:01:30Z")
	})
}

func TestBreaker_FailuresThatAreFurtherApartDoNotOpenIt(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *system) {
		began := time.Now()
		s.err = errDown
		for range 20 {
			require.ErrorIs(t, s.call(), errDown)
			time.Sleep(16 * time.Second)
		}
		require.False(t, s.b.Status().Open)
		require.True(t, s.b.Status().Down(), "and yet it is known to be down")
		require.Equal(t, began, s.b.Status().Since)
	})
}

// A call may take longer than the window before it fails; it counts when it
// has failed.
func TestBreaker_CallsThatTimeOutTogetherOpenIt(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *system) {
		var wg sync.WaitGroup
		for range 5 {
			wg.Go(func() {
				_, err := breaker.Through(s.b, judge, func() (int, error) { time.Sleep(2 * time.Minute); return 0, errDown })
				require.ErrorIs(t, err, errDown)
			})
		}
		wg.Wait()
		requireNotSent(t, s)
	})
}

func TestBreaker_OneAnswerBeginsTheCountAnew(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *system) {
		for range 10 {
			for range 4 {
				s.err = errDown
				require.ErrorIs(t, s.call(), errDown)
			}
			s.err = errRefused
			require.ErrorIs(t, s.call(), errRefused, "a refusal is an answer")
			require.Equal(t, breaker.Status{LastAnswer: time.Now()}, s.b.Status())
		}
	})
}

func TestBreaker_WhatSaysNothingNeitherCountsNorClears(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *system) {
		for range 5 {
			s.err = errGivenUp
			for range 9 {
				require.ErrorIs(t, s.call(), errGivenUp)
			}
			s.err = errDown
			require.ErrorIs(t, s.call(), errDown)
		}
		requireNotSent(t, s)
	})
}

func TestBreaker_LetsOneCallThroughAfterThePauseAndClosesOnItsAnswer(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *system) {
		s.goDown(t)
		time.Sleep(30*time.Second - time.Nanosecond)
		requireNotSent(t, s)
		time.Sleep(time.Nanosecond)
		leave, err := s.b.Enter()
		require.NoError(t, err)
		requireNotSent(t, s)
		leave(breaker.Outcome{Verdict: breaker.Answered})
		s.err = nil
		require.NoError(t, s.call())
		require.Equal(t, breaker.Status{LastAnswer: time.Now()}, s.b.Status())
	})
}

func TestBreaker_FailedProbeBeginsThePauseAnewAndKeepsTheBeginning(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *system) {
		began := time.Now()
		s.goDown(t)
		for range 3 {
			time.Sleep(30 * time.Second)
			require.ErrorIs(t, s.call(), errDown)
			down := requireNotSent(t, s)
			require.Equal(t, began, down.Since)
			require.Equal(t, time.Now().Add(30*time.Second), down.Again)
		}
		require.Equal(t, 8, s.calls)
	})
}

func TestBreaker_ProbeThatSaysNothingLeavesTheTurnToTheNextCall(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *system) {
		s.goDown(t)
		time.Sleep(30 * time.Second)
		s.err = errGivenUp
		require.ErrorIs(t, s.call(), errGivenUp)
		require.True(t, s.b.Status().Open)
		s.err = nil
		require.NoError(t, s.call())
		require.False(t, s.b.Status().Open)
	})
}

func TestBreaker_ProbeThatPanicsLeavesTheTurnToTheNextCall(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *system) {
		s.goDown(t)
		time.Sleep(30 * time.Second)
		require.Panics(t, func() { _, _ = breaker.Through(s.b, judge, func() (int, error) { panic("at the probe") }) })
		s.err = nil
		require.NoError(t, s.call())
	})
}

func TestBreaker_ASystemThatAsksToWaitIsLeftAloneForAsLong(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *system) {
		for range 5 {
			leave, err := s.b.Enter()
			require.NoError(t, err)
			leave(breaker.Outcome{Verdict: breaker.Failed, Reason: "it asks to wait", Wait: 10 * time.Minute})
		}
		time.Sleep(10*time.Minute - time.Nanosecond)
		requireNotSent(t, s)
		time.Sleep(time.Nanosecond)
		require.NoError(t, s.call())
	})
}

func TestBreaker_CallsOfBeforeNeitherPutTheProbeOffNorAreTakenForIt(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *system) {
		late, err := s.b.Enter()
		require.NoError(t, err)
		s.goDown(t)
		again := s.b.Status().Again
		time.Sleep(20 * time.Second)
		late(breaker.Outcome{Verdict: breaker.Failed, Reason: "no answer in time"})
		require.Equal(t, again, s.b.Status().Again)

		time.Sleep(10 * time.Second)
		first, err := s.b.Enter()
		require.NoError(t, err)
		late(breaker.Outcome{Verdict: breaker.Answered})
		s.goDown(t)
		time.Sleep(30 * time.Second)
		_, err = s.b.Enter()
		require.NoError(t, err)
		first(breaker.Outcome{})
		requireNotSent(t, s)
	})
}

func TestBreaker_ManyAtOnceLetOneThrough(t *testing.T) {
	t.Parallel()
	var now atomic.Int64
	b := breaker.New(breaker.Options{Clock: func() time.Time { return time.Unix(now.Load(), 0) }})
	fail := func() (int, error) { return 0, errDown }
	for range 5 {
		_, err := breaker.Through(b, judge, fail)
		require.ErrorIs(t, err, errDown)
	}
	for round := int64(1); round <= 20; round++ {
		now.Store(round * 30)
		var through atomic.Int64
		var wg sync.WaitGroup
		for range 16 {
			wg.Go(func() {
				_, err := breaker.Through(b, judge, fail)
				if errors.Is(err, errDown) {
					through.Add(1)
				}
				_ = b.Status().Words(time.Unix(now.Load(), 0), time.UTC, 1)
			})
		}
		wg.Wait()
		require.EqualValues(t, 1, through.Load())
	}
}
