package odoofake

import (
	"time"

	"github.com/shopspring/decimal"
)

// paymentSchema adds what the versions call the fields of a payment. Up to 17
// it shares date, memo, journal and company with its entry.
func (s *Server) paymentSchema(fields map[string]field) {
	fields["partner_type"] = field{kind: "selection", label: "Partner Type"}
	fields["journal_id"] = field{kind: "many2one", target: "account.journal", label: "Journal"}
	fields["move_id"] = field{kind: "many2one", target: "account.move", label: "Journal Entry"}
	fields["payment_reference"] = field{kind: "char", label: "Payment Reference"}
	fields["payment_method_id"] = field{kind: "many2one", target: "account.payment.method", label: "Method"}
	if s.opts.Version >= 15 {
		fields["payment_method_line_id"] = field{kind: "many2one", target: "account.payment.method.line", label: "Payment Method"}
	}
	if s.opts.Version >= 18 {
		fields["memo"] = field{kind: "char", label: "Memo"}
		return
	}
	fields["ref"] = field{kind: "char", label: "Reference"}
}

// journalSchema adds the ways money comes in: methods in 14, lines of methods
// since.
func (s *Server) journalSchema(fields map[string]field) {
	if s.opts.Version < 15 {
		fields["inbound_payment_method_ids"] = field{kind: "many2many", target: "account.payment.method", label: "For Incoming Payments"}
		return
	}
	fields["inbound_payment_method_line_ids"] = field{kind: "one2many", target: "account.payment.method.line", label: "Inbound Payment Methods"}
}

// Journal is a journal that money comes into.
type Journal struct {
	Name     string
	Cash     bool
	Sale     bool  // one of invoices, which no payment may have
	Currency int64 // of its own, 0 = the company's
	NoMethod bool  // takes no incoming payments
	Company  int64 // 0 = the first
}

// AddJournal adds a journal and returns its ID.
func (s *Server) AddJournal(j Journal) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.insertJournal(j)
}

func (s *Server) insertJournal(j Journal) int64 {
	if j.Company == 0 {
		j.Company = companyID
	}
	kind := "bank"
	switch {
	case j.Sale:
		kind = "sale"
	case j.Cash:
		kind = "cash"
	}
	values := row{"name": j.Name, "type": kind, "company_id": j.Company, "currency_id": j.Currency, "sequence": int64(10), "active": true}
	id := s.insert("account.journal", 0, values)
	journal := s.table("account.journal").rows[id]
	methods, lines := []int64{}, []int64{}
	if !j.Sale && !j.NoMethod {
		method := s.insert("account.payment.method", 0, row{"name": "Manual", "code": "manual", "payment_type": "inbound"})
		methods = append(methods, method)
		lines = append(lines, s.insert("account.payment.method.line", 0, row{"name": "Manual", "payment_type": "inbound", "journal_id": id, "payment_method_id": method}))
	}
	journal["inbound_payment_method_ids"], journal["inbound_payment_method_line_ids"] = methods, lines
	return id
}

// createPayment makes a draft payment and, up to 17, the draft entry that it
// is a part of. Odoo's refusals are those of its constraints.
func (s *Server) createPayment(values row, context map[string]any) (int64, string) {
	journal := s.table("account.journal").rows[idOf(values["journal_id"])]
	if journal == nil {
		if journal = s.firstMoneyJournal(); journal == nil {
			return 0, "No journal could be found in company My Company for any of those types: bank, cash"
		}
		values["journal_id"] = journal["id"]
	}
	if message := s.paymentRefusal(values, journal); message != "" {
		return 0, message
	}
	company := idOf(journal["company_id"])
	if allowed, _ := context["allowed_company_ids"].([]any); len(allowed) > 0 && idOf(allowed[0]) != company {
		return 0, "Incompatible companies on records:\n- '" + str(journal["name"]) + "' belongs to company '" + str(s.table("res.company").rows[company]["name"]) + "'"
	}
	values["company_id"], values["state"] = company, "draft"
	for name, usual := range map[string]any{
		"payment_type": "inbound", "partner_type": "customer", "currency_id": s.table("res.company").rows[company]["currency_id"],
		"date": s.opts.Now().UTC().Format(time.DateOnly), "amount": decimal.Zero,
	} {
		if values[name] == nil {
			values[name] = usual
		}
	}
	s.usualMethod(values, journal)
	if s.opts.Version < 18 {
		values["is_internal_transfer"] = false
		values["move_id"] = s.insert("account.move", 0, row{
			"state": "draft", "name": "/", "move_type": "entry", "company_id": company, "partner_id": values["partner_id"], "currency_id": values["currency_id"],
			"date": values["date"], "ref": values["ref"], "journal_id": values["journal_id"], "invoice_line_ids": []int64{},
			"amount_untaxed": decimal.Zero, "amount_tax": decimal.Zero, "amount_total": values["amount"],
		})
	}
	return s.insert("account.payment", 0, values), ""
}

func (s *Server) paymentRefusal(values, journal row) string {
	amount, _ := values["amount"].(decimal.Decimal)
	methods, _ := journal["inbound_payment_method_ids"].([]int64)
	switch {
	case journal["type"] != "bank" && journal["type"] != "cash":
		return "The journal " + str(journal["name"]) + " must be of type bank or cash."
	case amount.IsNegative():
		return "The payment amount cannot be negative."
	case len(methods) == 0:
		return "You can't create a new payment without an outstanding payments/receipts account set either on the company or the False payment method in the " + str(journal["name"]) + " journal."
	}
	return ""
}

// usualMethod takes the journal's first method when none was sent.
func (s *Server) usualMethod(values, journal row) {
	lines, _ := journal["inbound_payment_method_line_ids"].([]int64)
	methods, _ := journal["inbound_payment_method_ids"].([]int64)
	if s.opts.Version >= 15 && values["payment_method_line_id"] == nil {
		values["payment_method_line_id"] = lines[0]
	}
	if values["payment_method_id"] == nil {
		values["payment_method_id"] = methods[0]
	}
}

func (s *Server) firstMoneyJournal() row {
	for _, id := range s.table("account.journal").ids() {
		j := s.table("account.journal").rows[id]
		if j["type"] == "bank" || j["type"] == "cash" {
			return j
		}
	}
	return nil
}

// postPayments confirms payments as the button does.
func (s *Server) postPayments(ids []int64) any {
	if f := s.mayPost(); f != nil {
		return f
	}
	for _, id := range ids {
		payment := s.table("account.payment").rows[id]
		payment["state"] = "posted"
		if s.opts.Version >= 18 {
			payment["state"] = "in_process"
		}
	}
	return nil
}

// Payments returns every account.payment.
func (s *Server) Payments() []Record { return s.all("account.payment", nil) }

func str(v any) string {
	text, _ := v.(string)
	return text
}
