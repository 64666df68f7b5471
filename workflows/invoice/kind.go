package invoice

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// words are what notes, status and log call a kind of document.
type words struct {
	noun   string // "invoice"
	an     string // with its article
	title  string // begins the title of a note
	action string // in notes and in the log
	origin string // what Odoo calls the field that holds our key
	ask    string // under the heading of a note with questions
	stays  string // what becomes of the draft by itself
	then   string // what is left to the owner when it is made
}

func wordsOf(kind contract.DocumentKind) words {
	if kind == kindPayment {
		return words{
			noun: "payment", an: "a payment", title: "Payment", action: actionPay, origin: "payment reference",
			stays: "It stays a draft: nothing is confirmed, the invoice stays open, and no bank is spoken to.",
			then:  "It is a draft: the invoice stays open until you confirm the payment there and match it with your bank statement.",
		}
	}
	if kind == contract.KindQuotation {
		return words{
			noun: "quotation", an: "a quotation", title: "Quotation", action: actionQuote, origin: "source document",
			ask:   "A mail asks for a quotation. Fill in what you want to quote; nothing is made before you approve the finished draft, and nothing is sent to the customer.",
			stays: "It stays a draft, which Odoo calls a quotation: nothing is sent to the customer, and no order is confirmed.",
			then:  "It is a draft: check it there and send it to the customer yourself.",
		}
	}
	return words{
		noun: "invoice", an: "an invoice", title: "Invoice", action: actionCreate, origin: "origin",
		ask:   "A mail asks for an invoice, but does not say everything. Nothing is sent before you approve the finished draft.",
		stays: "It stays a draft: nothing is posted or mailed.",
		then:  "It is a draft: check it there and post it yourself.",
	}
}

func (p *process) words() words { return wordsOf(p.kind) }

func (p *process) quotes() bool { return p.kind == contract.KindQuotation }

// questions puts the reader's questions and those of the draft together, each
// field asked about once. The reader speaks of invoices; of a quotation the
// draft's own words come first.
func (p *process) questions(open []contract.Question) []contract.Question {
	if p.asked {
		return open
	}
	if !p.quotes() {
		return merge(p.reading.Questions, open)
	}
	reword := strings.NewReplacer("to be invoiced", "to be quoted", "The invoice is to go to", "The quotation is to go to",
		"belong on the invoice", "belong in the quotation", "which currency is the invoice in", "which currency is the quotation in")
	theirs := make([]contract.Question, 0, len(p.reading.Questions))
	for _, q := range p.reading.Questions {
		q.Text = reword.Replace(q.Text)
		theirs = append(theirs, q)
	}
	return merge(open, theirs)
}
