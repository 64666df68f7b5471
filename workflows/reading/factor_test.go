package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestLines_AWrittenOutProductNamesThePriceOfOne(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]contract.InvoiceLine{
		"Mag ik een factuur?\n\nExtra uur dj: 2 x 90 = 180 euro":                    {Description: "Extra uur dj", Quantity: "2", UnitPrice: "90"},
		"Bitte um Rechnung:\n\nZusatzstunde Musik: 3 x 70 = 210 Euro":               {Description: "Zusatzstunde Musik", Quantity: "3", UnitPrice: "70"},
		"Please invoice:\n\nExtra hour of lighting: 4 x 60 = 240 euros":             {Description: "Extra hour of lighting", Quantity: "4", UnitPrice: "60"},
		"Merci de facturer :\n\nHeure supplémentaire de régie : 2 x 85 = 170 euros": {Description: "Heure supplémentaire de régie", Quantity: "2", UnitPrice: "85"},
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Len(t, r.Lines, 1, body)
		got := r.Lines[0]
		require.Equal(t, want, contract.InvoiceLine{Description: got.Description, Quantity: got.Quantity, UnitPrice: got.UnitPrice}, body)
	}
}

func TestLines_AProductThatDoesNotComeOutIsAsked(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Bitte um Rechnung:\n\nZusatzstunde Musik: 3 x 70 = 220 Euro"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected, "%+v", r.Lines)
}

func TestLines_WhatComesInContainersIsNamedByWhatIsInThem(t *testing.T) {
	t.Parallel()
	for body, name := range map[string]string{
		"Bitte um Rechnung. Dazu Reiniger 3 Kanister zu 20 Euro.":    "Reiniger",
		"Bitte um Rechnung. Dazu Wandfarbe, 3 Eimer à 20 €.":         "Wandfarbe",
		"Bitte um Rechnung für 3 Flaschen Riesling zu 20 Euro.":      "Riesling",
		"Graag een factuur voor 3 bakken appelsap à 20 euro.":        "appelsap",
		"Graag een factuur voor 3 jerrycans reinigingsmiddel à €20.": "reinigingsmiddel",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Len(t, r.Lines, 1, body)
		require.Equal(t, name, r.Lines[0].Description, body)
		require.EqualValues(t, "3", r.Lines[0].Quantity, body)
	}
}

func TestLines_APriceBeforeItsTaxIsNoNumberOfCopies(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Stuur ff een factuur voor hosting, 12 mnd à 17,50 eur ex btw, en de domeinnaam 14,95 ex btw."), fixtureOwner())
	require.Equal(t, contract.DirectionInvoice, r.Direction)
	if r.Expected == contract.ExpectDraft {
		require.Len(t, r.Lines, 2, "a price must not be lost")
	}
}

func TestDirection_AsksOfGermanAndDutchOffices(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]contract.Direction{
		"Im Rahmen einer Vergabe bitten wir um Abgabe eines Angebots über 9 Router.":                      contract.DirectionQuote,
		"Wir ersuchen um Vorlage eines Kostenvoranschlags für die Heizung im Pfarrhaus.":                  contract.DirectionQuote,
		"Ik heb de les nog niet betaald. Mag er een factuur van gemaakt worden? Het was 3 uur à 20 euro.": contract.DirectionInvoice,
		"Kan hier ook een factuur voor gestuurd worden? Het ging om 3 lampen à 20 euro.":                  contract.DirectionInvoice,
		"Mara, graag een rekening voor de lampen: 3 lampen à 20 euro.":                                    contract.DirectionInvoice,
		"Ter facturatie: 3 lampen à 20 euro.":                                                             contract.DirectionInvoice,
		"Stellt uns das bitte in Rechnung: 3 Lampen à 20 €.":                                              contract.DirectionInvoice,
		"Jij vroeg wat er op de factuur moet. Zo heb ik het genoteerd: 3 lampen à 20 euro.":               contract.DirectionInvoice,
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, r.Direction, body)
		for _, q := range r.Questions {
			require.NotEqual(t, "request", q.Field, body)
		}
	}
}

