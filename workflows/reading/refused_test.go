package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Whose signature stands below is not billed where the mail says so.
func TestCompany_NotToTheOneWhoWrites(t *testing.T) {
	t.Parallel()
	for body, company := range map[string]string{
		"Hazme la factura del desbroce, 130 euros, pero no a la gestoría, a mi cliente.\n\nRosa Villar\nFincas Villanueva SL":                                                "",
		"Merci de faire la facture de la taille de haie, 130 € HT, mais pas à notre cabinet, au propriétaire.\n\nRose Viel\nViel Gestion SARL":                               "",
		"Mi fai la fattura della potatura, 130 euro? Non allo studio, al condominio.\n\nRosa Villa\nStudio Villa Srl":                                                        "",
		"Lo de ayer, factúralo por favor directamente a la Comunidad de Propietarios Avda. del Puerto 22, a nosotros no.\n\nPoda 130 €\n\nRosa Villar\nFincas Villanueva SL": "Comunidad de Propietarios Avda. del Puerto 22",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, company, r.Company)
			require.Equal(t, contract.ExpectAsk, r.Expected)
		})
	}
}

// Days that run on to the end of a month are no days net.
func TestTerms_DaysToTheEndOfAMonth(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Mi mandi fattura per 4 tagli a 95 euro l'uno? Bonifico 30 gg fine mese.",
		"Mi mandi fattura per 4 tagli a 95 euro l'uno? Pagamento 60 gg data fattura f.m.",
		"Facture svp : 4 tontes à 95 euros HT l'une. Paiement 30 jours fin de mois.",
		"Factura por favor: 4 podas a 95 euros cada una. Pago a 30 días fin de mes.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Nil(t, r.NetDays, body)
	}
}

// Cents in words behind their amount, and counts that only stand there.
func TestSpelled_CentsBehindAnAmountInWords(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"Facture svp : vingt-six couverts à dix-huit euros cinquante et quatre menus à six euros le menu.": "26 couverts 18.5|4 menus 6",
		"Facture svp : huit tartes à douze euros vingt pièce et trois quiches à neuf euros l'une.":         "8 tartes 12.2|3 quiches 9",
		"Hazme factura por favor: ocho tartas a doce euros veinte cada una y tres quiches a nueve euros.":  "8 tartas 12.2|3 quiches 9",
		"Facture svp pour dix tables à douze euros quarante chaises à trois euros.":                        "",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		if lines == "" {
			require.Equal(t, contract.ExpectAsk, r.Expected, body)
			continue
		}
		require.Equal(t, lines, linesRead(r), body)
	}
}

// A counted thing of which the price was not told is a line with its price open.
func TestJoined_AThingWhosePriceWasNotTold(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"Può farmi la fattura? Sono 5 persiane riparate a 70 euro ciascuna e poi le 10 maniglie nuove che ha portato lei, di quelle non mi ha detto il prezzo.": "5 persiane riparate 70; 10 maniglie nuove ?",
		"Pouvez-vous me faire la facture ? 5 volets réparés à 70 euros l'un et puis les 10 poignées neuves que vous avez apportées.":                            "5 volets réparés 70; 10 poignées neuves ?",
		"¿Me haces la factura? Son 5 puertas a 70 euros cada una y las 10 manillas que trajiste.":                                                               "5 puertas 70; 10 manillas ?",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, lines, linesOf(r), body)
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
	}
}

// "The invoice of the move" names the thing in French too.
func TestMatter_OfTheThing(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"Merci de m'envoyer la facture du déménagement. On avait dit 480 € TTC.":                                                              "1 déménagement 480",
		"Pourriez-vous nous faire parvenir la facture du buffet ? Nous avions convenu de 19,50 € HT par personne pour 32 personnes.":          "32 buffet 19.5",
		"Por favor, emitid la factura a nombre de la comunidad: cuota mensual 210,00 €.\n\nAna Ruiz\nGestión Ruiz, administradores de fincas": "1 cuota mensual 210",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, lines, linesRead(r), body)
		require.NotContains(t, r.Company, "Ruiz", body)
	}
	r := reading.Read(letter("Ti mando quanto fatto a ottobre per la fattura: 140 set lavati x 1,90 euro."), fixtureOwner())
	require.Equal(t, contract.DirectionInvoice, r.Direction)
}
