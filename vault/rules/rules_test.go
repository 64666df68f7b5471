package rules_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/vault/rules"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestRules_WhatTheOwnerHasNotSaidStaysEmpty(t *testing.T) {
	t.Parallel()
	require.Equal(t, contract.Handbook{}, rules.From(vault.Handbook{}))
}

func TestRules_EverythingTheOwnerSaidArrives(t *testing.T) {
	t.Parallel()
	h := rules.From(vault.Handbook{
		OwnerName: "Nora", OwnerCompany: "Northwind", OwnerEmails: []string{"nora@northwind.example"},
		Colleagues:   []vault.Colleague{{Name: "Kim", Email: "kim@northwind.example"}, {Name: "Lee"}},
		HomeCurrency: "EUR", DollarMeans: "USD", DefaultTaxPercent: "19", DefaultNetDays: "30", PricesIncludeTax: "no",
		ApprovalExpiresDays: "7", AutoLimit: "100", AutoLimitCurrency: "USD",
		RecurringCustomers: []vault.RecurringCustomer{{Name: "Acme", MaxAmount: "50", Currency: "USD", Period: "month"}},
		ExchangeRates:      []vault.ExchangeRate{{From: "EUR", Rate: "1.08", To: "USD", Date: "2026-11-20"}},
		KnownCustomers:     []vault.KnownCustomer{{Name: "Acme", Email: "pay@acme.example", VATID: "DE1"}},
	})

	require.Equal(t, []string{"Kim <kim@northwind.example>", "Lee"}, h.Owner.Colleagues)
	require.Equal(t, 30, *h.DefaultNetDays)
	require.False(t, *h.PricesIncludeTax)
	require.Equal(t, 7, h.ExpiresDays)
	require.Equal(t, contract.Decimal("100"), h.AutoLimit)
	require.Equal(t, []contract.RecurringRule{{Name: "Acme", MaxAmount: "50", Currency: "USD", Period: "month"}}, h.Recurring)
	require.Equal(t, contract.Rate{From: "EUR", To: "USD", Rate: "1.08", Date: "2026-11-20"}, h.Rates[0])
	require.Equal(t, contract.KnownCustomer{Name: "Acme", Email: "pay@acme.example", VATID: "DE1"}, h.Owner.KnownCustomers[0])
}
