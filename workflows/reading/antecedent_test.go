package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestAntecedent_ThePriceOfTheSameIsThatOfWhatTheSentenceBeforeCounts(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"The 4 nos. SS316 adaptor flanges as per your sketch are accepted. Kindly raise your invoice for the same @ EUR 185.00 per no.": "4 SS316 adaptor flanges 185",
		"The 3 oak stools arrived yesterday. Please bill us for them at £40 each.":                                                      "3 oak stools 40",
		"Die 3 Eichenhocker sind gestern gekommen. Bitte schicken Sie uns die Rechnung für dieselben zu je 40,00 EUR.":                  "3 Eichenhocker 40",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		require.Equal(t, contract.MethodDerived, r.Evidence["line_1"].Method, body)
	}
}

func TestAntecedent_WordsBehindANameAreNoPointer(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("The hall had 24 stacking chairs from you at £42 each and the trolley for them at £118. Please send the bill for that."), fixtureOwner())
	require.Len(t, r.Lines, 2, "%v", r.Questions)
	require.Equal(t, contract.ExpectDraft, r.Expected)
}

func TestAntecedent_ThatIsNotCountedOnceIsAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"There were 3 of us at the talk. Please bill us for the same at £40 each.",
		"The stools arrived yesterday. Please bill us for the same at £40 each.",
		"The 3 stools and 4 tables arrived yesterday. Please bill us for the same at £40 each.",
		"The 3 stools at £30 each are paid. Please bill us for the same at £40 each.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		for _, l := range r.Lines {
			require.NotContains(t, l.Description, "same", body)
		}
	}
}

func TestHalves_AreCountedInEveryLanguage(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Please invoice me for an hour and a half of fitting at 60 euros an hour.":                              "1.5 fitting 60",
		"Please invoice us for two and a half days of training at £480 a day.":                                  "2.5 training 480",
		"Please invoice us for 3 hours and a half of translation at £40 an hour.":                               "3.5 translation 40",
		"Please invoice us for half a day of consultancy at £480 a day.":                                        "0.5 consultancy 480",
		"Please invoice us for training, 2 half days at £390 per half day.":                                     "2 training 390",
		"Bonjour, merci de nous envoyer la facture pour deux heures et demie de formation à 60,00 EUR l'heure.": "2.5 formation 60",
		"Hola, necesitamos la factura de dos horas y media de formación a 60,00 EUR la hora.":                   "2.5 formación 60",
		"Buongiorno, le chiedo di emettere la fattura per due ore e mezza di formazione a 60,00 EUR l'ora.":     "2.5 formazione 60",
		"Beste Mara, kun je ons een factuur sturen voor twee en een half uur training à 60,00 EUR per uur?":     "2.5 training 60",
		"Bitte schicken Sie uns die Rechnung für zweieinhalb Stunden Schulung zu 60,00 EUR pro Stunde.":         "2.5 Schulung 60",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s %v", body, r.Questions)
	}
	whole := reading.Read(letter("Please invoice us for half a day of consultancy, £480."), fixtureOwner())
	require.NotEqual(t, contract.Decimal("0.5"), firstQuantity(whole))
}

func firstQuantity(r contract.Reading) contract.Decimal {
	if len(r.Lines) == 0 {
		return ""
	}
	return r.Lines[0].Quantity
}

func TestPriceFirst_ListsMayBeginWithThePrice(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Please invoice us:\n\n* EUR 320.00 - leaflet in Spanish\n* 2 x EUR 140.00 - one-hour training by video\n\nEUR 600.00 total."), fixtureOwner())
	require.Equal(t, "1 leaflet in Spanish 320; 2 one-hour training by video 140", linesOf(r))
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	for _, body := range []string{
		"Please invoice us:\n- £275.00 - leaflet\n- £320.00 - deposit paid in May",
		"Please invoice us:\n- £275.00: the leaflet\n- £320.00: total",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Len(t, r.Lines, 1, body)
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
	}
}
