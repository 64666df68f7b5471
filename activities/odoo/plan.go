package odoo

import (
	"crypto/sha256"
	"encoding/hex"
	"html"
	"regexp"
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// businessKey is the form contract.BusinessKey gives.
var businessKey = regexp.MustCompile(`^AE-[0-9a-f]{16}$`)

// plan is one call of load: what is sent in the real run and described in the dry one.
type plan struct {
	Model   string
	Columns []string
	Rows    [][]string
	Lines   string // the field whose columns are those of lines
}

// references are Odoo's database IDs as text, or words for them in a dry run.
type references struct {
	Company  string
	Partner  string
	Currency string
	// Taxes maps a line's TaxPercent to tax IDs; a rate that is missing means no tax.
	Taxes map[contract.Decimal]string
	// PlainNarration is for Odoo 14, where the note is text and not HTML.
	PlainNarration bool
	// SaleTaxes is the field of a quotation's line that holds them.
	SaleTaxes string
}

// Keys under which our records stand in Odoo (external IDs).
func invoiceKey(d contract.InvoiceDraft, company string) string {
	if d.PeriodKey != "" {
		return "aiemp.invoice_" + d.PeriodKey + "_" + company
	}
	return "aiemp.invoice_" + d.BusinessKey
}

// customerKey follows from who the customer is and not from the mail, so that
// two mails of one newcomer, carried out at the same moment, make one record:
// the name with the VAT ID, else with the address. A name alone may be two
// firms', and a VAT ID alone would give a record of another name.
func customerKey(c contract.Customer) string {
	second := "vat " + plainVAT(c.VATID)
	if c.VATID == "" {
		second = "mail " + strings.ToLower(strings.TrimSpace(c.Email))
	}
	name := strings.ToLower(strings.Join(strings.Fields(c.Name), " "))
	sum := sha256.Sum256([]byte(name + "\n" + second))
	return "aiemp.customer_" + hex.EncodeToString(sum[:16])
}

// attachmentKey includes the record: were the draft deleted and made anew, the
// mail must be attached anew as well.
func attachmentKey(businessKey string, on place) string {
	return "aiemp.mail_" + businessKey + "_" + on.key()
}

// fileKey is that of one of the mail's files, by what is in it.
func fileKey(businessKey string, on place, content []byte) string {
	sum := sha256.Sum256(content)
	return "aiemp.file_" + businessKey + "_" + on.key() + "_" + hex.EncodeToString(sum[:8])
}

func (on place) key() string {
	id := strconv.FormatInt(on.id, 10)
	switch on.model {
	case odooclient.ModelOrder:
		return "order_" + id
	case odooclient.ModelPayment:
		return "payment_" + id
	}
	return id
}

// planDraft lays a draft out by its kind.
func planDraft(d contract.InvoiceDraft, ref references) plan {
	if d.Kind == contract.KindQuotation {
		return planQuotation(d, ref)
	}
	return planInvoice(d, ref)
}

// planInvoice lays the draft out for account.move.load: the first row holds
// the header and the first line, the others continue the lines.
func planInvoice(d contract.InvoiceDraft, ref references) plan {
	header := []cell{
		{"id", invoiceKey(d, ref.Company)},
		{"move_type", "out_invoice"},
		{"company_id/.id", ref.Company},
		{"partner_id/.id", ref.Partner},
		{"currency_id/.id", ref.Currency},
		{"ref", d.Reference},
		{"invoice_origin", d.BusinessKey},
		{"narration", narration(d.Narration, ref.PlainNarration)},
	}
	if d.DueDate != "" {
		// With any payment term, also the customer's usual one, Odoo would
		// compute another due date.
		header = append(header, cell{"invoice_date_due", d.DueDate}, cell{"invoice_payment_term_id/.id", ""})
	}
	return planLines(odooclient.ModelMove, "invoice_line_ids", header, d.Lines, func(i int, line contract.InvoiceLine) []cell {
		return lineCells(i, line, ref, hasProducts(d))
	})
}

// planLines puts the header and the first line into the first row, and each
// further line into one of its own.
func planLines(model, field string, header []cell, lines []contract.InvoiceLine, cellsOf func(int, contract.InvoiceLine) []cell) plan {
	p := plan{Model: model, Lines: field}
	for i, line := range lines {
		cells := cellsOf(i, line)
		if i == 0 {
			p.Columns = append(names(header), names(cells)...)
		}
		row := values(header)
		if i > 0 {
			row = make([]string, len(header))
		}
		p.Rows = append(p.Rows, append(row, values(cells)...))
	}
	return p
}

// lineCells always have description, price and taxes: what a line with a
// product does not say it takes from there.
func lineCells(index int, line contract.InvoiceLine, ref references, products bool) []cell {
	cells := []cell{{"invoice_line_ids/sequence", strconv.Itoa(10 * (index + 1))}}
	if products {
		cells = append(cells, cell{"invoice_line_ids/product_id/.id", orEmpty(line.ProductID)})
	}
	return append(cells,
		cell{"invoice_line_ids/name", lineName(line)},
		cell{"invoice_line_ids/quantity", string(line.Quantity)},
		cell{"invoice_line_ids/price_unit", string(line.UnitPrice)},
		cell{"invoice_line_ids/discount", orZero(line.DiscountPercent)},
		cell{"invoice_line_ids/tax_ids/.id", ref.Taxes[line.TaxPercent]},
	)
}

func orEmpty(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

func orZero(n contract.Decimal) string {
	if n == "" {
		return "0"
	}
	return string(n)
}

// lineName adds the unit, which a line without a product has no field for.
func lineName(line contract.InvoiceLine) string {
	unit := strings.TrimSpace(line.Unit)
	if unit == "" || strings.Contains(strings.ToLower(line.Description), strings.ToLower(unit)) {
		return line.Description
	}
	return line.Description + " (" + unit + ")"
}

// narration keeps plain text plain in Odoo's HTML field.
func narration(text string, plain bool) string {
	text = strings.ReplaceAll(strings.TrimSpace(text), "\r\n", "\n")
	if plain || text == "" {
		return text
	}
	return "<p>" + strings.ReplaceAll(html.EscapeString(text), "\n", "<br/>") + "</p>"
}

// planCustomer lays the new customer out for res.partner.load.
func planCustomer(d contract.InvoiceDraft) plan {
	company := "0"
	if d.Customer.IsCompany() {
		company = "1"
	}
	cells := []cell{
		{"id", customerKey(d.Customer)},
		{"name", d.Customer.Name},
		{"is_company", company},
		{"email", d.Customer.Email},
		{"vat", d.Customer.VATID},
	}
	return plan{Model: odooclient.ModelPartner, Columns: names(cells), Rows: [][]string{values(cells)}}
}

// planAttachment lays the mail or a file of it out for ir.attachment.load.
func planAttachment(p paper, model, recordID, base64 string) plan {
	cells := []cell{
		{"id", p.key},
		{"name", p.name},
		{"res_model", model},
		{"res_id", recordID},
		{"mimetype", p.mimetype},
		{"datas", base64},
	}
	return plan{Model: odooclient.ModelAttachment, Columns: names(cells), Rows: [][]string{values(cells)}}
}

func attachmentName(key string) string { return "request " + key + ".eml" }

type cell struct{ name, value string }

func names(cells []cell) []string {
	out := make([]string, 0, len(cells))
	for _, c := range cells {
		out = append(out, c.name)
	}
	return out
}

func values(cells []cell) []string {
	out := make([]string, 0, len(cells))
	for _, c := range cells {
		out = append(out, c.value)
	}
	return out
}
