package reading_test

import "testing"

// What is done to each of several things has its own name, and its count by them or by
// a product that is written out.
func TestTimesSame_WhatIsDoneToEach(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice:\n\n- 2 towel rails: £310 each\n- fitting: £120 per rail, so 2 x £120":                        "2 towel rails 310; 2 fitting 120",
		"Please invoice:\n\n- 4 kitchen doors: £110 each\n- painting: £40 per door (4 x £40)":                         "4 kitchen doors 110; 4 painting 40",
		"Merci d'envoyer la facture :\n- 5 stores : 90 € HT pièce\n- motorisation : 60 € HT par store, donc 3 x 60 €": "5 stores 90; 3 motorisation 60",
		"Merci d'envoyer la facture : 4 vélos à 215 € pièce et la livraison 20 € par vélo, soit 80 €.":                "4 vélos 215; 4 livraison 20",
		"Mi mandi la fattura:\n- 3 porte: 215 € l'una\n- verniciatura: 80 € a porta, quindi 3 x 80 €":                 "3 porte 215; 3 verniciatura 80",
	})
}
