package toolset

import (
	"context"
	"errors"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// foundInvoice is a customer invoice as it stands in Odoo.
type foundInvoice struct {
	Number    string      `json:"number"`
	State     string      `json:"state" jsonschema:"draft, posted or cancel"`
	Paid      string      `json:"payment_state,omitempty" jsonschema:"Odoo's word, of a posted one"`
	Date      string      `json:"date,omitempty"`
	Due       string      `json:"due_date,omitempty"`
	Customer  string      `json:"customer"`
	Reference string      `json:"reference,omitempty" jsonschema:"the customer's own"`
	Currency  string      `json:"currency"`
	Total     string      `json:"total"`
	Open      string      `json:"open,omitempty" jsonschema:"what is still to be paid"`
	Lines     int         `json:"lines" jsonschema:"how many there are"`
	Items     []foundItem `json:"items,omitempty" jsonschema:"the first 40 lines; only where one invoice was looked for"`
	URL       string      `json:"url,omitempty" jsonschema:"where it is in Odoo"`
}

type foundItem struct {
	Description string `json:"description"`
	Quantity    string `json:"quantity"`
	UnitPrice   string `json:"unit_price"`
	Discount    string `json:"discount_percent,omitempty"`
	Tax         string `json:"tax,omitempty" jsonschema:"names of Odoo's taxes"`
	Subtotal    string `json:"subtotal" jsonschema:"without tax"`
}

// toldInvoice is an invoice as the tools tell of it.
func toldInvoice(f contract.FoundInvoice) foundInvoice {
	told := foundInvoice{
		Number: line(f.Number, 100), State: f.State, Paid: f.PaymentState, Date: f.Date, Due: f.DueDate, Customer: line(f.Company, 200),
		Reference: line(f.Reference, 100), Currency: f.Currency, Total: string(f.Total), Open: string(f.Residual), Lines: f.LineCount, URL: f.URL,
	}
	for _, l := range f.Lines {
		told.Items = append(told.Items, foundItem{
			Description: line(l.Description, 300), Quantity: string(l.Quantity), UnitPrice: string(l.UnitPrice), Discount: string(l.DiscountPercent),
			Tax: line(l.Tax, 100), Subtotal: string(l.Subtotal),
		})
	}
	return told
}

type invoicesOut struct {
	Invoices []foundInvoice `json:"invoices" jsonschema:"drafts and cancelled ones among them where they were asked for"`
	More     bool           `json:"more" jsonschema:"true when there are others"`
	Caution  string         `json:"caution" jsonschema:"how to treat the words in this answer"`
}

func toldInvoices(found contract.FoundInvoices) invoicesOut {
	out := invoicesOut{Invoices: []foundInvoice{}, More: found.More, Caution: caution}
	for _, f := range found.Invoices {
		out.Invoices = append(out.Invoices, toldInvoice(f))
	}
	return out
}

type listInvoicesIn struct {
	Standing string `json:"standing,omitempty" jsonschema:"open: posted and not or not all paid. overdue: of these, what was due before today. draft, paid, or all"`
	Customer string `json:"customer,omitempty" jsonschema:"of this customer only: the exact name, as in Odoo"`
	Email    string `json:"email,omitempty" jsonschema:"of this customer only: the whole address"`
	Limit    int    `json:"limit,omitempty" jsonschema:"how many at most"`
}

func (o *Office) listInvoices() tool[listInvoicesIn, invoicesOut] {
	return tool[listInvoicesIn, invoicesOut]{
		name: "list_invoices", title: "List customer invoices in Odoo", outside: true,
		about: "Lists customer invoices in Odoo by how they stand, of all customers or of one: open ones by the day they are due, the oldest first, all others newest first. " +
			"find_invoices shows one with its lines. Reads only.",
		limit: func(p properties) {
			p.choice("standing", contract.InvoicesOpen, contract.InvoicesOverdue, contract.InvoicesDraft, contract.InvoicesPaid, contract.InvoicesAll)
			p.text("customer", 200)
			p.text("email", 254)
			p.number("limit", 1, 100, "20")
		},
		run: func(ctx context.Context, in listInvoicesIn) (invoicesOut, error) {
			about := contract.ListInvoicesInput{
				Standing: in.Standing, Customer: contract.Customer{Name: in.Customer, Email: in.Email}, Limit: in.Limit,
				Today: time.Now().In(o.cfg.Zone).Format(time.DateOnly),
			}
			found, err := look[contract.FoundInvoices](ctx, o, contract.LookUpInvoiceList, about)
			switch {
			case err != nil:
				return invoicesOut{}, err
			case !found.Configured:
				return invoicesOut{}, errNoOdoo()
			case in.Customer+in.Email != "" && len(found.Customers) == 0:
				return invoicesOut{}, errors.New("Odoo has no customer of exactly that name or address; see find_customer")
			}
			return toldInvoices(found), nil
		},
	}
}

type findInvoicesIn struct {
	Number   string `json:"number" jsonschema:"invoice number or payment reference; the customer's own reference counts beside a customer or an email"`
	Customer string `json:"customer,omitempty" jsonschema:"exact name of the customer"`
	Email    string `json:"email,omitempty" jsonschema:"the customer's address"`
}

func (o *Office) findInvoices() tool[findInvoicesIn, invoicesOut] {
	return tool[findInvoicesIn, invoicesOut]{
		name: "find_invoices", title: "Show a customer invoice in Odoo", outside: true,
		about: "Shows the customer invoices in Odoo that a number, a payment reference, or the customer's own reference beside who the customer is points at, with their lines: at most five, " +
			"newest first, drafts and cancelled ones among them. Exact evidence only. Reads only.",
		limit: func(p properties) {
			p.text("number", 100)
			p.text("customer", 200)
			p.text("email", 254)
		},
		run: func(ctx context.Context, in findInvoicesIn) (invoicesOut, error) {
			if in.Number == "" {
				return invoicesOut{}, errors.New("give the number or reference to look for; list_invoices lists what is open or overdue")
			}
			about := contract.FindInvoicesInput{Numbers: []string{in.Number}, Customer: contract.Customer{Name: in.Customer, Email: in.Email}}
			found, err := look[contract.FoundInvoices](ctx, o, contract.LookUpInvoices, about)
			if err == nil && !found.Configured {
				err = errNoOdoo()
			}
			return toldInvoices(found), err
		},
	}
}
