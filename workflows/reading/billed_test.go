package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// The verb may stand behind the one to whom a bill is made out.
func TestCompany_IsToWhomABillIsMadeOut(t *testing.T) {
	t.Parallel()
	for words, company := range map[string]string{
		"Bitte auf die Katholische Pfarrgemeinde Altheim ausstellen.":             "Katholische Pfarrgemeinde Altheim",
		"Die Rechnung bitte auf den Förderverein Grundschule Talbach ausstellen.": "Förderverein Grundschule Talbach",
		"Bitte wie immer auf die Praxis ausstellen.":                              "",
	} {
		require.Equal(t, company, reading.Read(letter("Bitte um Rechnung über den Zaun, 190 €. "+words), fixtureOwner()).Company, words)
	}
}
