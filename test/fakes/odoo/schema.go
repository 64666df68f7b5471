package odoofake

import (
	"maps"
	"slices"
	"strings"
)

// field describes one field of a model.
type field struct {
	kind   string // Odoo's ttype
	target string // model of a relation
	label  string
}

// IDs that the seeded records have.
const (
	userID         = 2
	otherUserID    = 6
	companyID      = 1
	otherCompanyID = 2
	currencyUSD    = 1
	currencyCHF    = 5
	currencyJPY    = 25
	currencyKWD    = 96
	currencyEUR    = 125
	currencyGBP    = 147
)

// schema returns the fields a model has in this version.
func (s *Server) schema(model string) (map[string]field, bool) {
	fields := schemaOf(model)
	if fields == nil || strings.HasPrefix(model, "sale.") && !s.opts.Sales {
		return nil, false
	}
	fields["id"] = field{kind: "integer", label: "ID"}
	fields["create_date"] = field{kind: "datetime", label: "Created on"}
	s.byVersion(model, fields)
	s.addBookFields(model, fields)
	s.saleFieldsByVersion(model, fields)
	s.ratesSchema(model, fields)
	return fields, true
}

// byVersion adds and changes what versions disagree about.
func (s *Server) byVersion(model string, fields map[string]field) {
	switch model {
	case "account.move":
		if s.opts.Version < 15 {
			fields["narration"] = field{kind: "text", label: "Terms and Conditions"}
		}
		checked := "to_check"
		if s.opts.Version >= 18 {
			checked = "checked" // and means the opposite
		}
		fields[checked] = field{kind: "boolean", label: "Checked"}
	case "res.partner":
		if s.opts.Version < 19 {
			fields["mobile"] = field{kind: "char", label: "Mobile"}
		}
	}
}

func schemaOf(model string) map[string]field {
	char := func(label string) field { return field{kind: "char", label: label} }
	boolean := func(label string) field { return field{kind: "boolean", label: label} }
	m2o := func(target, label string) field { return field{kind: "many2one", target: target, label: label} }
	many := func(kind, target, label string) field { return field{kind: kind, target: target, label: label} }
	of := func(kind, label string) field { return field{kind: kind, label: label} }
	switch model {
	case "res.users":
		return map[string]field{
			"name": char("Name"), "login": char("Login"), "company_id": m2o("res.company", "Company"),
			"company_ids": many("many2many", "res.company", "Companies"), "currency_id": m2o("res.currency", "Currency"),
		}
	case "res.company":
		return map[string]field{
			"name": char("Company Name"), "currency_id": m2o("res.currency", "Currency"),
			"account_sale_tax_id":             m2o("account.tax", "Default Sale Tax"),
			"tax_calculation_rounding_method": of("selection", "Tax Calculation Rounding Method"),
		}
	case "res.currency":
		return map[string]field{"name": char("Currency"), "active": boolean("Active"), "decimal_places": of("integer", "Decimal Places")}
	case "res.currency.rate":
		return map[string]field{
			"name": of("date", "Date"), "rate": of("float", "Rate"), "currency_id": m2o("res.currency", "Currency"), "company_id": m2o("res.company", "Company"),
		}
	case "res.partner":
		return map[string]field{
			"name": char("Name"), "email": char("Email"), "email_normalized": char("Normalized Email"), "lang": of("selection", "Language"), "vat": char("Tax ID"),
			"street": char("Street"), "street2": char("Street2"), "zip": char("Zip"), "country_id": m2o("res.country", "Country"),
			"city": char("City"), "is_company": boolean("Is a Company"), "active": boolean("Active"),
			"company_id": m2o("res.company", "Company"), "parent_id": m2o("res.partner", "Related Company"),
			"commercial_partner_id": m2o("res.partner", "Commercial Entity"), "customer_rank": of("integer", "Customer Rank"),
		}
	case "account.tax":
		return map[string]field{
			"name": char("Tax Name"), "amount": of("float", "Amount"), "amount_type": of("selection", "Tax Computation"),
			"type_tax_use": of("selection", "Tax Type"), "price_include": boolean("Included in Price"), "active": boolean("Active"),
			"sequence": of("integer", "Sequence"), "company_id": m2o("res.company", "Company"),
		}
	case "account.journal":
		return map[string]field{
			"name": char("Journal Name"), "type": of("selection", "Type"), "company_id": m2o("res.company", "Company"), "active": boolean("Active"),
			"currency_id": m2o("res.currency", "Currency"), "sequence": of("integer", "Sequence"),
		}
	case "account.payment.method":
		return map[string]field{"name": char("Name"), "code": char("Code"), "payment_type": of("selection", "Payment Type")}
	case "account.payment.method.line":
		return map[string]field{
			"name": char("Name"), "journal_id": m2o("account.journal", "Journal"), "payment_method_id": m2o("account.payment.method", "Payment Method"),
		}
	case "account.move":
		return moveSchema()
	case "account.move.line":
		return map[string]field{
			"move_id": m2o("account.move", "Journal Entry"), "name": char("Label"), "quantity": of("float", "Quantity"),
			"price_unit": of("float", "Unit Price"), "discount": of("float", "Discount (%)"), "price_subtotal": of("monetary", "Subtotal"),
			"tax_ids": many("many2many", "account.tax", "Taxes"), "sequence": of("integer", "Sequence"),
			"display_type": of("selection", "Display Type"),
		}
	}
	return technicalSchema(model)
}

