package reading_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// linesRead writes the lines of a reading as "12 mugs 6|3 jugs 16".
func linesRead(r contract.Reading) string {
	var out []string
	for _, l := range r.Lines {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", l.Quantity, l.Description, l.UnitPrice)))
	}
	return strings.Join(out, "|")
}

func TestSum_WordsThatAnnounceWhatTheLinesComeToAreNoThing(t *testing.T) {
	t.Parallel()
	for body, name := range map[string]string{
		"Necesitamos la factura. Fueron 25 sillas a 6,40 €, o sea %s € en total.":    "sillas",
		"Necesitamos la factura: 25 sillas a 6,40 €, que hacen %s €.":                "sillas",
		"Necesitamos la factura: 25 sillas a 6,40 €, es decir, %s €.":                "sillas",
		"Merci d'envoyer la facture pour 25 chaises à 6,40 € pièce, je trouve %s €.": "chaises",
		"Merci d'envoyer la facture pour 25 chaises à 6,40 € pièce, %s € au total.":  "chaises",
		"Ci serve la fattura per 25 sedie a 6,40 € l'una, quindi %s euro.":           "sedie",
		"Ci serve la fattura per 25 sedie a 6,40 € l'una, il che fa %s euro tondi.":  "sedie",
		"Please invoice us for 25 chairs at EUR 6.40 each, hence EUR %s.":            "chairs",
		"Bitte stellen Sie uns 25 Stühle zu je 6,40 € in Rechnung, sprich %s €.":     "Stühle",
		"Graag een factuur voor 25 stoelen à 6,40 €, oftewel %s euro.":               "stoelen",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(fmt.Sprintf(body, "180")), fixtureOwner())
			require.Equal(t, "25 "+name+" 6.4", linesRead(r))
			require.Equal(t, contract.ExpectAsk, r.Expected, "180 is not 25 times 6.40")
			require.Empty(t, r.Total)
			r = reading.Read(letter(fmt.Sprintf(body, "160")), fixtureOwner())
			require.Equal(t, "25 "+name+" 6.4", linesRead(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestSum_AThingBesideOthersKeepsItsPrice(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"Merci d'envoyer la facture pour 25 chaises à 6,40 € pièce et la livraison 20 €, 180 € au total.":  "25 chaises 6.4|1 la livraison 20",
		"Ci serve la fattura per 25 sedie a 6,40 € l'una e il trasporto 20 euro, totale 180 euro.":         "25 sedie 6.4|1 il trasporto 20",
		"Please invoice us for 25 chairs at EUR 6.40 each and delivery EUR 20.00, so EUR 180.00 in total.": "25 chairs 6.4|1 delivery 20",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, lines, linesRead(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestUnpriced_TermsBesideLinesAreNoThing(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"Favor de facturar:\n5 mesas a 20,00 EUR\nCondiciones de pago: 45 días":         "5 mesas 20",
		"Merci de facturer :\n5 tables à 20,00 EUR\nÉchéance : 30 jours":                "5 tables 20",
		"Si prega di fatturare:\n5 tavoli a 20,00 EUR\nTermini di pagamento: 60 giorni": "5 tavoli 20",
		"Please invoice:\n5 tables at EUR 20.00\nPayment terms: 30 days":                "5 tables 20",
		"Bitte berechnen:\n5 Tische zu 20,00 EUR\nZahlungsziel: 14 Tage":                "5 Tische 20",
		"Graag factureren:\n5 tafels à 20,00 EUR\nBetalingstermijn: 30 dagen":           "5 tafels 20",
		"Graag factureren:\n5 tafels à 20,00 EUR\nMontage: 3 uur":                       "5 tafels 20|3 Montage",
		"Merci de facturer :\n5 tables à 20,00 EUR\nMontage : 3 heures":                 "5 tables 20|3 Montage",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, lines, linesRead(reading.Read(letter(body), fixtureOwner())))
		})
	}
}

// What one thing costs with its tax may stand behind the price without it.
func TestTotals_APriceIsSaidAgainWithItsTax(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Bitte die Rechnung für die Dachrinne: 400 € netto, also 476 € brutto.":      "1 die Dachrinne 400",
		"Bitte stellen Sie uns für den Zaun 400 € netto (476 € brutto) in Rechnung.": "1 den Zaun 400",
	})
	r := reading.Read(letter("Bitte die Rechnung für die Dachrinne: 400 € netto, also 485 € brutto."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}
