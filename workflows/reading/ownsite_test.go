package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A form of the house's own site writes from an address that only machines use.
func TestForm_FromTheOwnSite(t *testing.T) {
	t.Parallel()
	owner := fixtureOwner()
	owner.Domains = []string{"house.example"}
	mail := func(from, visitor string) []byte {
		return []byte(strings.ReplaceAll("From: Modulo sito <"+from+">\nTo: me@house.example\nSubject: Nuovo messaggio\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"+
			"Nome: Tiziano Maddalena\nAzienda: Apicoltura Maddalena\nE-mail: "+visitor+"\nOggetto: fattura logo\n\nMessaggio:\nSalve, chiedo la fattura per il logo a 400 euro e per 500 adesivi a 0,22 euro cadauno. Totale 510 euro.\n", "\n", "\r\n"))
	}
	r := reading.Read(mail("noreply@house.example", "tiziano@api.example"), owner)
	require.Equal(t, contract.DirectionInvoice, r.Direction)
	require.Equal(t, "Tiziano Maddalena", r.CustomerName)
	require.Equal(t, "tiziano@api.example", r.CustomerEmail)
	require.Equal(t, "1 il logo 400|500 adesivi 0.22", linesRead(r))
	for _, raw := range [][]byte{mail("anna@house.example", "tiziano@api.example"), mail("noreply@house.example", "anna@house.example")} {
		require.Equal(t, contract.DirectionNone, reading.Read(raw, owner).Direction)
	}
}

// The price of one comes first, and how many were taken behind it.
func TestThereAre_ThePriceOfOneFirst(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"7 € le plateau et on en a pris 15, 2,50 la boisson, 15 aussi, tout ça TTC. Vous nous faites la facture ? 142,50 € si je compte bien.":          "15 plateau 7|15 boisson 2.5",
		"Facture svp : 12 € HT la table, vous nous en avez livré 6.":                                                                                    "6 table 12",
		"A 8 euros el saco y nos trajiste 20 de tierra, a 3,20 las macetas que fueron 15, y la entrega quince euros. 223 euros todo. Hazme la factura.": "20 saco de tierra 8|15 macetas 3.2|1 la entrega 15",
		"Hazme factura por favor: 4 euros la silla y cogimos 12.":                                                                                       "12 silla 4",
		"Mi fai la fattura? 15 euro il tavolo, ne hai portati 8, e 30 euro di trasporto.":                                                               "8 tavolo 15|1 trasporto 30",
		"Facture svp : 12 € le menu et on a eu 6 jours de retard.":                                                                                      "",
		"Hazme factura: 12 euros el menú y fuimos 2 veces.":                                                                                             "",
		"Tu peux nous facturer 1 dessus de cercueil 190 et 2 raquettes 85 l'une, tout ça en euros hors taxes.":                                          "1 dessus de cercueil 190|2 raquettes 85",
		"Mi fatturi 1 corona 190 e 2 cuscini a 85 l'uno, tutto in euro senza IVA?":                                                                      "",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, lines, linesRead(reading.Read(letter(body), fixtureOwner())))
		})
	}
}

// References may say what they are of.
func TestReference_OfWhat(t *testing.T) {
	t.Parallel()
	for body, po := range map[string]string{
		"Facture svp : 2 lampes à 40 € HT. Référence dossier SAL-26-19.":                                  "SAL-26-19",
		"Facture svp : 2 lampes à 40 € HT. Réf. syndic : OS-2026-447":                                     "OS-2026-447",
		"Hazme factura: 2 lámparas a 40 €. Tiene que poner la referencia de la subvención, SUBV-26-0457.": "SUBV-26-0457",
		"Mi fai la fattura per 2 lampade a 40 €? Rif. pratica 26/0447.":                                   "26/0447",
	} {
		require.Equal(t, po, reading.Read(letter(body), fixtureOwner()).PO, body)
	}
}
