package odoofake

import (
	"html"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// createMove makes a draft with its lines, or nothing.
func (s *Server) createMove(values row, columns []string, rows [][]string, context map[string]any) (int64, string) {
	termSent := slices.ContainsFunc(columns, func(c string) bool { return strings.HasPrefix(c, "invoice_payment_term_id") })
	id, message := s.newMove(values, termSent, context)
	if message != "" {
		return 0, message
	}
	move := s.table("account.move").rows[id]
	lines, message := s.createLines(id, columns, rows)
	if message != "" {
		delete(s.table("account.move").rows, id)
		return 0, message
	}
	move["invoice_line_ids"] = lines
	s.computeTotals(move)
	return id, ""
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

const linePrefix = "invoice_line_ids/"

// createLines makes the lines of all rows; on a message none is left.
func (s *Server) createLines(move int64, columns []string, rows [][]string) ([]int64, string) {
	fields := schemaOf("account.move.line")
	var ids []int64
	for _, cells := range rows {
		values, message := s.convert(fields, columns, cells, linePrefix)
		if message != "" {
			for _, id := range ids {
				delete(s.table("account.move.line").rows, id)
			}
			return nil, message
		}
		if len(values) == 0 {
			continue
		}
		values["move_id"] = move
		s.completeLine(values)
		ids = append(ids, s.insert("account.move.line", 0, values))
	}
	return ids, ""
}

// completeLine fills in and rounds what Odoo does when a line is made. Lines of
// 16 and later are products unless they say otherwise.
func (s *Server) completeLine(values row) {
	if values["display_type"] == nil && s.opts.Version >= 16 {
		values["display_type"] = "product"
	}
	s.keepDigits(values)
}

// keepDigits rounds a line's numbers as the decimal accuracies say.
func (s *Server) keepDigits(values row) {
	s.shorten(values, "price_unit", s.opts.PriceDigits)
	s.shorten(values, "quantity", 2)
	s.shorten(values, "discount", 2)
}

// shorten rounds to a decimal accuracy; 0 digits means that none applies.
func (s *Server) shorten(values row, name string, digits int32) {
	d, ok := values[name].(decimal.Decimal)
	if ok && digits > 0 {
		values[name] = d.Round(digits)
	}
}
