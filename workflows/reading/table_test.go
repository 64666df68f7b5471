package reading_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// page is an HTML mail from a stranger with the given body.
func page(body string) []byte {
	return []byte("From: Jo Miller <jo.miller@acmeworks.example>\nTo: mara@lindholm-studio.example\nSubject: Invoice\n" +
		"Date: Tue, 10 Nov 2026 09:30:00 +0000\nMessage-ID: <1@acmeworks.example>\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>Hello Mara, please invoice us as follows:</p>" + body + "</body></html>")
}

// grid writes rows of cells parted by bars as an HTML table.
func grid(rows ...string) string {
	var b strings.Builder
	b.WriteString("<table>")
	for _, r := range rows {
		b.WriteString("<tr>")
		for _, c := range strings.Split(r, "|") {
			b.WriteString("<td>" + strings.TrimSpace(c) + "</td>")
		}
		b.WriteString("</tr>")
	}
	return b.String() + "</table>"
}

// linesOf writes the lines of a reading as "quantity name price", with
// discount and tax where there are any.
func linesOf(r contract.Reading) string {
	var out []string
	for _, l := range r.Lines {
		s := fmt.Sprintf("%s %s %s", orDash(l.Quantity), l.Description, orDash(l.UnitPrice))
		if l.DiscountPercent != "" {
			s += " -" + string(l.DiscountPercent) + "%"
		}
		if l.TaxPercent != "" {
			s += " t" + string(l.TaxPercent)
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func orDash(d contract.Decimal) string {
	if d == "" {
		return "?"
	}
	return string(d)
}

func fieldsAsked(r contract.Reading) (out []string) {
	for _, q := range r.Questions {
		out = append(out, q.Field)
	}
	return out
}

const order = "Hello Mara, please invoice us as follows:\n\n"

func TestTable_PlainTextInEveryShape(t *testing.T) {
	t.Parallel()
	const want = "2 Oak bench 45; 10 Brass hook 3.5"
	for name, table := range map[string]string{
		"blanks":                          "Description      Qty    Unit price    Amount\nOak bench          2      EUR 45.00     90.00\nBrass hook        10      EUR  3.50     35.00\n",
		"tabs":                            "Description\tQty\tUnit price (EUR)\tAmount\nOak bench\t2\t45.00\t90.00\nBrass hook\t10\t3.50\t35.00\n",
		"bars":                            "Description | Qty | Unit price EUR | Amount\nOak bench | 2 | 45.00 | 90.00\nBrass hook | 10 | 3.50 | 35.00\n",
		"markdown":                        "| Item | Qty | Price (EUR) |\n| --- | ---: | ---: |\n| Oak bench | 2 | 45.00 |\n| Brass hook | 10 | 3.50 |\n",
		"box":                             "┌────────────┬─────┬───────┐\n│ Item       │ Qty │ EUR each │\n├────────────┼─────┼───────┤\n│ Oak bench  │ 2   │ 45.00 │\n│ Brass hook │ 10  │ 3.50  │\n└────────────┴─────┴───────┘\n",
		"plus and minus":                  "+------------+-----+-----------+\n| Item       | Qty | Price EUR |\n+------------+-----+-----------+\n| Oak bench  |   2 |     45.00 |\n+------------+-----+-----------+\n| Brass hook |  10 |      3.50 |\n+------------+-----+-----------+\n",
		"quantity first":                  "Qty  Item           EUR each    EUR total\n  2  Oak bench         45.00        90.00\n 10  Brass hook         3.50        35.00\n                     Total          125.00\n",
		"positions":                       "Pos  Item          Qty   Unit   Price EUR   Total EUR\n1    Oak bench       2   pcs        45.00       90.00\n2    Brass hook     10   pcs         3.50       35.00\n",
		"article numbers":                 "Item no   Description    Qty   Price EUR\nOB-100    Oak bench        2       45.00\nBH-2      Brass hook      10        3.50\n",
		"one blank":                       "Pos Item             Qty   Price EUR   Total EUR\n1 Oak bench            2       45.00       90.00\n2 Brass hook          10        3.50       35.00\n",
		"heading in two":                  "Item          Qty    Unit     Line\n                     price    total\n                      EUR      EUR\nOak bench       2    45.00    90.00\nBrass hook     10     3.50    35.00\n",
		"title above":                     "ORDER DETAILS\n\nItem          Qty   EUR each\n-----------------------------\nOak bench       2      45.00\nBrass hook     10       3.50\n",
		"heading again":                   "Item          Qty   EUR each\nOak bench       2      45.00\nItem          Qty   EUR each\nBrass hook     10       3.50\n",
		"no heading":                      "Oak bench       2    EUR 45.00    EUR 90.00\nBrass hook     10    EUR  3.50    EUR 35.00\n",
		"no heading, first":               "2    Oak bench      EUR 45.00    EUR 90.00\n10   Brass hook     EUR  3.50    EUR 35.00\n",
		"no heading, 1 2":                 "1   Oak bench       2 pcs    EUR 45.00    EUR 90.00\n2   Brass hook     10 pcs    EUR  3.50    EUR 35.00\n",
		"dotted leaders":                  "Item ................ Qty ..... EUR each\nOak bench ........... 2 ....... 45.00\nBrass hook .......... 10 ...... 3.50\n",
		"cells that multiply":             "Oak bench  | 2 pcs x EUR 45.00 | EUR 90.00\nBrass hook | 10 pcs x EUR 3.50 | EUR 35.00\n",
		"currency in the sum":             "Item         Qty    Price    Amount\nOak bench      2    45.00     90.00\nBrass hook    10     3.50     35.00\n                    Total  EUR 125.00\n",
		"currency above":                  "All prices in EUR.\n\nItem         Qty    Price    Amount\nOak bench      2    45.00     90.00\nBrass hook    10     3.50     35.00\n",
		"blank line inside":               "Item         Qty    Price EUR    Amount\n\nOak bench      2    45.00     90.00\n\nBrass hook    10     3.50     35.00\n\n                    Total      125.00\n",
		"price of the line is worked out": "Item         Qty    Amount EUR\nOak bench      2     90.00\nBrass hook    10     35.00\n",
		"headings set closely":            "Item                 Qty UoM     Price EUR   Amount EUR\nOak bench               2 pcs        45.00        90.00\nBrass hook             10 pcs         3.50        35.00\n",
		"quantity is worked out":          "Item         Price EUR    Amount EUR\nOak bench      45.00     90.00\nBrass hook      3.50     35.00\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(order+table+"\nRegards\nJo Miller\nAcme Works"), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, "EUR", r.Currency)
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestTable_HTMLInEveryShape(t *testing.T) {
	t.Parallel()
	for want, table := range map[string]string{
		"2 Oak bench 45; 10 Brass hook 3.5":                grid("Item|Qty|Rate (EUR)|Total (EUR)", "Oak bench|2|45.00|90.00", "Brass hook|10|3.50|35.00", "Total|||125.00"),
		"48 Panels 62.5; 2 Counter 1140; 11.5 Assembly 74": grid("Item|Short text|Qty|UoM|Net price|Net value EUR", "00010|Panels|48.000|M2|62.50|3,000.00", "00020|Counter|2.000|EA|1,140.00|2,280.00", "00030|Assembly|11.500|HR|74.00|851.00", "Total net value|EUR 6,131.00"),
		"34 Handbook 58":                               grid("Work|Hours|Rate|Amount", "Handbook|34 h|EUR 58.00/h|EUR 1,972.00"),
		"1 Desk 14600 -5% t5; 38 Panel 310 t5":         grid("S/N|Description|Qty|UoM|Rate (EUR)|Disc %|Net (EUR)|VAT 5%|Amount (EUR)", "1|Desk|1|Nos|14,600.00|5|13,870.00|693.50|14,563.50", "2|Panel|38|SQM|310.00|-|11,780.00|589.00|12,369.00", "|Total|||||25,650.00|1,282.50|26,932.50"),
		"3 Book 20 t7; 2 Poster 50 t19":                grid("Item|Qty|Price EUR|VAT|Total EUR", "Book|3|20.00|7%|60.00", "Poster|2|50.00|19%|100.00", "Net|||||160.00", "VAT 7%|||||4.20", "VAT 19%|||||19.00", "Total|||||183.20"),
		"4 Sign 25 t20; 1 Delivery 15 t20":             grid("Description|Qty|Unit price|Amount", "Sign|4|EUR 25.00|EUR 100.00", "Delivery|||EUR 15.00", "Subtotal|||EUR 115.00", "VAT 20%|||EUR 23.00", "Total|||EUR 138.00"),
		"4 Sign 25 t20; 1 Shipping 15 t20":             grid("Description|Qty|Unit price|Amount", "Sign|4|EUR 25.00|EUR 100.00", "Subtotal|||EUR 100.00", "Shipping|||EUR 15.00", "VAT 20%|||EUR 23.00", "Total|||EUR 138.00"),
		"2 Workshop 980; 1 Travel 120":                 grid("Service|Qty|Price EUR|Total EUR", "Workshop|2 days|980.00|1,960.00", "Travel|flat|120.00|120.00", "Total|||2,080.00"),
		"24 Banner 118 -10%; 750 Catalog 3.35":         grid("Item|Qty|U/M|Price EUR|Disc.|Ext.", "Banner|24|ea|118.00|10%|2,548.80", "Catalog|750|ea|3.35||2,512.50", "Total|||||5,061.30"),
		"2 Lamp 50 -10%":                               grid("Item|Qty|Price EUR|Discount|Amount", "Lamp|2|50.00|EUR 10.00|90.00"),
		"3 Lamp 50":                                    grid("Item|Ordered|Delivered|Price EUR", "Lamp|3|3|50.00"),
		"1 Logo 450; 1 Website 1200":                   grid("Service|Amount (EUR)", "Logo|450.00", "Website|1,200.00", "Total|1,650.00"),
		"3 Lamp 50; 2 Shade 10":                        grid("Item|Qty|Price", "Lamp|3|EUR 150.00", "Shade|2|EUR 20.00", "Total||EUR 170.00"),
		"3 Lamp, oiled oak 50; 2 Shade (linen) 10":     grid("Item|Details|Qty|EUR each", "Lamp|oiled oak|3|50.00", "Shade (linen)||2|10.00"),
		"2.5 Designer 480; 1 Expenses 64.2":            grid("Role|Days|Day rate|Cost", "Designer|2.5|EUR 480|EUR 1,200", "Expenses|||EUR 64.20", "Net|||EUR 1,264.20"),
		"10 T-shirt, M, blue 12; 5 T-shirt, L, red 12": grid("Item|Qty|Size|Colour|EUR", "T-shirt|10|M|blue|12.00", "T-shirt|5|L|red|12.00"),
		"4 Frame 25":                                   grid("Product|Quantity|Price excl. VAT|Price incl. VAT", "Frame|4|EUR 25.00|EUR 30.00"),
		"4 Logo 60; 500 Flyer 0.2":                     grid("Design|Hours|Rate|Total", "Logo|4|EUR 60.00|EUR 240.00") + "<p>and</p>" + grid("Print|Qty|Price|Total", "Flyer|500|EUR 0.20|EUR 100.00") + "<p></p>" + grid("Total|EUR 340.00"),
		"5 User licence 12400":                         grid("No.|Item|Quantity|Unit price|Amount", "1|User licence|5 users|EUR 12,400|EUR 62,000"),
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(page(table+"<p>Regards<br>Jo Miller</p>"), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestTable_SixLanguages(t *testing.T) {
	t.Parallel()
	for want, table := range map[string]string{
		"2 Eichenbank 45 t19; 1 Versand 15 t19":      "Pos  Bezeichnung   Menge   Einzelpreis    Gesamt\n                              EUR          EUR\n1    Eichenbank    2 Stk        45,00     90,00\n2    Versand       pauschal     15,00     15,00\n     Zwischensumme                       105,00\n     zzgl. 19 % MwSt.                     19,95\n     Rechnungsbetrag                     124,95\n",
		"2 Banc en chêne 45 t20; 10 Crochet 3.5 t20": "Désignation       Qté    PU HT      Montant HT\nBanc en chêne       2    45,00 €       90,00 €\nCrochet            10     3,50 €       35,00 €\nTotal HT                              125,00 €\nTVA 20 %                               25,00 €\nTotal TTC                             150,00 €\n",
		"3 Expositor 245 t21; 12 Cartel A3 8.75 t21": "Uds.  Concepto        Precio      Importe\n   3  Expositor       245,00       735,00\n  12  Cartel A3         8,75       105,00\n           Base imponible          840,00\n           IVA 21 %                176,40\n           TOTAL             1.016,40 EUR\n",
		"60 Shopper 4.5 -10% t22":                    "Descrizione   Q.tà   Prezzo listino   Sconto   Importo\nShopper         60        € 4,50       10%     € 243,00\nImponibile                                     € 243,00\nIVA 22%                                         € 53,46\nTotale fattura                                 € 296,46\n",
		"250 brochure 1.85 t21; 100 map 3.4 t21":     "Aantal   Omschrijving   Stuksprijs    Bedrag\n250 st.  brochure        EUR 1,85     EUR 462,50\n100 st.  map             EUR 3,40     EUR 340,00\nSubtotaal excl. btw                   EUR 802,50\nBtw 21%                               EUR 168,53\nTotaal incl. btw                      EUR 971,03\n",
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(order+table+"\nRegards\nJo Miller"), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, "EUR", r.Currency)
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
			require.NotEmpty(t, r.Total)
		})
	}
}

func TestTable_WhatContradictsOrReadsTwoWaysStaysOpen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ table, want string }{
		"amount is not the product":      {"Item|Qty|Price EUR|Amount\nLamp|3|50.00|160.00", "? Lamp ?"},
		"ordered and delivered":          {"Item|Ordered|Delivered|Price EUR|Amount\nLamp|5|3|50.00|150.00", "? Lamp ?"},
		"ordered and delivered, no sums": {"Item|Ordered|Delivered|Price EUR\nLamp|5|3|50.00", "? Lamp ?"},
		"rooms and nights":               {"Item|Qty|Nights|Price EUR\nRoom|2|3|80.00", "? Room ?"},
		"price per hundred":              {"Item|Qty|Price EUR / 100\nLabel|500|12.00", "? Label ?"},
		"price per thousand":             {"Item|Qty|Price EUR|Per\nLabel|5000|12.00|1000", "? Label ?"},
		"price per box":                  {"Item|Qty|Price EUR\nCandle|48 pcs|12.00 per box", "? Candle ?"},
		"about twelve":                   {"Item|Qty|Price EUR\nMug|ca. 12|6.00", "? Mug ?"},
		"ten to twelve":                  {"Item|Qty|Price EUR\nMug|10-12|6.00", "? Mug ?"},
		"to be confirmed":                {"Item|Qty|Price EUR\nMug|12|tbc", "12 Mug ?"},
		"for the supplier to fill in":    {"Requirement|Qty|Unit|Your unit price EUR\nNameplate|85|pcs|to be filled by supplier", "85 Nameplate ?"},
		"no quantity":                    {"Item|Qty|Price EUR\nMug||6.00", "? Mug 6"},
		"dots of a thousand":             {"Item|Qty|Price EUR\nTable|12|1.250", "12 Table ?"},
		"price does not come out":        {"Item|Qty|Amount EUR\nMug|3|100.00", "3 Mug ?"},
		"a credit":                       {"Item|Qty|Price EUR|Amount\nMug|-2|6.00|-12.00", "? Mug ?"},
		"discount without a sign":        {"Item|Qty|Price EUR|Discount\nMug|2|6.00|3", "2 Mug ?"},
		"two prices":                     {"Item|Qty|Unit price EUR|List price EUR\nMug|2|6.00|7.00", "2 Mug ?"},
		"an amount alone":                {"Item|Qty|Price EUR|Amount\nMug|||72.00", "? Mug ?"},
		"a voucher":                      {"Item|Qty|Price EUR|Amount\nMug|2|6.00|12.00\nVoucher|1|EUR -5.00|EUR -5.00", "2 Mug 6; ? Voucher ?"},
		"a line that is no row":          {"Item|Qty|Price EUR|Amount\nMug|2|6.00|12.00\nJug|4|9.00|2|36.00", "2 Mug 6"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(page(grid(strings.Split(c.table, "\n")...)), fixtureOwner())
			require.Equal(t, c.want, linesOf(r))
			require.Equal(t, contract.ExpectAsk, r.Expected)
		})
	}
}

func TestTable_WhatFollowsIsMarkedAsDerived(t *testing.T) {
	t.Parallel()
	r := reading.Read(page(grid("Item|Qty|Amount EUR", "Mug|12|72.00", "Delivery||15.00", "Total||87.00")), fixtureOwner())
	require.Equal(t, "12 Mug 6; 1 Delivery 15", linesOf(r))
	require.Equal(t, contract.MethodDerived, r.Evidence["line_1"].Method)
	require.NotEmpty(t, r.Evidence["line_1"].Why)
	require.Equal(t, contract.MethodDerived, r.Evidence["line_2"].Method)

	r = reading.Read(page(grid("Item|Qty|Price EUR|Amount", "Mug|12|6.00|72.00")), fixtureOwner())
	require.Equal(t, contract.MethodStated, r.Evidence["line_1"].Method)
}

func TestTable_DescriptionsGoOnBelow(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter(order+"Pos  Item                Qty   EUR each   EUR total\n1    Oak bench             2      45.00       90.00\n     oiled, with back\n2    Brass hook           10       3.50       35.00\n                               Total         125.00\n"), fixtureOwner())
	require.Equal(t, "2 Oak bench oiled, with back 45; 10 Brass hook 3.5", linesOf(r))

	r = reading.Read(page(grid("Item|Qty|EUR each", "Ground floor||", "Oak bench|2|45.00", "First floor||", "Brass hook|10|3.50")), fixtureOwner())
	require.Equal(t, "2 Oak bench 45; 10 Brass hook 3.5", linesOf(r))
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
}

func TestTable_TotalsInATableOfTheirOwn(t *testing.T) {
	t.Parallel()
	r := reading.Read(page(grid("Item|Qty|Price EUR|Amount", "Sign|4|25.00|100.00")+grid("Net|100.00", "VAT 20%|20.00", "Total|EUR 120.00")+grid("Jo Miller|Acme Works", "T|+44 20 7946 0000")), fixtureOwner())
	require.Equal(t, "4 Sign 25 t20", linesOf(r))
	require.Equal(t, contract.Decimal("120"), r.Total)
	require.Equal(t, contract.Decimal("100"), r.Subtotal)
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
}

func TestTable_ADiscountOnTheWholeGoesOnEveryLineWhenTheSumProvesIt(t *testing.T) {
	t.Parallel()
	r := reading.Read(page(grid("Item|Qty|Price EUR|Amount", "Sign|4|25.00|100.00", "Lamp|1|50.00|50.00", "Subtotal|||150.00", "Discount 10%|||-15.00", "Net|||135.00", "VAT 20%|||27.00", "Total|||162.00")), fixtureOwner())
	require.Equal(t, "4 Sign 25 -10% t20; 1 Lamp 50 -10% t20", linesOf(r))
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	require.Equal(t, contract.Decimal("162"), r.Total)
}

func TestTable_NetPricesBesideGrossOnesAreNet(t *testing.T) {
	t.Parallel()
	for _, rows := range [][]string{
		{"Item|Qty|Unit net|Unit gross|Total", "Sign|4|EUR 25.00|EUR 30.00|EUR 100.00"},
		{"Item|Qty|Price excl. VAT|Price incl. VAT", "Sign|4|EUR 25.00|EUR 30.00"},
		{"Item|Qty|Unit price|Total incl. VAT 20%", "Sign|4|EUR 25.00|EUR 120.00"},
	} {
		r := reading.Read(page(grid(rows...)), fixtureOwner())
		require.Equal(t, contract.Decimal("25"), r.Lines[0].UnitPrice, rows)
		require.NotNil(t, r.TaxIncluded, rows)
		require.False(t, *r.TaxIncluded, rows)
	}
}

func TestTable_ASumThatDoesNotCloseIsAsked(t *testing.T) {
	t.Parallel()
	for _, rows := range [][]string{
		{"Item|Qty|Price EUR|Amount", "Sign|4|25.00|100.00", "Total|||110.00"},
		{"Item|Qty|Price EUR|VAT|Amount", "Sign|4|25.00|20%|100.00", "Book|1|10.00|5%|10.00", "Total||||131.00"},
		{"Item|Qty|Price EUR|Amount", "Sign|4|25.00|100.00", "Subtotal|||100.00", "Discount|||-10.00", "Total|||90.00"},
	} {
		r := reading.Read(page(grid(rows...)), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, rows)
		require.Contains(t, fieldsAsked(r), "total", rows)
	}
}

func TestTable_PastedWithoutItsColumnsIsReadWhenEveryRowProvesItself(t *testing.T) {
	t.Parallel()
	for name, table := range map[string]string{
		"one below the other":       "Description\nQty\nUnit price\nAmount\nSign A2\n4\nEUR 25.00\nEUR 100.00\nFrame\n2\nEUR 10.00\nEUR 20.00\nTotal\nEUR 120.00\n",
		"with blank lines":          "Item\n\nQty\n\nPrice EUR\n\nAmount EUR\n\nSign A2\n\n4\n\n25.00\n\n100.00\n\nFrame\n\n2\n\n10.00\n\n20.00\n\nTotal\n\n120.00\n",
		"single blanks":             "Description Qty Price Amount\nSign A2 4 25.00 100.00\nFrame 2 10.00 20.00\nTotal EUR 120.00\n",
		"single blanks, units":      "Pos Description Qty Unit Unit price Amount\n1 Sign A2 4 pcs EUR 25.00 EUR 100.00\n2 Frame 2 pcs EUR 10.00 EUR 20.00\nTotal EUR 120.00\n",
		"single blanks, with a sum": "Qty Item Price Total\n4 Sign A2 EUR 25.00 EUR 100.00\n2 Frame EUR 10.00 EUR 20.00\nNet EUR 120.00\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(order+table+"\nRegards\nJo Miller"), fixtureOwner())
			require.Equal(t, "4 Sign A2 25; 2 Frame 10", linesOf(r))
			require.Equal(t, "EUR", r.Currency)
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
	r := reading.Read(letter(order+"Description Qty Price Amount\nSign A2 4 25.00 110.00\nFrame 2 10.00 20.00\nTotal EUR 130.00\n"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

func TestTable_ManyHeadingsCostLittle(t *testing.T) {
	t.Parallel()
	for _, row := range []string{"| Item | Qty | Price |\n", "Item   Qty   Price\n", "Description\nQty\nPrice\nAmount\n", "Description Qty Price Amount\n", "Mug   12   EUR 6.00   EUR 72.00\n\n", "Mug | 6.00\n", "Total   6.00\n"} {
		began := time.Now()
		reading.Read(letter(order+strings.Repeat(row, 40_000/len(row))), fixtureOwner())
		require.Less(t, time.Since(began), 20*time.Second, "generous, because tests share the machine and the race detector is slow: %s", row)
	}
}
