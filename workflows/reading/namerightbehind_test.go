package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A line may begin with its price and name its one thing right behind it, with what
// hours were spent on behind their price.
func TestPriceFirst_NameRightBehind(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice:\n\n£85 call-out\n£140 valve\n3 x £6.50 washers\n1.5 hours at £60/h for fitting":                                                   "1 call-out 85; 1 valve 140; 3 washers 6.5; 1.5 fitting 60",
		"Merci pour la facture, voici ce qu'on avait noté :\n\n35 € nettoyage\n90 € étagère 4 niveaux\n2 x 12 € charnières\n1h30 à 40 €/h pour le réglage": "1 nettoyage 35; 1 étagère 4 niveaux 90; 2 charnières 12; 1.5 réglage 40",
		"Bitte Rechnung schreiben:\n\n40 € Anfahrt\n2 x 9,50 € Filter":                                                                                     "1 Anfahrt 40; 2 Filter 9.5",
		"Please invoice 4 hours at £60 per hour for the garden clearance.":                                                                                 "4 garden clearance 60",
		"Please invoice:\nInsulation 42 m2 at £11.20 per m2\nmanifold 4 ports £390\nTotal £860.40":                                                         "42 Insulation 11.2; 1 manifold 4 ports 390",
		"À facturer :\nMO 2h30 à 48€/h\ndéplacement 30€":                                                                                                   "2.5 MO 48; 1 déplacement 30",
		"Please invoice:\nLabour 2h30 at £48 per hour\ncall-out £30":                                                                                       "2.5 Labour 48; 1 call-out 30",
	})
}

// What may be the price of one of several, or counts behind the name, is asked about.
func TestPriceFirst_OfSeveralIsAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice:\n\n£18 chairs\n£40 tables",
		"Please invoice:\n\n£18 chair hire 6 times\n£40 van",
		"Please invoice:\n- tiling 12 m2 at £30 per m2\n- shelf 3 doors £200",
		"Merci de facturer :\n\n85 € location 3 jours\n140 € montage",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}
