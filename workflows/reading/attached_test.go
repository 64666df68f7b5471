package reading_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// file is what comes along with a mail.
type file struct{ name, kind, content string }

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// parcel is a plain mail with files.
func parcel(body string, files ...file) []byte {
	var b strings.Builder
	b.WriteString("From: Jo Miller <jo.miller@acmeworks.example>\nTo: mara@lindholm-studio.example\nSubject: Invoice\nDate: Tue, 10 Nov 2026 09:30:00 +0000\n" +
		"Message-ID: <3@acmeworks.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=xx\n\n--xx\nContent-Type: text/plain; charset=utf-8\n\n" + body + "\n")
	for _, f := range files {
		fmt.Fprintf(&b, "--xx\nContent-Type: %s; name=%q\nContent-Disposition: attachment; filename=%q\nContent-Transfer-Encoding: base64\n\n", f.kind, f.name, f.name)
		for code := base64.StdEncoding.EncodeToString([]byte(f.content)); code != ""; {
			n := min(76, len(code))
			b.WriteString(code[:n] + "\n")
			code = code[n:]
		}
	}
	return []byte(b.String() + "--xx--\n")
}

// workbook writes a sheet row by row; fill may do more to the file.
func workbook(t *testing.T, rows [][]any, fill ...func(f *excelize.File)) file {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		require.NoError(t, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	for _, more := range fill {
		more(f)
	}
	var out bytes.Buffer
	require.NoError(t, f.Write(&out))
	return file{"order.xlsx", workbookType, out.String()}
}

func csvFile(name, content string) file { return file{name, "text/csv", content} }

const asAttached = "Hello Mara,\n\nplease invoice us for what is in the attached sheet. Prices in EUR, excluding VAT.\n\nRegards\nJo Miller"

func TestAttached_ALinesSheetIsRead(t *testing.T) {
	t.Parallel()
	f := workbook(t, [][]any{
		{"Acme Works Ltd", nil, nil, nil},
		{"Order", "AW-77", nil, nil},
		nil,
		{"Item", "Qty", "Unit price", "Amount"},
		{"Oak bench", 2, 1250.5, 2501},
		{"Brass hook", 10, 3.125, 31.25},
		{"Total", nil, nil, 2532.25},
	})
	r := reading.Read(parcel(asAttached, f), fixtureOwner())
	require.Equal(t, "2 Oak bench 1250.5; 10 Brass hook 3.125", linesOf(r))
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	require.Equal(t, contract.Decimal("2532.25"), r.Subtotal)
	require.Equal(t, contract.PartAttachment+"order.xlsx", r.Evidence["line_1"].Part)
	require.Equal(t, -1, r.Evidence["line_1"].Offset)
	require.Len(t, r.Papers, 1)
	require.Equal(t, "xlsx", r.Papers[0].Kind)
	require.Contains(t, r.Papers[0].Text, "Oak bench | 2 | 1250.5 | 2501")
}

func TestAttached_CSVInTheStyleOfItsLand(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"semicolons": "Artikel;Menge;Einzelpreis EUR;Betrag\nEichenbank;2;1.250,50;2.501,00\nHaken;10;3,50;35,00\n",
		"commas":     "item,qty,unit_price_eur,amount_eur\nEichenbank,2,\"1,250.50\",\"2,501.00\"\nHaken,10,3.50,35.00\n",
		"tabs":       "Item\tQty\tUnit price\nEichenbank\t2\t1250.50\nHaken\t10\t3.50\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(parcel(asAttached, csvFile("order.csv", content)), fixtureOwner())
			require.Equal(t, "2 Eichenbank 1250.5; 10 Haken 3.5", linesOf(r))
			require.Equal(t, "EUR", r.Currency)
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestAttached_WhatIsHiddenIsAskedAbout(t *testing.T) {
	t.Parallel()
	rows := [][]any{{"Item", "Qty", "Unit price"}, {"Oak bench", 2, 45.5}, {"Brass hook", 10, 3.5}}
	for name, hide := range map[string]func(f *excelize.File){
		"row": func(f *excelize.File) { require.NoError(t, f.SetRowVisible("Sheet1", 3, false)) },
		"sheet": func(f *excelize.File) {
			_, err := f.NewSheet("More")
			require.NoError(t, err)
			require.NoError(t, f.SetCellValue("More", "A1", "secret"))
			require.NoError(t, f.SetSheetVisible("More", false))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(parcel(asAttached, workbook(t, rows, hide)), fixtureOwner())
			require.Equal(t, contract.ExpectAsk, r.Expected)
			require.NotEmpty(t, r.Papers[0].Say)
		})
	}
}

func TestAttached_TwoListsAreAQuestionUnlessTheyAreTheSame(t *testing.T) {
	t.Parallel()
	a := csvFile("a.csv", "item,qty,price_eur\nMug,12,6.00\n")
	same := csvFile("b.csv", "item;qty;price_eur\nMug;12;6,00\n")
	other := csvFile("c.csv", "item,qty,price_eur\nMug,10,6.00\n")

	r := reading.Read(parcel(asAttached, a, same), fixtureOwner())
	require.Equal(t, "12 Mug 6", linesOf(r))
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)

	r = reading.Read(parcel(asAttached, a, other), fixtureOwner())
	require.Empty(t, r.Lines)
	require.Equal(t, contract.ExpectAsk, r.Expected)

	body := "Hello Mara,\n\nplease invoice us for 12 mugs at EUR 6.00 each, as in the sheet.\n\nRegards\nJo Miller"
	r = reading.Read(parcel(body, a), fixtureOwner())
	require.Equal(t, "12 mugs 6", linesOf(r))
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)

	r = reading.Read(parcel(body, other), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
	require.Contains(t, fieldsAsked(r), "line_1_description")
}

