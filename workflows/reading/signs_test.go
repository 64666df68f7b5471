package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func signedLetter(from, body string) contract.Reading {
	raw := strings.Replace(string(letter(body)), "Jo Miller <jo.miller@acmeworks.example>", from, 1)
	return reading.Read([]byte(raw), fixtureOwner())
}

// The line that says for which body a letter is signed is nobody's name.
func TestPerson_WhomALetterIsSignedForIsNobody(t *testing.T) {
	t.Parallel()
	for from, letter := range map[string][2]string{
		"CE Verrerie <ce@verrerie.example>":      {"Merci de nous facturer 20 lots à 6 € TTC.\n\nPour le bureau,\nAgnès Morel", "Agnès Morel"},
		"Coro Alpino <coro@coroalpino.example>":  {"Ci faccia la fattura per 20 spartiti a 6 € IVA inclusa.\n\nPer il direttivo,\nUgo Ferrario", "Ugo Ferrario"},
		"AMPA Las Eras <ampa@laseras.example>":   {"Háganos factura de 20 libros a 6 € IVA incluido.\n\nPor la junta,\nRosa Cid", "Rosa Cid"},
		"Ringers Guild <guild@ringers.example>":  {"Please invoice us for 20 prints at £6 incl VAT.\n\nFor the committee,\nAlan Stead", "Alan Stead"},
		"<admin@cmedico.example>":                {"Ruego nos remita factura de 20 carpetas a 6 € IVA incluido.\n\nFdo.: Teresa Lugo\nSecretaria", "Teresa Lugo"},
		"Garage Besson <contact@besson.example>": {"Merci de facturer 4 jantes à 90 € TTC.\n\nGarage Besson SARL, Vienne\nluc besson", ""},
	} {
		t.Run(from, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, letter[1], signedLetter(from, letter[0]).CustomerName)
		})
	}
}

// What is a legal form elsewhere may begin a name, and partners may end one.
func TestCompany_TheWholeNameIsTaken(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Merci de facturer 4 jours à 500 € HT.\n\nSociété à facturer : AB Formation SAS":                                      "AB Formation SAS",
		"Ci faccia la fattura per 4 pezzi a 50 € + IVA.\nIntestatario: Pensione Alba S.n.c. di Conti Mario & C.":              "Pensione Alba S.n.c. di Conti Mario & C.",
		"Ci faccia la fattura per 4 pezzi a 50 € + IVA.\nIntestare a: Vetreria Lodi S.a.s. di Riva e figli, via Adda 3, Lodi": "Vetreria Lodi S.a.s. di Riva e figli",
		"Fammi la fattura per 4 gomme a 50 CHF, IVA inclusa.\n\nGarage Miller Sagl, Arbedo":                                   "Garage Miller Sagl",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, want, reading.Read(letter(body), fixtureOwner()).Company)
		})
	}
}
