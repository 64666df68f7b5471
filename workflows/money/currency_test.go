package money_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

func TestMinorUnits_FollowsISO4217(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]int{"EUR": 2, "USD": 2, "GBP": 2, "CHF": 2, "JPY": 0, "KRW": 0, "KWD": 3, "TND": 3} {
		got, ok := money.MinorUnits(code)
		require.True(t, ok, code)
		require.Equal(t, want, got, code)
	}
	for _, code := range []string{"", "eur", "EU", "EURO", "XXQ", "€"} {
		require.False(t, money.IsCurrency(code), code)
		_, ok := money.MinorUnits(code)
		require.False(t, ok, code)
	}
}

func TestRound_HalvesGoAwayFromZero(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, code, want string }{
		{"1.005", "EUR", "1.01"},
		{"-1.005", "EUR", "-1.01"},
		{"1.004999", "EUR", "1"},
		{"2.5", "JPY", "3"},
		{"-2.5", "JPY", "-3"},
		{"0.0005", "KWD", "0.001"},
		{"1.23456", "not a code", "1.23456"},
	} {
		got := money.Round(decimal.RequireFromString(c.in), c.code)
		require.Equal(t, c.want, got.String(), "%s %s", c.in, c.code)
	}
}

func TestEqual_AllowsHalfAMinorUnit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b contract.Decimal
		code string
		want bool
	}{
		{"100", "100.00", "EUR", true},
		{"100.005", "100", "EUR", true},
		{"100.0051", "100", "EUR", false},
		{"99.99", "100", "EUR", false},
		{"100.5", "100", "JPY", true},
		{"101", "100", "JPY", false},
		{"0.001", "0", "KWD", false},
		{"", "", "EUR", false},
		{"x", "x", "EUR", false},
		{"1", "1", "", false},
	} {
		require.Equal(t, c.want, money.Equal(c.a, c.b, c.code), "%s %s %s", c.a, c.b, c.code)
	}
}

func TestEqual_IsSymmetricAndReflexive(t *testing.T) {
	t.Parallel()
	amount := rapid.Custom(func(t *rapid.T) contract.Decimal {
		return money.Format(decimal.New(rapid.Int64Range(-1e9, 1e9).Draw(t, "n"), -3))
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := amount.Draw(t, "a"), amount.Draw(t, "b")
		require.Equal(t, money.Equal(a, b, "EUR"), money.Equal(b, a, "EUR"))
		require.True(t, money.Equal(a, a, "EUR"))
	})
}
