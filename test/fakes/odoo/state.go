package odoofake

import (
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// row holds values as int64 (also many2one, 0 = empty), []int64, bool,
// decimal.Decimal and string; a missing key is NULL.
type row map[string]any

type table struct {
	rows map[int64]row
	last int64
}

type ref struct {
	model string
	id    int64
}

func (s *Server) table(model string) *table {
	t := s.tables[model]
	if t == nil {
		t = &table{rows: map[int64]row{}}
		s.tables[model] = t
	}
	return t
}

// insert adds a row; id 0 means the next free one.
func (s *Server) insert(model string, id int64, values row) int64 {
	t := s.table(model)
	if id == 0 {
		id = t.last + 1
	}
	t.last = max(t.last, id)
	values = maps.Clone(values)
	values["id"] = id
	if _, ok := values["create_date"]; !ok {
		values["create_date"] = s.opts.Now().UTC().Format("2006-01-02 15:04:05")
	}
	t.rows[id] = values
	return id
}

// ids are the rows' IDs in order.
func (t *table) ids() []int64 { return slices.Sorted(maps.Keys(t.rows)) }

func (s *Server) seed() {
	for id, c := range map[int64]row{
		currencyUSD: {"name": "USD", "active": true, "decimal_places": int64(2)},
		currencyEUR: {"name": "EUR", "active": true, "decimal_places": int64(2)},
		currencyGBP: {"name": "GBP", "active": true, "decimal_places": int64(2)},
		currencyJPY: {"name": "JPY", "active": true, "decimal_places": int64(0)},
		currencyKWD: {"name": "KWD", "active": true, "decimal_places": int64(3)},
		currencyCHF: {"name": "CHF", "active": false, "decimal_places": int64(2)},
	} {
		s.insert("res.currency", id, c)
	}
	s.insert("res.company", companyID, row{"name": "My Company", "currency_id": int64(currencyEUR), "tax_calculation_rounding_method": s.opts.Rounding})
	s.insert("res.company", otherCompanyID, row{"name": "Second Co", "currency_id": int64(currencyEUR), "tax_calculation_rounding_method": s.opts.Rounding})
	s.insert("res.users", userID, row{"name": "Employee", "login": s.opts.Username, "company_id": int64(companyID), "company_ids": []int64{companyID, otherCompanyID}})
	s.insert("res.users", otherUserID, row{"name": "Bookkeeper", "login": OtherUsername, "company_id": int64(companyID), "company_ids": []int64{companyID}})
	s.insert("decimal.precision", 0, row{"name": "Product Price", "digits": int64(2)})
	s.AddPartner(Partner{Name: "My Company", IsCompany: true})
	if !s.opts.NoJournal {
		s.insertJournal(Journal{Name: "Customer Invoices", Sale: true})
		s.insertJournal(Journal{Name: "Bank"})
		s.insertJournal(Journal{Name: "Cash", Cash: true})
	}
	s.seedAccounts()
	s.seedSales()
	usual := s.AddTax(Tax{Name: "19% S", Rate: "19"})
	s.AddTax(Tax{Name: "7% S", Rate: "7"})
	s.AddTax(Tax{Name: "20% S", Rate: "20"})
	s.AddTax(Tax{Name: "19% S incl.", Rate: "19", Included: true})
	s.AddTax(Tax{Name: "20% S incl.", Rate: "20", Included: true})
	s.AddTax(Tax{Name: "19% P", Rate: "19", Purchase: true})
	s.table("res.company").rows[companyID]["account_sale_tax_id"] = usual
}

// Partner is a contact to start with.
type Partner struct {
	Name, Email, VATID  string
	Street, Zip, City   string
	Country             string // its name
	IsCompany, Archived bool
	Parent              int64 // contact of this company
	Company             int64 // res.company, 0 = shared
	TermDays            int   // customer's payment term, 0 = none
	Language            string
}

// AddPartner adds a contact and returns its ID.
func (s *Server) AddPartner(p Partner) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	values := row{"name": p.Name, "is_company": p.IsCompany, "active": !p.Archived, "parent_id": p.Parent, "company_id": p.Company}
	setText(values, "email", p.Email)
	setText(values, "lang", p.Language)
	setText(values, "vat", p.VATID)
	setText(values, "street", p.Street)
	setText(values, "zip", p.Zip)
	setText(values, "city", p.City)
	if p.Country != "" {
		values["country_id"] = s.insert("res.country", 0, row{"name": p.Country})
	}
	if p.TermDays > 0 {
		values["term_days"] = int64(p.TermDays)
	}
	return s.insertPartner(values)
}

func (s *Server) insertPartner(values row) int64 {
	if email, _ := values["email"].(string); email != "" {
		values["email_normalized"] = normalise(email)
	}
	id := s.insert("res.partner", 0, values)
	top := id
	if parent, _ := values["parent_id"].(int64); parent != 0 {
		top = parent
	}
	s.table("res.partner").rows[id]["commercial_partner_id"] = top
	return id
}

// Tax is a percentage tax to start with.
type Tax struct {
	Name, Rate                   string
	Included, Purchase, Archived bool
}

// AddTax adds a tax of the first company and returns its ID.
func (s *Server) AddTax(t Tax) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	use := "sale"
	if t.Purchase {
		use = "purchase"
	}
	return s.insert("account.tax", 0, row{
		"name": t.Name, "amount": decimal.RequireFromString(t.Rate), "amount_type": "percent", "type_tax_use": use,
		"price_include": t.Included, "active": !t.Archived, "sequence": int64(1), "company_id": int64(companyID),
	})
}

func setText(values row, name, text string) {
	if text != "" {
		values[name] = text
	}
}

// normalise is Odoo's email_normalized: the bare address in small letters.
func normalise(email string) string {
	if _, rest, ok := strings.Cut(email, "<"); ok {
		email, _, _ = strings.Cut(rest, ">")
	}
	return strings.ToLower(strings.TrimSpace(email))
}
