package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestRecords_UnderTheSameLabelsAreLines(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Hiermit bestellen wir:\nArtikel: Banner 3 x 1 m\nMenge: 2\nEinzelpreis: 60,00 EUR\nArtikel: Rollup\nMenge: 4\nEinzelpreis: 45,00 EUR\nGesamt: 300,00 EUR netto":   "2 Banner 3 x 1 m 60|4 Rollup 45",
		"Merci de nous facturer :\n\nDésignation : Banderole\nQuantité : 2\nPrix unitaire : 60,00 €\n\nDésignation : Kakémono\nQuantité : 4\nPrix unitaire : 45,00 €":      "2 Banderole 60|4 Kakémono 45",
		"Si prega di emettere fattura:\nDescrizione: Striscione\nQuantità: 2\nPrezzo: 60,00 €\nDescrizione: Rollup\nQuantità: 4\nPrezzo: 45,00 €":                          "2 Striscione 60|4 Rollup 45",
		"Necesitamos la factura:\nConcepto: Lona\nCantidad: 2\nPrecio: 60,00 €\nConcepto: Rollup\nCantidad: 4\nPrecio: 45,00 €":                                            "2 Lona 60|4 Rollup 45",
		"Graag factureren:\nArtikel : Spandoek\nAantal  : 2\nPrijs   : EUR 60,00 per stuk\nArtikel : Rollup\nAantal  : 4\nPrijs   : EUR 45,00 per stuk\nTotaal  : EUR 300": "2 Spandoek 60|4 Rollup 45",
	})
}

func TestRecords_UnderNumberedLabelsAreLines(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Wir bestellen, bitte mit Rechnung:\nBestellnummer: PN-77\nArtikel 1: Leinwand\nMenge: 2\nEinzelpreis netto: 60,00 EUR\nArtikel 2: Aufbau\nMenge: 1 (pauschal)\nEinzelpreis netto: 45,00 EUR\nSumme netto: 165,00 EUR": "2 Leinwand 60|1 Aufbau 45",
		"Graag factureren:\nArtikel 1: Spandoek\nAantal 1: 2\nPrijs per stuk 1: EUR 60,00\nArtikel 2: Rollup\nAantal 2: 4\nPrijs per stuk 2: EUR 45,00":                                                                        "2 Spandoek 60|4 Rollup 45",
		"Please invoice us:\nItem #1: Banner\nQuantity: 2\nUnit price: EUR 60.00\nItem #2: Rollup\nQuantity: 4\nUnit price: EUR 45.00\nTotal: EUR 300.00":                                                                      "2 Banner 60|4 Rollup 45",
	})
}

func TestLines_TheLabelOfACountNamesNothing(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bitte um Rechnung.\n\nMenge: 2\nEinzelpreis: 39,00 EUR",
		"Graag een factuur.\n\nAantal: 2\nPrijs: EUR 39,00 per stuk",
		"Please invoice us.\n\nQuantity: 2\nUnit price: EUR 39.00",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		require.Empty(t, r.Lines, body)
	}
}

func TestJoined_AThingWithoutAPriceAtTheEndOfARowIsAsked(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Hallo, bitte eine Rechnung über 6 Headsets zu je 14 Euro und die Bühnenlampen.":                            "6 Headsets 14; ? Bühnenlampen ?",
		"Bonjour, merci de facturer 3 micros à 12 € pièce, plus le tapis lumineux que mon fils a ramené.":           "3 micros 12; ? tapis lumineux ?",
		"Ciao, mandami la fattura per 3 microfoni a 12 euro l'uno e il tappeto.":                                    "3 microfoni 12; ? tappeto ?",
		"Hola, necesito la factura de 3 micrófonos a 12 € cada uno y la alfombra.":                                  "3 micrófonos 12; ? alfombra ?",
		"Graag factuur voor 3 microfoons à 12 euro per stuk en het tapijt.":                                         "3 microfoons 12; ? tapijt ?",
		"Graag een factuur: 6 headsets voor € 14 per stuk en de theaterlampen, daarvan weet ik de prijs niet meer.": "6 headsets 14; ? theaterlampen ?",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
	}
	checkDrafts(t, map[string]string{
		"Bitte eine Rechnung über 6 Headsets zu je 14 Euro und viele Grüße.":                              "6 Headsets 14",
		"Ciao, mandami la fattura per 3 microfoni a 12 euro l'uno e un abbraccio.":                        "3 microfoni 12",
		"Graag factuur voor 3 microfoons à 12 euro per stuk en de btw.":                                   "3 microfoons 12",
		"Bitte Rechnung über 6 Headsets zu je 14 Euro und die Lieferung war gratis.":                      "6 Headsets 14",
		"Bonjour, merci de facturer 3 micros à 12 € pièce et bonne journée.":                              "3 micros 12",
		"Bonjour, merci de facturer 3 micros à 12 € pièce. Pour le tapis je ne me souviens plus du prix.": "",
	})
}
