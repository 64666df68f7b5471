package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// TestSize_InANameCountsNothing: a size in the name of a thing is neither a count nor
// part of its price, in prose and in rows.
func TestSize_InANameCountsNothing(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Bitte eine Rechnung: vier Tische je 25 € und das Sonnensegel 4x4 zu 280 €, alles brutto.":                                "4 Tische 25; 1 das Sonnensegel 4x4 280",
		"Puede hacerme la factura: la lona 3x6 420 euros, las 40 cajas a 2 euros y el transporte 60 euros.":                       "1 la lona 3x6 420; 40 cajas 2; 1 el transporte 60",
		"Graag een factuur voor het werk:\n\nschuurtje 3x4   475\ntuinpad   130\n50 tegels x 1,70\nsamen 690 euro incl. btw":      "1 schuurtje 3x4 475; 1 tuinpad 130; 50 tegels 1.7",
		"Please send us the bill: 950 for the 2x3 shed, 90 slabs at 2.20 each and 12 posts at 9 euros each. That is 1,256 euros.": "1 2x3 shed 950; 90 slabs 2.2; 12 posts 9",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

// TestAmountsFirst_OneThingThenOthersWithTheirPrices: the first amount has its thing
// behind it, and the others stand before theirs.
func TestAmountsFirst_OneThingThenOthersWithTheirPrices(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Schickst du uns die Rechnung? Waren 350 Euro für die Beratung vor Ort, drei Pläne je 25 € und das Gutachten zu 280 €.":       "1 Beratung vor Ort 350; 3 Pläne 25; 1 das Gutachten 280",
		"Te paso lo de la obra para la factura: 240 € el andamio grande, los 6 tableros a 55 € cada uno y 3 horas de pintura a 38 €.": "1 andamio grande 240; 6 tableros 55; 3 pintura 38",
		"Can you invoice us? It was 300 euros for the survey, 3 drawings at 45 euros each and 2 visits at 60 euros.":                  "1 survey 300; 3 drawings 45; 2 visits 60",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
	for _, body := range []string{
		"Can you invoice us? It was 350 euros for the survey, 2 days at 175 euros.",
		"Schickst du uns die Rechnung? Waren 350 Euro für die Beratung, zwei Tage je 175 €.",
		"Puede hacerme la factura? A 8 euros el saco y nos trajo 20 de tierra, las macetas a 3 euros.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.False(t, r.Expected == contract.ExpectDraft && len(r.Lines) > 1, "%+v", r.Lines)
		})
	}
}

// TestUnsignedRows_CountedOnesTell: rows with a count and a price with cents make the
// rows beside them prices too, with "65,-" as well.
func TestUnsignedRows_CountedOnesTell(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Graag een factuur:\n\nbeamer 175,-\n25 stoelen à 8,50\n4 tafels x 32,50\nbezorgen 65,-\n\nBedragen in euro, excl. btw.": "1 beamer 175; 25 stoelen 8.5; 4 tafels 32.5; 1 bezorgen 65",
		"Bitte eine Rechnung, Beträge in Euro zzgl. MwSt.:\n\n- 12 Ordner à 4,50\n- 3 Kisten à 18,90\n- Lieferung 25,-":          "12 Ordner 4.5; 3 Kisten 18.9; 1 Lieferung 25",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

// TestSize_InProseBesideOtherThings: a size is one word of the name, and its metres too.
func TestSize_InProseBesideOtherThings(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Could you bill us? It was a shed 6x9 m for 640 euro and 60 slabs at 1.80 euro.":                          "1 shed 6x9 m 640; 60 slabs 1.8",
		"Kannst du uns die Rechnung schicken? Es war ein Teppich 2x3 m für 640 Euro und 60 Fliesen zu 1,80 Euro.": "1 Teppich 2x3 m 640; 60 Fliesen 1.8",
		"Pouvez-vous nous envoyer la facture ? C'était une bâche 6x9 à 640 euros et 60 piquets à 1,80 euro.":      "1 bâche 6x9 640; 60 piquets 1.8",
		"Please invoice us for 60 pots at 1.80 euro and two benches, 55 each.":                                    "60 pots 1.8; 2 benches 55",
		"Anbei die Angaben für Ihre Rechnung: 9,5 Stunden Gartenarbeit zu 46 €.":                                  "9.5 Gartenarbeit 46",
		"Bijgaand de gegevens voor uw factuur: 9,5 uur schilderwerk à € 46.":                                      "9.5 schilderwerk 46",
		"Here are the details for your invoice: 9.5 hours of painting at EUR 46.":                                 "9.5 painting 46",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

// TestPerHead_HowManyWereThereStandsBehindThePrice: the price of one person, and how many
// came; a price of each thing is counted by no people.
func TestPerHead_HowManyWereThereStandsBehindThePrice(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Kannst du uns die Rechnung schicken?\n\nSaal 320 Euro\nKaffee und Kuchen 7,50 Euro pro Person, wir waren 35 Leute\nReinigung pauschal 90 Euro": "1 Saal 320; 35 Kaffee und Kuchen 7.5; 1 Reinigung 90",
		"Please invoice us:\n\n- lunch 12 euro per person, we were 40\n- room hire 90 euro":                                                             "40 lunch 12; 1 room hire 90",
		"Graag een factuur:\n\n- lunch 12 euro per persoon, we waren met 40\n- zaal 90 euro":                                                            "40 lunch 12; 1 zaal 90",
		"Mi può fare la fattura?\n\n- pranzo 12 euro a persona, eravamo in 40\n- sala 90 euro":                                                          "40 pranzo 12; 1 sala 90",
		"¿Me hace la factura?\n\n- comida 12 euros por persona, éramos 40\n- sala 90 euros":                                                             "40 comida 12; 1 sala 90",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
	r := reading.Read(letter("Please invoice us:\n\n- stools 12 euro each, we were 40\n- room hire 90 euro"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected, "%+v", r.Lines)
}
