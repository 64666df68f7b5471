package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Things behind a colon with semicolons between them read as the lines of a list do.
func TestInlineList_PartsOfASentenceReadAsLines(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Vi prego di fatturare quanto segue: locandine 70x100, quantità 90, prezzo 2,40 euro cadauna; affissione nei negozi, 6 ore, 28,00 euro l'ora.":      "90 locandine 70x100 2.4; 6 affissione nei negozi 28",
		"Le ruego que nos facture lo siguiente: carteles, cantidad 90, precio 2,40 euros la unidad; reparto en el barrio, 6 horas, 28 euros la hora.":       "90 carteles 2.4; 6 reparto en el barrio 28",
		"Please invoice the following: posters, quantity 90, price £2.40 each; hanging in the town, 6 hours, £28 an hour.":                                  "90 posters 2.4; 6 hanging in the town 28",
		"Bitte stellen Sie Folgendes in Rechnung: Plakate, Menge 90, Preis 2,40 Euro je Stück; Aufhängen in der Innenstadt, 6 Stunden, 28 Euro pro Stunde.": "90 Plakate 2.4; 6 Aufhängen in der Innenstadt 28",
	})
}

func TestInlineList_CountsBehindNInFrontOfTimes(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Ci serve la fattura:\n\ntessere plastificate n. 260 x € 0,85\nvolantini n. 1.500 x € 0,06\nstriscione, € 130": "260 tessere plastificate 0.85; 1500 volantini 0.06; 1 striscione 130",
		"Necesito la factura:\n\ncarnés plastificados nº 260 x 0,85 €\npancarta, 130 €":                                "260 carnés plastificados 0.85; 1 pancarta 130",
		// a number that tells a firm from others counts nothing
		"Le chiedo di emettere fattura alla Parrocchia di San Mauro Abate, codice fiscale 80004210934, per la stampa di 350 copie del bollettino al prezzo di 1,20 euro a copia.": "350 bollettino 1.2",
	})
	r := reading.Read(letter("Si prega di emettere fattura per il tavolo modello n. 12 a euro 120,00."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}
