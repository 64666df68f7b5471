package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What is counted and asked for belongs on the invoice, also where its price is
// told elsewhere.
func TestDoubts_ACountedThingThatNoLineIsOfIsAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please send us the invoice for the 6 rehearsals with the choir. Add the travel, 40 €.",
		"Bitte senden Sie uns die Rechnung für die 6 Proben mit dem Chor. Dazu die Anfahrt, 40 €.",
		"Merci de nous envoyer la facture pour les cinq répétitions du chœur. Ajouter le déplacement, 40 €.",
		"Necesitaríamos la factura de los 6 ensayos con el coro. Sumar el desplazamiento, 40 €.",
		"Vorrei la fattura per le 6 prove del coro. Aggiungere la trasferta, 40 €.",
		"Graag de factuur voor de 6 repetities met het koor. Plus reiskosten, 40 €.",
	} {
		r := reading.Read(written("Kim Berger <kim@berger.example>", body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, "%s: %v", body, r.Lines)
	}
}

// A noun with its article behind a price may make it that of one, as "a window" does.
func TestDoubts_APriceOfTheOneIsNotThatOfAll(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bitte Rechnung für die Türen im Flur, 45 € die Tür wie angeboten. Dazu die Anfahrt, 20 €.",
		"Bitte Rechnung für die Fenster am Haus, 4,50 € das Fenster wie angeboten.",
		"Merci de nous établir la facture pour les volets de l'immeuble, 45 € la pose comme sur votre devis. Y ajouter le déplacement, 20 €.",
		"Mándenos la factura por las puertas del edificio, 45 € la puerta según presupuesto. Más el desplazamiento, 20 €.",
		"Graag een factuur voor de ramen van het pand, 4,50 € het raam zoals geoffreerd. Plus voorrijkosten, 20 €.",
	} {
		r := reading.Read(written("Kim Berger <kim@berger.example>", body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, "%s: %v", body, r.Lines)
	}
}

func TestDoubts_AnInvoiceInHalvesIsSplitByTheOwner(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Could you invoice us 7 hours at 35 € and 110 € of material. Half in my name and the other half in my sister's, please.",
		"Bitte Rechnung über 7 Stunden zu je 35 €. Die Hälfte auf meinen Namen und die andere Hälfte auf meinen Bruder, bitte.",
		"Graag de rekening voor 7 uur à 35 euro, de helft op mijn naam en de andere helft op naam van de buurvrouw.",
	} {
		r := reading.Read(written("Kim Berger <kim@berger.example>", body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
	}
}
