package invoice

import (
	"slices"
	"strconv"
	"strings"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/money"
)

// wantsQuotation is true for a mail that a quotation can come from. What looks
// like a fraud is handed to the owner as it is.
func wantsQuotation(r contract.Reading) bool {
	return r.Direction == contract.DirectionQuote && (r.Expected == contract.ExpectDraft || r.Expected == contract.ExpectAsk)
}

// becomeQuotation makes a quotation of the request when Odoo has its Sales app,
// waiting for as long as Odoo is down. Without the app, or where it may not be
// asked, the owner gets a note of what is wanted.
func (p *process) becomeQuotation(ctx workflow.Context) (bool, error) {
	sales, err := patiently(ctx, p, func() (contract.SalesMatch, error) {
		return flow.Do(ctx, contract.OdooFindSales, contract.FindSalesInput{}, "look for the Sales app")
	})
	if err != nil && !flow.Failed(err) {
		return false, err
	}
	if err != nil {
		sales = contract.SalesMatch{Trouble: flow.Sentence(err)}
	}
	p.sales = sales
	if !sales.Installed {
		return false, nil
	}
	p.kind = contract.KindQuotation
	if home := p.handbook.Owner.HomeCurrency; home != "" && p.fields[keyCurrency] == "" && !namesPrices(p.reading) {
		p.fields[keyCurrency] = home // the prices are the owner's
		p.defaults = append(p.defaults, keyCurrency)
	}
	p.defaults = slices.DeleteFunc(p.defaults, func(key string) bool { return !shown(p.kind, key) })
	return true, nil
}

func namesPrices(r contract.Reading) bool {
	return slices.ContainsFunc(r.Lines, func(l contract.InvoiceLine) bool { return l.UnitPrice != "" })
}

// alsoOfSales adds what Odoo needs to know for a quotation to the questions that
// are open anyway, so that the owner is asked once. What is refused here is told
// when the rest is known.
func (p *process) alsoOfSales(ctx workflow.Context, draft contract.InvoiceDraft, open []contract.Question) ([]contract.Question, error) {
	if !p.quotes() || len(open) == 0 {
		return open, nil
	}
	sales, err := p.findSales(ctx, draft)
	if err != nil && !flow.Failed(err) {
		return nil, err
	}
	return merge(open, sales.Questions), nil
}

func (p *process) findSales(ctx workflow.Context, draft contract.InvoiceDraft) (contract.SalesMatch, error) {
	in := contract.FindSalesInput{Draft: &draft, Product: p.handbook.QuotationProduct}
	return patiently(ctx, p, func() (contract.SalesMatch, error) {
		return flow.Do(ctx, contract.OdooFindSales, in, "find products and pricelist")
	})
}

// settleSales finds what the lines stand under in Odoo and the pricelist that
// gives the currency; what cannot be told is asked.
func (p *process) settleSales(ctx workflow.Context, draft contract.InvoiceDraft) (contract.InvoiceDraft, []contract.Question, error) {
	sales, err := p.findSales(ctx, draft)
	if err != nil {
		open, err := refusedLookUp(err)
		return draft, open, err
	}
	p.sales = sales
	if !sales.Installed || len(sales.Products) != len(draft.Lines) && len(sales.Questions) == 0 {
		text := strings.TrimSpace("Odoo makes no quotations at the moment. " + sales.Trouble)
		return draft, []contract.Question{{Field: keyAnswered, Text: text + " Is that put right, so that it can be asked again?"}}, nil
	}
	if len(sales.Questions) > 0 {
		return draft, sales.Questions, nil
	}
	draft.PricelistID = sales.PricelistID
	draft.Lines = slices.Clone(draft.Lines)
	for i, product := range sales.Products {
		draft.Lines[i].ProductID, draft.Lines[i].Product = product.ID, product.Name
	}
	return draft, nil, nil
}

// pricesOfTheMail are the prices that the customer has named and the owner has
// not changed: a wish is not a price of the owner's.
func (p *process) pricesOfTheMail() []string {
	if !p.quotes() {
		return nil
	}
	var out []string
	for i, line := range p.reading.Lines {
		if i < len(p.draft.Lines) && line.UnitPrice != "" && money.Equal(line.UnitPrice, p.draft.Lines[i].UnitPrice, p.draft.Currency) {
			out = append(out, "The price of line "+strconv.Itoa(i+1)+", "+string(line.UnitPrice)+", is the one the mail names; is it yours?")
		}
	}
	return out
}

// foundSigns are signs of trust that come from Odoo.
func (p *process) foundSigns() []contract.TrustSign {
	if p.quotes() {
		return nil // what was invoiced says nothing about a price that is asked for
	}
	return []contract.TrustSign{p.amountSign()}
}

// creating is the activity that makes the draft.
func (p *process) creating() contract.Activity[contract.CreateDraftInvoiceInput, contract.InvoiceOutcome] {
	if p.quotes() {
		return contract.OdooCreateDraftQuotation
	}
	return contract.OdooCreateDraftInvoice
}

// verifying is the activity that looks for it when an answer was lost.
func (p *process) verifying() contract.Activity[contract.VerifyDraftInvoiceInput, contract.InvoiceOutcome] {
	if p.quotes() {
		return contract.OdooVerifyDraftQuotation
	}
	return contract.OdooVerifyDraftInvoice
}

// quotation is the note about a customer who wants a price, where none can be
// made in Odoo; what was read is laid out so that the owner can quote.
func (p *process) quotation(note contract.Note) contract.Note {
	note.Type = contract.NoteQuotation
	note.Counterparty = p.fields[keyCustomer]
	r := p.reading
	wanted := contract.Section{Heading: "What is wanted"}
	for _, row := range [][2]string{
		{"Customer", p.fields[keyCustomer]},
		{"Contact", p.fields[keyContact]},
		{"E-mail", r.CustomerEmail},
		{"Reference", r.PO},
		{"Valid until", r.ValidUntil},
		{"Deliver to", r.DeliveryAddress},
	} {
		if row[1] != "" {
			wanted.Bullets = append(wanted.Bullets, row[0]+": "+row[1])
		}
	}
	if len(r.Lines) > 0 {
		wanted.Columns = []string{"Description", "Quantity", "Unit", "Price named"}
		for _, l := range r.Lines {
			wanted.Rows = append(wanted.Rows, []string{l.Description, string(l.Quantity), l.Unit, string(l.UnitPrice)})
		}
	}
	if len(wanted.Rows)+len(wanted.Bullets) > 0 {
		note.Sections = append(note.Sections, wanted)
	}
	if len(r.Questions) > 0 {
		open := contract.Section{Heading: "What the mail leaves open"}
		for _, q := range r.Questions {
			open.Bullets = append(open.Bullets, q.Text)
		}
		note.Sections = append(note.Sections, open)
	}
	note.Sections = append(note.Sections, p.replySection()...)
	note.Sections = append(note.Sections, p.evidenceSection())
	return note
}
