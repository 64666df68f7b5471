package invoice_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/invoice"
)

// anyReading is a reading that says everything, with words of any kind.
func anyReading(t *rapid.T) contract.Reading {
	text := rapid.StringMatching(`[A-Za-zäöüß0-9 .,:"'#\-]{0,12}[A-Za-z]`)
	number := func(label string, digits int) contract.Decimal {
		return contract.Decimal(fmt.Sprintf("%d.%0*d", rapid.IntRange(0, 99999).Draw(t, label), digits, rapid.IntRange(0, 99).Draw(t, label+" decimals")))
	}
	maybe := func(label string) string { return rapid.OneOf(rapid.Just(""), text).Draw(t, label) }
	included := rapid.Bool().Draw(t, "included")
	r := contract.Reading{
		Expected: contract.ExpectDraft, Direction: contract.DirectionInvoice, Company: text.Draw(t, "company"), CustomerName: maybe("contact"),
		CustomerEmail: maybe("email"), VATID: maybe("vat"), PO: maybe("po"), ServicePeriod: maybe("period"), TaxIncluded: &included,
		Currency: rapid.SampledFrom([]string{"EUR", "USD", "JPY"}).Draw(t, "currency"),
		DueDate:  rapid.SampledFrom([]string{"", "2026-12-31"}).Draw(t, "due"),
	}
	for range rapid.IntRange(1, 60).Draw(t, "lines") {
		line := contract.InvoiceLine{Description: text.Draw(t, "description"), Unit: maybe("unit"), Quantity: number("quantity", 2), UnitPrice: number("price", 2)}
		line.TaxPercent = rapid.SampledFrom([]contract.Decimal{"", "0", "19", "7.7"}).Draw(t, "tax")
		line.DiscountPercent = rapid.SampledFrom([]contract.Decimal{"", "5", "12.5"}).Draw(t, "discount")
		r.Lines = append(r.Lines, line)
	}
	return r
}

// throughTheNote gives the fields as the owner's note gives them back
// unchanged.
func throughTheNote(f invoice.Fields) map[string]string {
	out := map[string]string{}
	for _, field := range f.List() {
		out[field.Key] = field.Value
	}
	return out
}

func TestFields_UntouchedNoteGivesTheSameDraft(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		fields := invoice.FieldsOf(anyReading(t), contract.Handbook{})
		shown, open := fields.Draft(mailKey)
		require.Empty(t, open)

		back := fields.With(throughTheNote(fields))

		require.Empty(t, fields.Differences(back))
		draft, open := back.Draft(mailKey)
		require.Empty(t, open)
		before, err := shown.Fingerprint()
		require.NoError(t, err)
		after, err := draft.Fingerprint()
		require.NoError(t, err)
		require.Equal(t, before, after)
	})
}

// readingOf is the reading of a mail that says exactly what a draft holds.
func readingOf(d contract.InvoiceDraft) contract.Reading {
	return contract.Reading{
		Company: d.Customer.Name, CustomerName: d.Customer.Contact, CustomerEmail: d.Customer.Email, VATID: d.Customer.VATID, Currency: d.Currency,
		PO: d.Reference, DueDate: d.DueDate, ServicePeriod: strings.TrimPrefix(d.Narration, "Service period: "), TaxIncluded: &d.TaxIncluded, Lines: d.Lines,
	}
}

func TestFields_DraftToFieldsToDraftIsTheSameDraft(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		draft, open := invoice.FieldsOf(anyReading(t), contract.Handbook{}).Draft(mailKey)
		require.Empty(t, open)
		again, open := invoice.FieldsOf(readingOf(draft), contract.Handbook{}).Draft(mailKey)
		require.Empty(t, open)
		require.Equal(t, draft, again)
	})
}

func TestFields_UnknownKeysNeverReachTheDraft(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		fields := invoice.FieldsOf(anyReading(t), contract.Handbook{})
		ours := throughTheNote(fields)
		strange := map[string]string{}
		for _, key := range rapid.SliceOf(rapid.OneOf(
			rapid.String(), rapid.SampledFrom([]string{"total", "business_key", "partner_id", "Customer", "line_0_quantity", "line_61_quantity", "line_1_total", "line_01_quantity", "answered", "approved"}),
		)).Draw(t, "keys") {
			if _, known := ours[key]; !known && !isLine(key) {
				strange[key] = rapid.String().Draw(t, "value")
			}
		}
		before, _ := fields.Draft(mailKey)

		edited := fields.With(strange)

		after, open := edited.Draft(mailKey)
		require.Empty(t, open)
		require.Equal(t, before, after)
		require.Empty(t, fields.Differences(edited))
	})
}

// isLine tells whether a key is a line the owner may add.
func isLine(key string) bool {
	for n := 1; n <= 60; n++ {
		for _, column := range []string{"description", "quantity", "unit", "unit_price", "discount_percent", "tax_percent"} {
			if key == "line_"+strconv.Itoa(n)+"_"+column {
				return true
			}
		}
	}
	return false
}

func TestFields_DraftIsCompleteOrAsks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		fields := invoice.FieldsOf(anyReading(t), contract.Handbook{})
		answers := throughTheNote(fields)
		for key := range answers {
			if rapid.IntRange(0, 9).Draw(t, "touch "+key) == 0 {
				answers[key] = rapid.OneOf(rapid.Just(""), rapid.String(), rapid.SampledFrom([]string{"-1", "1e9", "12,50", "€5", "NaN", "٣"})).Draw(t, key)
			}
		}
		draft, open := fields.With(answers).Draft(mailKey)
		for _, q := range open {
			require.NotEmpty(t, q.Text)
			require.NotEmpty(t, q.Field)
		}
		if len(open) == 0 {
			require.NotEmpty(t, draft.Customer.Name)
			require.NotEmpty(t, draft.Total)
			require.NotEmpty(t, draft.Lines)
		}
	})
}

func TestFields_QuestionOfADraftNamesAPropertyOfTheNote(t *testing.T) {
	t.Parallel()
	fields := invoice.FieldsOf(contract.Reading{}, contract.Handbook{})
	_, open := fields.Draft(mailKey)
	known := throughTheNote(fields)
	require.NotEmpty(t, open)
	for _, q := range open {
		require.Contains(t, known, q.Field)
		require.True(t, strings.HasSuffix(q.Text, "?"), q.Text)
	}
}

func TestFields_PersonIsTheCustomerWhenThereIsNoCompany(t *testing.T) {
	t.Parallel()
	r := complete()
	r.Company = ""
	draft, open := invoice.FieldsOf(r, contract.Handbook{}).Draft(mailKey)
	require.Empty(t, open)
	require.Equal(t, contract.Customer{Name: "Anna Berger", Email: "anna@berger.example"}, draft.Customer)
}

func TestFields_TaxOfTheHandbookIsNotPutOnAMailThatStatesItsTax(t *testing.T) {
	t.Parallel()
	h := contract.Handbook{DefaultTaxPercent: "19"}
	r := complete()
	r.Lines[0].TaxPercent = "7"
	draft, _ := invoice.FieldsOf(r, h).Draft(mailKey)
	require.Equal(t, contract.Decimal("7"), draft.Lines[0].TaxPercent)
	require.Equal(t, contract.Decimal("19"), draft.Lines[1].TaxPercent)
	r.Tax = "141.40"
	draft, _ = invoice.FieldsOf(r, h).Draft(mailKey)
	require.Empty(t, draft.Lines[1].TaxPercent)
}
