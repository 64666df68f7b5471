package odoofake

// booksSchema are the models of the ledger.
func booksSchema(model string) map[string]field {
	of := func(kind, target, label string) field { return field{kind: kind, target: target, label: label} }
	switch model {
	case "account.account":
		return map[string]field{"code": of("char", "", "Code"), "name": of("char", "", "Account Name")}
	case "account.payment":
		return map[string]field{
			"state": of("selection", "", "State"), "date": of("date", "", "Date"), "company_id": of("many2one", "res.company", "Company"),
			"partner_id": of("many2one", "res.partner", "Customer/Vendor"), "payment_type": of("selection", "", "Payment Type"),
			"currency_id": of("many2one", "res.currency", "Currency"), "amount": of("monetary", "", "Amount"),
		}
	}
	return salesSchema(model)
}

// addBookFields adds what the ledger needs to the models of invoices.
func (s *Server) addBookFields(model string, fields map[string]field) {
	of := func(kind, target, label string) field { return field{kind: kind, target: target, label: label} }
	switch model {
	case "account.account":
		if s.opts.Version >= 16 {
			fields["account_type"] = of("selection", "", "Type")
			return
		}
		fields["internal_type"] = of("selection", "", "Internal Type")
		fields["internal_group"] = of("selection", "", "Internal Group")
	case "account.payment":
		if s.opts.Version < 18 {
			fields["is_internal_transfer"] = of("boolean", "", "Internal Transfer")
		}
		s.paymentSchema(fields)
	case "account.journal":
		s.journalSchema(fields)
	case "res.partner":
		fields["supplier_rank"] = of("integer", "", "Supplier Rank")
	case "account.move":
		fields["date"] = of("date", "", "Date")
		fields["amount_untaxed_signed"] = of("monetary", "", "Untaxed Amount Signed")
		fields["amount_tax_signed"] = of("monetary", "", "Tax Signed")
		fields["amount_residual_signed"] = of("monetary", "", "Amount Due Signed")
		fields["amount_total_signed"] = of("monetary", "", "Total Signed")
		fields["auto_post"] = of("selection", "", "Auto-post")
		if s.opts.Version < 16 {
			fields["auto_post"] = of("boolean", "", "Post Automatically")
		}
	case "account.move.line":
		s.itemSchema(fields)
		fields["account_id"] = of("many2one", "account.account", "Account")
		fields["partner_id"] = of("many2one", "res.partner", "Partner")
		fields["company_id"] = of("many2one", "res.company", "Company")
		fields["parent_state"] = of("selection", "", "Status")
		fields["date"] = of("date", "", "Date")
		fields["date_maturity"] = of("date", "", "Due Date")
		fields["balance"] = of("monetary", "", "Balance")
		fields["amount_residual"] = of("monetary", "", "Residual Amount")
		fields["reconciled"] = of("boolean", "", "Reconciled")
		if s.opts.Version >= 16 {
			fields["account_type"] = of("selection", "", "Internal Type")
		}
	}
}

// itemSchema adds what an item has of its product, its tax and its currency.
func (s *Server) itemSchema(fields map[string]field) {
	of := func(kind, target, label string) field { return field{kind: kind, target: target, label: label} }
	fields["product_id"] = of("many2one", "product.product", "Product")
	fields["product_uom_id"] = of("many2one", "uom.uom", "Unit of Measure")
	fields["tax_line_id"] = of("many2one", "account.tax", "Originator Tax")
	fields["currency_id"] = of("many2one", "res.currency", "Currency")
	fields["amount_currency"] = of("monetary", "", "Amount in Currency")
	fields["amount_residual_currency"] = of("monetary", "", "Residual Amount in Currency")
	fields["debit"] = of("monetary", "", "Debit")
	fields["credit"] = of("monetary", "", "Credit")
	if s.opts.Version < 16 {
		fields["exclude_from_invoice_tab"] = of("boolean", "", "Exclude From Invoice Tab")
	}
}
