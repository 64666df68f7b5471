package odoofake

import (
	"maps"
	"time"

	"github.com/shopspring/decimal"
)

// rateDigits is how exactly a quotient is kept before it is rounded to money.
const rateDigits = 16

// Rate is how many units of a currency one unit of the company's is worth from
// a day on.
type Rate struct {
	Currency int64
	Date     string // ISO
	Rate     string
	Company  int64 // 0 = the first
}

// AddRate adds a rate and returns its ID.
func (s *Server) AddRate(r Rate) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.Company == 0 {
		r.Company = companyID
	}
	return s.insert("res.currency.rate", 0, row{
		"name": r.Date, "rate": decimal.RequireFromString(r.Rate), "currency_id": r.Currency, "company_id": r.Company,
	})
}

// ratesSchema are the currencies and their rates. inverse_rate came with 15.
func (s *Server) ratesSchema(model string, fields map[string]field) {
	if model != "res.currency" {
		return
	}
	fields["rate"] = field{kind: "float", label: "Current Rate"}
	fields["date"] = field{kind: "date", label: "Date"}
	fields["rate_ids"] = field{kind: "one2many", target: "res.currency.rate", label: "Rates"}
	if s.opts.Version >= 15 {
		fields["inverse_rate"] = field{kind: "float", label: "Inverse Rate"}
	}
}

// rateAt is the newest rate that is not later than the day. Without one it is
// 1, and from 17 on the oldest of all (seen on 14 and 19).
func (s *Server) rateAt(currency, company int64, day string) decimal.Decimal {
	var before, first row
	for _, id := range s.table("res.currency.rate").ids() {
		r := s.table("res.currency.rate").rows[id]
		if r["currency_id"] != currency || r["company_id"] != company {
			continue
		}
		if str(r["name"]) <= day && (before == nil || str(r["name"]) >= str(before["name"])) {
			before = r
		}
		if first == nil || str(r["name"]) < str(first["name"]) {
			first = r
		}
	}
	if before == nil && s.opts.Version >= 17 {
		before = first
	}
	rate, ok := before["rate"].(decimal.Decimal)
	if !ok {
		return decimal.NewFromInt(1)
	}
	return rate
}

// rateBetween is how many units of a currency one of the company's is worth.
func (s *Server) rateBetween(currency, company int64, day string) decimal.Decimal {
	own := idOf(s.table("res.company").rows[company]["currency_id"])
	return s.rateAt(currency, company, day).DivRound(s.rateAt(own, company, day), rateDigits)
}

// rateDay is the day whose rate a document has.
func (s *Server) rateDay(document row) string {
	for _, name := range []string{"invoice_date", "date"} {
		if day := str(document[name]); day != "" {
			return day
		}
	}
	return s.opts.Now().UTC().Format(time.DateOnly)
}

// inBooks is a document's amount in the company's currency.
func (s *Server) inBooks(document row, amount decimal.Decimal) decimal.Decimal {
	company := idOf(document["company_id"])
	own := s.table("res.company").rows[company]
	if own["currency_id"] == document["currency_id"] {
		return amount
	}
	rate := s.rateBetween(idOf(document["currency_id"]), company, s.rateDay(document))
	return amount.DivRound(rate, rateDigits).Round(s.places(own))
}

// withCurrency returns a user with the currency that accounting computes for a
// contact: that of the company the call is made in, which is the user's own
// when the call does not say.
func (s *Server) withCurrency(user row, context map[string]any) row {
	company := idOf(user["company_id"])
	if allowed, _ := context["allowed_company_ids"].([]any); len(allowed) > 0 {
		company = idOf(allowed[0])
	}
	out := maps.Clone(user)
	out["currency_id"] = s.table("res.company").rows[company]["currency_id"]
	return out
}

// computed returns a currency with the fields that follow from its rates, and a
// user with the company's currency.
func (s *Server) computed(model string, r row, context map[string]any) row {
	switch model {
	case "res.users":
		return s.withCurrency(r, context)
	case "res.currency":
	default:
		return r
	}
	id, company, today := idOf(r["id"]), companyOf(context), s.opts.Now().UTC().Format(time.DateOnly)
	rate := s.rateBetween(id, company, today)
	out := row{"rate": rate, "inverse_rate": decimal.NewFromInt(1).DivRound(rate, rateDigits)}
	var ids []int64
	for _, rateID := range s.table("res.currency.rate").ids() {
		one := s.table("res.currency.rate").rows[rateID]
		if one["currency_id"] != id {
			continue
		}
		ids = append(ids, rateID)
		if day := str(one["name"]); day <= today && day > str(out["date"]) {
			out["date"] = day
		}
	}
	out["rate_ids"] = ids
	for name, value := range r {
		out[name] = value
	}
	return out
}
