package reading_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestDirection_RequestsOrdersBillsAndReceiptsAreToldApart(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]contract.Direction{
		"Suite à la fête de samedi, le comité souhaite recevoir la facture pour la location des barnums.":  contract.DirectionInvoice,
		"L'association aurait besoin de la facture pour la location des barnums.":                          contract.DirectionInvoice,
		"La asociación necesita la factura del alquiler de las carpas.":                                    contract.DirectionInvoice,
		"La nostra associazione desidera ricevere la fattura per il noleggio dei gazebo.":                  contract.DirectionInvoice,
		"Le client ne souhaite pas recevoir la facture par la poste.":                                      contract.DirectionNone,
		"Favor de surtir y facturar la siguiente orden de compra OC 45000: 5 mesas a 20,00 EUR.":           contract.DirectionOrder,
		"Si prega di fornire e fatturare il seguente ordine: 5 tavoli a 20,00 EUR.":                        contract.DirectionOrder,
		"Merci de livrer et facturer la commande suivante : 5 tables à 20,00 EUR.":                         contract.DirectionOrder,
		"Please supply and invoice the following items: 5 tables at EUR 20.00.":                            contract.DirectionOrder,
		"Vous voudrez bien trouver ci-après le détail de notre facture n° FV251187. Net à payer 463,20 €.": contract.DirectionIncomingBill,
		"Pourriez-vous nous donner le détail de la facture FV251187 ?":                                     contract.DirectionQuestion,
		"Je n'ai pas compris le détail de votre facture, pourriez-vous m'expliquer ?":                      contract.DirectionQuestion,
		"Hemos recibido correctamente el pago de su factura 123. Descargue su factura en su área.":         contract.DirectionReceipt,
		"Abbiamo ricevuto il pagamento della fattura 123, la fattura è disponibile nel tuo profilo.":       contract.DirectionReceipt,
		"Nous vous remercions de votre paiement. Votre facture est disponible en ligne.":                   contract.DirectionReceipt,
		"Thank you for your payment. Your invoice 123 is attached.":                                        contract.DirectionReceipt,
		"Hemos recibido el pago del seguro. Necesitamos la factura de 5 mesas a 20 EUR cada una.":          contract.DirectionInvoice,
		"En vuestra factura 229 hay 18 cajas. Os pedimos que la anuléis y nos hagáis una rectificativa.":   contract.DirectionCorrection,
		"2 mois offerts, puis 19 € par mois. Envoyez vos factures en 3 clics, Mara ! Se désinscrire":       contract.DirectionMarketing,
	} {
		assert.Equal(t, want, wrote(text).Direction, text)
	}
}
