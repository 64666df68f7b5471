package einvoice_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/documents/einvoice"
)

func file(t testing.TB, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	return string(content)
}

func read(t testing.TB, text string) *einvoice.Invoice {
	t.Helper()
	inv, say := einvoice.Read([]byte(text))
	require.Empty(t, say)
	require.NotNil(t, inv)
	return inv
}

func TestUBL_AnInvoiceIsReadWhole(t *testing.T) {
	t.Parallel()
	inv := read(t, file(t, "invoice_ubl.xml"))
	assert.Empty(t, inv.Problems)
	assert.Equal(t, einvoice.UBL, inv.Syntax)
	assert.Equal(t, einvoice.TypeInvoice, inv.Type)
	assert.Equal(t, "R-2026-0815", inv.Number)
	assert.Equal(t, "2026-11-03", inv.IssueDate)
	assert.Equal(t, "2026-11-17", inv.DueDate)
	assert.Equal(t, "EUR", inv.Currency)
	assert.Equal(t, "14 days net", inv.Terms)
	assert.Equal(t, []string{"Thank you for your order"}, inv.Notes)
	assert.Equal(t, "04011000-12345-34", inv.BuyerReference)
	assert.Equal(t, "PO-77", inv.OrderReference)
	assert.Equal(t, []string{"2026-10-01", "2026-10-31"}, []string{inv.PeriodStart, inv.PeriodEnd})
	assert.Equal(t, einvoice.Party{Name: "Mill and Oven GmbH", Email: "billing@mill.example", VAT: "DE123456789", Address: []string{"Mühlweg 3", "89073 Ulm"}, Country: "DE"}, inv.Seller)
	assert.Equal(t, einvoice.Party{Name: "Harbour Café", Contact: "Ada Lund", Phone: "+49 431 1", Email: "orders@harbour.example", ID: "C-1042", Address: []string{"Kai 1", "Haus B", "24103 Kiel"}}, inv.Buyer)
	assert.Equal(t, einvoice.Totals{Lines: "125.00", Charges: "5.00", Net: "130.00", Tax: "24.70", Gross: "154.70", Prepaid: "50.00", Payable: "104.70"}, inv.Totals)
	assert.Equal(t, []einvoice.Adjustment{{Charge: true, Amount: "5.00", Reason: "Freight"}}, inv.Adjustments)
}

func TestUBL_APricePerHundredKeepsItsBase(t *testing.T) {
	t.Parallel()
	line := read(t, file(t, "invoice_ubl.xml")).Lines[0]
	assert.Equal(t, "Napkins", line.Description)
	assert.Equal(t, "Paper, white", line.Detail)
	assert.Equal(t, "N-4", line.SellerItemID)
	assert.Equal(t, []string{"400", "C62", "12.50", "100"}, []string{line.Quantity, line.UnitCode, line.UnitPrice, line.BaseQuantity})
	assert.Equal(t, []string{"10", "19", "S", "45.00"}, []string{line.DiscountPercent, line.TaxPercent, line.TaxCategory, line.Net})
	unit, ok := line.PricePerUnit()
	assert.True(t, ok)
	assert.Equal(t, "0.125", unit)
}

func TestLine_APriceThatHasNoFiniteUnitIsNotWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		price, base, want string
		ok                bool
	}{{"10", "3", "", false}, {"10", "", "10", true}, {"10", "0", "", false}, {"10", "-1", "", false}, {"", "", "", false}, {"1", "8", "0.125", true}} {
		line := einvoice.Line{UnitPrice: c.price, BaseQuantity: c.base}
		got, ok := line.PricePerUnit()
		assert.Equal(t, c.ok, ok, "%v", c)
		if c.ok {
			assert.Equal(t, c.want, got)
		}
	}
}

func TestUBL_AnOrderIsReadWithItsBuyer(t *testing.T) {
	t.Parallel()
	inv := read(t, file(t, "order_ubl.xml"))
	assert.Empty(t, inv.Problems)
	assert.Equal(t, einvoice.TypeOrder, inv.Type)
	assert.Equal(t, "220", inv.TypeCode)
	assert.Equal(t, "PO-4711", inv.Number)
	assert.Equal(t, "Nordlys ApS", inv.Buyer.Name)
	assert.Equal(t, "bo@nordlys.example", inv.Buyer.Email)
	assert.Equal(t, "Mill and Oven GmbH", inv.Seller.Name)
	assert.Equal(t, []string{"Havnegade 9", "8000 Aarhus"}, inv.DeliveryAddress)
	require.Len(t, inv.Lines, 1)
	assert.Equal(t, einvoice.Line{ID: "1", Description: "Bread board", BuyerItemID: "B-9", Quantity: "4", UnitCode: "EA", UnitPrice: "75", Net: "300"}, inv.Lines[0])
	assert.Equal(t, "300", inv.Totals.Payable)
}

