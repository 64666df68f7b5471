package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What leads on to a thing, and what leads from it to its price, is no part of its name.
func TestDescribe_WordsThatLeadFromAThingToItsPriceAreNotItsName(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"U kunt factureren voor 12 stuks tuinbank \"Eik\" tegen de overeengekomen prijs van € 210,00 per stuk, alsmede plaatsingskosten ad € 600,00.": "12 tuinbank \"Eik\" 210; 1 plaatsingskosten 600",
		"Wil je de factuur sturen? Het waren 3 vlaggen van € 65, het grote doek kwam op € 480 en dan nog 2 uur ophangen à € 45.":                      "3 vlaggen 65; 1 grote doek 480; 2 ophangen 45",
		"Hallo Mara, je mag de fotoreportage factureren voor € 420 excl. btw. Daarnaast 15 extra beelden voor € 9,50 per beeld.":                      "1 de fotoreportage 420; 15 extra beelden 9.5",
		"Zou je de factuur voor de cursusreeks willen maken? 4 avonden, 85 euro per avond, plus 24 werkboekjes van 7,25. Dus 514 euro bij elkaar.":    "4 de cursusreeks 85; 24 werkboekjes 7.25",
		"Il nous faudrait une facture pour la location du fourgon : 2 jours à 70 euros par jour, plus 312 km à 0,25 euro.":                            "2 la location du fourgon 70; 312 la location du fourgon, km 0.25",
	})
}

// A verb that begins the sentence before a name is not its first word.
func TestCompany_AVerbThatBeginsTheSentenceIsNotInTheName(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Graag een factuur voor 3 borden à € 65 per stuk. Gaat op Bakkerij Visser V.O.F.":                        "Bakkerij Visser V.O.F.",
		"Bitte eine Rechnung über 3 Tafeln zu je 65 €. Geht an Bäckerei Visser GmbH.":                            "Bäckerei Visser GmbH",
		"Merci de nous facturer 3 panneaux à 65 € pièce. Mettez Boulangerie Visser SARL comme destinataire.":     "Boulangerie Visser SARL",
		"Please invoice us for 3 boards at £65 each. Goes to Bakery Visser Ltd.":                                 "Bakery Visser Ltd",
		"Bitte eine Rechnung über 3 Tafeln zu je 65 €. Empfänger: Backfreunde Visser e. V.":                      "Backfreunde Visser e. V.",
		"Il nous faudrait une facture : 3 panneaux à 65 € pièce. Le club s'appelle Association Sportive Visser.": "Association Sportive Visser",
	} {
		r := reading.Read(written("Sanne Visser <sanne@visser.example>", body), fixtureOwner())
		require.Equal(t, want, r.Company, body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s %v", body, r.Questions)
	}
}

// What a sentence says of the invoice is no part of what it is for.
func TestMatter_WhatIsSaidOfTheInvoiceIsNoThing(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Hey Mara, Rechnung für Oktober kann raus:\n\nMo 05.10.  4 h\nMi 14.10.  3 h\n\nmacht 7 h x 65 € = 455 € + 19%",
		"Rechnung für November darf jetzt gestellt werden, 7 Stunden zu 65 € = 455 €.",
	} {
		for _, l := range reading.Read(letter(body), fixtureOwner()).Lines {
			require.NotRegexp(t, `Oktober|November|kann|darf`, l.Description, body)
		}
	}
}

// A partnership's form may stand without its beginning.
func TestCompany_APartnershipKeepsItsForm(t *testing.T) {
	t.Parallel()
	r := reading.Read(written("Petra Lang <p.lang@kanzlei-lang.example>", "Bitte eine Rechnung über 3 Tafeln zu je 65 € an die Kanzlei Lang & Partner mbB."), fixtureOwner())
	require.Equal(t, "Kanzlei Lang & Partner mbB", r.Company)
}

// Hours and minutes make one count before a price.
func TestQuantity_HoursAndMinutesAreOneCount(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Merci de nous facturer : relecture du contrat 2 h 30 à 64 € de l'heure et mise en page 1h15 à 40 € de l'heure.": "2.5 relecture du contrat 64; 1.25 mise en page 40",
		"Graag een factuur:\n- nazicht website: 2u30 x € 55/u\n- opmaak folder: 3 u 15 x € 40/u":                         "2.5 nazicht website 55; 3.25 opmaak folder 40",
	})
}

// Things beside each other with strokes between them are lines, and the address
// above a list is none.
func TestLines_ThingsBetweenStrokesAreLines(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Merci de nous facturer en euros HT :\nlocation benne, 2 jours à 85,00 € / évacuation des gravats 3 t à 96,00 € la tonne / main d'œuvre 140,00 €":                                                     "2 location benne 85; 3 évacuation des gravats 96; 1 main d'œuvre 140",
		"De factuur mag opgemaakt worden op volgende gegevens:\nAcme Works NV - Lange Veldstraat 12 - 9000 Gent - BE0876.543.210\nVertaling van de website: 1.850 woorden x € 0,12\nNazicht: 2 uur x € 55,00": "1850 Vertaling van de website 0.12; 2 Nazicht 55",
	})
}

// An invoice in two copies corrects none.
func TestDirection_AnInvoiceInTwoCopiesCorrectsNone(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Prière d'adresser votre facture en double exemplaire : 3 panneaux à 65,00 € pièce."), fixtureOwner())
	require.Equal(t, contract.DirectionInvoice, r.Direction)
}
