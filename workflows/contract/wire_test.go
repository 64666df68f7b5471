package contract_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// again reads back what is written, into the same type.
func again[T any](t *rapid.T, in T) {
	raw, err := json.Marshal(in)
	require.NoError(t, err)
	var out T
	require.NoError(t, json.Unmarshal(raw, &out))
	back, err := json.Marshal(out)
	require.NoError(t, err)
	require.Equal(t, string(raw), string(back))
}

func TestPayloads_ReadBackAsTheyWereWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		again(t, rapid.Make[contract.InvoiceDraft]().Draw(t, "draft"))
		again(t, rapid.Make[contract.Reading]().Draw(t, "reading"))
		again(t, rapid.Make[contract.PaymentDraft]().Draw(t, "payment"))
		again(t, rapid.Make[contract.InvoiceOutcome]().Draw(t, "outcome"))
		again(t, rapid.Make[contract.CustomerMatch]().Draw(t, "match"))
		again(t, rapid.Make[contract.GmailListResult]().Draw(t, "list"))
	})
}

// A worker of the next release may send what this one does not know.
func TestPayloads_UnknownFieldsAreLeftOut(t *testing.T) {
	t.Parallel()
	var in contract.InvoiceInput
	require.NoError(t, json.Unmarshal([]byte(`{"mail":{"key":"k","source":"inbox","size":1,"colour":"red"},"dry_run":true,"mood":"good"}`), &in))
	require.Equal(t, "k", in.Mail.Key)
	require.True(t, in.DryRun)
}

// What an older release wrote lacks the newer optional fields.
func TestPayloads_MissingFieldsAreTheirZeroValues(t *testing.T) {
	t.Parallel()
	var d contract.Decision
	require.NoError(t, json.Unmarshal([]byte(`{"request_id":"r","verdict":"approved","seen_at":"2026-11-23T09:00:00Z"}`), &d))
	require.Equal(t, contract.VerdictApproved, d.Verdict)
	require.True(t, d.FileTime.IsZero())
	require.Empty(t, d.Handbook.Recurring)
}

func TestFingerprint_ChangesWithEveryFieldOfTheDraft(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for name, change := range map[string]func(*contract.InvoiceDraft){
		"nothing":      func(*contract.InvoiceDraft) {},
		"business key": func(d *contract.InvoiceDraft) { d.BusinessKey += "0" },
		"customer":     func(d *contract.InvoiceDraft) { d.Customer.Name += " " },
		"contact":      func(d *contract.InvoiceDraft) { d.Customer.Contact += "x" },
		"email":        func(d *contract.InvoiceDraft) { d.Customer.Email += "x" },
		"vat":          func(d *contract.InvoiceDraft) { d.Customer.VATID += "x" },
		"partner":      func(d *contract.InvoiceDraft) { d.PartnerID++ },
		"currency":     func(d *contract.InvoiceDraft) { d.Currency = "USD" },
		"reference":    func(d *contract.InvoiceDraft) { d.Reference += "x" },
		"due":          func(d *contract.InvoiceDraft) { d.DueDate += "x" },
		"narration":    func(d *contract.InvoiceDraft) { d.Narration += "x" },
		"included":     func(d *contract.InvoiceDraft) { d.TaxIncluded = true },
		"description":  func(d *contract.InvoiceDraft) { d.Lines[0].Description += "x" },
		"quantity":     func(d *contract.InvoiceDraft) { d.Lines[0].Quantity = "1.0" },
		"unit":         func(d *contract.InvoiceDraft) { d.Lines[0].Unit = "h" },
		"price":        func(d *contract.InvoiceDraft) { d.Lines[0].UnitPrice = "10.01" },
		"discount":     func(d *contract.InvoiceDraft) { d.Lines[0].DiscountPercent = "0" },
		"tax":          func(d *contract.InvoiceDraft) { d.Lines[0].TaxPercent = "0" },
		"product":      func(d *contract.InvoiceDraft) { d.Lines[0].Product = "[W] Work" },
		"product ID":   func(d *contract.InvoiceDraft) { d.Lines[0].ProductID = 3 },
		"kind":         func(d *contract.InvoiceDraft) { d.Kind = contract.KindQuotation },
		"valid until":  func(d *contract.InvoiceDraft) { d.ValidUntil = "2026-12-31" },
		"pricelist":    func(d *contract.InvoiceDraft) { d.PricelistID = 3 },
		"a line more":  func(d *contract.InvoiceDraft) { d.Lines = append(d.Lines, contract.InvoiceLine{}) },
		"subtotal":     func(d *contract.InvoiceDraft) { d.Subtotal = "1" },
		"tax amount":   func(d *contract.InvoiceDraft) { d.Tax = "1" },
		"total":        func(d *contract.InvoiceDraft) { d.Total = "1" },
	} {
		d := contract.InvoiceDraft{
			BusinessKey: "AE-0123456789abcdef", Currency: "EUR", Lines: []contract.InvoiceLine{{Description: "Work", Quantity: "1", UnitPrice: "10.00"}},
		}
		change(&d)
		print, err := d.Fingerprint()
		require.NoError(t, err)
		require.Regexp(t, `^[0-9a-f]{64}$`, print)
		require.NotContains(t, seen, print, "%s and %s have one fingerprint", name, seen[print])
		seen[print] = name
	}
}

