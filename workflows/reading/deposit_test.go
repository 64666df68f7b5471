package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A deposit whose invoice is asked for is what is billed; one that was paid is not.
func TestDeposit_WhoseInvoiceIsAskedFor(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please send the invoice for the 30% deposit, which is £1,260. The balance will follow at the end.": "1 30% deposit 1260",
		"Please send us a deposit invoice for £500.":                                                        "1 deposit 500",
		"Merci de m'envoyer une facture d'acompte de 500 €.":                                                "1 acompte 500",
		"Pouvez-vous faire la facture pour l'acompte de 40 %, soit 880 € TTC ?":                             "1 acompte de 40 % 880",
		"Potete mandarci la fattura per l'acconto del 30%, cioè 600 €?":                                     "1 acconto del 30% 600",
		"Kunt u ons de factuur voor de aanbetaling van € 250 sturen?":                                       "1 aanbetaling 250",
		"Schicken Sie uns bitte die Rechnung über die Anzahlung von 500 €.":                                 "1 Anzahlung 500",
	})
	for _, body := range []string{
		"Votre facture d'acompte de 500 € est payée, merci de facturer le solde.",
		"We have paid your invoice for the deposit of £500, please invoice the rest.",
		"Please send the invoice for the deposit already paid of £500 and for the balance.",
		"Please invoice us for the tent, £900, less the deposit of £200.",
		"Please invoice us the balance after the deposit of £500.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}
