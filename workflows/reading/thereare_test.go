package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// People name the price of one thing and tell behind it how many there are.
func TestThereAre_TheWordsBehindThePriceCount(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Merci de nous facturer :\n- 120 € HT l'étagère (il y en a 4)\n- 35 € HT la patère, 6 en tout":                                                                            "4 étagère 120; 6 patère 35",
		"Bitte die Rechnung schicken:\n120 € das Regal, davon 4\n35 € der Haken, es sind 6":                                                                                       "4 Regal 120; 6 Haken 35",
		"Graag een factuur:\n120 € per plank, het zijn er 4\n35 € per haak, ik telde er 6":                                                                                        "4 plank 120; 6 haak 35",
		"Please send the invoice:\n£120 per shelf, there are 4\n£35 a hook, I counted six":                                                                                        "4 shelf 120; 6 hook 35",
		"Tu peux m'envoyer la facture : l'étagère c'est 120 € HT, il y en a 4, et la patère 35 € HT, j'en ai compté six.":                                                         "4 étagère 120; 6 la patère 35",
		"La facture svp, on est bien d'accord sur tout ce qui suit ici :\n120 € HT l'étagère, il y en a 4\net 60 € HT la pose\nsoit 540 HT, 648 TTC avec la TVA à 20":             "4 étagère 120 t20; 1 pose 60 t20",
		"Tu peux faire la facture pour la cabane : c'était septante-cinq euros pièce pour les lampes, donc les trois, plus nonante euros pour la prise. Ça nous fait 315 € htva.": "3 lampes 75; 1 la prise 90",
		"Pour la facture on avait dit 420 € forfait pour le four, les heures de route à 65 €, tu en as eu 3. Donc 615 € tout rond.":                                               "1 le four 420; 3 heures de route 65",
	})
}

// Without a sum nobody knows whether a price before a name is that of one.
func TestThereAre_APriceBeforeANameAloneIsAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Merci de nous facturer :\n120 € HT l'étagère, il y en a 4\net 60 € HT la pose",
		"Bitte die Rechnung schicken:\n120 € das Regal, davon 4\ndazu 60 € die Montage",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}
