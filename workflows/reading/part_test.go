package reading_test

import "testing"

func TestRead_NothingIsLostOrTakenForCertain(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Fattura per favore: due tavoli a 120 euro e tre sedie a 45.":                         "2 tavoli 120|3 sedie 45",
		"Merci de facturer deux tables à 120 € et trois chaises à 45.":                        "2 tables 120|3 chaises 45",
		"Please invoice two tables at EUR 120.00 and three chairs at 45.":                     "2 tables 120|3 chairs 45",
		"Fattura per favore: due tavoli a 120 e tre sedie a 45 euro.":                         "2 tavoli 120|3 sedie 45",
		"Merci de facturer une douzaine de bouteilles à 9,50 €.":                              "",
		"Merci de facturer une bouteille à 9,50 €.":                                           "1 une bouteille 9.5",
		"Merci de facturer 12 bouteilles à 9,50 € environ.":                                   "",
		"Please invoice us for 12 bottles at EUR 9.50 or so.":                                 "",
		"Fattura per favore per il servizio fotografico, 350 euro, di cui 100 già pagati.":    "",
		"Necesitamos la factura del taller, 350 euros, de los que 100 ya están pagados.":      "",
		"Fattura per favore per 3 ore di consulenza a 60 euro l'ora più 40 euro di trasferta": "3 consulenza 60|1 trasferta 40",
		"Merci de facturer 15 tasses à 8,50 et 3 cruches à 20, le tout en euros.":             "15 tasses 8.5|3 cruches 20",
		"Merci de facturer 2 x 4 h de cours à 30 € l'heure.":                                  "",
		"Merci de facturer 4 h de cours à 30 € l'heure.":                                      "4 cours 30",
		"Merci de facturer 12 séances à 40 €, dont 2 annulées.":                               "",
		"Merci de facturer 12 séances à 40 €, dont 2 en soirée.":                              "12 séances 40",
		"Necesitamos la factura de 12 clases a 40 € cada una, de las que 2 se anularon.":      "",
		"Fattura per favore per 12 lezioni a 40 € l'una, di cui due disdette.":                "",
		"Please invoice us for 12 lessons at EUR 40.00 each, of which 2 were cancelled.":      "",
	})
}
