package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestDue_DayStandsFirstWhereTheLanguageWritesItSo(t *testing.T) {
	t.Parallel()
	for body, due := range map[string]string{
		"Necesitamos la factura de 5 mesas a 20 EUR cada una. Vencimiento: 05/01/2027.":                                            "2027-01-05",
		"Necesitamos la factura de 5 mesas a 20 EUR cada una. El pago lo haremos por transferencia antes del 30 de junio de 2027.": "2027-06-30",
		"Necesitamos la factura de 5 mesas a 20 EUR cada una antes del 15 de enero de 2027.":                                       "",
		"Merci de facturer 5 tables à 20 EUR pièce. Échéance au 05/06/2027.":                                                       "2027-06-05",
		"Merci de facturer 5 tables à 20 EUR pièce. Nous vous réglerons par chèque le 30 juin 2027.":                               "2027-06-30",
		"Merci de facturer 5 tables à 20 EUR pièce, livrées à Québec. Échéance au 05/06/2027.":                                     "ask",
		"Fateci fattura per 5 tavoli a 20 EUR l'uno. Scadenza pagamento 05-06-2027.":                                               "2027-06-05",
		"Bitte stellen Sie uns 5 Tische zu je 20 EUR in Rechnung. Fällig am 05/06/2027.":                                           "2027-06-05",
		"Please invoice us for 5 tables at EUR 20.00 each. Due date: 05/06/2027.":                                                  "ask",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			if due == "ask" {
				require.Equal(t, contract.ExpectAsk, r.Expected)
				require.Empty(t, r.DueDate)
				return
			}
			require.Equal(t, due, r.DueDate)
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestPerson_TextSpellsOutAShortenedName(t *testing.T) {
	t.Parallel()
	mail := func(from, body string) string {
		return reading.Read(mailFrom(from, "Ci serve la fattura per 5 tavoli a 20 EUR l'uno. "+body), fixtureOwner()).CustomerName
	}
	require.Equal(t, "Elisa Barbagallo", mail("Elisa B. <eli@posta.example>", "Falla a mio nome, Elisa Barbagallo, via Roma 7."))
	require.Equal(t, "Elisa B.", mail("Elisa B. <eli@posta.example>", "Saluti da Elisa e Bruno."))
	require.Equal(t, "Elisa B.", mail("Elisa B. <eli@posta.example>", "Falla a nome di Elisa Conti, via Roma 7."))
}
