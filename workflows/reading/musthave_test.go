package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Who says that an invoice must be had asks for it, also where the clause ends in
// its verbs; whose invoice is another's, or one to pay, stays a question.
func TestDirection_AnInvoiceThatMustBeHadIsAskedFor(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]contract.Expectation{
		"De verzekering zegt dat we een factuur moeten overleggen. Het waren 4 lampen à 25 euro.":             contract.ExpectDraft,
		"Volgens de accountant is het zo dat ik daarvoor een factuur moet hebben. 4 lampen à 25 euro.":        contract.ExpectDraft,
		"Meine Frau meint, dass ich dafür eine Rechnung vorlegen muss. Es waren 4 Lampen zu je 25 Euro.":      contract.ExpectDraft,
		"Der Steuerberater sagt, wir sollen eine Rechnung verlangen. Es waren 4 Lampen zu je 25 Euro.":        contract.ExpectDraft,
		"Mijn vrouw zegt dat ik nog een factuur moet betalen. Het waren 4 lampen à 25 euro.":                  contract.ExpectAsk,
		"Ik zie dat ik nog een factuur moet vragen bij de leverancier. 4 lampen à 25 euro kostte dat.":        contract.ExpectAsk,
		"Meine Frau sagt, ich soll eine Rechnung vom Lieferanten verlangen. Es waren 4 Lampen zu je 25 Euro.": contract.ExpectAsk,
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, r.Expected, "%s %v", body, r.Questions)
	}
}