func TestAttached_WhatCannotBeReadIsSaid(t *testing.T) {
	t.Parallel()
	for kind, f := range map[string]file{
		"refused": {"order.xls", "application/vnd.ms-excel", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("x", 600)},
		"pdf":     {"order.pdf", "application/pdf", pdfOf("Dear Mara, as discussed.")},
	} {
		r := reading.Read(parcel(asAttached, f), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, kind)
		require.Equal(t, kind, r.Papers[0].Kind)
		require.Contains(t, fieldsAsked(r), "line_1_description")
		require.Contains(t, r.Flags, reading.FlagUnreadAttachment)
	}
	r := reading.Read(parcel(asAttached, file{"logo.png", "image/png", "\x89PNG"}), fixtureOwner())
	require.Empty(t, r.Papers)
}

// pdfOf is a PDF of one page with one line of text a row.
func pdfOf(lines ...string) string {
	var content strings.Builder
	for i, l := range lines {
		for k, cell := range strings.Split(l, "|") {
			fmt.Fprintf(&content, "BT /F1 10 Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n", 50+k*130, 760-i*14, cell)
		}
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> >>",
		"<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", content.Len(), content.String()),
	}
	var out strings.Builder
	out.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return out.String() + "trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n"
}

func TestAttached_APDFGivesLinesOnlyWhenItsTableProvesItself(t *testing.T) {
	t.Parallel()
	table := []string{"Purchase order 7000318", "Description|Qty|Unit price|Amount", "Front panel|35|EUR 27.40|EUR 959.00", "Serial plate|400|EUR 0.85|EUR 340.00"}
	for total, lines := range map[string]string{
		"Total excl. VAT: EUR 1,299.00":     "35 Front panel 27.4; 400 Serial plate 0.85",
		"Total||| EUR 1,299.00":             "35 Front panel 27.4; 400 Serial plate 0.85",
		"Total excl. VAT: EUR 1,298.00":     "",
		"We look forward to your invoice":   "",
		"Description|Qty|Unit price|Amount": "",
	} {
		r := reading.Read(parcel("Hello Mara,\n\nplease invoice us against the attached purchase order.\n\nRegards\nJo Miller", file{"po.pdf", "application/pdf", pdfOf(append(table, total)...)}), fixtureOwner())
		require.Equal(t, lines, linesOf(r), total)
		require.Contains(t, r.Papers[0].Text, "Front panel")
		if lines == "" {
			require.Equal(t, contract.ExpectAsk, r.Expected)
		}
	}
}

