package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// A count that says what those before it come to is the one that counts.
func TestTogether_WhatSeveralCountsComeToCounts(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"We had two classes, 12 and 15 pupils, so 27 workbooks altogether @ £9. Please invoice us, VAT is extra.":              "27 workbooks 9",
		"Merci de facturer : 8 et 9 personnes, soit 17 repas à 14 € HT.":                                                       "17 repas 14",
		"Please invoice us:\n\n- 3 evenings of sound, that's 3 x £120\n- 2 mixers at £45\n\nAll plus VAT.":                     "3 evenings of sound 120; 2 mixers 45",
		"Merci de nous facturer :\n- 4 séances photo, soit 4 x 95 € HT\n- 10 tirages à 6 € HT\n\nTotal HT : 440 €":             "4 séances photo 95; 10 tirages 6",
		"Por favor, hacednos la factura:\n- 5 visitas guiadas, es decir 5 x 60 €\n- 2 audioguías a 15 €\n\nTotal: 330 € + IVA": "5 visitas guiadas 60; 2 audioguías 15",
	})
	r := reading.Read(letter("We had two classes, 12 and 15 pupils, so 29 workbooks altogether @ £9. Please invoice us, VAT is extra."), fixtureOwner())
	require.NotEqual(t, "draft", string(r.Expected), "12 and 15 are not 29")
}

// A number sign may be set off with dashes on both sides.
func TestQuantity_ANumberSignBetweenDashesCounts(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Ci faccia la fattura per:\n\na) cuscini - n. 12 - € 15,00 cad.\nb) fodere - n. 6 - € 8,50 cad.\n\nImponibile € 231,00 + IVA": "12 cuscini 15; 6 fodere 8.5",
	})
}

// A price of one, how many were taken, and what that comes to.
func TestReckon_AProductThatIsAnnouncedIsNoLine(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Tu peux me faire la facture ? On avait dit 7,20 € le bocal décoré, j'en ai pris 30, donc 216 €, et le présentoir à 24 €. Total 240 € TTC.": "30 bocal décoré 7.2; 1 le présentoir 24",
	})
	r := reading.Read(letter("Tu peux me faire la facture ? On avait dit 7,20 € le bocal décoré, j'en ai pris 30, donc 219 €, et le présentoir à 24 €. Total 243 € TTC."), fixtureOwner())
	require.NotEqual(t, "draft", string(r.Expected), "30 at 7.20 are not 219")
}

// A discount on everything goes on every line, unless a sum speaks against it.
func TestDiscounts_OneOnEverythingGoesOnEveryLine(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Ci faccia la fattura per:\n- 4 sedie a 50 €\n- 2 tavoli a 90 €\n\nMeno 10% di sconto su tutto. Prezzi senza IVA.":                "4 sedie 50 -10%; 2 tavoli 90 -10%",
		"Please invoice us for:\n- 4 chairs at £50\n- 2 tables at £90\n\nLess 10% discount off the lot, as agreed. VAT is extra.":         "4 chairs 50 -10%; 2 tables 90 -10%",
		"Merci de facturer :\n- 4 chaises à 50 € HT\n- 2 tables à 90 € HT\n\nRemise de 10 % sur l'ensemble.":                              "4 chaises 50 -10%; 2 tables 90 -10%",
		"Bitte stellen Sie uns in Rechnung:\n- 4 Stühle à 50 €\n- 2 Tische à 90 €\n\nAbzüglich 10 % Rabatt auf alles. Preise sind netto.": "4 Stühle 50 -10%; 2 Tische 90 -10%",
	})
	r := reading.Read(letter("Please invoice us for:\n- 4 chairs at £50\n- 2 tables at £90\n\nLess 10% discount off the lot, so £350 plus VAT."), fixtureOwner())
	require.NotEqual(t, "draft", string(r.Expected), "a tenth off 380 is not 350")
}

// One thing that is ordered for a lump sum stands behind the verb.
func TestThing_WhatIsOrderedStandsBehindTheVerb(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Nous réservons le jardin au forfait de 420 euros HT et 60 couverts à 31 euros HT ; merci de nous facturer l'ensemble.": "1 le jardin 420; 60 couverts 31",
	})
}

// What is not the number of a thing counts none: that of a paper.
func TestSingle_TheNumberOfAPaperCountsNothing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Happy with quote 318, so please invoice us: trellis £140, gravel, 14 bags at £7 a bag, labour £90. VAT is extra.": "1 trellis 140; 14 gravel 7; 1 labour 90",
	})
}

// A figure with a measure behind it is no day, whatever stands before it.
func TestDays_AFigureWithAMeasureIsNoDay(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us, VAT is extra:\n\nso 7.5 hours ditch clearing @ £32/hr = £240.00": "7.5 ditch clearing 32",
	})
}
