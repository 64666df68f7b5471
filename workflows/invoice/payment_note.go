package invoice

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// present lays a payment out: the warning first, then what would be registered,
// the invoice, and what the mail says.
func (y *payment) present(note contract.Note, why contract.Section) contract.Note {
	amount := string(y.draft.Amount) + " " + y.draft.Currency
	note.Lead = append(note.Lead,
		"A mail is not money. Look at your bank statement first: approve only when "+amount+" has come in.", y.willHappen(amount, note.DryRun))
	if doubts := y.doubts(); len(doubts) > 0 {
		note.Sections = append(note.Sections, contract.Section{Heading: "Look closely", Bullets: doubts})
	}
	note.Sections = append(note.Sections, y.registered(), y.paidInvoice(), y.said(), why)
	note.Sections = append(note.Sections, y.p.trustSection()...)
	return note
}

func (y *payment) willHappen(amount string, dryRun bool) string {
	what := "A draft payment of " + amount + " from " + y.draft.Partner + " for the invoice " + y.invoice.Number
	if dryRun {
		return "Dry run: " + what + " will be described exactly as it would go to Odoo; nothing is sent."
	}
	return what + " will be made in Odoo. " + y.p.words().stays
}

func (y *payment) registered() contract.Section {
	s := contract.Section{Heading: "What would be registered", Text: []string{
		"You may change the amount, the date and the journal in the properties at the top. Journals: " + strings.Join(y.names(), ", ") + ".",
	}}
	for _, row := range [][2]string{
		{"Customer", y.draft.Partner},
		{"Amount", string(y.draft.Amount) + " " + y.draft.Currency},
		{"Date", y.draft.Date},
		{"Journal", y.draft.Journal},
		{"Memo", y.draft.Memo},
	} {
		s.Bullets = append(s.Bullets, row[0]+": "+row[1])
	}
	return s
}

func (y *payment) paidInvoice() contract.Section {
	f := y.invoice
	s := contract.Section{Heading: "The invoice in Odoo", Text: []string{f.Why}}
	for _, row := range [][2]string{
		{"Number", f.Number},
		{"Customer", f.Company},
		{"Date", f.Date},
		{"Due", f.DueDate},
		{"Total", string(f.Total) + " " + f.Currency},
		{"Still open", string(f.Residual) + " " + f.Currency},
	} {
		if row[1] != "" {
			s.Bullets = append(s.Bullets, row[0]+": "+row[1])
		}
	}
	if f.URL != "" {
		s.Links = []contract.Link{{Text: "Open the invoice in Odoo", Target: f.URL}}
	}
	return s
}

// said is what the mail says, with its words.
func (y *payment) said() contract.Section {
	s := contract.Section{Heading: "What the mail says", Quote: y.notice.Words}
	amount, day := "no single amount", "no day"
	if y.notice.Amount != "" {
		amount = string(y.notice.Amount) + " " + y.notice.Currency
	}
	if y.saysDay() {
		day = y.notice.Date
	}
	s.Bullets = []string{"Invoice: " + strings.Join(y.notice.Numbers, ", "), "Amount: " + amount, "Paid on: " + day}
	return s
}

func (y *payment) doubts() []string {
	var out []string
	if y.p.in.Mail.Source == contract.SourceAssistant {
		out = append(out, "An assistant brought this. Whether the customer ever said so nobody knows.")
	}
	if d := y.difference(); d != "" {
		out = append(out, d)
	}
	switch {
	case y.notice.Amount == "":
		out = append(out, "The mail names no single amount, so what is still open was filled in.")
	case y.notice.Currency != y.invoice.Currency:
		out = append(out, "The mail names "+string(y.notice.Amount)+" "+y.notice.Currency+", and the invoice is in "+y.invoice.Currency+". What is still open was filled in; put in what has come.")
	}
	if !y.saysDay() {
		out = append(out, "The mail does not say when it was paid, so the day it was sent was filled in.")
	}
	if !isCustomer(y.sender, y.invoice) {
		out = append(out, "The sender's address is not one of this customer's in Odoo; only the number and the amount fit.")
	}
	for _, e := range y.existing {
		out = append(out, "Odoo has a payment with this memo already: "+string(e.Amount)+" "+e.Currency+" of "+e.Date+", "+e.State+". Do not register one payment twice.")
	}
	for _, remark := range remarks(y.p.reading, y.p.shownAsTrust) {
		out = append(out, capital(remark)+".")
	}
	return out
}

// gap is how much an amount is more than is open on the invoice.
func (y *payment) gap(amount contract.Decimal) decimal.Decimal {
	paid, errPaid := money.Parse(amount)
	open, errOpen := money.Parse(y.invoice.Residual)
	if errPaid != nil || errOpen != nil {
		return decimal.Zero
	}
	return paid.Sub(open)
}

// difference says how the amount differs from what is open.
func (y *payment) difference() string {
	gap, currency := y.gap(y.draft.Amount), " "+y.draft.Currency
	size, open := string(money.FormatAmount(gap.Abs(), y.draft.Currency))+currency, string(y.invoice.Residual)+currency
	switch {
	case gap.IsPositive():
		return "The amount is " + size + " more than the " + open + " that are open. To pay too much and ask for some of it back is a known fraud: never send money back because of a mail."
	case gap.IsNegative():
		return "The amount is " + size + " less than the " + open + " that are open, so " + size + " would stay open."
	default:
		return ""
	}
}

func (y *payment) comparison(o contract.InvoiceOutcome) contract.Section {
	return compared(contract.Section{Heading: "Amount", Columns: []string{"", "Approved", "In Odoo"}, Rows: [][]string{
		{"Amount", string(y.draft.Amount) + " " + y.draft.Currency, string(o.Total) + " " + o.Currency},
	}}, o)
}
