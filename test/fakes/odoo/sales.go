package odoofake

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// The app Sales, where Options.Sales has it installed. A quotation is a sale
// order in the state draft.

// salesSchema are the models of Sales, and the pricelists, which are there
// without it too.
func salesSchema(model string) map[string]field {
	of := func(kind, target, label string) field { return field{kind: kind, target: target, label: label} }
	switch model {
	case "product.pricelist":
		return map[string]field{
			"name": of("char", "", "Pricelist Name"), "active": of("boolean", "", "Active"), "sequence": of("integer", "", "Sequence"),
			"currency_id": of("many2one", "res.currency", "Currency"), "company_id": of("many2one", "res.company", "Company"),
		}
	case "sale.order":
		return map[string]field{
			"name": of("char", "", "Order Reference"), "state": of("selection", "", "Status"), "origin": of("char", "", "Source Document"),
			"company_id": of("many2one", "res.company", "Company"), "partner_id": of("many2one", "res.partner", "Customer"),
			"pricelist_id": of("many2one", "product.pricelist", "Pricelist"), "currency_id": of("many2one", "res.currency", "Currency"),
			"client_order_ref": of("char", "", "Customer Reference"), "note": of("html", "", "Terms and conditions"),
			"validity_date": of("date", "", "Expiration"), "order_line": of("one2many", "sale.order.line", "Order Lines"),
			"amount_untaxed": of("monetary", "", "Untaxed Amount"), "amount_tax": of("monetary", "", "Taxes"), "amount_total": of("monetary", "", "Total"),
		}
	case "sale.order.line":
		return map[string]field{
			"order_id": of("many2one", "sale.order", "Order Reference"), "product_id": of("many2one", "product.product", "Product"),
			"name": of("text", "", "Description"), "product_uom_qty": of("float", "", "Quantity"), "price_unit": of("float", "", "Unit Price"),
			"discount": of("float", "", "Discount (%)"), "price_subtotal": of("monetary", "", "Subtotal"), "sequence": of("integer", "", "Sequence"),
		}
	}
	return productsSchema(model)
}

// saleFieldsByVersion adds what versions disagree about.
func (s *Server) saleFieldsByVersion(model string, fields map[string]field) {
	switch {
	case model == "sale.order" && s.opts.Version < 15:
		fields["note"] = field{kind: "text", label: "Terms and conditions"}
	case model == "sale.order.line":
		fields[s.saleTaxField()] = field{kind: "many2many", target: "account.tax", label: "Taxes"}
		fields[s.saleUnitField()] = field{kind: "many2one", target: "uom.uom", label: "Unit of Measure"}
	}
}

// saleTaxField is what a line's taxes are called.
func (s *Server) saleTaxField() string {
	if s.opts.Version >= 19 {
		return "tax_ids"
	}
	return "tax_id"
}

// saleUnitField is what a line's unit is called.
func (s *Server) saleUnitField() string {
	if s.opts.Version >= 19 {
		return "product_uom_id"
	}
	return "product_uom"
}

// seedSales is the pricelist that every database has until 17 does without.
func (s *Server) seedSales() {
	if s.opts.Version <= 16 {
		s.AddPricelist(Pricelist{Name: "Public Pricelist"})
	}
}

// Pricelist gives quotations their currency.
type Pricelist struct {
	Name     string
	Currency int64 // 0 = EUR
	Company  int64 // 0 = all
	Archived bool
}

// AddPricelist adds a pricelist and returns its ID.
func (s *Server) AddPricelist(p Pricelist) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.Currency == 0 {
		p.Currency = currencyEUR
	}
	return s.insert("product.pricelist", 0, row{
		"name": p.Name, "currency_id": p.Currency, "company_id": p.Company, "active": !p.Archived, "sequence": int64(16),
	})
}

// CurrencyUSD is the ID of the US dollar, for a Pricelist.
const CurrencyUSD int64 = currencyUSD

// Orders returns every sale.order.
func (s *Server) Orders() []Record { return s.all("sale.order", nil) }

// OrderLines returns every line of an order.
func (s *Server) OrderLines() []Record { return s.all("sale.order.line", nil) }

// newOrder makes a quotation without lines.
func (s *Server) newOrder(values row, context map[string]any) (int64, string) {
	if values["company_id"] == nil {
		values["company_id"] = companyOf(context)
	}
	if values["partner_id"] == nil {
		return 0, missingValue("Customer", "partner_id")
	}
	list, given := values["pricelist_id"]
	if !given {
		list = s.usualPricelist()
		values["pricelist_id"] = list
	}
	if list == nil && s.opts.Version <= 16 {
		return 0, missingValue("Pricelist", "pricelist_id")
	}
	values["currency_id"] = s.table("res.company").rows[idOf(values["company_id"])]["currency_id"]
	if list != nil {
		values["currency_id"] = s.table("product.pricelist").rows[idOf(list)]["currency_id"]
	}
	if _, given := values["validity_date"]; !given && s.opts.Version >= 17 {
		values["validity_date"] = s.opts.Now().UTC().AddDate(0, 0, 30).Format(time.DateOnly) // the company's usual days
	}
	if text, ok := values["note"].(string); ok && s.opts.Version >= 15 && !strings.HasPrefix(text, "<p>") {
		values["note"] = "<p>" + html.EscapeString(text) + "</p>"
	}
	values["state"], values["order_line"] = "draft", []int64{}
	values["name"] = fmt.Sprintf("S%05d", s.table("sale.order").last+1)
	return s.insert("sale.order", 0, values), ""
}

func companyOf(context map[string]any) int64 {
	if allowed, _ := context["allowed_company_ids"].([]any); len(allowed) > 0 {
		return idOf(allowed[0])
	}
	return companyID
}

func (s *Server) usualPricelist() any {
	for _, id := range s.table("product.pricelist").ids() {
		if s.table("product.pricelist").rows[id]["active"] == true {
			return id
		}
	}
	return nil
}

// missingValue is what load says of an empty column that must not be.
func missingValue(label, name string) string {
	return "Missing required value for the field '" + label + "' (" + name + ")"
}

// missingProduct is PostgreSQL's word for a line without a product, which load
// passes on as it is: the check belongs to the lines' model.
const missingProduct = `new row for relation "sale_order_line" violates check constraint "sale_order_line_accountable_required_fields"` +
	"\nDETAIL:  Failing row contains (1, null, null, 10, null).\n"

// actionConfirm makes an order of a quotation.
func (s *Server) actionConfirm(ids []int64) any {
	for _, id := range ids {
		order := s.table("sale.order").rows[id]
		if !slices.Contains([]any{"draft", "sent"}, order["state"]) {
			return &fault{2, "Some orders are not in a state requiring confirmation: " + s.displayName("sale.order", id)}
		}
		order["state"] = "sale"
	}
	return true
}

// AddOrder adds a quotation or an order without lines and returns its ID.
func (s *Server) AddOrder(partner int64, state, ref, total string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	amount := decimal.RequireFromString(total)
	values := row{
		"name": fmt.Sprintf("S%05d", s.table("sale.order").last+1), "state": state, "partner_id": partner, "company_id": int64(companyID),
		"currency_id": int64(currencyEUR), "amount_untaxed": amount, "amount_tax": decimal.Zero, "amount_total": amount, "order_line": []int64{},
	}
	setText(values, "client_order_ref", ref)
	return s.insert("sale.order", 0, values)
}
