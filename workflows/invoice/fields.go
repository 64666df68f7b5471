package invoice

import (
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Keys of the editable fields. Lines have "line_<n>_" before the column.
const (
	keyCustomer    = "customer"
	keyContact     = "contact"
	keyEmail       = "customer_email"
	keyVAT         = "vat_id"
	keyPartner     = "odoo_partner_id"
	keyCurrency    = "currency"
	keyReference   = "reference"
	keyDueDate     = "due_date"    // of an invoice
	keyValidUntil  = "valid_until" // of a quotation
	keyPeriod      = "service_period"
	keyTaxIncluded = "tax_included"
	keyAnswered    = "answered"
	keyConfirm     = "confirm_sender"  // typed by the owner where the sender cannot be trusted
	keyCreate      = "create_customer" // ticked by the owner where Odoo does not have the customer

	keyPaymentAmount  = "payment_amount"
	keyPaymentDate    = "payment_date"
	keyPaymentJournal = "payment_journal" // by its name

	// maxLines bounds the front matter (16 KB) and what a person can check.
	maxLines = 60
)

// headKeys are the fields of the invoice as a whole, in the note's order.
func headKeys() []string {
	return []string{keyCustomer, keyContact, keyEmail, keyVAT, keyPartner, keyCurrency, keyReference, keyDueDate, keyValidUntil, keyPeriod, keyTaxIncluded, keyPaymentAmount, keyPaymentDate, keyPaymentJournal, keyConfirm, keyCreate}
}

// lineKeys are the columns of a line, in the note's order.
func lineKeys() []string {
	return []string{"description", "quantity", "unit", "unit_price", "discount_percent", "tax_percent", columnProduct}
}

// columnProduct is what a line of a quotation stands under in Odoo.
const columnProduct = "product"

// shown tells whether notes about this kind of document have the field; key is
// one of the head, or a column of the lines.
func shown(kind contract.DocumentKind, key string) bool {
	switch key {
	case keyConfirm, keyCreate:
		return false // asked for where they are needed
	case keyPaymentAmount, keyPaymentDate, keyPaymentJournal:
		return kind == kindPayment
	}
	if kind == kindPayment {
		return false
	}
	switch key {
	case keyDueDate:
		return kind != contract.KindQuotation
	case keyValidUntil, columnProduct:
		return kind == contract.KindQuotation
	default:
		return true
	}
}

// fields is the editable state of a request: flat keys and the text the owner
// sees and may change.
type fields map[string]string

func lineKey(n int, column string) string { return "line_" + strconv.Itoa(n) + "_" + column }

// fieldsOf fills the editable state from what the mail says and, where it says
// nothing, from the handbook's defaults.
func fieldsOf(r contract.Reading, h contract.Handbook) fields {
	f := fields{
		keyCustomer: r.Company, keyContact: r.CustomerName, keyEmail: r.CustomerEmail, keyVAT: r.VATID,
		keyCurrency: r.Currency, keyReference: r.PO, keyDueDate: dueDate(r, h), keyPeriod: r.ServicePeriod, keyValidUntil: r.ValidUntil,
		keyTaxIncluded: strconv.FormatBool(taxIncluded(r, h)),
	}
	if f[keyCustomer] == "" {
		f[keyCustomer], f[keyContact] = r.CustomerName, ""
	}
	for i, line := range r.Lines {
		f.setLine(i+1, line)
		if line.TaxPercent == "" && r.Tax == "" {
			f[lineKey(i+1, "tax_percent")] = string(h.DefaultTaxPercent)
		}
	}
	return f.with(f) // trimmed, as they come back from the note
}

// defaultsOf names the fields that the handbook fills in because the mail is
// silent.
func defaultsOf(r contract.Reading, h contract.Handbook) []string {
	var out []string
	if r.DueDate == "" && r.NetDays == nil && h.DefaultNetDays != nil {
		out = append(out, keyDueDate)
	}
	if r.TaxIncluded == nil && h.PricesIncludeTax != nil {
		out = append(out, keyTaxIncluded)
	}
	for i, line := range r.Lines {
		if line.TaxPercent == "" && r.Tax == "" && h.DefaultTaxPercent != "" {
			out = append(out, lineKey(i+1, "tax_percent"))
		}
	}
	return out
}

func (f fields) setLine(n int, line contract.InvoiceLine) {
	values := []string{line.Description, string(line.Quantity), line.Unit, string(line.UnitPrice), string(line.DiscountPercent), string(line.TaxPercent), line.Product}
	for i, column := range lineKeys() {
		f[lineKey(n, column)] = values[i]
	}
}

func taxIncluded(r contract.Reading, h contract.Handbook) bool {
	if r.TaxIncluded != nil {
		return *r.TaxIncluded
	}
	return h.PricesIncludeTax != nil && *h.PricesIncludeTax
}

func dueDate(r contract.Reading, h contract.Handbook) string {
	days := h.DefaultNetDays
	if r.NetDays != nil {
		days = r.NetDays
	}
	today, err := time.Parse(time.DateOnly, h.Today)
	if r.DueDate != "" || days == nil || err != nil {
		return r.DueDate
	}
	return today.AddDate(0, 0, *days).Format(time.DateOnly)
}

// lines counts the lines up to the last one that has any text.
func (f fields) lines() int {
	last := 0
	for n := 1; n <= maxLines; n++ {
		for _, column := range lineKeys() {
			if strings.TrimSpace(f[lineKey(n, column)]) != "" {
				last = n
			}
		}
	}
	return last
}

// list gives the fields of a kind of document in the order of the note, with at
// least one line. A field the question is about is kept even when it is empty.
func (f fields) list(kind contract.DocumentKind) []contract.Field {
	var out []contract.Field
	for _, key := range headKeys() {
		if !shown(kind, key) {
			continue
		}
		out = append(out, contract.Field{Key: key, Value: f[key], Check: key == keyTaxIncluded})
	}
	for n := 1; n <= max(f.lines(), 1); n++ {
		for _, column := range lineKeys() {
			if !shown(kind, column) {
				continue
			}
			out = append(out, contract.Field{Key: lineKey(n, column), Value: f[lineKey(n, column)]})
		}
	}
	return out
}

// with lays the owner's values over the fields. Keys that are not ours are
// left out: they cannot reach the draft.
func (f fields) with(answers map[string]string) fields {
	out := maps.Clone(f)
	for _, key := range headKeys() {
		if v, ok := answers[key]; ok {
			out[key] = strings.TrimSpace(v)
		}
	}
	for n := 1; n <= maxLines; n++ {
		for _, column := range lineKeys() {
			if v, ok := answers[lineKey(n, column)]; ok {
				out[lineKey(n, column)] = strings.TrimSpace(v)
			}
		}
	}
	return out
}

// differences names each field the owner changed, old and new.
func (f fields) differences(edited fields) []string {
	var out []string
	for _, key := range headKeys() {
		out = appendDifference(out, key, f[key], edited[key])
	}
	for n := 1; n <= maxLines; n++ {
		for _, column := range lineKeys() {
			key := lineKey(n, column)
			out = appendDifference(out, key, f[key], edited[key])
		}
	}
	return out
}

func appendDifference(out []string, key, was, is string) []string {
	if was == is {
		return out
	}
	return append(out, fmt.Sprintf("%s: %q became %q", key, was, is))
}
