package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What is charged on top in a hundred is on the invoice: it is not passed over.
func TestSurcharge_APercentageOnTopIsAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Graag een factuur: 950 woorden x € 0,12, spoedtoeslag 10 % op de vertaling.",
		"Bitte um Rechnung: Übersetzung 950 Wörter zu je 0,12 €, dazu 25 % Eilzuschlag.",
		"Merci de facturer 3 nuits de garde à 120 € la nuit avec 15 % de majoration pour le dimanche.",
		"Please invoice us for 3 posters at £40 each, with a 20% surcharge for the weekend.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
	r := reading.Read(letter("Bitte um Rechnung: 3 Tafeln zu je 40 €, zzgl. 19 % MwSt."), fixtureOwner())
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
}
