package toolset

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"mime"
	"net/mail"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
	"github.com/autonomous-employee/employee/workflows/reading"
)

type composeInvoiceIn struct {
	Kind          string        `json:"kind,omitempty" jsonschema:"invoice, or quotation where Odoo has its Sales app"`
	Customer      string        `json:"customer" jsonschema:"legal or trade name of who is billed"`
	CustomerEmail string        `json:"customer_email" jsonschema:"the customer's address; Odoo's contact is found by it"`
	Contact       string        `json:"contact,omitempty" jsonschema:"the person there"`
	VATID         string        `json:"vat_id,omitempty" jsonschema:"the customer's VAT ID, which finds Odoo's contact before anything else does"`
	Currency      string        `json:"currency" jsonschema:"ISO 4217, such as EUR"`
	Lines         []composeLine `json:"lines" jsonschema:"what is billed"`
	Reference     string        `json:"reference,omitempty" jsonschema:"the customer's purchase order or another reference. Two invoices that are otherwise equal need different ones"`
	NetDays       int           `json:"net_days,omitempty" jsonschema:"days until it is due; 0 = as the handbook says"`
	DryRun        bool          `json:"dry_run,omitempty" jsonschema:"true: the effect is only described, whatever the owner approves. false: as the installation is set"`
}

type composeLine struct {
	Description string `json:"description" jsonschema:"what it is, in a few plain words"`
	Quantity    string `json:"quantity" jsonschema:"a plain number with a point, such as 2 or 1.5"`
	UnitPrice   string `json:"unit_price" jsonschema:"price of one, a plain number with a point, without currency"`
}

// composeInvoice starts the process from data instead of a mail. There is no second way in: the data is written as the mail that asks
// for it, read back, and goes the way of every mail.
func (o *Office) composeInvoice() tool[composeInvoiceIn, draftInvoiceOut] {
	return tool[composeInvoiceIn, draftInvoiceOut]{
		name: "compose_invoice", title: "Draft an invoice from given data", acts: true, outside: true,
		about: "Starts the invoice (or quotation) process from data: customer, lines, currency. It is written down as a mail that says so, marked as brought by an assistant, " +
			"and goes the way of every mail: the owner is always asked, in Obsidian. Returns an ID at once; the same data is one process however often this is called. " +
			"With dry_run, the default, the draft is never made in Odoo, only described. Invent nothing: leave out what nobody said.",
		limit: func(p properties) {
			p.choice("kind", "invoice", "quotation")
			for _, name := range []string{"customer", "contact", "reference"} {
				p.text(name, 120)
			}
			p.text("customer_email", 254)
			p.text("vat_id", 20)
			p.form("currency", `^[A-Z]{3}$`, 3)
			p.number("net_days", 0, 365, "0")
			p.list("lines", 1, 50)
			p.yes("dry_run")
		},
		touches: func(out draftInvoiceOut) (string, string) { return out.WorkflowID, out.RequestID },
		run: func(ctx context.Context, in composeInvoiceIn) (draftInvoiceOut, error) {
			raw, err := in.mail()
			if err != nil {
				return draftInvoiceOut{}, err
			}
			return o.startMail(ctx, raw, in.DryRun, nil)
		},
	}
}

// mail writes the data down as a mail and makes sure that it is read back as what was given. It has no date, which would make the same
// data another mail tomorrow.
func (in composeInvoiceIn) mail() ([]byte, error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	from := mail.Address{Name: in.Contact, Address: in.CustomerEmail}
	if from.Name == "" {
		from.Name = in.Customer
	}
	noun := "an invoice"
	if in.Kind == "quotation" {
		noun = "a quotation"
	}
	var body strings.Builder
	fmt.Fprintf(&body, "Please send us %s for the following.\r\n\r\n", noun)
	for _, l := range in.Lines {
		fmt.Fprintf(&body, "- %s x %s at %s %s each\r\n", l.Quantity, l.Description, in.Currency, l.UnitPrice)
	}
	fmt.Fprintf(&body, "\r\nCompany: %s\r\n", in.Customer)
	if in.VATID != "" {
		fmt.Fprintf(&body, "VAT ID: %s\r\n", in.VATID)
	}
	if in.Reference != "" {
		fmt.Fprintf(&body, "Purchase order: %s\r\n", in.Reference)
	}
	if in.NetDays > 0 {
		fmt.Fprintf(&body, "Payment terms: %d days\r\n", in.NetDays)
	}
	sum := sha256.Sum256([]byte(in.Kind + "\n" + from.String() + "\n" + body.String()))
	raw := []byte("From: " + from.String() + "\r\nSubject: " + mime.QEncoding.Encode("utf-8", "Request for "+noun+" by "+in.Customer) +
		"\r\nMessage-ID: <" + hex.EncodeToString(sum[:16]) + "@assistant.invalid>\r\n" +
		"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body.String())
	return raw, in.sameAs(reading.Read(raw, contract.Owner{}))
}

// check refuses what would not stay on its line.
func (in composeInvoiceIn) check() error {
	texts := map[string]string{"customer": in.Customer, "contact": in.Contact, "reference": in.Reference, "vat_id": in.VATID}
	for i, l := range in.Lines {
		texts[fmt.Sprintf("lines[%d].description", i)] = l.Description
		for name, figure := range map[string]string{"quantity": l.Quantity, "unit_price": l.UnitPrice} {
			if v, err := money.Parse(contract.Decimal(figure)); err != nil || len(figure) > 15 || name == "quantity" && !v.IsPositive() || v.IsNegative() {
				return fmt.Errorf("lines[%d].%s must be a plain number with a point, such as 2 or 950.00", i, name)
			}
		}
		if strings.TrimSpace(l.Description) == "" || len(l.Description) > 200 {
			return fmt.Errorf("lines[%d].description must be a few words, at most 200 characters", i)
		}
	}
	for name, text := range texts {
		if visible(text) != text || strings.ContainsAny(text, "\r\n\t") {
			return fmt.Errorf("%s must be one line of ordinary characters", name)
		}
	}
	if a, err := mail.ParseAddress(in.CustomerEmail); err != nil || a.Address != in.CustomerEmail {
		return errors.New("customer_email must be a plain address such as anna@customer.example")
	}
	return nil
}

// sameAs compares what the reader makes of the mail with what was given: words that read as something else are refused here, not asked
// about later.
func (in composeInvoiceIn) sameAs(r contract.Reading) error {
	if len(r.Lines) != len(in.Lines) {
		return fmt.Errorf("of %d lines %d can be read back; write each description in a few plain words, without prices or other quantities in it", len(in.Lines), len(r.Lines))
	}
	for i, l := range in.Lines {
		got := r.Lines[i]
		if !equal(got.Quantity, l.Quantity) || !equal(got.UnitPrice, l.UnitPrice) || got.Description != l.Description {
			return fmt.Errorf("lines[%d] reads back as %q; write its description in a few plain words, without prices or quantities in it", i, line(string(got.Quantity)+" x "+got.Description+" at "+string(got.UnitPrice), 120))
		}
	}
	if r.Currency != in.Currency {
		return errors.New("currency must be the ISO 4217 code of a currency in use, such as EUR or USD")
	}
	return nil
}

func equal(a contract.Decimal, b string) bool {
	x, errX := money.Parse(a)
	y, errY := money.Parse(contract.Decimal(b))
	return errX == nil && errY == nil && x.Equal(y)
}
