package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// More ways in which people ask for an invoice, a price, or another invoice.
func TestDirection_MoreWaysToAsk(t *testing.T) {
	t.Parallel()
	for want, bodies := range map[contract.Direction][]string{
		contract.DirectionInvoice: {
			"The survey was great. Invoice away: 3 hours at £60.",
			"Put us down for the barn on 12 March and send me the invoice for the deposit.",
			"Restiamo in attesa della fattura per 4 ore a 50 €.",
			"Quedamos a la espera de su factura por 4 horas a 50 €.",
			"Ci favorisca la fattura per 4 ore a 50 €.",
			"Occorre la fattura per 4 ore a 50 €.",
			"Mándame la cuenta: 4 horas a 50 €.",
			"Notre comptable réclame la facture des 4 heures à 50 €.",
		},
		contract.DirectionQuote: {
			"Roughly how much to tile a small kitchen?",
			"Could you cost up the following: 12 benches and 3 tables.",
			"Combien pour repeindre une chambre ?",
			"¿Me haces números para 80 invitaciones?",
			"Quanto verrebbe una torta per 30 persone?",
		},
		contract.DirectionCorrection: {
			"You've charged us for 6 days on invoice 3318, it was only 5. Please amend.",
			"Please credit invoice 3318 and bill Reed Works Ltd instead.",
			"Could we have invoice 3318 in euros rather than pounds?",
			"La facture 3318 comporte notre ancienne adresse. Pouvez-vous la refaire ?",
			"Il manque notre numéro de commande sur votre facture, pouvez-vous l'ajouter ?",
			"Nos habéis cobrado 6 días en la factura 3318 y fueron 5. Corregidla, por favor.",
			"Falta nuestro número de pedido en la factura, ¿la podéis enviar corregida?",
			"Avete fatturato 6 giorni nella 3318 ma erano 5. Vi chiedo di correggere.",
			"Manca il nostro numero d'ordine in fattura, potete reinviarla corretta?",
		},
	} {
		for _, body := range bodies {
			require.Equal(t, want, reading.Read(letter(body), fixtureOwner()).Direction, body)
		}
	}
}

// Display names that say what a business is are nobody's.
func TestPerson_ABusinessIsNobody(t *testing.T) {
	t.Parallel()
	for _, from := range []string{"Academia Brisa <academia@brisa.example>", "Scuola Verdi <scuola@verdi.example>", "Agenzia Sirio <agenzia@sirio.example>", "Galerie Orme <galerie@orme.example>", "Hotel Larch <hotel@larch.example>"} {
		require.Empty(t, signedLetter(from, "Please invoice us for 4 hours at £50 plus VAT.").CustomerName, from)
	}
	require.Equal(t, "Pilar Hotel", signedLetter("Pilar Hotel <pilar.hotel@larch.example>", "Please invoice us for 4 hours at £50 plus VAT.").CustomerName)
}

// More ways to ask in German, and words of a correction in a list of things to be billed.
func TestDirection_WaysToAskOfNeighbours(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]contract.Direction{
		"Schreibst du uns bitte ein Angebot, das ich dem Vorstand zeigen kann?\n\n* 2 Tage Schnitt, 420 € pro Tag\n* Anfahrt 30 €": contract.DirectionQuote,
		"Bitte schreiben Sie uns die Rechnung: 60 € für das Hosting und 3 x 20 € Texte ändern.":                                    contract.DirectionInvoice,
		"Bitte auf der Rechnung den Betrag von 60 € auf 50 € ändern.":                                                              contract.DirectionCorrection,
	} {
		require.Equal(t, want, reading.Read(letter(body), fixtureOwner()).Direction, body)
	}
}

// What is to stand on an invoice is asked for by saying so, and a doubt whether it came
// leaves nothing open.
func TestDirection_WhatIsToStandOnTheInvoice(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Auf die Rechnung kommen bitte: 80,- € für Hecke schneiden und 2 x 25,- € Anfahrt.":                                     "1 Hecke schneiden 80; 2 Anfahrt 25",
		"Du hast gefragt, was auf die Rechnung soll: 60 € für Fotos bearbeiten, 45 € für den Versand.":                          "1 Fotos bearbeiten 60; 1 Versand 45",
		"Bitte schicken Sie uns eine Rechnung über 3 Stunden Gitarre zu 40 Euro, ich glaub die hab ich noch nicht bekommen.":    "3 Gitarre 40",
		"Bitte um Rechnung. 8 Kinder zu je 12 Euro Eintritt. Hinzu kommt das Mittagessen mit 6,50 Euro pro Kind (ebenfalls 8).": "8 Eintritt 12; 8 das Mittagessen 6.5",
	})
}
