package reading

import (
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// questions asks for everything a draft needs and the mail leaves open.
func (s *source) questions(r *contract.Reading, st settled) {
	if s.unsaid {
		ask(r, "request", "The mail lists prices and speaks of an invoice without asking for one; does the sender want to be invoiced?")
	}
	if r.Company == "" && r.CustomerName == "" {
		ask(r, "customer", "Who is the customer to be invoiced?")
	}
	if r.Company != "" && s.form == nil && !s.related(r.Company) && !s.signs(r.Company) && !s.namedToBill(r.Company) && !s.sendsTo(r.Company, r.InvoiceEmail) && s.represented(strings.Split(unwrap(s.best().text), "\n")) != r.Company {
		ask(r, "customer", "The invoice is to go to "+squeeze(r.Company, 100)+", which the sender's address does not confirm; is that the customer, and at which address?")
	}
	s.somebodyElse(r)
	if r.CustomerEmail == "" {
		ask(r, "customer_email", "Which e-mail address does the customer have?")
	}
	if r.PO != "" && s.has("decline") && s.awaitsReference() {
		ask(r, "reference", "The mail says not to send the invoice before something is settled; is the order reference “"+squeeze(r.PO, 80)+"” the one to wait for?")
	}
	if r.PO == "" && s.has("order reference wanted") && !s.has("order reference unused") {
		ask(r, "reference", "The mail wants an order reference on the invoice but names none; which one is it?")
	}
	s.lineQuestions(r, st)
	if s.has("part paid") && len(st.items) > 0 {
		ask(r, "total", "The sender says that a part of this is paid already; what is still to be invoiced?")
	}
	switch {
	case len(st.several) > 1:
		ask(r, "currency", "The mail names amounts in "+strings.Join(st.several, " and ")+"; which currency is the invoice in?")
	case st.openCurrency:
		ask(r, "currency", "The mail does not say plainly which currency its prices are in; which one is it?")
	case st.currency == "" && len(st.items) > 0 && anyPrice(st.items):
		ask(r, "currency", "The mail names no currency; which one are the prices in?")
	}
	if st.taxUnclear {
		ask(r, "tax_included", "Do the prices in the mail include tax?")
	}
	if st.manyRates {
		ask(r, "line_1_tax_percent", "The mail names more than one tax rate; which one goes on which line?")
	}
	switch {
	case st.mismatch != "":
		flag(r, FlagTotalMismatch)
		ask(r, "total", st.mismatch)
	case len(st.loose) > 0 && len(st.items) > 0 && complete(st.items):
		words := squeeze(st.loose[0].quote, 120)
		askAbout(r, "total", "The mail also names “"+words+"”; does that belong on the invoice?", words)
	}
	s.openings(r, st)
	s.unreadFigure(r, st)
}

func anyPrice(items []item) bool {
	for _, it := range items {
		if it.price.ok || it.lump.ok {
			return true
		}
	}
	return false
}

func complete(items []item) bool {
	_, ok := sumOf(items)
	return ok
}

func (s *source) lineQuestions(r *contract.Reading, st settled) {
	if len(st.items) == 0 {
		s.noLines(r, st)
		return
	}
	switch {
	case s.has("conditional") && !(st.instalment && s.onlyInstalments()):
		ask(r, "line_1_description", "The mail speaks of options or conditions; which of the lines are to be invoiced?")
	case st.twoWays:
		ask(r, "line_1_description", "The figures of the mail can be put together in more than one way; which lines are to be invoiced?")
	case st.tables > 1 || repeated(st.items) || twoPrices(st.items):
		ask(r, "line_1_description", "The mail lists its lines more than once; which of them are to be invoiced?")
	}
	if s.has("price unknown") && complete(st.items) {
		ask(r, lineField(len(st.items)-1, "unit_price"), "The sender does not know what everything costs; which things are on the invoice, and at which price?")
	}
	for i, it := range st.items {
		if !it.qty.ok {
			ask(r, lineField(i, "quantity"), "How many of “"+squeeze(it.desc, 80)+"” are to be invoiced?")
		}
		if !it.price.ok {
			ask(r, lineField(i, "unit_price"), "What is the price of one of “"+squeeze(it.desc, 80)+"”?")
		}
	}
}

// twoPrices is true for one thing with a price of its own in two places, one of
// which may be an earlier offer.
func twoPrices(items []item) bool {
	seen := map[string]bool{}
	for _, it := range items {
		key := letters(it.desc)
		if it.flat && seen[key] {
			return true
		}
		seen[key] = seen[key] || it.flat
	}
	return false
}

func repeated(items []item) bool {
	seen := map[string]bool{}
	for _, it := range items {
		key := letters(it.desc) + " " + string(it.qty.text()) + " " + string(it.price.text())
		if seen[key] {
			return true
		}
		seen[key] = true
	}
	return false
}

func (s *source) noLines(r *contract.Reading, st settled) {
	const prices = "line_1_unit_price"
	switch {
	case st.tooMany:
		ask(r, "line_1_description", "The mail lists more than 60 lines; will you enter them in Odoo yourself?")
		return
	case len(s.msg.Attachments) == 0 && s.has("attachment announced"):
		flag(r, FlagMissingAttachment)
		ask(r, "line_1_description", "The mail announces an attachment that did not come along; what is to be invoiced?")
	case len(s.msg.Attachments) > 0:
		flag(r, FlagUnreadAttachment)
		ask(r, "line_1_description", "The lines seem to be in "+squeeze(attachmentNames(r), 100)+", which is not read; what is to be invoiced?")
	case s.has("same as before"):
		ask(r, "line_1_description", "The mail refers to an earlier order or invoice; what is to be invoiced this time?")
	default:
		ask(r, "line_1_description", "The mail does not list in a way that reads one way what is to be invoiced; what is it?")
	}
	ask(r, "line_1_quantity", "How many?")
	ask(r, prices, "At what price each?")
}

func attachmentNames(r *contract.Reading) string {
	return "“" + strings.Join(r.Attachments, "”, “") + "”"
}

func lineField(i int, what string) string { return "line_" + strconv.Itoa(i+1) + "_" + what }
