package odoo

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// Odoo accepts a draft with no customer, no lines, a negative total or a due
// date before the invoice, so all that is checked here.

// check refuses a draft that must not be sent, in a sentence.
func check(d contract.InvoiceDraft) error {
	if err := checkDraft(d); err != nil {
		return refuse(contract.FailInvalid, err.Error())
	}
	return nil
}

func checkDraft(d contract.InvoiceDraft) error {
	doc := documentOf(d.Kind)
	if !businessKey.MatchString(d.BusinessKey) {
		return errors.New("The " + doc.noun + " has no business key, so it could not be found again in Odoo.")
	}
	if d.PartnerID < 0 || (d.PartnerID == 0 && strings.TrimSpace(d.Customer.Name) == "") {
		return errors.New("The customer's name is missing.")
	}
	for i, line := range d.Lines {
		if strings.TrimSpace(line.Description) == "" {
			return fmt.Errorf("Line %d has no description.", i+1)
		}
		if d.Kind == contract.KindQuotation && line.ProductID <= 0 {
			return fmt.Errorf("Line %d has no product, and Odoo takes no line of a quotation without one.", i+1)
		}
	}
	if date := doc.approvedDate(d); date != "" {
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			return errors.New("The " + doc.dateWord + " is not a date such as 2026-12-31.")
		}
	}
	return checkTotals(d)
}

// checkTotals accepts the totals of either way of rounding, since the company's
// own is known to Odoo.
func checkTotals(d contract.InvoiceDraft) error {
	computed, err := money.TotalsRounded(d, money.RoundPerLine)
	if err != nil {
		return err
	}
	globally, err := money.TotalsRounded(d, money.RoundGlobally)
	if err != nil {
		return err
	}
	if sameTotals(d, globally) {
		computed = globally
	}
	for _, pair := range []struct {
		what             string
		stated, computed contract.Decimal
	}{{"subtotal", d.Subtotal, computed.Subtotal}, {"tax", d.Tax, computed.Tax}, {"total", d.Total, computed.Total}} {
		if !money.Equal(pair.stated, pair.computed, d.Currency) {
			return fmt.Errorf("The %s says %s %s, but the lines give %s %s.", pair.what, pair.stated, d.Currency, pair.computed, d.Currency)
		}
	}
	if total, _ := money.Parse(computed.Total); total.IsNegative() {
		return errors.New("The total is negative; that needs a credit note, which the owner makes in Odoo.")
	}
	return nil
}

func sameTotals(a, b contract.InvoiceDraft) bool {
	return money.Equal(a.Subtotal, b.Subtotal, a.Currency) && money.Equal(a.Tax, b.Tax, a.Currency) && money.Equal(a.Total, b.Total, a.Currency)
}
