package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A row that counts first and says that its figure is the price of one tells how the
// rows beside it are meant: their figures are prices.
func TestUnsignedRows_BesideACountedOne(t *testing.T) {
	t.Parallel()
	owner := fixtureOwner()
	owner.HomeCurrency = "EUR"
	for body, want := range map[string]string{
		"Tu peux me faire la facture stp ?\n\n- jardinière 350\n- carte de visite 90\n- 3 rosiers à 25\n\nmerciii": "1 jardinière 350; 1 carte de visite 90; 3 rosiers 25",
		"Rechnung bitte:\n\n- Waschbecken 350\n- Anfahrt 90\n- 3 Ventile à 25\n":                                   "1 Waschbecken 350; 1 Anfahrt 90; 3 Ventile 25",
		"Please invoice us:\n\n- 2 days of painting at 350\n- 3 pots of paint at 25\n- van 90\n\nthanks":           "2 painting 350; 3 pots of paint 25; 1 van 90",
	} {
		require.Equal(t, want, linesOf(reading.Read(letter(body), owner)), body)
	}
	for _, body := range []string{
		"Please invoice:\n\n- posters 350\n- flyers 90\n\nthanks",
		"Please invoice:\n\n- payment within 30\n- letterhead 90\n- 3 posts at 25\n\nthanks",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), owner).Expected, body)
	}
}

// A number behind a month counts where words lead to the whole month, or days stand
// before their months.
func TestMonth_BeforeACount(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice for September 9 hours of weeding at £42/h and 3 hours of cutting at £30/h.":                     "9 weeding 42; 3 cutting 30",
		"Merci de facturer pour septembre 9 heures de ménage à 42 €/h et 3 heures de repassage à 30 €/h.":               "9 ménage 42; 3 repassage 30",
		"Mandami la fattura per settembre, 9 ore di pulizie a 42 €/h e la trasferta di 44 € per quando sei venuta qui.": "9 pulizie 42; 1 la trasferta 44",
	})
}
