package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// How long each of the things takes is no count of them.
func TestLasting_AMeasureOfEachThingIsNoCount(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us for 3 lessons of 1 hour at £30 each and 2 lessons of 90 minutes at £42 each.":    "3 lessons of 1 hour 30; 2 lessons of 90 minutes 42",
		"Necesito factura de 3 clases de 2 horas a 30 € cada una.":                                          "3 clases de 2 horas 30",
		"Le chiedo la fattura per n. 3 lezioni di pianoforte da 1 ora a € 30 ciascuna.":                     "3 lezioni di pianoforte da 1 ora 30",
		"Le chiedo la fattura per n. 3 lezioni di pianoforte (€ 30 ciascuna) e n. 2 spartiti (€ 16 l'uno).": "3 lezioni di pianoforte 30; 2 spartiti 16",
		"Mi fai la fattura? Per favore 3 tavoli da 350 euro e 6 sedie da 45 euro.":                          "3 tavoli 350; 6 sedie 45",
	})
	for _, body := range []string{
		"Please invoice us for 3 lessons of 2 hours at £30 an hour.", // six hours, or three?
		"Come concordato al telefono, Le chiedo la fattura per n. 3 lezioni di pianoforte da 1 ora (€ 30 ciascuna) e n. 1 lezione da mezz'ora (€ 16).",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

// Hours with a crew may be each one's or all's together; and a letter that only
// confirms names no thing by that.
func TestLasting_HoursWithACrewAreAskedAbout(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Nos hacéis la factura por favor: 6 horas con dos operarios a 48 €/hora.",
		"Mi fate la fattura per favore: 6 ore con due operai a 48 € l'ora.",
		"Please invoice us for 6 hours with two fitters at £48 an hour.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
	readsAs(t, map[string]string{
		"Te confirmo las fotos: 25 a 6 euros. Hazme factura con IVA aparte. Gracias": "25 las fotos 6",
	})
}
