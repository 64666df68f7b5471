package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

const fourLamps = "Please invoice us for 4 lamps at £12.00 each. "

func TestNames_TheLegalFormOfAnyCountryBelongsToThem(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"Please send the invoice to Harlow Family Dentistry, P.A. by Friday.":             "Harlow Family Dentistry, P.A.",
		"Bill to: Oakes Orthopedics, Professional Corporation":                            "Oakes Orthopedics, Professional Corporation",
		"Facture au nom de la SELAS Pharmacie du Vieux Port, merci.":                      "SELAS Pharmacie du Vieux Port",
		"Facture au nom de la SELARL Cabinet vétérinaire des Trois Rivières, merci.":      "SELARL Cabinet vétérinaire des Trois Rivières",
		"La fattura va intestata a Studio Bassi e Neri Srl STP, grazie.":                  "Studio Bassi e Neri Srl STP",
		"Die Rechnung bitte an Wolff und Kern Steuerberater Part mbB, danke.":             "Wolff und Kern Steuerberater Part mbB",
		"Factura a nombre de Talleres Roca, S.L.P.U. gracias.":                            "Talleres Roca, S.L.P.U.",
		"La fattura va intestata a Officine Bellini S.n.c. di Bellini Marco e C. grazie.": "Officine Bellini S.n.c. di Bellini Marco e C.",
	} {
		r := reading.Read(letter(fourLamps+words), fixtureOwner())
		require.Equal(t, want, r.Company, words)
	}
}

func TestNames_ThePlaceBehindThemIsNoPart(t *testing.T) {
	t.Parallel()
	raw := strings.ReplaceAll(string(letter("Stuur je de factuur voor 4 lampen à € 12,00 op naam van Bakkerij Mulder & Zn. te Assen?")), "jo.miller@acmeworks", "joost@bakkerij-mulder")
	require.Equal(t, "Bakkerij Mulder & Zn.", reading.Read([]byte(raw), fixtureOwner()).Company)
}

func TestNames_WhatTheMailWritesLongerElsewhereIsAskedAbout(t *testing.T) {
	t.Parallel()
	for _, words := range []string{
		"Thanks from the Acmeworks School Fund\n\nJo Miller\nAcmeworks School, Larch Road",
		"The invoice is for Hartley & Co Solicitors please.",
		"Facture svp à EURL Acmeworks traiteur.",
		"Facturer à la SCI Résidence fleurie des Pins svp.",
		"Die Rechnung geht an die WEG Am Hang 7 in Kiel.",
		"Merci de mettre la facture au nom de Acmeworks événements, à la même adresse que la dernière fois.",
	} {
		r := reading.Read(letter(fourLamps+words), fixtureOwner())
		require.Empty(t, r.Company, words)
		require.Equal(t, "customer", r.Questions[0].Field, words)
	}
}
