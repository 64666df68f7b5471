package odoo

import (
	"fmt"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// document is how a kind of draft stands in Odoo.
type document struct {
	noun, origin string // in sentences: what it is, and what the field with our key is called there
	model        string
	lineModel    string
	kindField    string // empty when the model holds one kind only
	kindValue    string
	key          string // field with the business key
	reference    string
	date         string
	dateWord     string
	lines        string
	quantity     string // of a line
}

func documentOf(kind contract.DocumentKind) document {
	if kind == contract.KindQuotation {
		return document{
			noun: "quotation", origin: "source document", model: odooclient.ModelOrder, lineModel: odooclient.ModelOrderLine,
			key: "origin", reference: "client_order_ref", date: "validity_date", dateWord: "expiration", lines: "order_line", quantity: "product_uom_qty",
		}
	}
	return document{
		noun: "invoice", origin: "origin", model: odooclient.ModelMove, lineModel: odooclient.ModelMoveLine, kindField: "move_type", kindValue: "out_invoice",
		key: "invoice_origin", reference: "ref", date: "invoice_date_due", dateWord: "due date", lines: "invoice_line_ids", quantity: "quantity",
	}
}

// approvedDate is the draft's date for the field date.
func (doc document) approvedDate(d contract.InvoiceDraft) string {
	if doc.model == odooclient.ModelOrder {
		return d.ValidUntil
	}
	return d.DueDate
}

// readBack are the fields that are compared with what was approved.
func (doc document) readBack() []string {
	fields := []string{
		"name", "state", "company_id", "partner_id", "currency_id", doc.reference, doc.key, doc.date,
		"amount_untaxed", "amount_tax", "amount_total", doc.lines,
	}
	if doc.kindField != "" {
		fields = append(fields, doc.kindField)
	}
	return fields
}

// under are the conditions for the document with the business key.
func (doc document) under(key string, company int64) []any {
	domain := []any{cond(doc.key, "=", key), cond("company_id", "=", company)}
	if doc.kindField != "" {
		domain = append(domain, cond(doc.kindField, "=", doc.kindValue))
	}
	return domain
}

// url opens a record in Odoo 14 to 19: 18 and later read the old form and
// rewrite it (addons/web/static/src/core/browser/router.js, urlToState).
func (a *Activities) url(doc document, id int64) string {
	return fmt.Sprintf("%s/web#id=%d&model=%s&view_type=form", a.client.Base(), id, doc.model)
}

func (a *Activities) moveURL(id int64) string { return a.url(documentOf(""), id) }