func TestFingerprint_ChangesWithEveryFieldOfThePayment(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	fields := reflect.TypeFor[contract.PaymentDraft]()
	for i := range fields.NumField() {
		d := contract.PaymentDraft{BusinessKey: "AE-0123456789abcdef", PartnerID: 7, Amount: "500.00", Currency: "EUR", Memo: "INV/2026/00012"}
		switch v := reflect.ValueOf(&d).Elem().Field(i); v.Kind() {
		case reflect.Int64:
			v.SetInt(v.Int() + 1)
		case reflect.String:
			v.SetString(v.String() + "0")
		default:
			t.Fatalf("a field of kind %s", v.Kind())
		}
		print, err := d.Fingerprint()
		require.NoError(t, err)
		require.NotContains(t, seen, print, "%s and %s have one fingerprint", fields.Field(i).Name, seen[print])
		seen[print] = fields.Field(i).Name
	}
	require.Len(t, seen, fields.NumField())
}

func TestFingerprint_OfAKnownPaymentStandsForEver(t *testing.T) {
	t.Parallel()
	d := contract.PaymentDraft{
		BusinessKey: "AE-0123456789abcdef", PartnerID: 7, Partner: "Berger <Design> & Söhne", Amount: "500.00", Currency: "EUR", Date: "2026-11-24",
		Memo: "INV/2026/00012", JournalID: 2, Journal: "Bank", InvoiceID: 12,
	}
	print, err := d.Fingerprint()
	require.NoError(t, err)
	require.Equal(t, "4c54e117db36f308feec0db5654c9471f89ac5c268e26bd4e0104184c4c8ea0e", print)
}

// The fingerprint of a released version may not move: an approval that waits
// over an upgrade would be refused.
func TestFingerprint_OfAKnownDraftStandsForEver(t *testing.T) {
	t.Parallel()
	d := contract.InvoiceDraft{
		BusinessKey: "AE-0123456789abcdef", Customer: contract.Customer{Name: "Berger <Design> & Söhne", Email: "a@berger.example"}, PartnerID: 7,
		Currency: "EUR", Reference: "PO-7", DueDate: "2026-12-31", Narration: "Service period: October", TaxIncluded: true,
		Lines:    []contract.InvoiceLine{{Description: "Work", Quantity: "1", Unit: "h", UnitPrice: "10.00", DiscountPercent: "5", TaxPercent: "19"}},
		Subtotal: "7.98", Tax: "1.52", Total: "9.50",
	}
	print, err := d.Fingerprint()
	require.NoError(t, err)
	require.Equal(t, "bc89816dbe17f3c5a923039c22415052017c99c709f5efbc9a7e74b7258ac14a", print)
}
