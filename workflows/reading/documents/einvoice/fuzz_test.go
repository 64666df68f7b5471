package einvoice_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/documents/einvoice"
)

func FuzzRead(f *testing.F) {
	for _, name := range []string{"invoice_ubl.xml", "order_ubl.xml", "invoice_cii.xml"} {
		f.Add(file(f, name))
	}
	f.Add(`<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><InvoiceLine><InvoicedQuantity>1</InvoicedQuantity><Price><PriceAmount>1</PriceAmount><BaseQuantity>0</BaseQuantity></Price></InvoiceLine></Invoice>`)
	f.Fuzz(func(t *testing.T, text string) {
		inv, say := einvoice.Read([]byte(text))
		if inv == nil {
			return
		}
		require.Empty(t, say)
		again, _ := einvoice.Read([]byte(text))
		require.Equal(t, inv, again)
		require.LessOrEqual(t, len(inv.Lines), 500)
		for _, s := range []string{inv.Number, inv.Buyer.Name, inv.Seller.Name, inv.Terms} {
			require.True(t, utf8.ValidString(s))
			require.False(t, strings.ContainsAny(s, "\n\r\t\x00"))
		}
		for _, l := range inv.Lines {
			for _, s := range []string{l.Quantity, l.UnitPrice, l.Net, l.BaseQuantity, l.TaxPercent} {
				if s != "" {
					_, err := decimal.NewFromString(s)
					require.NoError(t, err)
				}
			}
		}
	})
}

func BenchmarkRead_UBL(b *testing.B) { benchmark(b, file(b, "invoice_ubl.xml")) }

func BenchmarkRead_CII(b *testing.B) { benchmark(b, file(b, "invoice_cii.xml")) }

// BenchmarkRead_Worst is as many elements as are granted.
func BenchmarkRead_Worst(b *testing.B) {
	benchmark(b, `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">`+strings.Repeat("<a/>", 70_000)+`</Invoice>`)
}

func benchmark(b *testing.B, text string) {
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		einvoice.Read([]byte(text))
	}
}
