package demo_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/briefing/demo"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

func last() week.Week { return week.Week{Year: 2026, Number: 48} }

func TestGather_IsTheSameForTheSameSeed(t *testing.T) {
	t.Parallel()
	a, err := demo.Gather(7, last(), demo.Weeks)
	require.NoError(t, err)
	b, err := demo.Gather(7, last(), demo.Weeks)
	require.NoError(t, err)
	require.Equal(t, a, b)
	other, err := demo.Gather(8, last(), demo.Weeks)
	require.NoError(t, err)
	require.NotEqual(t, a, other)
}

func TestGather_TheBooksAddUp(t *testing.T) {
	t.Parallel()
	weeks, err := demo.Gather(7, last(), demo.Weeks)
	require.NoError(t, err)
	require.Len(t, weeks, demo.Weeks)
	down := 0
	for i, w := range weeks {
		require.Equal(t, last().Add(i+1-demo.Weeks).String(), w.Span.Week)
		if w.Books == nil {
			down++
			continue
		}
		b := w.Books
		for _, a := range []contract.BooksAgeing{b.Receivables, b.Payables} {
			sum := decimal.Zero
			for _, f := range []contract.BooksFigure{a.NotDue, a.Days1To30, a.Days31, a.Days61, a.Over90, a.Undated} {
				sum = sum.Add(value(t, f.Amount))
			}
			require.True(t, value(t, a.Total.Amount).Equal(sum), w.Span.Week)
		}
		sum := decimal.Zero
		for _, a := range b.Expenses.Accounts {
			sum = sum.Add(value(t, a.Current.Amount))
		}
		require.True(t, value(t, b.Expenses.Current.Amount).Equal(sum), w.Span.Week)
		if i > 0 && weeks[i-1].Books != nil {
			require.Equal(t, weeks[i-1].Books.Revenue.Current.Amount, b.Revenue.Previous.Amount)
			cash := value(t, weeks[i-1].Books.Cash.Amount).Add(value(t, b.Payments.Received.Amount)).Sub(value(t, b.Payments.Sent.Amount))
			require.True(t, cash.Equal(value(t, b.Cash.Amount)), w.Span.Week)
		}
	}
	require.Equal(t, 1, down, "one week without Odoo, to see what the page says then")
}

func value(t *testing.T, d contract.Decimal) decimal.Decimal {
	t.Helper()
	v, err := decimal.NewFromString(string(d))
	require.NoError(t, err)
	return v
}
