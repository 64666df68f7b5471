package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Who signs as the head of a firm and names no other may have it billed from any address.
func TestCustomer_TheHeadOfAFirmHasItBilled(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]contract.Expectation{
		"Merci d'établir la facture : portail 300 €. Facture à libeller à : SCI des Trois Chênes, 9 rue du Bac, 59310 Orchelle\n\nCordialement,\nJo Miller, gérant":              contract.ExpectDraft,
		"Please invoice £300 for the gate, made out to Three Oaks Ltd, 9 Mill Lane.\n\nKind regards\nJo Miller\nDirector":                                                        contract.ExpectDraft,
		"Merci d'établir la facture : portail 300 €. Facture à libeller à : SCI des Trois Chênes, 9 rue du Bac, 59310 Orchelle\n\nCordialement,\nJo Miller":                      contract.ExpectAsk,
		"Merci d'établir la facture : portail 300 €. Facture à libeller à : SCI des Trois Chênes, 9 rue du Bac, 59310 Orchelle\n\nCordialement,\nJo Miller, gérant\nSARL Lavoir": contract.ExpectAsk,
	} {
		raw := strings.ReplaceAll(string(letter(body)), "acmeworks.example", "letterbox.example")
		require.Equal(t, want, reading.Read([]byte(raw), fixtureOwner()).Expected, body)
	}
}
