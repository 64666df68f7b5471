package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A price without its currency beside prices with theirs is no word to pass over: the
// invoice would leave its thing off.
func TestStrayPrice_IsAskedAboutOrRead(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"schick uns bitte eine rechnung für die zwei türblätter, 310 euro das stück, und die eine zarge für 140.",
		"kun je het factureren\nmontage 9 uur x 62 euro\n14,5 m2 wandpaneel eiken x 38,- euro\nvoorrijkosten 35,-\n",
		"2 appelbomen 65 euro per stuk en een rol worteldoek 38, zo had je gezegd. Stuur ons een factuur.",
		"Please bill us. You fixed 22 listings at £12 each, and on Friday the call of an hour and a half, your usual 80 an hour.",
		"pls make bill\n\nrouter TP link 3 pcs 2450 each\n24 port switch 1 pc 9800\nfitting charges 1500\n\nall in INR, total 18650.",
		"Merci de nous facturer deux vantaux à 310 € pièce et le cadre pour 140.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		if r.Expected == contract.ExpectDraft {
			require.GreaterOrEqual(t, len(r.Lines), 2, "%s: %s", body, linesOf(r))
		}
	}
}

// Numbers of houses, orders and times are no prices.
func TestStrayPrice_OtherNumbersAreNone(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us for 12 mugs at EUR 6.00 each. Goods in shuts at 3.30.":                          "12 mugs 6",
		"Graag een factuur voor 4 stoelen à 25 euro per stuk, met vermelding van kostenplaatsnummer 7731.": "4 stoelen 25",
		"Bitte die Rechnung über 3 Lampen zu je 40 € an die Acme Works GmbH, Markt 2, 48143 Münster.":      "3 Lampen 40",
		"Please invoice us: Tray NORDA 40, 6 pieces, EUR 12.00 per piece":                                  "6 Tray NORDA 40 12",
	})
}

// A price of one is no sum of the figures before it.
func TestAddedUp_APriceOfOneIsNoSum(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice us for the guided tour: adults 20 and children 15, £35 per person.",
		"Merci de nous facturer la visite guidée : Adultes 20 et enfants 15, 35 € par personne.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}
