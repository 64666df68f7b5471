package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestTerms_DaysOfADeliveryOrAReturnAreNoneToPayIn(t *testing.T) {
	t.Parallel()
	for body, days := range map[string]int{
		"Bonjour, merci de facturer 3 lampes à 20 €. Nous rendons le matériel sous 10 jours.":              0,
		"Hallo, bitte Rechnung über 3 Lampen zu 20 €. Die Abholung erfolgt innerhalb von 10 Tagen.":        0,
		"Ciao, fattura per favore: 3 lampade a 20 euro. La consegna avverrà entro 10 giorni dal concerto.": 0,
		"Hola, factura por favor: 3 lámparas a 20 €. La entrega será en 10 días.":                          0,
		"Graag factuur: 3 lampen à € 20. Levering binnen 10 dagen na het concert.":                         0,
		"Please invoice us for 3 lamps at EUR 20. We need it within 10 days of the recitals.":              0,
		"Please invoice us for 3 lamps at EUR 20, payable within 10 days of delivery.":                     10,
		"Bonjour, merci de facturer 3 lampes à 20 €. Règlement sous 10 jours après livraison.":             10,
		"Bitte Rechnung über 3 Lampen zu 20 €. Zahlung innerhalb von 10 Tagen nach Lieferung.":             10,
		"Merci de nous envoyer sous 8 jours la facture pour 3 lampes à 20 €.":                              0,
		"Bitte senden Sie uns innerhalb von 5 Tagen die Rechnung für 3 Lampen zu 20 €.":                    0,
		"Ciao, mandami entro 5 giorni la fattura per 3 lampade a 20 euro.":                                 0,
		"Stuur ons binnen 5 dagen de factuur voor 3 lampen à € 20.":                                        0,
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s: %v", body, r.Questions)
		require.Len(t, r.Lines, 1, body)
		require.Equal(t, contract.Decimal("3"), r.Lines[0].Quantity, body)
		if days == 0 {
			require.Nil(t, r.NetDays, body)
			continue
		}
		require.NotNil(t, r.NetDays, body)
		require.Equal(t, days, *r.NetDays, body)
	}
}

func TestPlaces_WhereTheInvoiceGoesInEveryLanguage(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Bonjour, merci d'envoyer la facture de 3 lampes à 20 € à compta@post.example.":                "compta@post.example",
		"Merci de facturer 3 lampes à 20 €. La facture est à envoyer à l'adresse compta@post.example.": "compta@post.example",
		"Graag factuur voor 3 lampen à € 20.\nFacturen naar: facturen@post.example":                    "facturen@post.example",
		"Hola, factura de 3 lámparas a 20 € por favor, enviadla a la dirección conta@post.example.":    "conta@post.example",
		"Bitte Rechnung über 3 Lampen zu 20 €, per Mail an buchhaltung@post.example.":                  "buchhaltung@post.example",
		"Bitte Rechnung über 3 Lampen zu 20 €. Fragen bitte an buchhaltung@post.example.":              "",
		"Merci de facturer 3 lampes à 20 €, les photos sont à envoyer à com@post.example.":             "",
	} {
		require.Equal(t, want, reading.Read(letter(body), fixtureOwner()).InvoiceEmail, body)
	}
}
