package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// People are counted once, and several things cost so much for each of them.
func TestPerHeadRow_OneCountOfPeopleIsThatOfEveryPricePerHead(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Mag ik de factuur? We waren met 11 man (Kees viel uit), 35 euro per persoon voor de rondvaart en 9,50 pp voor de borrel.":              "11 rondvaart 35; 11 borrel 9.5",
		"Factuur graag. Het waren 12 deelnemers, € 30 per persoon voor de zaal, € 7 p.p. voor koffie.":                                          "12 zaal 30; 12 koffie 7",
		"Can you send the invoice? There were 7 people, £95 per person for the pottery class and £12.50 per person for the lunch.":              "7 pottery class 95; 7 lunch 12.5",
		"Schickst du die Rechnung? Wir waren am Ende 9 Personen, 45 Euro pro Person für die Führung und 18,50 € pro Person für das Abendessen.": "9 Führung 45; 9 Abendessen 18.5",
	})
	for _, body := range []string{
		"Can you send the invoice? There were 7 people (3 left early), £95 per person for the class and £12.50 per person for the lunch.",
		"Mag ik de factuur? We waren met ongeveer 11 man, 35 euro per persoon voor de rondvaart en 9,50 pp voor de borrel.",
		"Please invoice: 8 hours painting at £40 and 12.50 pp for the lunch.",
		"Please invoice: 8 hours painting at £40 and 12.50 a head for the lunch.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Empty(t, r.Unreadable, body)
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
	}
}

// The count may stand behind the price of one, with its sign.
func TestCountBehind_TheSignMakesItTheCount(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Graag factuur:\n\nkleurboek 4,50 per kind, dus ook x 12\nzaalhuur 60 euro":         "12 kleurboek 4.5; 1 zaalhuur 60",
		"Please invoice: workbooks £12.50 per person, so also x8":                           "8 workbooks 12.5",
		"Bitte um Rechnung:\n\nBastelmaterial 12,50 € pro Person, also x 8\nRaummiete 60 €": "8 Bastelmaterial 12.5; 1 Raummiete 60",
	})
}

// A line of a list may begin with its price and go on with its thing.
func TestPriceFirst_TheNameMayStandRightBehindThePrice(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us:\n\n* £340 repainting the shed\n* £125 new door": "1 repainting the shed 340; 1 new door 125",
	})
	for _, line := range []string{"£340 deposit paid", "£340 discount", "£340 total", "£340 per day", "£340 paid in cash"} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter("Please invoice us:\n\n* "+line+"\n* £125 new door"), fixtureOwner()).Expected, line)
	}
}

// A Dutch bill is a "rekening" too, which is also an account at a bank.
func TestDirection_ABillThatHasNotComeIsAskedFor(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]contract.Direction{
		"Van het schilderwerk heb ik nog altijd geen rekening gehad. Het was 340 euro voor de deur.":        contract.DirectionInvoice,
		"Gaarne ontvang ik uw rekening: 3 uur snoeien à 40 euro.":                                           contract.DirectionInvoice,
		"Even mijn uren doorgeven voor de factuur van mei: 12 uur à 38 euro.":                               contract.DirectionInvoice,
		"De huur was 900 euro. Kun je de facturen alvast klaarmaken, één voor elk van de twee stichtingen?": contract.DirectionInvoice,
		"We hebben nog geen rekening bij de bank geopend.":                                                  contract.DirectionNone,
	} {
		require.Equal(t, want, reading.Read(letter(body), fixtureOwner()).Direction, body)
	}
}
