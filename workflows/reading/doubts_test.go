package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestDoubts_NamesOfNoThingAreAskedAbout(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bitte die Rechnung an uns: Freitagabend 150 €, 60 Gedecke zu 24,50 €.",
		"Kun je ons een factuur sturen? 82 gasten x € 58,00 en 12 stoelen à € 3,50.",
		"Mi fai la fattura? Gli importi: 18,50 € a persona, eravamo 72.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.NotEqual(t, contract.ExpectDraft, r.Expected, "%s: %+v", body, r.Lines)
		for _, l := range r.Lines {
			require.NotContains(t, []string{"Freitagabend", "gasten", "Gli importi"}, l.Description, body)
		}
	}
}

func TestDoubts_AThingIsNamedByWhatStandsBeforeItsCount(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Graag een factuur voor:\nraambelettering 5 ramen à € 65,00\nhoogwerker 1 dag à € 175,00":   "5 raambelettering, ramen 65; 1 hoogwerker 175",
		"Puoi farci la fattura: formazione 2 incontri da 300 € l'uno, e il materiale, 50 €. Grazie": "2 formazione, incontri 300; 1 il materiale 50",
		"Could you bill us for last week please? You did three mornings at £120 a morning.":         "3 mornings 120",
		"Please invoice us: coffee 45 cups at £2.20 each, and 12 chairs at £3.00 each.":             "45 coffee, cups 2.2; 12 chairs 3",
	})
}

func TestDoubts_AnAmountWithoutAPlaceIsAskedAbout(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice us for 4 lamps at £12.00 each.\nYour colleague then spoke of £35.00 as well, I think for the cable.",
		"Merci de nous facturer 4 lampes à 12,00 € pièce. La salle le 12/11 180 € aussi.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

func TestDoubts_WhoTakesThePostInIsNotTheCustomer(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Please invoice us for 4 lamps at £12.00 each.\nThe bill goes to\nthe residents\nc/o Harbour Letting Ltd"), fixtureOwner())
	require.Empty(t, r.Company)
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

func TestReference_ItsHeadIsNoWordBeforeIt(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"Our order number is LA-2026-553.":                          "LA-2026-553",
		"Please quote our order number LA/2026/553 on the invoice.": "LA/2026/553",
		"Please quote PO LA/2026/553.":                              "LA/2026/553",
		"Our PO is DE-2026-14.":                                     "DE-2026-14",
		"Please quote order no. 4711-A.":                            "4711-A",
	} {
		r := reading.Read(letter("Please invoice us for 4 lamps at £12.00 each. "+words), fixtureOwner())
		require.Equal(t, want, r.PO, words)
	}
}

func TestSums_BesideEachOtherOnOneLine(t *testing.T) {
	t.Parallel()
	const body = "Necesito la factura:\n4 lámparas x 12,00 = 48,00\n1 mesa x 90,00 = 90,00\nBase 138,00 / IVA 21% 28,98 / Total 166,98 €"
	r := reading.Read(letter(body), fixtureOwner())
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	require.Equal(t, contract.Decimal("166.98"), r.Total)
	require.Equal(t, contract.Decimal("138"), r.Subtotal)
}

func TestDoubts_FiguresThatNothingProvesAreAskedAbout(t *testing.T) {
	t.Parallel()
	for body, field := range map[string]string{
		"Please invoice us: setup of 3 laptops at £45.00 each, Office licences 12 at £9.90 per month.":        "line_2_unit_price",
		"Mi fai la fattura? Pulizia straordinaria 2 persone x 5 ore a 18,00 €/h, sgrassatore 14,50 €. Grazie": "line_1_quantity",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, "%s: %+v", body, r.Lines)
		require.Equal(t, field, r.Questions[0].Field, body)
	}
}

func TestDoubts_AThingUnderALabelNamesItsFigures(t *testing.T) {
	t.Parallel()
	const body = "Wir bitten um Rechnungsstellung:\nLeistung: Unterhaltsreinigung\nMenge: 22 Einsätze\nPreis: 46,50 € netto je Einsatz"
	r := reading.Read(letter(body), fixtureOwner())
	require.Equal(t, "22 Unterhaltsreinigung 46.5", linesRead(r))
	r = reading.Read(letter(body+"\nLeistung: Fensterreinigung\nMenge: 1\nPreis: 240,00 € netto"), fixtureOwner())
	require.Equal(t, "22 Unterhaltsreinigung 46.5|1 Fensterreinigung 240", linesRead(r))
}
