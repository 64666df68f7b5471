package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Whatever stands between the call and the paper, the paper is called for.
func TestDirection_AnyWordMayStandBeforeTheInvoiceThatIsCalledFor(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Machst gleich noch die Rechnung fertig? 3 Stunden Montage zu 55 Euro netto.",
		"Schick gleich die Rechnung mit. 12 Transponder zu 24 Euro je Stück.",
		"mach mal rechnung fertig fürs lager, 6 bügelschlösser, stück 29 netto.",
		"Wie besprochen darf die Rechnung für die Trauerrede raus: 1 Rede 650 Euro inkl. MwSt.",
		"Alles gut. Rechnung wie gehabt ans Büro, 14 Stunden Gartenpflege, 42 Euro die Stunde.",
		"Wir hätten den Auftritt vom Samstag gern auf Rechnung: DJ-Set 500 Euro pauschal.",
		"Die 500 Euro für das Fotoshooting überweise ich, sobald die Rechnung da ist.",
		"Damit ich überweisen kann, brauche ich noch was von Ihnen: eine ordentliche Rechnung über 3 Zargen à 89 Euro.",
		"Gooi die factuur er maar uit. 2 workshops van 400 euro elk, plus btw.",
		"De rekening mag je er direct bij doen. 2 workshops van € 175 per stuk.",
		"Zoals besproken mag de factuur voor de lezing eruit: 1 lezing 650 euro inclusief btw.",
		"Factuur zoals altijd naar kantoor, 14 uur tuinonderhoud, 42 euro per uur.",
		"Die 500 euro voor de fotoshoot maak ik over zodra de factuur er is.",
		"Wil je 3 rapporten à 240 euro aan ons doorberekenen?",
		"Tikkie hoeft niet, ik heb liever een factuur. 4 lessen van 45 euro.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.DirectionInvoice, r.Direction, body)
		for _, q := range r.Questions {
			require.NotEqual(t, "request", q.Field, body)
		}
	}
}

// The same verbs are said of the writer's own paper, and of one that exists.
func TestDirection_AnInvoiceThatOthersMakeIsNotCalledFor(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Wir senden Ihnen die Rechnung über 340,00 Euro für die Wartung. Zahlbar nach Erhalt der Rechnung.",
		"Schick die Rechnung bitte nochmal, wir finden sie nicht mehr.",
		"Unser Angebot: 20 Paletten zu 12,00 EUR. Zahlung nach Erhalt der Rechnung. Wir freuen uns auf Ihren Auftrag.",
		"Wij sturen u de factuur van 340,00 euro voor het onderhoud. Betaling na ontvangst van de factuur.",
		"Stuur de factuur aub nogmaals, wij vinden hem niet meer.",
	} {
		require.NotEqual(t, contract.DirectionInvoice, reading.Read(letter(body), fixtureOwner()).Direction, body)
	}
}

// What has no price yet cannot be billed: the invoice spoken of is one for later.
func TestDirection_AQuestionForThePriceComesBeforeAnInvoiceForLater(t *testing.T) {
	t.Parallel()
	for want, bodies := range map[contract.Direction][]string{
		contract.DirectionQuote: {
			"Können Sie uns bitte sagen, was das kosten würde: 20 Stühle polstern? Danach können Sie die Rechnung an unseren Kunden schicken.",
			"Kunt u aangeven wat dit gaat kosten, een vertaling van 20 pagina's? Daarna kan de factuur op naam van onze cliënt.",
			"Sag mir einfach ne Zahl für einmal Markise reinigen, dann reden wir.",
		},
		contract.DirectionInvoice: {
			"Kannst du mir da eine Rechnung draus basteln? 3 Stunden Montage zu 55 Euro netto.",
			"Kun je daar een factuurtje van draaien? 5 lessen van 30 euro.",
			"Bitte bringen Sie mir das als Rechnung zu Papier, 3 Stunden Montage zu 55 Euro.",
		},
		contract.DirectionCorrection: {
			"Auf der 2026-12 steht noch unsere alte Firma Kranz OHG. Wir heißen jetzt Kranz GmbH, bitte eine neue Rechnung mit dem richtigen Namen.",
			"Op factuur 2026-077 staat nog Wiegel VOF. Graag een nieuwe met de goede naam.",
		},
		contract.DirectionQuestion: {
			"Die Rechnung ist angekommen, danke. Ist in den 59 Euro die Mehrwertsteuer schon mit drin?",
			"Dag Bram, bedankt voor de factuur. Zit de btw al in die 59 euro?",
			"Können Sie uns die Rechnung 2026-12 erklären? Da stehen 3 Stunden zu 50 Euro.",
		},
	} {
		for _, body := range bodies {
			require.Equal(t, want, reading.Read(letter(body), fixtureOwner()).Direction, body)
		}
	}
}
