package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestSize_BehindANameCountsNothing(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"À facturer :\nRégie vidéo, 2 jours à 720 € HT par jour\nÉcran LED 3 x 2 m, forfait 980 € HT\nTotal : 2 420 € HT":                           "2 Régie vidéo 720|1 Écran LED 3 x 2 m 980",
		"Bitte Rechnung stellen:\nVideoregie, 2 Tage zu 720 € netto pro Tag\nLED-Wand 3 x 2 m, pauschal 980 € netto\nSumme: 2.420 € netto":          "2 Videoregie 720|1 LED-Wand 3 x 2 m 980",
		"Da fatturare:\nRegia video, 2 giorni a 720 € al giorno\nSchermo LED 3 x 2 m, forfait 980 €\nTotale: 2.420 € + IVA":                         "2 Regia video 720|1 Schermo LED 3 x 2 m 980",
		"Necesitamos la factura:\nRealización de vídeo, 2 días a 720 € por día\nPantalla LED 3 x 2 m, precio cerrado 980 €\nTotal 2.420 € + IVA":    "2 Realización de vídeo 720|1 Pantalla LED 3 x 2 m 980",
		"Graag factureren:\nVideoregie, 2 dagen à € 720 per dag\nLED-scherm 3 x 2 m, vast bedrag € 980\nTotaal € 2.420 excl. btw":                   "2 Videoregie 720|1 LED-scherm 3 x 2 m 980",
		"Merci d'établir votre facture :\n\nScène mobile 40 m²       1 x 1 350,00 € HT\nTechnicien     2 x   280,00 € HT\n\nTotal HT    1 910,00 €": "1 Scène mobile 40 m² 1350|2 Technicien 280",
		"Bitte Rechnung für 3 x 2 m Kabel zu 5,00 €.": "",
	})
}

func TestLine_AnAbbreviationEndsNoSentence(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Wir bitten um Rechnungsstellung:\n\n5 Std. Hebebühne mit Bedienung zu CHF 120.00\nFahrpauschale CHF 50.00": "5 Hebebühne mit Bedienung 120|1 Fahrpauschale 50",
		"Bitte um Rechnung:\n\n4 Std. Montage zu 60,00 €\nAnfahrt 35,00 €":                                          "4 Montage 60|1 Anfahrt 35",
		"Da fatturare:\n\n12 pz. Lampade a 20,00 €\nTrasporto 35,00 €":                                              "12 Lampade 20|1 Trasporto 35",
	})
}

func TestPrice_BeforeItsCount(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Bonjour, merci d'envoyer la facture, comme convenu à 34 € pièce les 12 panneaux dibond.": "12 panneaux dibond 34",
		"Hallo, bitte Rechnung schicken: zu 34 Euro das Stück die 12 Tafeln.":                     "12 Tafeln 34",
		"Ciao, mandami la fattura, a 34 euro l'uno i 12 pannelli.":                                "12 pannelli 34",
		"Hola, mándame la factura: a 34 € la unidad los 12 paneles.":                              "12 paneles 34",
		"Bonjour, merci d'envoyer la facture de mes cours à 35 € l'heure le 12 mai.":              "",
	})
}

func TestPrice_InASentenceOfItsOwnIsOfWhatTheOneBeforeCounts(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Hola, ¿cuándo nos vais a mandar la factura de las 2 jornadas de técnico? Eran 280 € cada una.":             "2 técnico 280",
		"Kun je een factuurtje maken voor de 3 onderhoudsbeurten van dit jaar? Het was 65 euro per beurt incl btw.": "3 onderhoudsbeurten 65",
		"Merci de nous facturer les 6 panneaux. Le prix convenu était de 45 € pièce.":                               "6 panneaux 45",
		"Bitte schicken Sie uns die Rechnung für die 6 Tafeln. Das waren 45 Euro pro Stück.":                        "6 Tafeln 45",
		"Puoi mandarci la fattura dei 6 pannelli? Erano 45 euro l'uno.":                                             "6 pannelli 45",
		"Bitte schicken Sie uns die Rechnung für die 6 Tafeln. Das waren 45 Euro pro Stunde.":                       "",
	})
}

func TestAmount_IsForTheThingAndNotForTheTimeItWasHad(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Ciao, mi mandi la fattura della cassa? Erano 50 euro per il weekend.":                                 "1 cassa 50",
		"Hola, ¿me podéis mandar la factura del altavoz? Fueron 50 euros el fin de semana.":                    "1 altavoz 50",
		"Bonjour, tu peux m'envoyer la facture de l'enceinte ? C'était 50 € pour le week-end.":                 "1 l'enceinte 50",
		"Hallo, schickst du mir die Rechnung für die Box? Das waren 50 Euro fürs Wochenende.":                  "1 die Box 50",
		"Hoi, stuur je mij de factuur voor de speaker? Het was 50 euro voor het weekend.":                      "1 de speaker 50",
		"Ciao, la fattura per il trasporto non mi è ancora arrivata, erano 180 euro più IVA. Puoi inviarmela?": "1 il trasporto 180",
		"Merci d'établir votre facture de 380,00 €, forfait convenu, pour la remise en état du local.":         "1 la remise en état du local 380",
		"Hallo, könnten Sie mir die Rechnung für die Miete der Anlage schicken (90 Euro)?":                     "1 die Miete der Anlage 90",
		"Ciao, mi mandi la fattura di ottobre? Sono 350 euro.":                                                 "",
	})
}

func TestDiscount_StandsWithTheThingBeforeIt(t *testing.T) {
	t.Parallel()
	body := "Please invoice us for 40 pages at £6.50 a page less 10% discount, which makes £234.00, and the poster wording, £45.00."
	require.Equal(t, "40 pages 6.5 -10%; 1 the poster wording 45", linesOf(reading.Read(letter(body), fixtureOwner())))
	checkDrafts(t, map[string]string{
		"Puoi procedere con la fattura: 7 ore di regia a 48,00 euro l'ora con lo sconto del 10%, e 3 pannelli a 33,50 euro l'uno.":    "7 regia 48|3 pannelli 33.5",
		"Bitte Rechnung für 7 Stunden Regie zu 48,00 Euro mit 10 % Rabatt und 3 Tafeln zu 33,50 Euro.":                                "7 Regie 48|3 Tafeln 33.5",
		"Bitte Rechnung für 7 Stunden Regie zu 48,00 Euro und mit 10 % Rabatt auf 3 Tafeln zu 33,50 Euro und 2 Banner zu 20,00 Euro.": "",
		"Bitte Rechnung für 7 Stunden Regie zu 48,00 Euro und 3 Tafeln zu 33,50 Euro, mit 10 % Rabatt.":                               "",
	})
}

func TestPrice_PerPersonIsTheOneOfPeopleWhoWork(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Wilt u de factuur sturen voor 12 verkeersregelaars (€ 96,- per persoon) en de huur van 40 hesjes (€ 1,75 per stuk)?": "12 verkeersregelaars 96|40 hesjes 1.75",
		"Merci de nous facturer 20 signaleurs à 55 € par personne.":                                                           "20 signaleurs 55",
		"Bitte Rechnung für 4 Kellner zu 120 € pro Person.":                                                                   "4 Kellner 120",
		"Vi chiediamo la fattura per 4 camerieri a 120 € a persona.":                                                          "4 camerieri 120",
		"Necesitamos la factura de 4 camareros a 120 € por persona.":                                                          "4 camareros 120",
		"Merci de nous facturer 2 ateliers à 55 € par personne.":                                                              "",
	})
}
