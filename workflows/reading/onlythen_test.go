package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// Any verb may hand the invoice over, and any may ask what something would cost.
func TestDirection_AnyVerbThatHandsThePaperOver(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"15 plateaux à 7 €, TTC. Vous nous mettez ça au propre sur une facture ?":                                           "invoice",
		"4 pneus à 90 € TTC pièce. Tu me griffonnes la facture ?":                                                           "invoice",
		"Vous me feriez ça à combien, 3 cadres en chêne ?":                                                                  "quote",
		"Tu nous ferais ça à combien ? Si ça rentre dans le budget, tu pourras facturer Cowork Confluence.":                 "quote",
		"Sur la facture F-318 vous avez mis trente couverts, on était vingt-six. Vous pouvez me la refaire ?":               "correction",
		"Échanos ya la factura que cierro el mes: 3 redes a 58 € la pista.":                                                 "invoice",
		"Ya me puedes ir soltando la factura: dos toldos a 149 euros.":                                                      "invoice",
		"20 sacos de tierra a 8 euros. Ponlo en una facturita, ¿vale?":                                                      "invoice",
		"¿Por cuánto me lo cambiaría en mi nave, piezas y todo? Si el precio está bien le paso los datos para la factura.":  "quote",
		"¿Nos puedes pasar un presupuesto? Si se aprueba, ya te pediríamos la factura.":                                     "quote",
		"Le foto erano 180 euro. Mi butti giù la fattura?":                                                                  "invoice",
		"500 volantini a 0,12 euro l'uno. Mettici tutto in fattura.":                                                        "invoice",
		"Quanto mi prendi per 300 biglietti da visita e un'insegna?":                                                        "quote",
		"Ho sotto mano la vostra fattura 41 di ottobre. Sulla copia non leggo la scadenza, è a 30 o a 60 giorni?":           "question",
		"Merci pour votre paiement ! Montant payé 24,90 €. Vous pouvez télécharger votre facture dans votre espace client.": "receipt",
		"Would you tell me the price for a new gate? If the quote fits the budget you can send the invoice.":                "quote",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, want, string(reading.Read(letter(body), fixtureOwner()).Direction))
		})
	}
}
