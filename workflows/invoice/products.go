package invoice

import (
	"slices"
	"strconv"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// productSearch is the look for the products of an invoice's lines, under way
// beside the look for duplicates.
type productSearch struct {
	draft contract.InvoiceDraft
	// first is the first attempt, nil when the products are known already or there is no Odoo.
	first *flow.Begun[contract.ProductMatch]
}

// beginProducts begins to look for the products that the lines of an invoice stand
// under. Lines that the owner has seen with their products keep them; before the
// draft is made it is looked whether they still fit.
func (p *process) beginProducts(ctx workflow.Context, draft contract.InvoiceDraft) productSearch {
	if len(p.setback) == 0 && draft.Currency == p.draft.Currency && slices.Equal(draft.Lines, withoutProducts(p.draft.Lines)) {
		draft.Lines = slices.Clone(p.draft.Lines)
		return productSearch{draft: draft}
	}
	p.free = nil
	if !p.match.Configured {
		return productSearch{draft: draft}
	}
	begun := findProducts(ctx, draft)
	return productSearch{draft: draft, first: &begun}
}

func findProducts(ctx workflow.Context, draft contract.InvoiceDraft) flow.Begun[contract.ProductMatch] {
	return flow.Begin(ctx, contract.OdooFindProducts, contract.FindProductsInput{Draft: draft}, "find the products of the lines")
}

// settleProducts puts the lines under the products that were found. A line for
// which there is none stays free text, and what stands in the way is remarked.
func (p *process) settleProducts(ctx workflow.Context, s productSearch) (contract.InvoiceDraft, error) {
	draft, first := s.draft, s.first
	if first == nil {
		return draft, nil
	}
	found, err := patiently(ctx, p, func() (contract.ProductMatch, error) {
		begun := first
		first = nil
		if begun != nil {
			return begun.Await(ctx)
		}
		return findProducts(ctx, draft).Await(ctx)
	})
	if err != nil {
		p.free = []string{"Every line is free text, since the products in Odoo could not be looked up: " + flow.Sentence(err)}
		return draft, unlessRefused(err)
	}
	p.free = found.Remarks
	if len(found.Products) != len(draft.Lines) {
		return draft, nil
	}
	draft.Lines = slices.Clone(draft.Lines)
	for i, product := range found.Products {
		draft.Lines[i].ProductID, draft.Lines[i].Product = product.ID, product.Name
	}
	return draft, nil
}

func withoutProducts(lines []contract.InvoiceLine) []contract.InvoiceLine {
	out := slices.Clone(lines)
	for i := range out {
		out[i].Product, out[i].ProductID = "", 0
	}
	return out
}

// showsProducts tells whether the lines are shown with their products.
func (p *process) showsProducts() bool {
	return p.quotes() || slices.ContainsFunc(p.draft.Lines, func(l contract.InvoiceLine) bool { return l.ProductID != 0 })
}

// otherProducts says which line stands under a product that the owner was not
// shown for it, or under none any more, but for lines of a quotation whose
// product the owner has named.
func otherProducts(before, now contract.InvoiceDraft, edited fields) string {
	for i, line := range now.Lines {
		var seen contract.InvoiceLine
		if i < len(before.Lines) {
			seen = before.Lines[i]
		}
		number := "line " + strconv.Itoa(i+1)
		switch {
		case line.ProductID == seen.ProductID || edited[lineKey(i+1, columnProduct)] != "":
		case line.ProductID == 0:
			return number + " is free text and no longer stands under the product " + seen.Product + " in Odoo"
		default:
			return number + " stands under the product " + line.Product + " in Odoo"
		}
	}
	return ""
}
