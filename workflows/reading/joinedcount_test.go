package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestJoined_ACountedThingWithoutAPriceIsALine(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Bitte stellen Sie uns 2 Mikrofone zu je 15 € in Rechnung, zusätzlich 3 Kabel.": "2 Mikrofone 15; 3 Kabel ?",
		"Graag factureren: 2 microfoons à € 15 en ook nog 3 kabels.":                    "2 microfoons 15; 3 kabels ?",
		"Da fatturare: 2 microfoni a 15 € e 3 cavi.":                                    "2 microfoni 15; 3 cavi ?",
		"Factura por favor: 2 micros a 15 € y 3 cables.":                                "2 micros 15; 3 cables ?",
		"À facturer : 2 micros à 15 € et 3 câbles.":                                     "2 micros 15; 3 câbles ?",
		"Please invoice us for 2 microphones at EUR 15 and 3 cables.":                   "2 microphones 15; 3 cables ?",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
	}
}

func TestJoined_OneThingMoreInASentenceOfItsOwnIsAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bitte Rechnung für 2 Mikrofone zu je 15 €. Außerdem hatten wir noch das kleine Mischpult.",
		"Mi fai la fattura per 2 microfoni a 15 € l'uno? C'era anche il mixer piccolo della sala grande.",
		"Merci de faire la facture pour 2 micros à 15 €. Il y avait aussi la petite table de mixage.",
		"Graag factuur voor 2 tenten à € 75, waarvan 1 gratis volgens afspraak.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
	r := reading.Read(letter("Graag factuur: 2 beamers à € 35 per dag, 3 dagen."), fixtureOwner())
	require.Nil(t, r.NetDays)
}

func TestJoined_WhatIsNoThingIsNotAskedFor(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Bitte Rechnung über 3 Lampen zu 20 € und die Adresse wie immer.":                "3 Lampen 20",
		"Merci de facturer 3 lampes à 20 € et de joindre le bon de commande.":            "3 lampes 20",
		"Ciao, fattura per favore per 3 lampade a 20 euro e la spedizione via mail.":     "3 lampade 20",
		"Factura por favor por 3 lámparas a 20 € y el resto como siempre.":               "3 lámparas 20",
		"Graag factuur voor 3 lampen à € 20 en de groeten aan Marc.":                     "3 lampen 20",
		"Bitte Rechnung über 3 Lampen zu 20 €. Außerdem hatten wir einen schönen Abend.": "3 Lampen 20",
	})
}
