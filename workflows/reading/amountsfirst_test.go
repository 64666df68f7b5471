package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// "It was £80 for labour and £45 for the pump" has each thing behind its amount.
func TestAmountsFirst_EachThingBehindItsAmount(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"Could you send me an invoice please. It was £80 for labour and £45 for the pump, plus VAT.":                           "1 labour 80|1 pump 45",
		"¿Me mandas la factura? Eran 110 de la batería y 25 del desplazamiento, 135 euros en total con IVA.":                   "1 batería 110|1 desplazamiento 25",
		"¿Me mandas la factura de 135 euros? 110 de la batería y 25 del desplazamiento, IVA incluido.":                         "1 batería 110|1 desplazamiento 25",
		"¿Me mandas la factura? Son: 80 € + IVA por el corte, 45 € + IVA por el tinte y 12 € + IVA de productos.":              "1 corte 80|1 tinte 45|1 productos 12",
		"J'ai besoin d'une facture : 45 € HT de déplacement, 180 € HT de main-d'œuvre et 70 € HT de pièces.":                   "1 déplacement 45|1 main-d'œuvre 180|1 pièces 70",
		"Pouvez-vous m'envoyer la facture des 250 euros, soit 180 de main d'œuvre et 70 de pièces, TVA comprise ?":             "1 main d'œuvre 180|1 pièces 70",
		"Mi mandi la fattura? Sono 90 euro di manodopera e 60 euro di ricambi, più IVA.":                                       "1 manodopera 90|1 ricambi 60",
		"Schicken Sie mir bitte die Rechnung. Das waren 80 € für den Einbau und 45 € für das Ventil, zzgl. MwSt.":              "1 Einbau 80|1 Ventil 45",
		"Stuur me de factuur alsjeblieft. Het was 80 euro voor het werk en 45 euro voor de pomp, excl. btw.":                   "1 werk 80|1 pomp 45",
		"Tu peux me faire la facture du chauffe-eau stp ? 650 le ballon et 180 la pose, 830 euros ttc.":                        "1 ballon 650|1 pose 180",
		"Hola, hazme la factura: 45 la hora y 20 el kilómetro, 65 euros.":                                                      "",
		"Please send an invoice. It was £45 for members and £30 for guests.":                                                   "",
		"Please invoice us for the workshop: £45 for members and £30 for guests.":                                              "",
		"Merci de m'envoyer la facture. Les bouquets, 45 € pour les grands et 30 € pour les petits.":                           "",
		"Mándame la factura por favor. Eran 12 de las grandes y 25 de las pequeñas, a 3 euros cada una.":                       "",
		"Mi mandi la fattura? Erano 100 euro di acconto e 200 euro di saldo.":                                                  "",
		"I need an invoice for my client file: $450 for the PA rental, $85 each for four uplights. I make that $790 in total.": "1 the PA rental 450|4 uplights 85",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, lines, linesRead(reading.Read(letter(body), fixtureOwner())))
		})
	}
}

// What somebody else wants of the sender is a request: "my bookkeeper wants the invoice".
func TestDirection_WhatAnotherWantsOfTheSender(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Te hice el bizum pero mi gestor me pide factura. Fueron 80 euros por el corte.":                               "invoice",
		"Ya está pagado. La aseguradora no me reembolsa sin factura: 60 euros del cambio de rueda.":                    "invoice",
		"Ti ho fatto il bonifico ma in amministrazione vogliono la fattura. Erano 30 pranzi a 18 euro l'uno.":          "invoice",
		"Je vous ai fait le virement de 250 euros mais l'assurance exige une facture.":                                 "invoice",
		"Gracias por su compra. TOTAL PAGADO 42,20 €. Si necesita factura, solicítela en tienda en los próximos días.": "receipt",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, want, string(reading.Read(letter(body), fixtureOwner()).Direction))
		})
	}
}
