package invoice

import "github.com/autonomous-employee/employee/workflows/contract"

// handed is a mail the owner should know of although no invoice comes from it.
type handed struct {
	title     string
	sentences []string
}

// handOver tells what the owner has to do with a mail that is not a request
// for an invoice; nil = nothing.
func handOver(r contract.Reading) *handed {
	who := r.FromName
	if who == "" {
		who = r.FromAddress
	}
	if r.Unreadable != "" {
		return &handed{"A mail could not be read", []string{r.Unreadable, "The file is kept as it came; nothing was lost."}}
	}
	if r.Expected == contract.ExpectFraud {
		return &handed{"Suspicious request from " + who, []string{
			"This mail asks for an invoice or a payment, but looks like a fraud. No draft was made.",
			"If you know it to be genuine, make the invoice in Odoo yourself, or ask the sender over a channel you already have.",
		}}
	}
	if r.Expected == contract.ExpectIgnore {
		return nil
	}
	switch r.Direction {
	case contract.DirectionQuote:
		return &handed{"Quotation wanted by " + who, []string{"This mail asks for a quotation. No invoice was made from it; please answer the sender."}}
	case contract.DirectionCorrection:
		return &handed{"Correction wanted by " + who, []string{"This mail asks to correct an invoice. Nothing was changed and no new invoice was made; please look at the invoice in Odoo."}}
	case contract.DirectionQuestion:
		return &handed{"Question about an invoice from " + who, []string{"This mail asks about an invoice there already is. Please answer the sender."}}
	default:
		return nil
	}
}
