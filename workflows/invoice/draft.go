package invoice

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// draft builds the document from the fields. What is missing or cannot be read
// comes back as questions; the draft is complete only when there are none.
func (f fields) draft(kind contract.DocumentKind, mailKey string) (contract.InvoiceDraft, []contract.Question) {
	d := contract.InvoiceDraft{
		Kind: kind, BusinessKey: contract.BusinessKey(mailKey),
		Customer: contract.Customer{Name: f[keyCustomer], Contact: f[keyContact], Email: f[keyEmail], VATID: f[keyVAT]},
		Currency: strings.ToUpper(f[keyCurrency]), Reference: f[keyReference], TaxIncluded: f[keyTaxIncluded] == "true",
	}
	if f[keyPeriod] != "" {
		d.Narration = "Service period: " + f[keyPeriod]
	}
	open := f.head(&d)
	for n := 1; n <= max(f.lines(), 1); n++ {
		line, questions := f.line(kind, n)
		d.Lines = append(d.Lines, line)
		open = append(open, questions...)
	}
	if len(open) > 0 {
		return d, open
	}
	totalled, err := money.Totals(d)
	if err != nil {
		return d, []contract.Question{{Field: lineKey(1, "unit_price"), Text: err.Error()}}
	}
	return totalled, nil
}

func (f fields) head(d *contract.InvoiceDraft) []contract.Question {
	var open []contract.Question
	ask := func(field, text string) { open = append(open, contract.Question{Field: field, Text: text}) }
	if d.Customer.Name == "" {
		ask(keyCustomer, "Who is the customer, by the name that should stand on the "+wordsOf(d.Kind).noun+"?")
	}
	if d.Currency == "" {
		ask(keyCurrency, "Which currency is meant (a three-letter code such as EUR or USD)?")
	} else if !money.IsCurrency(d.Currency) {
		ask(keyCurrency, "The currency must be a three-letter code such as EUR or USD. Which one is meant?")
	}
	if included := f[keyTaxIncluded]; included != "" && included != "true" && included != "false" {
		ask(keyTaxIncluded, "Is the tax included in the prices (true or false)?")
	}
	date := func(key, question string) string {
		if !shown(d.Kind, key) {
			return ""
		}
		if _, err := time.Parse(time.DateOnly, f[key]); f[key] != "" && err != nil {
			ask(key, question)
		}
		return f[key]
	}
	d.DueDate = date(keyDueDate, "When is the invoice due, written as YYYY-MM-DD?")
	d.ValidUntil = date(keyValidUntil, "Until when does the quotation bind you, written as YYYY-MM-DD (or empty for your usual time)?")
	if id := f[keyPartner]; id != "" {
		n, err := strconv.ParseInt(id, 10, 64)
		if err != nil || n <= 0 {
			ask(keyPartner, "Which customer of Odoo is it, by the number shown below?")
		}
		d.PartnerID = n
	}
	return open
}

func (f fields) line(kind contract.DocumentKind, n int) (contract.InvoiceLine, []contract.Question) {
	var open []contract.Question
	number := func(column, question string, must bool) contract.Decimal {
		text := f[lineKey(n, column)]
		_, err := money.Parse(contract.Decimal(text))
		if (text == "" && must) || (text != "" && err != nil) {
			open = append(open, contract.Question{Field: lineKey(n, column), Text: fmt.Sprintf(question, n)})
		}
		if text == "" || err != nil {
			return ""
		}
		return contract.Decimal(text)
	}
	line := contract.InvoiceLine{Description: f[lineKey(n, "description")], Unit: f[lineKey(n, "unit")]}
	if line.Description == "" {
		open = append(open, contract.Question{Field: lineKey(n, "description"), Text: fmt.Sprintf("What is line %d for?", n)})
	}
	line.Quantity = number("quantity", "How many are there in line %d (a plain number such as 3 or 1.5)?", true)
	price := "What is the price of one in line %d (a plain number such as 120.00)?"
	if kind == contract.KindQuotation {
		price = "At what price do you quote one of line %d" + strings.ReplaceAll(named(line.Description), "%", "%%") + " (a plain number such as 120.00)?"
		line.Product = f[lineKey(n, columnProduct)]
	}
	line.UnitPrice = number("unit_price", price, true)
	line.DiscountPercent = number("discount_percent", "What is the discount in line %d, in per cent (a plain number, or empty)?", false)
	line.TaxPercent = number("tax_percent", "What is the tax in line %d, in per cent (a plain number, or empty for none)?", false)
	return line, open
}

// named is a line's description behind its number.
func named(description string) string {
	if description == "" {
		return ""
	}
	return ", " + quoted(description)
}
