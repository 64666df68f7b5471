package toolset

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"mime"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// nobody stands for the sender where no address of the customer is given. It can be no customer's in Odoo.
const nobody = "payment@assistant.invalid"

type preparePaymentIn struct {
	Invoice       string `json:"invoice" jsonschema:"number or payment reference of the open customer invoice that was paid, as find_invoices shows it"`
	Amount        string `json:"amount" jsonschema:"what came in, a plain number with a point, such as 500.00"`
	Currency      string `json:"currency" jsonschema:"ISO 4217, such as EUR"`
	PaidOn        string `json:"paid_on" jsonschema:"the day it came in, YYYY-MM-DD, as the bank statement says it"`
	CustomerEmail string `json:"customer_email,omitempty" jsonschema:"the customer's address in Odoo. Needed where the amount is neither what is open on the invoice nor its total"`
	DryRun        bool   `json:"dry_run,omitempty" jsonschema:"true: the effect is only described, whatever the owner approves. false: as the installation is set"`
}

// preparePayment starts the process of a customer's mail that says that an invoice was paid. As with compose_invoice there is no second way in:
// the data is written as that mail, read back, and goes its way.
func (o *Office) preparePayment() tool[preparePaymentIn, draftInvoiceOut] {
	return tool[preparePaymentIn, draftInvoiceOut]{
		name: "prepare_payment", title: "Prepare a customer's payment", acts: true, outside: true,
		about: "Starts the process that registers a payment of a customer for one open invoice as a draft in Odoo. Incoming payments only: nobody is paid, no bank is touched, and the draft is posted by " +
			"a person in Odoo. It is written down as a mail that says so, marked as brought by an assistant, and the owner is always asked, in Obsidian. Returns an ID at once; the same data is one " +
			"process however often this is called. With dry_run, the default, the draft is never made in Odoo, only described. Invent nothing: every figure is the owner's or the bank statement's.",
		limit: func(p properties) {
			p.text("invoice", 40)
			p.text("amount", 15)
			p.form("currency", `^[A-Z]{3}$`, 3)
			p.form("paid_on", dayForm, 10)
			p.text("customer_email", 254)
			p.yes("dry_run")
		},
		touches: func(out draftInvoiceOut) (string, string) { return out.WorkflowID, out.RequestID },
		run:     o.startPayment,
	}
}

func (o *Office) startPayment(ctx context.Context, in preparePaymentIn) (draftInvoiceOut, error) {
	if err := in.check(time.Now().In(o.cfg.Zone)); err != nil {
		return draftInvoiceOut{}, err
	}
	raw, err := in.mail()
	if err != nil {
		return draftInvoiceOut{}, err
	}
	return o.startMail(ctx, raw, in.DryRun, func() error { return o.isOpen(ctx, in) })
}

// check refuses what is no payment that can have come in by now.
func (in preparePaymentIn) check(now time.Time) error {
	amount, err := money.Parse(contract.Decimal(in.Amount))
	if err != nil || !amount.IsPositive() {
		return errors.New("amount must be a plain number with a point, more than 0, such as 500.00; money that goes out is not prepared here")
	}
	if visible(in.Invoice) != in.Invoice || strings.ContainsAny(in.Invoice, " \r\n\t") {
		return errors.New("invoice must be the number of one invoice, without blanks, such as INV/2026/00012")
	}
	day, err := time.ParseInLocation(time.DateOnly, in.PaidOn, now.Location())
	if err != nil {
		return errors.New("paid_on is no day of the calendar; write it as 2026-11-30")
	}
	if day.After(now) {
		return errors.New("paid_on has not come yet; a payment is prepared when the money has come in")
	}
	if in.CustomerEmail == "" {
		return nil
	}
	if a, err := mail.ParseAddress(in.CustomerEmail); err != nil || a.Address != in.CustomerEmail {
		return errors.New("customer_email must be a plain address such as anna@customer.example")
	}
	return nil
}

