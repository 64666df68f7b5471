package odoo

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// describe writes the calls that the real run would make, complete and the
// same every time. IDs that only Odoo knows appear as words in angle brackets;
// everything else is what would be sent.
func describe(d contract.InvoiceDraft) string {
	ref := references{
		Company:  "<ID of the Odoo user's company>",
		Partner:  strconv.FormatInt(d.PartnerID, 10),
		Currency: "<ID of " + d.Currency + ">",
		Taxes:    map[contract.Decimal]string{}, SaleTaxes: "tax_id",
	}
	doc := documentOf(d.Kind)
	for _, line := range d.Lines {
		if rate, err := money.Parse(line.TaxPercent); err == nil && !rate.IsZero() {
			ref.Taxes[line.TaxPercent] = taxWords(line.TaxPercent, d.TaxIncluded)
		}
	}
	var b strings.Builder
	step := 1
	if d.PartnerID == 0 {
		ref.Partner = "<ID of the customer made in step 1>"
		writePlan(&b, step, "make the customer, once", planCustomer(d))
		step++
	}
	writePlan(&b, step, "make the draft "+doc.noun+", once", planDraft(d, ref))
	if d.Kind == contract.KindQuotation {
		b.WriteString("   (from Odoo 19 on the column tax_id is called tax_ids)\n")
	}
	fmt.Fprintf(&b, "%d. %s.read: compare state, customer, currency, %s, lines and totals (%s + %s tax = %s %s) with the above\n",
		step+1, doc.model, doc.dateWord, d.Subtotal, d.Tax, d.Total, d.Currency)
	writeAttaching(&b, step+2, d.BusinessKey, place{doc.noun, doc.model, 0})
	return b.String()
}

// writeAttaching writes the calls that put the mail and its files beside a draft.
func writeAttaching(b *strings.Builder, step int, key string, on place) {
	id := "<ID of the " + on.noun + ">"
	mail := paper{key: strings.TrimSuffix(attachmentKey(key, on), "0") + id, name: attachmentName(key), mimetype: "message/rfc822"}
	writePlan(b, step, "attach the mail, once", planAttachment(mail, on.model, id, "<the mail, base64>"))
	b.WriteString("   and in the same way each document and picture that came with it, at most " + strconv.Itoa(maxPapers) + "; programs and archives never\n")
}

func taxWords(rate contract.Decimal, included bool) string {
	where := "on top of the price"
	if included {
		where = "included in the price"
	}
	return "<ID of the sale tax of " + string(rate) + " %, " + where + ">"
}

// writePlan writes one call: header cells one a line, then each invoice line.
func writePlan(b *strings.Builder, step int, what string, p plan) {
	fmt.Fprintf(b, "%d. %s.load: %s\n", step, p.Model, what)
	b.WriteString("   context: lang=en_US tz=UTC allowed_company_ids=[<ID of the Odoo user's company>] mode=update noupdate=true\n")
	for n, row := range p.Rows {
		started := false
		for i, column := range p.Columns {
			line, isLine := strings.CutPrefix(column, p.Lines+"/")
			if !isLine {
				if n == 0 {
					fmt.Fprintf(b, "   %s = %s\n", column, quoted(row[i]))
				}
				continue
			}
			if !started {
				fmt.Fprintf(b, "   %s, line %d:", p.Lines, n+1)
				started = true
			}
			fmt.Fprintf(b, " %s=%s", line, quoted(row[i]))
		}
		if started {
			b.WriteString("\n")
		}
	}
}

// quoted keeps a value on one line and shows where it begins and ends; words
// for an ID stay bare.
func quoted(value string) string {
	if value == "" {
		return "(empty)"
	}
	if strings.HasPrefix(value, "<ID of ") || strings.HasPrefix(value, "<the mail") {
		return value
	}
	return strconv.Quote(value)
}
