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

// One thing more joins what was priced before, in any words, with its price at the end, of
// which may be said that it was agreed on.
func TestNextThing_JoinsInAnyWords(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Le chiedo la fattura: 4 lezioni di canto a 35 euro l'una, più il saggio finale che avevamo concordato a 120 euro.":             "4 lezioni di canto 35; 1 il saggio finale 120",
		"Le chiedo pertanto la fattura, che pagherà mio marito, per 6 sacchi a 18 euro l'uno, cui va aggiunto il trasporto di 40 euro.": "6 sacchi 18; 1 trasporto 40",
		"Le chiedo la fattura: 4 vasi a 35 euro l'uno. Poi il trasporto a 50 euro.":                                                     "4 vasi 35; 1 trasporto 50",
		"Mi mandi la fattura: pulizia scale 280 euro, più 45 euro di detersivi che ha comprato Lei.":                                    "1 pulizia scale 280; 1 detersivi 45",
		"Please invoice us for 4 window boxes at €35 each, as well as the arch we agreed at €120.":                                      "4 window boxes 35; 1 the arch 120",
		"Please send us the invoice for 4 hanging baskets at €35 each. Then the delivery, €50.":                                         "4 hanging baskets 35; 1 the delivery 50",
		"Please invoice: lawn care €280, plus €45 for the seed which you bought for us.":                                                "1 lawn care 280; 1 seed 45",
		"Bitte um Rechnung über 4 Kränze je 35 Euro, zuzüglich das Gesteck zu 120 Euro.":                                                "4 Kränze 35; 1 das Gesteck 120",
		"Merci d'envoyer la facture : 4 gâteaux à 35 euros pièce, ainsi que le buffet à 120 euros.":                                     "4 gâteaux 35; 1 le buffet 120",
		"Necesito la factura: 4 cojines a 35 euros cada uno, además el sillón a 120 euros.":                                             "4 cojines 35; 1 el sillón 120",
		"Please invoice us:\n4 cushions at €65\ncall-out (minimum) €50\nTotal €310":                                                     "4 cushions 65; 1 call-out 50",
		"Mi fai la fattura:\n6 siepi da 30 euro\nuscita (minimo) 50 euro\nTotale 230 euro":                                              "6 siepi 30; 1 uscita 50",
	})
	for _, body := range []string{
		"Please invoice us for 4 window boxes at €35 each, as well as the arches at €120.", // each?
		"Le chiedo la fattura: 4 sedie a 35 euro l'una, più la sedia a 120 euro.",          // a fifth, or the price of each?
		"Please invoice us:\n4 cushions at €65\ncall-out (minimum) €50",                    // charged, or what it is at least?
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

// A list whose lines begin with their price names one thing behind each; that of several
// things only a sum tells.
func TestPriceFirst_ANameAloneStandsBehindItsPrice(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us:\n\n€300 garden design\n€90 planting plan\n€45 call-out":            "1 garden design 300; 1 planting plan 90; 1 call-out 45",
		"Fammi fattura con:\n\n€ 300 rilievo del cortile\n€ 45 x 6 tavole\n\nsono € 570 + IVA": "1 rilievo del cortile 300; 6 tavole 45",
		"Merci de me faire la facture :\n\n300 € plan de jardin\n90 € déplacement":             "1 plan de jardin 300; 1 déplacement 90",
		"Bitte Rechnung:\n\n300 € Gartenplanung\n90 € Pflanzplan":                              "1 Gartenplanung 300; 1 Pflanzplan 90",
		"Mándame la factura:\n\n300 € diseño del jardín\n90 € sillas\n\nTotal 390 €":           "1 diseño del jardín 300; 1 sillas 90",
	})
	for _, body := range []string{
		"Please invoice us:\n\n€300 garden design\n€90 chairs", // each?
		"Please invoice us:\n\n€300 garden design\n€90 deposit",
		"Please invoice us:\n\n€300 garden design\n€90 each",
		"Please invoice us:\n\n€300 garden design\n€40 paid in cash",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}