const orderXML = `<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>AW-4711</cbc:ID><cbc:IssueDate>2026-11-09</cbc:IssueDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:BuyerCustomerParty><cac:Party><cac:PartyName><cbc:Name>Acme Works</cbc:Name></cac:PartyName></cac:Party></cac:BuyerCustomerParty>
  <cac:SellerSupplierParty><cac:Party><cac:PartyName><cbc:Name>SELLER</cbc:Name></cac:PartyName></cac:Party></cac:SellerSupplierParty>
  <cac:AnticipatedMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">300</cbc:LineExtensionAmount><cbc:PayableAmount currencyID="EUR">300</cbc:PayableAmount></cac:AnticipatedMonetaryTotal>
  <cac:OrderLine><cac:LineItem><cbc:ID>1</cbc:ID><cbc:Quantity unitCode="HUR">4</cbc:Quantity><cbc:LineExtensionAmount currencyID="EUR">300</cbc:LineExtensionAmount><cac:Price><cbc:PriceAmount currencyID="EUR">75</cbc:PriceAmount></cac:Price><cac:Item><cbc:Name>Bread board</cbc:Name></cac:Item></cac:LineItem></cac:OrderLine>
</Order>`

func TestAttached_AnElectronicOrderToUsGivesItsLines(t *testing.T) {
	t.Parallel()
	body := "Hello Mara,\n\nplease invoice us for the attached order.\n\nRegards\nJo Miller"
	ours := file{"order.xml", "application/xml", strings.Replace(orderXML, "SELLER", "Lindholm Studio", 1)}
	r := reading.Read(parcel(body, ours), fixtureOwner())
	require.Equal(t, "4 Bread board 75", linesOf(r))
	require.Equal(t, "hour", r.Lines[0].Unit)
	require.Equal(t, "EUR", r.Currency)
	require.Equal(t, "AW-4711", r.PO)
	require.Equal(t, contract.MethodStated, r.Evidence["line_1"].Method)
	require.Equal(t, contract.PartAttachment+"order.xml", r.Evidence["line_1"].Part)

	theirs := file{"order.xml", "application/xml", strings.Replace(orderXML, "SELLER", "Somebody Else Ltd", 1)}
	r = reading.Read(parcel(body, theirs), fixtureOwner())
	require.Empty(t, r.Lines)
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

const billXML = `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>R-1</cbc:ID><cbc:IssueDate>2026-11-03</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>Acme Works</cbc:Name></cac:PartyName></cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>Lindholm Studio</cbc:Name></cac:PartyName></cac:Party></cac:AccountingCustomerParty>
  <cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="EUR">80.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
  <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="EUR">80.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Flour</cbc:Name></cac:Item><cac:Price><cbc:PriceAmount currencyID="EUR">80</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
</Invoice>`

func TestAttached_AnElectronicInvoiceToUsIsABillWhateverTheMailSays(t *testing.T) {
	t.Parallel()
	r := reading.Read(parcel("Hello Mara,\n\nplease invoice us for the attached order.\n\nRegards\nJo Miller", file{"invoice.xml", "application/xml", billXML}), fixtureOwner())
	require.Equal(t, contract.DirectionIncomingBill, r.Direction)
	require.Equal(t, contract.ExpectIgnore, r.Expected)
	require.Empty(t, r.Lines)
}
