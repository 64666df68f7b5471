package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// Read reads the page of the handbook and tries its examples. Lines that cannot
// be used are in Problems and examples that do not hold in FailedExamples, both
// for the owner to see; policy lets nothing out by itself while there are any.
func Read(page []byte) (contract.Handbook, []policy.Trial) {
	parsed, err := vault.ParseHandbook(page)
	h := From(parsed)
	var broken *vault.HandbookError
	switch {
	case errors.As(err, &broken):
		for _, p := range broken.Problems {
			h.Problems = append(h.Problems, p.String())
		}
	case err != nil:
		h.Problems = append(h.Problems, err.Error())
	}
	sum := sha256.Sum256(page)
	h.Hash = hex.EncodeToString(sum[:8])
	trials := policy.Try(h, examples(h, parsed.PolicyExamples))
	h.FailedExamples = policy.Failed(trials)
	return h, trials
}

func examples(h contract.Handbook, lines []vault.PolicyExample) []policy.Example {
	verdicts := map[string]policy.Verdict{policy.Auto.Word(): policy.Auto, policy.Ask.Word(): policy.Ask, policy.Deny.Word(): policy.Deny}
	out := make([]policy.Example, 0, len(lines))
	for _, l := range lines {
		out = append(out, policy.Example{
			Text: l.Line, Post: aboutPost(h, l.Post), Customer: l.Customer, New: l.New,
			Recurring: l.Recurring, RuleMin: contract.Decimal(l.RuleMin), RuleMax: contract.Decimal(l.RuleMax),
			Amount: contract.Decimal(l.Amount), Currency: l.Currency, Foreign: l.Foreign, Rate: contract.Decimal(l.Rate), NoRate: l.NoRate,
			Usual: contract.Decimal(l.Usual), Suspicious: l.Suspicious, Invoiced: l.Invoiced,
			Want: verdicts[l.Want], Rule: l.Rule,
		})
	}
	return out
}

// From gives the handbook as processes and reading take it. What the owner has
// not said stays empty.
func From(r vault.Handbook) contract.Handbook {
	h := contract.Handbook{
		Owner: contract.Owner{
			Name: r.OwnerName, Company: r.OwnerCompany, Emails: r.OwnerEmails, Domains: r.OwnerDomains, Addresses: r.OwnerAddresses,
			FormSenders: r.FormSenders, HomeCurrency: r.HomeCurrency, DollarMeans: r.DollarMeans,
		},
		AutoLimit: contract.Decimal(r.AutoLimit), AutoLimitCurrency: r.AutoLimitCurrency, DefaultTaxPercent: contract.Decimal(r.DefaultTaxPercent),
		QuotationProduct: r.QuotationProduct,
	}
	for _, c := range r.Colleagues {
		h.Owner.Colleagues = append(h.Owner.Colleagues, colleague(c))
	}
	for _, c := range r.KnownCustomers {
		h.Owner.KnownCustomers = append(h.Owner.KnownCustomers, contract.KnownCustomer{Name: c.Name, Email: c.Email, VATID: c.VATID})
	}
	for _, c := range r.RecurringCustomers {
		h.Recurring = append(h.Recurring, contract.RecurringRule{
			Name: c.Name, Email: c.Email, MinAmount: contract.Decimal(c.MinAmount), MaxAmount: contract.Decimal(c.MaxAmount), Currency: c.Currency, Period: c.Period,
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
	h.Social = social(r.Posts)
	if r.PricesIncludeTax != "" {
		included := r.PricesIncludeTax == "yes"
		h.PricesIncludeTax = &included
	}
	return h
}

// social gives the rules for posts.
func social(r vault.PostRules) contract.Social {
	s := contract.Social{
		QuietFrom: r.QuietFrom, QuietTo: r.QuietTo, SensitiveWords: r.SensitiveWords, Kinds: r.SensitiveKinds,
		DiscountLimit: contract.Decimal(r.DiscountLimit), XBudget: contract.Decimal(r.XBudgetMonth),
	}
	if minutes, err := strconv.Atoi(r.MinGapMinutes); err == nil {
		s.MinGapMinutes = minutes
	}
	return s
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
