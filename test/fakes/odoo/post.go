package odoofake

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// actionPost posts as the button does. Odoo returns false.
func (s *Server) actionPost(ids []int64) any {
	if f := s.mayPost(); f != nil {
		return f
	}
	for _, id := range ids {
		if f := s.post(s.table("account.move").rows[id]); f != nil {
			return f
		}
	}
	return false
}

// post checks and posts one draft: it gets its number, its dates and, with a
// payment term, its due date anew.
func (s *Server) post(move row) *fault {
	if f := s.postable(move); f != nil {
		return f
	}
	today := s.opts.Now().UTC().Format(time.DateOnly)
	invoiced, _ := move["invoice_date"].(string)
	if invoiced == "" {
		invoiced = today
	}
	move["invoice_date"] = invoiced
	move["date"] = s.openDate(invoiced, today)
	if name, _ := move["name"].(string); name == "" || name == "/" {
		move["name"] = s.nextNumber(invoiced[:4])
	}
	if move["payment_reference"] == nil {
		move["payment_reference"] = move["name"]
	}
	if days, _ := move["term_days"].(int64); days > 0 {
		from, err := time.Parse(time.DateOnly, invoiced)
		if err == nil {
			move["invoice_date_due"] = from.AddDate(0, 0, int(days)).Format(time.DateOnly)
		}
	}
	move["state"] = "posted"
	if partner := s.table("res.partner").rows[idOf(move["partner_id"])]; partner != nil {
		rank, _ := partner["customer_rank"].(int64)
		partner["customer_rank"] = rank + 1
	}
	s.sign(move) // by the rate of the invoice date
	s.book(move)
	return nil
}

// postable are the reasons for which Odoo does not post.
func (s *Server) postable(move row) *fault {
	name, _ := move["name"].(string)
	total, _ := move["amount_total"].(decimal.Decimal)
	currency := s.table("res.currency").rows[idOf(move["currency_id"])]
	switch {
	case move["state"] != "draft":
		return &fault{2, fmt.Sprintf("The entry %s (id %d) must be in draft.", name, move["id"])}
	case idOf(move["partner_id"]) == 0 && s.opts.Version >= 19:
		return &fault{2, "The 'Customer' field is required to validate the invoice.\nYou probably don't want to explain to your auditor that you invoiced an invisible man :)"}
	case idOf(move["partner_id"]) == 0:
		return &fault{2, "The field 'Customer' is required, please complete it to validate the Customer Invoice."}
	case total.IsNegative():
		return &fault{2, "You cannot validate an invoice with a negative total amount. You should create a credit note instead. Use the action menu to transform it into a credit note or refund."}
	case s.lockedToday():
		return &fault{2, "You cannot add/modify entries prior to and inclusive of: Global Lock Date (" + usDate(s.opts.LockDate) + ")."}
	case currency["active"] != true:
		return &fault{2, fmt.Sprintf("You cannot validate a document with an inactive currency: %s", currency["name"])}
	}
	return nil
}

// lockedToday is true where 19 has no day to move a document to: a lock that
// reaches today (seen on 19 alone).
func (s *Server) lockedToday() bool {
	return s.opts.Version >= 19 && s.opts.LockDate >= s.opts.Now().UTC().Format(time.DateOnly)
}

func usDate(iso string) string {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return day.Format("01/02/2006")
}

// openDate moves the accounting date out of the locked period: to the end of
// the year that begins or goes on after it, at most to today.
func (s *Server) openDate(date, today string) string {
	lock := s.opts.LockDate
	if lock == "" || date > lock {
		return date
	}
	end, err := time.Parse(time.DateOnly, lock)
	if err != nil {
		return date
	}
	open := end.AddDate(0, 0, 1).Format("2006") + "-12-31"
	return max(min(open, today), end.AddDate(0, 0, 1).Format(time.DateOnly))
}

func (s *Server) nextNumber(year string) string {
	last := 0
	for _, r := range s.table("account.move").rows {
		name, _ := r["name"].(string)
		if rest, ok := strings.CutPrefix(name, "INV/"+year+"/"); ok {
			n := 0
			_, _ = fmt.Sscanf(rest, "%d", &n)
			last = max(last, n)
		}
	}
	return fmt.Sprintf("INV/%s/%05d", year, last+1)
}

// setState is button_draft or button_cancel, which return None.
func (s *Server) setState(ids []int64, state string) any {
	for _, id := range ids {
		move := s.table("account.move").rows[id]
		date, _ := move["date"].(string)
		if move["state"] == "posted" && s.opts.LockDate != "" && date != "" && date <= s.opts.LockDate {
			return &fault{2, "You cannot add/modify entries prior to and inclusive of the lock date " + s.opts.LockDate + "."}
		}
		move["state"] = state
		s.unbook(move)
	}
	return nil
}

// protected are the fields of a posted invoice that 18 and later keep.
func (s *Server) protected(move row, given map[string]any) *fault {
	if move["state"] != "posted" || s.opts.Version < 18 {
		return nil
	}
	for _, name := range []string{"partner_id", "currency_id", "invoice_date", "invoice_line_ids", "company_id", "move_type"} {
		if _, ok := given[name]; ok {
			return &fault{2, "You cannot modify the following readonly fields on a posted move: " + name}
		}
	}
	return nil
}

func idOf(v any) int64 {
	id, _ := v.(int64)
	return id
}
