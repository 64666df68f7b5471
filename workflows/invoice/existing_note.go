package invoice

import (
	"slices"
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// invoiceNote is the note about a mail that concerns an existing invoice.
func (p *process) invoiceNote(l lookup) contract.Note {
	corrects := p.reading.Direction == contract.DirectionCorrection
	kind, title := contract.NoteQuestion, "Question about an invoice from "
	if corrects {
		kind, title = contract.NoteCorrection, "Correction wanted by "
	}
	only := l.only()
	p.status.Counterparty = p.fields[keyCustomer]
	if only != nil {
		p.status.Counterparty, p.status.Amount, p.status.Currency = only.Company, only.Total, only.Currency
	}
	note := p.noteFor(kind, contract.FolderNeedsAction, title+sender(p.reading))
	note.Lead = append([]string{p.whatIsAsked(only)}, p.whatWasFound(l)...)
	var wanted []difference
	if corrects && only != nil {
		wanted = differences(p.reading, *only)
	}
	note.HowTo = append(p.waysOn(l, wanted), "When you have seen to it, move this note to Completed/ or delete it. Nothing waits for it.")
	if others := strangers(l.found); len(others) > 0 {
		note.Sections = append(note.Sections, contract.Section{Heading: "Look closely", Bullets: others})
	}
	if corrects && only != nil {
		note.Sections = append(note.Sections, changesWanted(wanted))
	}
	note.Sections = append(note.Sections, p.invoiceSections(l)...)
	if corrects && only == nil {
		note.Sections = append(note.Sections, p.saidSections()...)
	}
	note.Sections = append(note.Sections, p.replySection()...)
	note.Sections = append(note.Sections, p.trustSection()...)
	note.Sections = append(note.Sections, p.mailSection())
	return note
}

// only is the one invoice that was found, nil for none and for several.
func (l lookup) only() *contract.FoundInvoice {
	if len(l.found.Invoices) != 1 {
		return nil
	}
	return &l.found.Invoices[0]
}

func (p *process) whatIsAsked(only *contract.FoundInvoice) string {
	which := "an invoice there already is"
	if only != nil {
		which = "invoice " + only.Number
		if strings.HasPrefix(only.Number, "Draft ") {
			which = "an invoice that is a draft in Odoo"
		}
	}
	if p.reading.Direction == contract.DirectionCorrection {
		return "This mail asks to correct " + which + ". Nothing was changed in Odoo, and no new invoice was made."
	}
	return "This mail asks about " + which + "."
}

// whatWasFound says where the invoice is, or why it is not shown.
func (p *process) whatWasFound(l lookup) []string {
	named := p.namedAs()
	found := l.found
	switch {
	case l.waiting != "":
		return []string{"Odoo cannot be asked at the moment, so the invoice is not shown yet: " + l.waiting, "This note is completed by itself when Odoo answers."}
	case l.trouble != "":
		return []string{"The invoice could not be looked up in Odoo: " + l.trouble, "Please put that right, or look it up there yourself." + named}
	case !found.Configured:
		return []string{"Odoo is not configured, so the invoice was not looked up." + named}
	case len(found.Invoices) == 0 && named == "":
		return []string{"The mail names no invoice by its number, and none of this sender's was found in Odoo by a reference or an exact total."}
	case len(found.Invoices) == 0:
		return []string{"No such invoice was found in Odoo." + named + " Nothing that only looks similar was taken for it."}
	case len(found.Invoices) > 1:
		return []string{"More than one invoice in Odoo fits, and none was chosen; they are listed below." + named}
	}
	only := found.Invoices[0]
	return []string{"It is " + standing(only, p.handbook.Today) + "."}
}

// namedAs repeats the numbers as the mail writes them.
func (p *process) namedAs() string {
	numbers := p.reading.About.Numbers
	if len(numbers) == 0 {
		return ""
	}
	return " The mail names it as " + strings.Join(numbers, ", ") + "."
}

// standing says in words how an invoice stands, for the end of a sentence.
func standing(f contract.FoundInvoice, today string) string {
	open := string(f.Residual) + " " + f.Currency
	late := ""
	if f.DueDate != "" {
		late = ", due on " + f.DueDate
		if today > f.DueDate {
			late = ", overdue since " + f.DueDate
		}
	}
	switch {
	case f.State == "draft":
		return "a draft that is not posted yet, of " + string(f.Total) + " " + f.Currency
	case f.State == "cancel":
		return "cancelled"
	}
	switch f.PaymentState {
	case "paid":
		return "posted and paid"
	case "in_payment":
		return "posted, and its payment is being booked"
	case "partial":
		return "posted and paid in part; " + open + " of " + string(f.Total) + " " + f.Currency + " is open" + late
	case "reversed":
		return "posted and reversed by a credit note"
	case "blocked":
		return "posted, and its payment is blocked; " + open + " is open" + late
	case "not_paid":
		return "posted and not paid; " + open + " is open" + late
	default:
		return "posted"
	}
}

// waysOn says what can be done.
func (p *process) waysOn(l lookup, wanted []difference) []string {
	only, found := l.only(), len(l.found.Invoices) > 0
	switch {
	case l.waiting != "":
		return []string{"Nothing, until Odoo answers. If you put the note away before, it is not laid again."}
	case p.reading.Direction != contract.DirectionCorrection && only != nil:
		return []string{"Answer the sender; how the invoice stands in Odoo is below."}
	case p.reading.Direction != contract.DirectionCorrection:
		return []string{"Answer the sender; if it is not clear which invoice is meant, ask."}
	case only != nil:
		return waysToCorrect(*only, wanted)
	case found:
		return []string{"Open the one that is meant in Odoo and correct it there. If it is not clear which one, ask the sender."}
	case !l.found.Configured && l.trouble == "":
		return []string{"Look for the invoice in your books and correct it there. If it is not clear which one is meant, ask the sender."}
	default:
		return []string{"Look for the invoice in Odoo and correct it there. If it is not clear which one is meant, ask the sender."}
	}
}

// waysToCorrect says how Odoo corrects an invoice that stands as this one does.
func waysToCorrect(f contract.FoundInvoice, wanted []difference) []string {
	var out []string
	if slices.ContainsFunc(wanted, func(d difference) bool { return d.what == whatCustomer || d.what == whatAddress || d.what == whatVAT }) {
		out = append(out, "Name, address and VAT ID come from the contact in Odoo: correct the contact first, if the sender is right.")
	}
	switch {
	case f.State == "draft":
		return append(out, "The invoice is a draft: change it in Odoo. There is nothing to cancel.")
	case f.State == "cancel":
		return append(out, "The invoice is cancelled already: make a new one in Odoo if one is still due.")
	case f.PaymentState == "reversed":
		return append(out, "The invoice has been reversed by a credit note already: look in Odoo whether the corrected one has been made.")
	}
	out = append(out, "A posted invoice is not changed. In Odoo open it, press \"Credit Note\" (\"Add Credit Note\" in older versions) and choose to reverse it and make a new draft; correct that draft and post it.")
	if f.PaymentState == "paid" || f.PaymentState == "in_payment" || f.PaymentState == "partial" {
		out = append(out, "Something has been paid on it already: after the credit note, match that payment with the new invoice or pay it back.")
	}
	return append(out, "If the invoice is right as it is, tell the sender so.")
}

// strangers warns of invoices that are not the sender's.
func strangers(found contract.FoundInvoices) []string {
	var out []string
	for _, f := range found.Invoices {
		if !f.OtherCustomer {
			continue
		}
		var who []string
		for _, c := range found.Customers {
			who = append(who, c.Name)
		}
		out = append(out, f.Number+" is an invoice to "+f.Company+", but the sender is "+strings.Join(who, " or ")+" in Odoo. Tell nothing of it before you know that the sender may ask.")
	}
	return out
}

// invoiceSections show what was found: one in full, several in a list.
func (p *process) invoiceSections(l lookup) []contract.Section {
	if only := l.only(); only != nil {
		return []contract.Section{p.invoiceInOdoo(*only), linesInOdoo(*only)}
	}
	if len(l.found.Invoices) == 0 {
		return nil
	}
	s := contract.Section{Heading: "Invoices in Odoo that fit", Columns: []string{"Number", "Customer", "Date", "Total", "How it stands", "Why"}}
	for _, f := range l.found.Invoices {
		s.Rows = append(s.Rows, []string{f.Number, f.Company, f.Date, string(f.Total) + " " + f.Currency, standing(f, p.handbook.Today), f.Why})
		s.Links = append(s.Links, contract.Link{Text: "Open " + f.Number + " in Odoo", Target: f.URL})
	}
	if l.found.More {
		s.Text = []string{"These are the newest; there are more."}
	}
	return []contract.Section{s}
}

func (p *process) invoiceInOdoo(f contract.FoundInvoice) contract.Section {
	s := contract.Section{Heading: "The invoice in Odoo", Text: []string{f.Why + p.readFrom(f)}, Columns: []string{"", ""}}
	customer := f.Company
	if f.Partner != f.Company && f.Partner != "" {
		customer += ", " + f.Partner
	}
	state := map[string]string{"draft": "draft", "posted": "posted", "cancel": "cancelled"}[f.State]
	for _, row := range [][2]string{
		{"Number", f.Number},
		{"State", state},
		{"Customer", customer},
		{"Address", f.Address},
		{"VAT ID", f.VATID},
		{"Customer's reference", f.Reference},
		{"Invoice date", f.Date},
		{"Due", f.DueDate},
		{"Before tax", inCurrency(f.Untaxed, f.Currency)},
		{"Tax", inCurrency(f.Tax, f.Currency)},
		{"Total", inCurrency(f.Total, f.Currency)},
		{"Still open", inCurrency(f.Residual, f.Currency)},
	} {
		if row[1] != "" {
			s.Rows = append(s.Rows, []string{row[0], row[1]})
		}
	}
	s.Links = []contract.Link{{Text: "Open the invoice in Odoo", Target: f.URL}}
	return s
}

// readFrom quotes the words of the mail that name the invoice.
func (p *process) readFrom(f contract.FoundInvoice) string {
	field := ""
	switch f.MatchedBy {
	case contract.MatchedReference:
		field = "po"
	case contract.MatchedTotal:
		field = "about_amount"
	}
	for i, n := range p.reading.About.Numbers {
		if plainText(n) == plainText(f.Number) || plainText(n) == plainText(f.PaymentReference) || field == "po" && plainText(n) == plainText(f.Reference) {
			field = "about_number_" + strconv.Itoa(i+1)
			break
		}
	}
	e, ok := p.reading.Evidence[field]
	if !ok {
		return ""
	}
	return " The mail says \"" + e.Words + "\" (" + e.Part + ")."
}

func linesInOdoo(f contract.FoundInvoice) contract.Section {
	s := contract.Section{Heading: "Its lines", Columns: []string{"Line", "Description", "Quantity", "Unit price", "Discount %", "Tax", "Before tax"}}
	for i, l := range f.Lines {
		s.Rows = append(s.Rows, []string{
			strconv.Itoa(i + 1), l.Description, string(l.Quantity), string(l.UnitPrice), string(l.DiscountPercent), l.Tax, string(l.Subtotal),
		})
	}
	if more := f.LineCount - len(f.Lines); more > 0 {
		s.Text = []string{strconv.Itoa(more) + " more lines are in Odoo."}
	}
	if len(s.Rows) == 0 {
		s.Columns, s.Text = nil, []string{"The invoice has no lines."}
	}
	return s
}

// inCurrency is an amount with its currency, "" for none.
func inCurrency(d contract.Decimal, currency string) string {
	if d == "" {
		return ""
	}
	return string(d) + " " + currency
}
