package reading_test

import "testing"

func TestCompany_IsNobodysWhereTheSenderIsBilledInPerson(t *testing.T) {
	t.Parallel()
	for _, c := range []partyCase{
		{"Rocío Cabrera <hola@rociofoto.example>", "es", "Va a mi nombre, Rocío Cabrera Luna, C/ Carretería 61, 29008 Málaga.", "", "Rocío Cabrera"},
		{"Rocío Cabrera <hola@rociofoto.example>", "es", "Va a nombre de Cabrera Fotografía S.L., no a mi nombre.", "Cabrera Fotografía S.L.", "Rocío Cabrera"},
		{"Luc Petit <bonjour@atelier-haut.example>", "fr", "La facture est à mon nom, Luc Petit, 4 rue Haute, 69001 Lyon.", "", "Luc Petit"},
		{"Ada Conti <ciao@bottega-lunga.example>", "it", "La intesti a me: Ada Conti, via Lunga 3, 50014 Fiesole.", "", "Ada Conti"},
	} {
		t.Run(c.who, func(t *testing.T) { t.Parallel(); c.check(t) })
	}
}
