package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestNames_TheNumberOfAHouseAndATradeBelongToThem(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"La fattura va intestata a Condominio Via Roma 12, grazie.": "Condominio Via Roma 12",
		"Invoice to: Roe & Sons Builders\nThanks":                   "Roe & Sons Builders",
	} {
		r := reading.Read(letter("Please invoice us for 4 lamps at £12.00 each. "+words), fixtureOwner())
		require.Equal(t, want, r.Company, words)
	}
}

func TestNames_AnInvoiceToSomebodyWhoDoesNotWriteIsAskedAbout(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice 4 lamps at £12.00 each, in my wife's name. We live in the same house.",
		"Bitte die Rechnung über 4 Lampen zu je 12,00 € auf meine Frau ausstellen.",
		"Mi fai la fattura per 4 lampade a 12,00 € l'una, intestata a mia moglie?",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		require.Equal(t, "customer", r.Questions[0].Field, body)
	}
}

func TestNames_AFormerNameInBracketsSaysNothingOfTax(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Merci de nous facturer 4 lampes à 12,00 € pièce, au nom de Fabre Réceptions (ex Fabre Traiteur)."), fixtureOwner())
	require.Nil(t, r.TaxIncluded)
}
