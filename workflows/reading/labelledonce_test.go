package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// One thing under a label with its amount under another is one line.
func TestLabelledOnce_AThingAndItsAmountAreALine(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please raise an invoice:\n\nDescription: roof survey with photographs\nAmount: £480.00 plus VAT\nTerms: 30 days":            "1 roof survey with photographs 480",
		"Merci d'établir la facture :\n\nObjet : relevé et plans de façade\nMontant : 920,00 € HT\nDélai : 30 jours":                 "1 relevé et plans de façade 920",
		"Por favor, emita la factura:\n\nConcepto: revisión de la caldera\nImporte: 135,00 € + IVA":                                  "1 revisión de la caldera 135",
		"Si prega di emettere fattura:\n\nOggetto: taratura della bilancia\nImporto: € 210,00 + IVA 22%\nPagamento: bonifico 30 gg":  "1 taratura della bilancia 210 t22",
		"Bitte stellen Sie eine Rechnung:\n\nLeistung: Prüfung der Blitzschutzanlage\nBetrag: 390,00 € netto\nZahlungsziel: 14 Tage": "1 Prüfung der Blitzschutzanlage 390",
	})
	for _, body := range []string{
		"Please raise an invoice:\n\nDescription: 3 roof surveys\nAmount: £480.00 plus VAT\nTerms: 30 days",
		"Please raise an invoice:\n\nDescription: roof survey\nDescription: chimney survey\nAmount: £480.00 plus VAT",
		"Please raise an invoice:\n\nDescription: roof survey\nPrice: £48.00 per hour plus VAT\nTerms: 30 days",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

// What stands between the price before and a count names the thing of a row, and
// not what the mail is about.
func TestInRow_AThingOfARowIsNamedByItsOwnWords(t *testing.T) {
	t.Parallel()
	for body, name := range map[string]string{
		"Tu peux m'envoyer la facture pour les plans de la halle ? 2 coupes à 90 € pièce et les retouches demandées en plus (3 heures, 50 € de l'heure). HT.": "les retouches demandées en plus",
		"Mi mandi la fattura per la sagra? Noleggio 2 gazebo a 80 euro l'uno, bandierine 40 pezzi a 0,70 l'uno. Più IVA.":                                     "bandierine",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Len(t, r.Lines, 2, body)
		require.Equal(t, name, r.Lines[1].Description)
	}
}

// A figure with cents and no currency is a price, and counts nothing.
func TestCount_CentsCountNothing(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Can we have your bill please. You did the window for a day (day rate 180), plus materials which you said were 64.20. All in pounds."), fixtureOwner())
	for _, l := range r.Lines {
		require.NotEqual(t, "64.2", string(l.Quantity))
	}
}

// People who came are counted, and are not what is billed.
func TestDescribe_PeopleWhoCameAreNoThing(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice us. 38 people turned up in the end, at £16.50 a head, £627 including VAT.",
		"Merci de facturer : 38 personnes sont venues, à 16,50 € par tête, soit 627 € TTC.",
	} {
		for _, l := range reading.Read(letter(body), fixtureOwner()).Lines {
			require.NotRegexp(t, `^(?:people|personnes)`, l.Description)
		}
	}
}

// A middle dot between blanks sets a name off as a dash does.
func TestRead_AMiddleDotSetsOff(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Factura esto cuando puedas:\n\n2 marcos · 38 €/ud\n45 copias · 6 €/ud\n\nTotal 346 € + IVA": "2 marcos 38; 45 copias 6",
	})
}
