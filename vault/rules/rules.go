package rules

import (
	"strconv"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// From gives the handbook as processes and reading take it. What the owner has
// not said stays empty.
func From(r vault.Handbook) contract.Handbook {
	h := contract.Handbook{
		Owner: contract.Owner{
			Name: r.OwnerName, Company: r.OwnerCompany, Emails: r.OwnerEmails, Domains: r.OwnerDomains, Addresses: r.OwnerAddresses,
			FormSenders: r.FormSenders, HomeCurrency: r.HomeCurrency, DollarMeans: r.DollarMeans,
		},
		AutoLimit: contract.Decimal(r.AutoLimit), AutoLimitCurrency: r.AutoLimitCurrency, DefaultTaxPercent: contract.Decimal(r.DefaultTaxPercent),
	}
	for _, c := range r.Colleagues {
		h.Owner.Colleagues = append(h.Owner.Colleagues, colleague(c))
	}
	for _, c := range r.KnownCustomers {
		h.Owner.KnownCustomers = append(h.Owner.KnownCustomers, contract.KnownCustomer{Name: c.Name, Email: c.Email, VATID: c.VATID})
	}
	for _, c := range r.RecurringCustomers {
		h.Recurring = append(h.Recurring, contract.RecurringRule{
			Name: c.Name, Email: c.Email, MaxAmount: contract.Decimal(c.MaxAmount), Currency: c.Currency, Period: c.Period,
		})
	}
	for _, x := range r.ExchangeRates {
		h.Rates = append(h.Rates, contract.Rate{From: x.From, To: x.To, Rate: contract.Decimal(x.Rate), Date: x.Date})
	}
	if days, err := strconv.Atoi(r.DefaultNetDays); err == nil {
		h.DefaultNetDays = &days
	}
	if days, err := strconv.Atoi(r.ApprovalExpiresDays); err == nil {
		h.ExpiresDays = days
	}
	if r.PricesIncludeTax != "" {
		included := r.PricesIncludeTax == "yes"
		h.PricesIncludeTax = &included
	}
	return h
}

// colleague writes a colleague as a mail header does.
func colleague(c vault.Colleague) string {
	switch {
	case c.Email == "":
		return c.Name
	case c.Name == "":
		return c.Email
	default:
		return c.Name + " <" + c.Email + ">"
	}
}
