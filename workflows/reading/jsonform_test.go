package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func fromSite(body string) []byte {
	return []byte(strings.Replace(string(letter(body)), "Jo Miller <jo.miller@acmeworks.example>", "Site <forms@lindholm-studio.example>", 1))
}

// A site may send what was filled in as JSON: its fields are those of a form.
func TestForm_JSONIsRead(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"flat":   `{"form": "contact", "name": "Ada Brook", "company": "Brook Kilns Ltd", "email": "ada@brookkilns.example", "message": "Please invoice us for: glaze tests 12 x GBP 15.00; kiln repair 1 x GBP 220.00.\nPrices plus VAT."}`,
		"nested": `{"id": 77, "data": {"name": "Ada Brook", "company": "Brook Kilns Ltd", "email": "ada@brookkilns.example", "message": "Please invoice us for: glaze tests 12 x GBP 15.00; kiln repair 1 x GBP 220.00.\nPrices plus VAT."}, "tags": ["web", "contact"]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(fromSite(body), fixtureOwner())
			require.Equal(t, contract.DirectionInvoice, r.Direction)
			require.Equal(t, "Ada Brook", r.CustomerName)
			require.Equal(t, "Brook Kilns Ltd", r.Company)
			require.Equal(t, "ada@brookkilns.example", r.CustomerEmail)
			require.Equal(t, "12 glaze tests 15; 1 kiln repair 220", linesOf(r))
		})
	}
	for _, body := range []string{`{"name": "Ada`, strings.Repeat(`{"a":`, 50) + "1" + strings.Repeat("}", 50), `{}`, `[1, 2]`} {
		require.NotPanics(t, func() { reading.Read(fromSite(body), fixtureOwner()) })
	}
}

// How it is to be paid is said in requests too: it makes no receipt of them.
func TestDirection_TheWayOfPaymentMakesNoReceipt(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Le paso los datos para su factura.\n\nSala ... 2 ... 340,00 EUR (sin IVA)\n\nForma de pago: transferencia, 30 días.",
		"Voici les éléments pour votre facture.\n\n2 salles à 340,00 EUR HT\n\nMode de paiement : virement à 30 jours.",
	} {
		require.Equal(t, contract.DirectionInvoice, reading.Read(letter(body), fixtureOwner()).Direction, body)
	}
	paid := reading.Read(letter("Gracias por su pago. Forma de pago: tarjeta terminada en 1234. Importe: 20,00 EUR. Factura disponible en su cuenta."), fixtureOwner())
	require.Equal(t, contract.ExpectIgnore, paid.Expected)
}
