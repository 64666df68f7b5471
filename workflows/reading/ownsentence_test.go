package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Behind a priced sentence another tells what one thing costs, by a verb of one, or
// comes to.
func TestOwnSentence_TellsThePriceOfOneThingMore(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us for the bathroom. It was 11 hours at £28 an hour. The skip was £40. VAT on top.":                              "11 the bathroom 28; 1 skip 40",
		"Please invoice us for the attic. It was 9 hours at £30 an hour. The boards come to £143.70. VAT on top.":                        "9 the attic 30; 1 boards 143.7",
		"Hazme la factura de la terraza. Fueron 11 horas a 28 € la hora. El contenedor fue 60 €. El material suma 143,70 €. IVA aparte.": "11 la terraza 28; 1 contenedor 60; 1 material 143.7",
		"Bitte Rechnung für das Dach. Es waren 11 Stunden zu 28 € die Stunde. Die Anfahrt war 35 €. MwSt. kommt dazu.":                   "11 das Dach 28; 1 Anfahrt 35",
		"Merci de nous envoyer la facture de la cuisine. 11 heures à 28 € de l'heure. La benne était à 60 €. TVA en sus.":                "11 la cuisine 28; 1 benne 60",
		"Mi mandi la fattura del giardino? Sono state 11 ore a 28 € l'ora. Il materiale ammonta a 143,70 €. IVA a parte.":                "11 giardino 28; 1 materiale 143.7",
		"Graag een factuur voor de keuken. Het waren 11 uur à € 28 per uur. De container was € 60. Btw komt erbij.":                      "11 de keuken 28; 1 container 60",
	})
}

// What is somebody's own or another's, several things, a limit, and what was read before is no line.
func TestOwnSentence_WhatIsNotBilledIsNoLine(t *testing.T) {
	t.Parallel()
	for _, sentence := range []string{
		"Our budget was £400.", "The other plumber was £400.", "Last time was £400.", "The chairs were £40.", "The deposit was £50.", "The maximum was £500.", "The old price was £35.", "The fine was £60.",
	} {
		r := reading.Read(letter("Please invoice us for the bathroom. It was 11 hours at £28 an hour. "+sentence+" VAT on top."), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, sentence)
		require.LessOrEqual(t, len(r.Lines), 1, sentence)
	}
	readsAs(t, map[string]string{
		"Please invoice us for the bathroom. It was 11 hours at £28 an hour. The labour comes to £308. VAT on top.": "11 the bathroom 28",
	})
}
