package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What no rule about neighbours reads is parsed, in whatever order its pieces stand.
func TestOpinion_CountsThingsAndPricesInAnyOrder(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"For the conference: 45 delegate packs (£11.20), 45 lanyards (£1.15), 3 roller banners (£79). Please send the invoice to me.":         "45 delegate packs 11.2|45 lanyards 1.15|3 roller banners 79",
		"We agreed a unit price of 3.40 EUR for the labels and took delivery of 2,500 of them yesterday, so please go ahead and invoice.":     "2500 labels 3.4",
		"Please invoice 2.5 days at £400 per day for UX review.":                                                                              "2.5 UX review 400",
		"Please invoice us for the monthly cleaning contract for September, October and November at £420 per month, so £1,260 plus VAT.":      "3 monthly cleaning contract for September, October and November 420",
		"Bitte schicken Sie uns eine Rechnung über die gelieferten 8 Säcke Blumenerde (9,80 € der Sack) und 3 Rollen Vlies (22 € die Rolle).": "8 Blumenerde 9.8|3 Vlies 22",
		"Bitte berechnen Sie: zwölf (12) Arbeitsplätze umgezogen, je 75 Euro; acht (8) Netzwerkdosen neu gesetzt, je 42,50 Euro.":             "12 Arbeitsplätze umgezogen 75|8 Netzwerkdosen neu gesetzt 42.5",
		"Merci de nous facturer les 3 journées de formation à 850 € HT la journée ainsi que les frais de déplacement pour 126 € HT.":          "3 formation 850|1 frais de déplacement 126",
		"Mándame la factura de las 8 cajas de vino (a 54 € la caja) y el transporte (15 €).":                                                  "8 vino 54|1 el transporte 15",
		"Restiamo in attesa della fattura relativa al servizio fotografico (euro 380,00) e alla stampa di 50 foto (euro 1,50 l'una).":         "1 servizio fotografico 380|50 foto 1.5",
		"Graag een factuurtje: dat was 2 x een halve dag fotografie, 325 euro per keer, en dan 25 nabewerkte beelden van 12,50 euro.":         "2 halve dag fotografie 325|25 nabewerkte beelden 12.5",
		"Kun je ons factureren: logo-ontwerp (€ 600), visitekaartjes (250 stuks, € 0,24 per stuk) en een banner van € 85.":                    "1 logo-ontwerp 600|250 visitekaartjes 0.24|1 een banner 85",
		"Could I have an invoice? The agreed price was £60 a visit.":                                                                          "",
		"Please invoice 12 chairs (£240) and the carriage (£25).":                                                                             "",
		"Please invoice us for the lamps at €40 each and 3 shades at €12 each, probably.":                                                     "",
		"Für Oktober die Reinigung mit 340 € und zwei Grundreinigungen zu jeweils 120 €, vielleicht auch drei. Bitte Rechnung.":               "",
		"Merci de nous facturer 3 journées de formation à 850 € la journée et le déplacement.":                                                "",
	})
}

// A list in running text that nothing but its own figures orders is proved by its sum.
func TestOpinion_AListWithItsSums(t *testing.T) {
	t.Parallel()
	const body = "Please invoice:\n\n• oven service – 2 – £130.00\n• door seal kit – 1 – £47.60\n• descaler 5 litre – 4 – £21.15\n\nNet total by my sums £392.20, to which you will be adding 20% VAT."
	r := reading.Read(letter(body), fixtureOwner())
	require.Equal(t, "2 oven service 130 t20; 1 door seal kit 47.6 t20; 4 descaler 5 litre 21.15 t20", linesOf(r))
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
}

// A name that is a piece of a sentence gives way to the thing's.
func TestOpinion_NamesTheThingAndNotTheSentenceAroundIt(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Any chance of an invoice for the floor mats? There were 20 of them and you charged me £24 each, so £480."), fixtureOwner())
	require.Len(t, r.Lines, 1)
	require.Contains(t, r.Lines[0].Description, "floor mats")
	require.EqualValues(t, "20", r.Lines[0].Quantity)
}

// Where the clauses parse to other figures than were read, nobody guesses.
func TestOpinion_TwoWaysToReadTheFiguresAreAQuestion(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("could I get an invoice for the cake boxes (10 inch ones, 85p / £0.85 each, I took quite a few) and 4 ribbon at £3.20."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected, "%+v", r.Lines)
}
