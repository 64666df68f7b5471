package mail_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/activities/mail"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func span() contract.WeekSpan {
	return contract.WeekSpan{Week: "2026-W48", Start: time.Date(2026, 11, 22, 23, 0, 0, 0, time.UTC), End: time.Date(2026, 11, 29, 23, 0, 0, 0, time.UTC)}
}

func keyOf(n int) string { return fmt.Sprintf("%064x", n) }

// storedAt stores a mail as if it had come at a moment.
func (r room) storedAt(t *testing.T, n int, at time.Time) {
	t.Helper()
	require.NoError(t, r.store.Put(keyOf(n), strings.NewReader("x")))
	require.NoError(t, os.Chtimes(filepath.Join(r.data, mail.Dir, keyOf(n)+".eml"), at, at))
}

func (r room) week(t *testing.T, list mail.Requests) (contract.MailWeek, error) {
	t.Helper()
	a, err := mail.New(r.store, mail.WithRequests(list))
	require.NoError(t, err)
	return a.ListWeek(context.Background(), contract.ListWeekInput{Span: span()})
}

func TestListWeek_MeasuresFromTheArrivalToTheEndOfTheRequest(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	monday, long := span().Start.Add(10*time.Hour), time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	r.storedAt(t, 1, span().Start.Add(-time.Hour))
	r.storedAt(t, 2, span().Start)
	r.storedAt(t, 3, monday)
	r.storedAt(t, 4, span().End.Add(-time.Second))
	r.storedAt(t, 5, span().End)
	got, err := r.week(t, func(since time.Time) ([]mail.Request, int, error) {
		require.Equal(t, span().Start, since)
		return []mail.Request{
			{MailKey: keyOf(1), Customer: "A", SeenAt: long, ClosedAt: span().Start.Add(2 * time.Hour)},  // 3 h
			{MailKey: keyOf(2), Customer: "B", SeenAt: long, ClosedAt: span().Start.Add(30 * time.Hour)}, // 30 h
			{MailKey: keyOf(3), Customer: "C", SeenAt: long, ClosedAt: monday.Add(24 * time.Hour)},       // 24 h
			{MailKey: keyOf(3), Customer: "C", SeenAt: long, ClosedAt: span().End},                       // next week
			{MailKey: keyOf(9), Customer: "D", SeenAt: monday, ClosedAt: monday.Add(time.Hour)},          // never stored
		}, 24, nil
	})
	require.NoError(t, err)
	require.Equal(t, 3, got.Received)
	require.Equal(t, contract.WeekTimes{Count: 4, Median: 3 * time.Hour, Longest: 30 * time.Hour}, got.Settled)
	require.Equal(t, 3, got.WithinGoal, "exactly 24 hours are within 24 hours")
	require.Equal(t, 24, got.GoalHours)
	require.Empty(t, got.Unanswered)
}

func TestListWeek_NamesTheCustomersWhoWait(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	at := func(n int) time.Time { return span().Start.Add(time.Duration(n) * time.Hour) }
	got, err := r.week(t, func(time.Time) ([]mail.Request, int, error) {
		found := []mail.Request{
			{MailKey: keyOf(1), Customer: "Berger GmbH", SeenAt: at(9), Path: "b"},
			{MailKey: keyOf(2), Customer: "berger gmbh ", SeenAt: at(3), Path: "a"},
			{MailKey: keyOf(3), Customer: "", SeenAt: at(1)},
		}
		for n := range 25 {
			found = append(found, mail.Request{MailKey: keyOf(10 + n), Customer: fmt.Sprint("Customer ", n), SeenAt: at(20 + n)})
		}
		return found, 0, nil
	})
	require.NoError(t, err)
	require.Equal(t, 28, got.Waits)
	require.Len(t, got.Unanswered, 20)
	require.True(t, got.More)
	require.Equal(t, contract.UnansweredMails{Customer: "Berger GmbH", Count: 2, Oldest: at(3), Path: "a"}, got.Unanswered[0])
	require.Equal(t, contract.UnansweredMails{Count: 1, Oldest: at(1)}, got.Unanswered[1])
	require.Zero(t, got.WithinGoal)
}

func TestListWeek_WithoutTheRequestsNothingIsClaimed(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	var app *temporal.ApplicationError
	_, err := r.week(t, nil)
	require.ErrorAs(t, err, &app)
	require.Equal(t, string(contract.FailNotConfigured), app.Type())
	_, err = r.week(t, func(time.Time) ([]mail.Request, int, error) { return nil, 0, errors.New("the register is damaged") })
	require.ErrorAs(t, err, &app)
	require.Equal(t, "the register is damaged", app.Message())
	require.NoError(t, r.store.Close())
	_, err = r.week(t, func(time.Time) ([]mail.Request, int, error) { return nil, 0, nil })
	require.Error(t, err)
}
