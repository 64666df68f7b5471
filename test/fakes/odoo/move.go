package odoofake

import (
	"html"
	"slices"
	"strings"
	"time"
)

// sendsTerm tells whether a load says something of the payment term.
func sendsTerm(columns []string) bool {
	return slices.ContainsFunc(columns, func(c string) bool { return strings.HasPrefix(c, "invoice_payment_term_id") })
}

// newMove makes a draft without lines.
func (s *Server) newMove(values row, termSent bool, context map[string]any) (int64, string) {
	company, _ := values["company_id"].(int64)
	if company == 0 {
		company = companyID
		if allowed, _ := context["allowed_company_ids"].([]any); len(allowed) > 0 {
			company = idOf(allowed[0])
		}
	}
	values["company_id"] = company
	if !s.hasSaleJournal(company) {
		name, _ := s.table("res.company").rows[company]["name"].(string)
		return 0, "No journal could be found in company " + name + " for any of those types: sale"
	}
	values["state"] = "draft"
	if s.opts.Version <= 17 {
		values["name"] = "/"
	}
	if values["move_type"] == nil {
		values["move_type"] = "entry"
	}
	if values["currency_id"] == nil {
		values["currency_id"] = s.table("res.company").rows[company]["currency_id"]
	}
	if values["auto_post"] == nil && s.opts.Version >= 16 {
		values["auto_post"] = "no"
	}
	if values["date"] == nil {
		values["date"] = s.opts.Now().UTC().Format(time.DateOnly)
	}
	s.setPartner(values, termSent)
	if text, ok := values["narration"].(string); ok && s.opts.Version >= 15 && !strings.HasPrefix(text, "<p>") {
		values["narration"] = "<p>" + html.EscapeString(text) + "</p>"
	}
	values["invoice_line_ids"] = []int64{}
	return s.insert("account.move", 0, values), ""
}

func (s *Server) hasSaleJournal(company int64) bool {
	for _, j := range s.table("account.journal").rows {
		if j["company_id"] == company && j["type"] == "sale" && j["active"] == true {
			return true
		}
	}
	return false
}

// setPartner fills in what follows from the customer. A payment term, also the
// customer's own, overrides the due date on 17 and before.
func (s *Server) setPartner(values row, termSent bool) {
	partner, _ := values["partner_id"].(int64)
	today := s.opts.Now().UTC()
	due, _ := values["invoice_date_due"].(string)
	if partner != 0 {
		r := s.table("res.partner").rows[partner]
		values["commercial_partner_id"] = r["commercial_partner_id"]
		days, _ := r["term_days"].(int64)
		if days > 0 && !termSent {
			values["term_days"] = days // posting computes the due date anew
		}
		if days > 0 && !termSent && (s.opts.Version <= 17 || due == "") {
			due = today.AddDate(0, 0, int(days)).Format(time.DateOnly)
		}
	}
	if due == "" {
		due = today.Format(time.DateOnly)
	}
	values["invoice_date_due"] = due
}
