package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// Hours and minutes before the name of what was done are one count.
func TestHourSpan_HoursAndMinutesOfSomething(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"Facture svp pour 1 h 30 de main d'œuvre à 60 euros de l'heure TTC.":                                   "1.5 main d'œuvre 60",
		"Facture svp : déplacement 45 euros et 1h30 de main d'œuvre à 60 euros de l'heure TTC.":                "1 déplacement 45|1.5 main d'œuvre 60",
		"Facture svp : 1 heure 45 de conseil à 80 € HT de l'heure.":                                            "1.75 conseil 80",
		"Fattura per favore: 2 ore e 30 minuti di manodopera a 60 euro l'ora.":                                 "2.5 manodopera 60",
		"Factura por favor de 2 h 15 de limpieza a 20 euros la hora.":                                          "2.25 limpieza 20",
		"Please send me an invoice for 2 hours 15 minutes of consulting at £60 an hour.":                       "2.25 consulting 60",
		"Facture svp : 1 h 20 de conseil à 80 € HT de l'heure.":                                                "", // no whole hundredths of an hour
		"Facture svp pour la location de la pelle : 4 jours à 210 € HT la journée, plus 85 € HT de transport.": "4 la location de la pelle 210|1 transport 85",
		"On était 17 vendredi finalement (au lieu de 15), menu à 24 euros TTC. Tu peux faire la facture ?":     "17 menu 24",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, lines, linesRead(reading.Read(letter(body), fixtureOwner())))
		})
	}
}