// technicalSchema are the models that belong to no app.
func technicalSchema(model string) map[string]field {
	char := func(label string) field { return field{kind: "char", label: label} }
	of := func(kind, label string) field { return field{kind: kind, label: label} }
	switch model {
	case "ir.model.data":
		return map[string]field{"module": char("Module"), "name": char("External Identifier"), "model": char("Model Name"), "res_id": of("integer", "Record ID")}
	case "ir.model.fields":
		return map[string]field{"name": char("Field Name"), "model": char("Model Name"), "ttype": of("selection", "Field Type")}
	case "decimal.precision":
		return map[string]field{"name": char("Usage"), "digits": of("integer", "Digits")}
	case "ir.attachment":
		return map[string]field{
			"name": char("Name"), "datas": of("binary", "File Content (base64)"), "mimetype": char("Mime Type"), "res_model": char("Resource Model"),
			"res_id": of("many2one_reference", "Resource ID"), "checksum": char("Checksum/SHA1"), "file_size": of("integer", "File Size"),
		}
	}
	return booksSchema(model)
}

func moveSchema() map[string]field {
	of := func(kind, target, label string) field { return field{kind: kind, target: target, label: label} }
	return map[string]field{
		"name": of("char", "", "Number"), "state": of("selection", "", "Status"), "move_type": of("selection", "", "Type"),
		"company_id": of("many2one", "res.company", "Company"), "partner_id": of("many2one", "res.partner", "Partner"),
		"commercial_partner_id": of("many2one", "res.partner", "Commercial Entity"), "currency_id": of("many2one", "res.currency", "Currency"),
		"ref": of("char", "", "Reference"), "invoice_origin": of("char", "", "Origin"), "narration": of("html", "", "Terms and Conditions"),
		"invoice_date": of("date", "", "Invoice/Bill Date"), "invoice_date_due": of("date", "", "Due Date"),
		"invoice_payment_term_id": of("many2one", "account.payment.term", "Payment Terms"),
		"amount_untaxed":          of("monetary", "", "Untaxed Amount"), "amount_tax": of("monetary", "", "Tax"), "amount_total": of("monetary", "", "Total"),
		"invoice_line_ids":  of("one2many", "account.move.line", "Invoice lines"),
		"payment_reference": of("char", "", "Payment Reference"), "payment_state": of("selection", "", "Payment Status"),
		"amount_residual": of("monetary", "", "Amount Due"),
	}
}

// label is what fault texts call a model.
func label(model string) string {
	switch model {
	case "account.move":
		return "Journal Entry"
	case "account.move.line":
		return "Journal Item"
	case "account.tax":
		return "Tax"
	case "res.partner":
		return "Contact"
	case "account.payment":
		return "Payments"
	case "account.journal":
		return "Journal"
	case "sale.order":
		return "Sales Order"
	case "sale.order.line":
		return "Sales Order Line"
	}
	return model
}

// fieldsGet describes the fields that are asked for, all when none are named,
// by the attributes that are asked for.
func (s *Server) fieldsGet(fields map[string]field, params map[string]any) any {
	only, _ := params["allfields"].([]any)
	wanted, _ := params["attributes"].([]any)
	out := map[string]any{}
	for name, f := range fields {
		if len(only) > 0 && !slices.Contains(only, any(name)) {
			continue
		}
		all := map[string]any{"type": f.kind, "string": f.label, "name": name}
		if f.target != "" {
			all["relation"] = f.target
		}
		if len(wanted) > 0 {
			maps.DeleteFunc(all, func(attribute string, _ any) bool { return !slices.Contains(wanted, any(attribute)) })
		}
		out[name] = all
	}
	return out
}

// archivable models leave archived records out of a search by default.
func archivable(model string) bool {
	return slices.Contains([]string{"res.partner", "res.currency", "account.tax", "account.journal", "product.product", "product.template", "product.pricelist"}, model)
}
