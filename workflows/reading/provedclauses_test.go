package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A sum that the mail states proves what words alone would leave open: a price by
// its own name, a thing whose price "at" leads to, a name right behind an amount,
// a discount on one of several lines, and a measure that is all a thing is called.
func TestSum_ProvesWhatWordsLeaveOpen(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Für Oktober bräuchte ich die Rechnung über die Monatspauschale von 410,00 € und dazu 5,5 Stunden Sonderreinigung à 29,50 €, zusammen 572,25 €.":      "5.5 Sonderreinigung 29.5; 1 die Monatspauschale 410",
		"Please invoice us: it was your half-day rate of £650, fourteen portraits at £35 apiece and the £18 you paid for parking. That comes to £1,158.00.":   "1 half-day rate 650; 14 portraits 35; 1 parking 18",
		"Come da accordi mi prepari la fattura con la porta a 890 euro meno il 5% di sconto e 60 euro per lo smontaggio della vecchia. In tutto 905,50 euro.": "1 porta 890 -5%; 1 smontaggio della vecchia 60",
		"Bitte um Rechnung: 6 Räume Teppichreinigung à 45 €, darauf wie zugesagt 10 % Rabatt, und 15 € Anfahrt ohne Rabatt. Nach meiner Rechnung 258 €.":      "6 Räume Teppichreinigung 45 -10%; 1 Anfahrt 15",
		"¿Me mandas la factura? Fueron 4 horas a 40 € y la licencia del antivirus, 89 €, total 249 € IVA incluido.":                                           "4 horas 40; 1 licencia del antivirus 89",
		"Stuur je de factuur? Zoals afgesproken 3.400 woorden à € 0,11 en de spoedtoeslag van € 75, samen € 449 exclusief btw.":                               "3400 woorden 0.11; 1 spoedtoeslag 75",
		"Merci de nous facturer 12 chaises à 30 € pièce avec 10 % de remise, et la livraison à 25 €. Total 349 €.":                                            "12 chaises 30 -10%; 1 livraison 25",
	})
}

// The same words without a sum, or with another, leave it open.
func TestSum_ThatDoesNotCloseProvesNothing(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"Please invoice us: it was your half-day rate of £650, fourteen portraits at £35 apiece and the £18 you paid for parking. That comes to £1,185.00.",
		"Bitte um Rechnung: 6 Räume Teppichreinigung à 45 €, darauf wie zugesagt 10 % Rabatt, und 15 € Anfahrt ohne Rabatt. Nach meiner Rechnung 285 €.",
		"Come da accordi mi prepari la fattura con la porta a 890 euro meno il 5% di sconto e 60 euro per lo smontaggio della vecchia.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(words), fixtureOwner()).Expected, words)
	}
}
