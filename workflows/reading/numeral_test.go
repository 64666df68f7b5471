package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestQuantity_NumberThatGoesOnInTheNextWordIsNeverReadInPart(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]contract.Decimal{
		"Please invoice us for two hundred folding chairs at EUR 10.00 each plus VAT, which you delivered on Tuesday.":       "200",
		"Please invoice us for twenty one folding chairs at EUR 10.00 each plus VAT, which you delivered on Tuesday.":        "21",
		"Please invoice us for five dozen folding chairs at EUR 10.00 each plus VAT, which you delivered on Tuesday.":        "60",
		"Please invoice us for three folding chairs at EUR 10.00 each plus VAT, which you delivered on Tuesday.":             "3",
		"Pouvez-vous nous facturer vingt et une chaises à 10,00 € HT pièce pour la salle que vous avez livrée mardi ?":       "21",
		"Pouvez-vous nous facturer cent vingt chaises à 10,00 € HT pièce pour la salle que vous avez livrée mardi ?":         "120",
		"Pouvez-vous nous facturer trente-deux chaises à 10,00 € HT pièce pour la salle que vous avez livrée mardi ?":        "32",
		"Merci de nous facturer deux cents cartes à 0,50 € HT pièce pour la salle que vous avez livrée mardi.":               "200",
		"Merci de nous facturer 3 mille cartes à 0,50 € HT pièce pour la salle que vous avez livrée mardi.":                  "",
		"Por favor, factúrenos las treinta y una sillas a 10,00 € cada una más IVA que nos entregaron el martes.":            "31",
		"Por favor, factúrenos los 2 mil folletos a 0,10 € cada uno más IVA que nos entregaron el martes.":                   "",
		"Por favor, factúrenos las veintidós sillas a 10,00 € cada una más IVA que nos entregaron el martes en la oficina.":  "22",
		"Può fatturarci tre dozzine di bicchieri a 1,10 € l'uno oltre IVA, consegnate martedì nella nostra sala riunioni?":   "",
		"Può fatturarci venticinque sedie a 10,00 € l'una oltre IVA, consegnate martedì nella nostra sala riunioni? Grazie.": "25",
	} {
		raw := "From: Kim Beispiel <kim@kunde.example>\nTo: me@own.example\nSubject: Hello\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n"
		r := reading.Read([]byte(raw), contract.Owner{Emails: []string{"me@own.example"}})
		require.Equal(t, contract.DirectionInvoice, r.Direction, text)
		got := contract.Decimal("")
		if len(r.Lines) > 0 {
			got = r.Lines[0].Quantity
		}
		require.Equal(t, want, got, text)
	}
}
