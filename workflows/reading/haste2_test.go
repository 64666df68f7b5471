package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// An x between words stands for "per" and "por", and counts nothing.
func TestHaste_AnXForPer(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"ciao mara fattura x favore, 12 cartelle a 28 = 336 euro + iva":   "12 cartelle 28",
		"Ciao, mi mandi la fattura x le ripetizioni? 6 ore a 25 € l'ora":  "6 le ripetizioni 25",
		"Hola, me haces la factura x favor? son 6 sillas a 18 € cada una": "6 sillas 18",
	})
}

// A sentence may begin with the word that leads to who is to be billed.
func TestParties_TheWordBeforeTheFirmIsNoPartOfIt(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Me haces factura de las 6 sillas a 18 € cada una? A Estudio Argia S. Coop.": "Estudio Argia S. Coop.",
		"Mi fai fattura per le 6 sedie a 18 € l'una? A Officine Brandolin srl.":      "Officine Brandolin srl",
		"Can you do an invoice for the 6 chairs at £18 each? To Argia Studio Ltd.":   "Argia Studio Ltd",
	} {
		raw := strings.ReplaceAll(string(letter(body)), "acmeworks.example", "estudioargia.example")
		raw = strings.ReplaceAll(raw, "estudioargia.example", map[bool]string{true: "brandolin.example", false: "argiastudio.example"}[strings.Contains(body, "Brandolin")])
		require.Equal(t, want, reading.Read([]byte(raw), fixtureOwner()).Company, body)
	}
}

// What a colleague tells of his own bills, and a bill that counts too many.
func TestDirection_BillsOfOthersAndWrongCounts(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]contract.Direction{
		"Io ieri ho fatturato 40 cartelle a 26 € e me ne hanno pagate 38, ti lascio immaginare.":                             contract.DirectionNone,
		"Quick one on LW-0231: you billed us for 25 sensor housings but only 20 made it here. Could you redo it for the 20?": contract.DirectionCorrection,
		"Ci avete fatturato 25 sensori ma ne sono arrivati solo 20, potete rifarla per i 20?":                                contract.DirectionCorrection,
		"Nos facturasteis 25 sensores pero solo llegaron 20. ¿Podéis rehacerla por los 20?":                                  contract.DirectionCorrection,
		"Buenas tardes, quisiéramos presupuesto para afinar 5 pianos verticales.":                                            contract.DirectionQuote,
	} {
		raw := strings.Replace(string(letter(body)), "Subject: Invoice", "Subject: una cosa", 1)
		require.Equal(t, want, reading.Read([]byte(raw), fixtureOwner()).Direction, body)
	}
}

// A tender's code is what an Italian office wants quoted; who has no order numbers wants none.
func TestReference_TenderCodesAndNoneAtAll(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Vi prego di fatturare 90 locandine a 2,40 euro cadauna. CIG Z3F000000A da riportare in fattura, altrimenti viene respinta."), fixtureOwner())
	require.Equal(t, "Z3F000000A", r.PO)
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	r = reading.Read(letter("Please invoice us for 12 lamps at £24 each. If you need a purchase order number we don't use them."), fixtureOwner())
	require.Empty(t, r.PO)
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	r = reading.Read(letter("Please invoice us for 12 lamps at £24 each. We need our purchase order number on it."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

// The figure at the end of a word is part of the name.
func TestNames_FiguresThatEndAWord(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us for 3 x A1 prints @ £12, 3 x A2 prints @ £9 - frames were free - and delivery £6.": "3 A1 prints 12; 3 A2 prints 9; 1 delivery 6",
	})
}

// A time of the day and politeness name nothing.
func TestNames_TimesAndPolitenessNameNothing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Fattura, per favore: 3 camere a 60 € l'una.":         "3 camere 60",
		"Factura, por favor: 3 habitaciones a 60 € cada una.": "3 habitaciones 60",
	})
	for _, body := range []string{"Please invoice us for the DJ (7pm to midnight, £350) and lights (£80).", "Please invoice us for 24h security at £350."} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}