func TestLines_ADayInFiguresIsNoCount(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bitte Rechnung für die Saalmiete am 14.11. über 380 €.",
		"Graag factuur voor de zaalhuur op 3.12 van 380 €.",
		"Bitte eine Rechnung: Führung vom 9.10., 380 €.",
		"Merci de facturer la location de la salle le 14.11. pour 380 €.",
	} {
		for _, l := range reading.Read(letter(body), fixtureOwner()).Lines {
			require.NotContains(t, string(l.Quantity), ".", body)
		}
	}
}

func TestLines_AnOrdinalIsNoCount(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bitte Rechnung für die 2. Rate Gartenbau, 1.800 Euro.",
		"Bitte stellen Sie uns den 3. Abschlag Dach in Rechnung: 900 Euro.",
	} {
		for _, l := range reading.Read(letter(body), fixtureOwner()).Lines {
			require.Contains(t, []string{"", "1"}, string(l.Quantity), body)
		}
	}
}

func TestLines_TheAmountOfABillIsNoPartOfItsName(t *testing.T) {
	t.Parallel()
	for body, name := range map[string]string{
		"Wir brauchen eine Rechnung über die Saalmiete in Höhe von 380 €.":          "die Saalmiete",
		"Wij hebben een factuur nodig voor de zaalhuur ten bedrage van 380 euro.":   "zaalhuur",
		"Wir bitten um eine Rechnung für den Stand am Markt im Betrag von EUR 380.": "den Stand am Markt",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Len(t, r.Lines, 1, body)
		require.Equal(t, name, r.Lines[0].Description, body)
	}
}

func TestLines_TimesAreNamedByWhatWasDone(t *testing.T) {
	t.Parallel()
	for body, name := range map[string]string{
		"Bitte um Rechnung. Fotoshooting Kinder 6 Gruppen zu 45 Euro.":       "Fotoshooting Kinder",
		"Bitte Rechnung: Rasen mähen 4 Einsätze je 55 Euro.":                 "Rasen mähen",
		"Graag factuur: grasmaaien 4 beurten à 55 euro.":                     "grasmaaien",
		"Graag factuur. Voor het grasmaaien kwam je 4 keer langs à 55 euro.": "grasmaaien",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Len(t, r.Lines, 1, body)
		require.Equal(t, name, r.Lines[0].Description, body)
	}
}

func TestLines_APriceOfAnHourForWhatIsNotCountedInHoursIsAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Mag ik de factuur? Drie keer schoonmaken (elke keer 2,5 uur) aan 28 euro per uur.",
		"Bitte Rechnung: 3 Einsätze (je 2,5 Stunden) zu 28 Euro pro Stunde.",
		"Please invoice 3 visits (2.5 hours each) at EUR 28 per hour.",
		"Bitte Rechnung: Transport Klavier 2 Mann 3 Stunden je 38 €.",
		"Graag factuur: verhuizen 2 man 3 uur à 38 €.",
		"Please invoice: piano move 2 men 3 hours at €38 each.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, "%s: %+v", body, r.Lines)
	}
}

func TestLines_ManyPiecesAtADearPriceAreAskedAbout(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]contract.Expectation{
		"Bitte Rechnung: 2.000 Flyer A6 zu 98,00 € und 50 Plakate A2 zu 2,10 €/Stück.": contract.ExpectAsk,
		"Graag factuur voor 1000 flyers à 85 euro.":                                    contract.ExpectAsk,
		"Bitte Rechnung für 600 Bücher zu je 24,00 €.":                                 contract.ExpectDraft,
	} {
		require.Equal(t, want, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

func TestLines_APieceOfANameIsNone(t *testing.T) {
	t.Parallel()
	for _, l := range reading.Read(letter("Schreib uns bitte eine Rechnung über die restlichen 50 % der Website, also 1.250 €."), fixtureOwner()).Lines {
		require.NotEqual(t, "die restlichen", l.Description)
	}
	r := reading.Read(letter("Für die Gala hatten wir 4 Servicekräfte je 6 Stunden, Stundensatz 29,50 €. Bitte Rechnung."), fixtureOwner())
	for _, l := range r.Lines {
		require.Empty(t, l.Quantity, "six hours of each of four")
	}
}

func TestRead_ACountRightBeforeItsPriceDoesNotBreakTheReader(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Bitte um Rechnung für: Malerarbeiten Treppenhaus: 23 m² à 14,80 €/m²; Abdeckmaterial pauschal 35 €; Anfahrt 2x 25 €."), fixtureOwner())
	require.Empty(t, r.Unreadable)
}