// mail writes the data down as the customer's mail and makes sure that it is read back as what was given. It is dated by the payment's own
// day, so that the same data is the same mail tomorrow.
func (in preparePaymentIn) mail() ([]byte, error) {
	from := mail.Address{Address: cmp.Or(in.CustomerEmail, nobody)}
	amount := string(money.FormatAmount(decimal.RequireFromString(in.Amount), in.Currency))
	if !strings.Contains(amount, ".") {
		amount += ".00" // without decimals it could be read as the number of another invoice
	}
	body := fmt.Sprintf("We have paid your invoice %s.\r\n\r\nAmount: %s %s\r\nPaid on %s.\r\n", in.Invoice, in.Currency, amount, in.PaidOn)
	sum := sha256.Sum256([]byte("payment\n" + from.String() + "\n" + body))
	raw := []byte("From: " + from.String() + "\r\nSubject: " + mime.QEncoding.Encode("utf-8", "Payment of invoice "+in.Invoice) +
		"\r\nDate: " + in.dated() + "\r\nMessage-ID: <" + hex.EncodeToString(sum[:16]) + "@assistant.invalid>\r\n" +
		"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body)
	return raw, in.sameAs(reading.Read(raw, contract.Owner{}))
}

// dated is noon of the day of the payment, which is that day in every zone.
func (in preparePaymentIn) dated() string {
	day, _ := time.Parse(time.DateOnly, in.PaidOn) // it has been checked
	return day.Add(12 * time.Hour).Format(time.RFC1123Z)
}

// sameAs compares what the reader makes of the mail with what was given.
func (in preparePaymentIn) sameAs(r contract.Reading) error {
	n := r.Payment
	switch {
	case n == nil || !slices.Equal(n.Numbers, []string{in.Invoice}):
		return errors.New("invoice does not read as the number of one invoice; take it as find_invoices shows it, such as INV/2026/00012")
	case n.Currency != in.Currency:
		return errors.New("currency must be the ISO 4217 code of a currency in use, such as EUR or USD")
	case !equal(n.Amount, in.Amount):
		return errors.New("amount must have no more decimals than its currency, such as 500.00")
	case n.Date != in.PaidOn:
		return errors.New("paid_on does not read back as that day; write it as 2026-11-30")
	}
	return nil
}

// isOpen looks in Odoo whether there is something to register, so that the assistant learns it at once. The process looks for itself.
func (o *Office) isOpen(ctx context.Context, in preparePaymentIn) error {
	about := contract.FindInvoicesInput{Numbers: []string{in.Invoice}, Customer: contract.Customer{Email: in.CustomerEmail}}
	found, err := look[contract.FoundInvoices](ctx, o, contract.LookUpInvoices, about)
	if err != nil {
		return err
	}
	if !found.Configured {
		return errNoOdoo()
	}
	open := slices.DeleteFunc(found.Invoices, func(f contract.FoundInvoice) bool {
		rest, err := money.Parse(f.Residual)
		named := f.MatchedBy == contract.MatchedNumber || f.MatchedBy == contract.MatchedPaymentReference
		return !named || f.State != "posted" || err != nil || !rest.IsPositive()
	})
	if len(open) != 1 || found.More {
		return fmt.Errorf("Odoo has %d posted invoices %s of which something is open, and it must be one; see find_invoices", len(open), in.Invoice)
	}
	f := open[0]
	customer := slices.ContainsFunc(found.Customers, func(c contract.Partner) bool { return c.ID == f.CompanyID })
	whole := in.Currency == f.Currency && (equal(f.Residual, in.Amount) || equal(f.Total, in.Amount))
	if !customer && !whole {
		return fmt.Errorf("the amount is neither the %s %s that are open on %s nor its total; give customer_email as well, an address that Odoo has of this customer", f.Residual, f.Currency, line(f.Number, 60))
	}
	return nil
}
