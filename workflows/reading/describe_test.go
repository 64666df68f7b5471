package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// checkDrafts maps a mail to the lines of its draft; a mail without lines is one
// that must be asked about.
func checkDrafts(t *testing.T, cases map[string]string) {
	t.Helper()
	for body, lines := range cases {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			if lines == "" {
				require.Equal(t, contract.ExpectAsk, r.Expected, "%+v", r.Lines)
				return
			}
			require.Equal(t, lines, linesRead(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestDescribe_NumberOfThingsAndNumberOfAPaper(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Si prega di emettere fattura:\n\nPieghevoli: n. 500 a euro 0,32 cadauno, euro 160,00":             "500 Pieghevoli 0.32",
		"Si prega di emettere fattura:\n\nn° 500 pieghevoli a euro 0,32 cadauno":                           "500 pieghevoli 0.32",
		"Si prega di emettere fattura:\n\nNr. 500 pieghevoli a € 0,32 cad.":                                "500 pieghevoli 0.32",
		"Si prega di emettere fattura per nr. 2 gonfiabili a euro 120,00 cadauno e n° 3 tavoli a 12 euro.": "2 gonfiabili 120|3 tavoli 12",
		"Merci de facturer :\n\nChaises, qté : 25, à 6,40 € pièce":                                         "25 Chaises 6.4",
		"Favor de facturar:\n\nSillas plegables, cant.: 25, a 6,40 € c/u":                                  "25 Sillas plegables 6.4",
		"Si prega di emettere fattura per ordine n. 112 a euro 120,00 cadauno.":                            "",
		"Si prega di emettere fattura per il tavolo modello n. 12 a euro 120,00.":                          "",
		"Si prega di emettere fattura per n. 12 a euro 120,00.":                                            "",
	})
}

func TestDescribe_NumberInANameCountsNothing(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Ciao! Allora la torta a tre piani 180 euro e poi le 35 scatole stampate a 2,40 l'una, quindi 264 euro. Fammi la fattura.": "1 la torta a tre piani 180|35 scatole stampate 2.4",
		"Fais-moi la facture : le gâteau à trois étages 180 euros et les 35 boîtes à 2,40 euros pièce.":                            "1 le gâteau à trois étages 180|35 boîtes 2.4",
		"Fammi la fattura: la torta 180 euro, le 35 scatoline a 2,40 euro l'una e il trasporto 20 euro.":                           "1 la torta 180|35 scatoline 2.4|1 il trasporto 20",
		"Merci de nous facturer trois gâteaux à 60 euros pièce.":                                                                   "3 gâteaux 60",
		"Merci de nous facturer 500 étiquettes à 12,50 € les 100.":                                                                 "",
	})
}

func TestDescribe_OneThingIsNamedBeforeOrBehindItsPrice(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Vous voudrez bien nous faire parvenir votre facture pour la prestation traiteur de notre sortie à Nice, du 22 au 23 mai 2025, au prix forfaitaire convenu de CHF 2'450.– hors TVA.": "1 la prestation traiteur de notre sortie à Nice, du 22 au 23 mai 2025 2450",
		"Merci de nous envoyer la facture pour l'animation du 12 mai 2026 (450 euros).":                                                                                                      "1 l'animation du 12 mai 2026 450",
		"Merci de nous envoyer la facture de 450 euros HT pour la location du barnum.":                                                                                                       "1 la location du barnum 450",
		"Merci de facturer la location du barnum 450 € HT, le nettoyage 50 € HT et la livraison 30 € HT.":                                                                                    "1 la location du barnum 450|1 le nettoyage 50|1 la livraison 30",
		"Nos hace falta la factura del alquiler de la carpa del 12 de mayo, por el precio acordado de 450 euros.":                                                                            "1 alquiler de la carpa del 12 de mayo 450",
		"Necesitamos la factura por importe de 450 euros más IVA por el alquiler de la carpa.":                                                                                               "1 el alquiler de la carpa 450",
		"¿Puedes facturarme el diseño del logo, 450 euros más IVA?":                                                                                                                          "1 el diseño del logo 450",
		"Ci serve la fattura del catering del 12 maggio: 450 euro più IVA.":                                                                                                                  "1 catering del 12 maggio 450",
		"Ci serve la fattura di 450 euro per il noleggio del gazebo.":                                                                                                                        "1 il noleggio del gazebo 450",
		"Bitte senden Sie uns die Rechnung für das Catering am 12. Mai 2026 zum vereinbarten Festpreis von 450,00 EUR.":                                                                      "1 das Catering am 12. Mai 2026 450",
		"Please send the invoice for the catering on 12 May 2026 at the agreed flat price of EUR 450.00.":                                                                                    "1 the catering on 12 May 2026 450",
		"Merci de nous envoyer la facture de 450 euros pour la société Acme.":                                                                                                                "",
		"Ci serve la fattura di 450 euro per la ditta.":                                                                                                                                      "",
		"Necesitamos la factura de mayo, 450 euros.":                                                                                                                                         "",
	})
}

func TestDescribe_ThingsInASentenceAboutThem(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Buonasera, sabato ho ritirato il tavolino in rovere, 340 euro come d'accordo. Mi potete mandare la fattura?":                         "1 il tavolino in rovere 340",
		"Bonjour, samedi j'ai récupéré la table basse en chêne, 340 euros comme convenu. Pouvez-vous m'envoyer la facture ?":                  "1 la table basse en chêne 340",
		"Hola, ayer compré la lámpara y la mesa, 340 euros. ¿Me hacéis la factura?":                                                           "1 la lámpara y la mesa 340",
		"La comptable attend votre facture. Nous avons reçu 12 chaises à 48 € l'unité, 3 tables à 135 € l'une, et il y a la livraison, 60 €.": "12 chaises 48|3 tables 135|1 la livraison 60",
		"Puoi fatturare: 5 tavoli a 340 € l'uno, 20 sedie (55 € cad.) e il trasporto che sono 180 €, tutto più IVA.":                          "5 tavoli 340|20 sedie 55|1 il trasporto 180",
		"Hola, ayer compré las mesas de roble, 340 euros. ¿Me hacéis la factura?":                                                             "",
	})
}

func TestDescribe_PricePerPerson(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Hazme la factura: 20 cenas a 45 € por persona más IVA.": "20 cenas 45",
		"Merci de facturer 20 repas à 45 € par personne.":        "20 repas 45",
		"Fammi la fattura: 20 cene a 45 € a persona.":            "20 cene 45",
		"Hazme la factura: 2 talleres a 45 € por persona.":       "",
		"Fammi la fattura: 2 laboratori a 45 € per persona.":     "",
		"Merci de facturer 2 ateliers à 45 € par personne.":      "",
	})
}

func TestDoubt_IsSaidAndNotSpelled(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Favor de facturar 5 mesas a 20,00 EUR cada una, de lo contrario no se programa el pago.": "5 mesas 20",
		"Favor de facturar 5 mesas a 20,00 EUR cada una; no se si eran 5 o 6.":                    "",
		"Favor de facturar 5 mesas a 20,00 EUR cada una, no sé bien a nombre de quién.":           "",
	})
}
