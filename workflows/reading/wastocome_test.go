package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// What was to be sent is asked for by saying so; a copy of it is not.
func TestDirection_WhatWasToCome(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Tu devais me faire la facture de la tonte, 80 €, mais toujours rien.":                           "1 tonte 80",
		"You were going to send us the invoice but nothing has come. 4 mowings at £20 each.":             "4 mowings 20",
		"Sie wollten uns noch die Rechnung schicken, es ist aber nichts gekommen. 4 x Mähen zu je 20 €.": "4 Mähen 20",
		"Nos ibas a mandar la factura y no ha llegado nada. 4 cortes de césped a 20 € cada uno.":         "4 cortes de césped 20",
		"Dovevi mandarci la fattura ma non è arrivato niente. 4 tagli a 20 € l'uno.":                     "4 tagli 20",
		"Je zou ons nog de factuur sturen maar er is niets gekomen. 4 maaibeurten van € 20 per keer.":    "4 maaibeurten 20",
	})
	for _, body := range []string{
		"You were going to send us a copy of the invoice for the hedge, £120.",
		"Vous deviez m'envoyer un duplicata de la facture de 240 €.",
	} {
		require.Equal(t, "question", string(reading.Read(letter(body), fixtureOwner()).Direction), body)
	}
}