func TestCII_AnInvoiceIsReadWhole(t *testing.T) {
	t.Parallel()
	inv := read(t, file(t, "invoice_cii.xml"))
	assert.Empty(t, inv.Problems)
	assert.Equal(t, einvoice.CII, inv.Syntax)
	assert.Equal(t, einvoice.TypeInvoice, inv.Type)
	assert.Equal(t, []string{"G-12", "2026-11-03", "2026-12-03", "EUR", "30 jours"}, []string{inv.Number, inv.IssueDate, inv.DueDate, inv.Currency, inv.Terms})
	assert.Equal(t, einvoice.Party{Name: "Menuiserie Roche", VAT: "FR11999999998", Address: []string{"4 rue Haute", "69001 Lyon"}, Country: "FR"}, inv.Seller)
	assert.Equal(t, einvoice.Party{Name: "Atelier Nord", Contact: "Léa Petit", Email: "lea@nord.example", ID: "K-7"}, inv.Buyer)
	assert.Equal(t, []string{"SERVICE-9", "PO-3", "2026-11-01"}, []string{inv.BuyerReference, inv.OrderReference, inv.DeliveryDate})
	require.Len(t, inv.Lines, 1, "a line that groups others is no position")
	assert.Equal(t, einvoice.Line{
		ID: "1", Description: "Table", Detail: "Oak, oiled", SellerItemID: "T-1", Quantity: "2.0000", UnitCode: "H87",
		UnitPrice: "45.0000", BaseQuantity: "1", TaxPercent: "20", TaxCategory: "S", Net: "90.00",
	}, inv.Lines[0])
	assert.Equal(t, einvoice.Totals{Lines: "90.00", Discounts: "9.00", Net: "81.00", Tax: "16.20", Gross: "97.20", Prepaid: "7.20", Payable: "90.00"}, inv.Totals)
}

func TestCII_AnOrderOfTheSameFamilyIsRead(t *testing.T) {
	t.Parallel()
	text := strings.NewReplacer("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100", "urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100",
		"rsm:CrossIndustryInvoice", "rsm:SCRDMCCBDACIOMessageStructure", ">380<", ">220<", "BilledQuantity", "RequestedQuantity", "InvoiceCurrencyCode", "OrderCurrencyCode").
		Replace(file(t, "invoice_cii.xml"))
	inv := read(t, text)
	assert.Equal(t, einvoice.TypeOrder, inv.Type)
	assert.Equal(t, "EUR", inv.Currency)
	assert.Equal(t, "2.0000", inv.Lines[0].Quantity)
	assert.Empty(t, inv.Problems)
}

func TestRead_TheTypeCodeDecides(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]einvoice.Type{
		"380": einvoice.TypeInvoice, "388": einvoice.TypeInvoice, "381": einvoice.TypeCreditNote, "220": einvoice.TypeOrder, "310": einvoice.TypeQuotation,
		"384": einvoice.TypeOther, "386": einvoice.TypeOther, "389": einvoice.TypeOther, "231": einvoice.TypeOther, "x": einvoice.TypeOther,
	} {
		inv := read(t, strings.Replace(file(t, "invoice_ubl.xml"), ">380<", ">"+code+"<", 1))
		assert.Equal(t, want, inv.Type, code)
		assert.Equal(t, code, inv.TypeCode)
	}
}

func TestRead_WhatIsSaidTwiceAndDifferentlyStaysEmpty(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		old, new string
		get      func(*einvoice.Invoice) string
		problem  string
	}{
		"number":   {"<b:IssueDate>", "<b:ID>R-2</b:ID><b:IssueDate>", func(i *einvoice.Invoice) string { return i.Number }, "document number"},
		"buyer":    {"<b:Name>Harbour Café</b:Name>", "<b:Name>Harbour Café</b:Name><b:Name>Other</b:Name>", func(i *einvoice.Invoice) string { return i.Buyer.Name }, "buyer name"},
		"VAT":      {"<b:ID>FC</b:ID>", "<b:ID>VAT</b:ID>", func(i *einvoice.Invoice) string { return i.Seller.VAT }, "seller tax number"},
		"quantity": {`<b:LineExtensionAmount currencyID="EUR">45.00`, `<b:InvoicedQuantity>4</b:InvoicedQuantity><b:LineExtensionAmount currencyID="EUR">45.00`, func(i *einvoice.Invoice) string { return i.Lines[0].Quantity }, "quantity"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := file(t, "invoice_ubl.xml")
			require.Contains(t, text, c.old)
			inv := read(t, strings.Replace(text, c.old, c.new, 1))
			assert.Empty(t, c.get(inv))
			assert.Contains(t, strings.Join(inv.Problems, "\n"), c.problem)
		})
	}
}

func TestRead_SumsThatDoNotHoldAreNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ source, old, new, problem string }{
		"line":         {"invoice_ubl.xml", ">1.6<", ">1.7<", "Line 2: quantity and price"},
		"lines":        {"invoice_ubl.xml", `">125.00<`, `">126.00<`, "do not add up to the stated sum of lines"},
		"gross":        {"invoice_ubl.xml", ">154.70<", ">154.71<", "gross total"},
		"payable":      {"invoice_ubl.xml", ">104.70<", ">100.00<", "payable"},
		"discount":     {"invoice_cii.xml", "<ram:ActualAmount>9.00", "<ram:ActualAmount>8.00", "discounts do not add up"},
		"other money":  {"invoice_ubl.xml", `<b:PayableAmount currencyID="EUR">`, `<b:PayableAmount currencyID="USD">`, "another currency"},
		"no number":    {"invoice_ubl.xml", ">104.70<", ">104,70<", "payable amount is not a number"},
		"no date":      {"invoice_ubl.xml", "2026-11-03", "2026-11-31", "issue date is not a date"},
		"no sign":      {"invoice_ubl.xml", "<b:ChargeIndicator>true", "<b:ChargeIndicator>maybe", "discount or a charge"},
		"another unit": {"invoice_ubl.xml", `<b:BaseQuantity unitCode="C62">`, `<b:BaseQuantity unitCode="KGM">`, "another unit"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := file(t, c.source)
			require.Contains(t, text, c.old)
			inv := read(t, strings.Replace(text, c.old, c.new, 1))
			assert.Contains(t, strings.Join(inv.Problems, "\n"), c.problem)
		})
	}
}

func TestRead_ADiscountIsAPercentageOnlyWhenTheAmountProvesIt(t *testing.T) {
	t.Parallel()
	text := strings.Replace(file(t, "invoice_ubl.xml"), "<b:MultiplierFactorNumeric>10<", "<b:MultiplierFactorNumeric>0.1<", 1)
	line := read(t, text).Lines[0]
	assert.Empty(t, line.DiscountPercent, "0.1 is a tenth in old documents and a thousandth in new ones")
	assert.Equal(t, "5.00", line.Adjustments[0].Amount)
}

func TestRead_HostileTextIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	root := `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">`
	for name, c := range map[string]struct{ text, say string }{
		"entity":        {`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + root + `<ID>&b;</ID></Invoice>`, einvoice.SayDeclared},
		"outside file":  {`<!DOCTYPE x SYSTEM "file:///etc/passwd">` + root + `</Invoice>`, einvoice.SayDeclared},
		"unknown name":  {root + `<ID>&nbsp;</ID></Invoice>`, einvoice.SayDamaged},
		"cut":           {root + `<ID>1</ID>`, einvoice.SayDamaged},
		"two roots":     {root + `</Invoice>` + root + `</Invoice>`, einvoice.SayDamaged},
		"deep":          {root + strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100) + `</Invoice>`, einvoice.SayTooLarge},
		"many elements": {root + strings.Repeat("<a/>", 300_000) + `</Invoice>`, einvoice.SayTooLarge},
		"long":          {root + strings.Repeat(" ", einvoice.MaxBytes) + `</Invoice>`, einvoice.SayTooLarge},
		"charset":       {`<?xml version="1.0" encoding="shift_jis"?>` + root + `</Invoice>`, einvoice.SayCharset},
		"old form":      {`<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0"/>`, einvoice.SayOld},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inv, say := einvoice.Read([]byte(c.text))
			assert.Nil(t, inv)
			assert.Equal(t, c.say, say)
		})
	}
}

func TestRead_OtherXMLIsNoneOfOurBusiness(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "hello", "<html/>", `<x xmlns="urn:other"/>`,
		`<DespatchAdvice xmlns="urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2"/>`,
		`<!-- urn:oasis:names:specification:ubl:schema:xsd:Invoice-2 --><x/>`,
	} {
		inv, say := einvoice.Read([]byte(text))
		assert.Nil(t, inv, text)
		assert.Empty(t, say, text)
	}
}

func TestRead_LatinTextIsDecoded(t *testing.T) {
	t.Parallel()
	text := strings.Replace(file(t, "order_ubl.xml"), "Nordlys ApS", "Nordl\xf8s ApS", 1)
	inv := read(t, `<?xml version="1.0" encoding="ISO-8859-1"?>`+text)
	assert.Equal(t, "Nordløs ApS", inv.Buyer.Name)
}

func TestRead_TextIsOneLineAndShowsNoHiddenLetters(t *testing.T) {
	t.Parallel()
	inv := read(t, strings.Replace(file(t, "order_ubl.xml"), "Nordlys ApS", " Nord\u202elys\n\t Ap\u200bS ", 1))
	assert.Equal(t, "Nordlys ApS", inv.Buyer.Name)
}

func TestRead_TooManyLinesLeaveNone(t *testing.T) {
	t.Parallel()
	text := file(t, "order_ubl.xml")
	start, end := strings.Index(text, "<cac:OrderLine>"), strings.Index(text, "</Order>")
	inv := read(t, text[:start]+strings.Repeat(text[start:end], 501)+text[end:])
	assert.Empty(t, inv.Lines)
	assert.Contains(t, strings.Join(inv.Problems, "\n"), "more lines than are read")
}
