package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// The letters are of November 2026: what is billed of a month without its year is
// that of the last one.
func TestPeriod_AMonthWithoutItsYearIsTheLastOfThatName(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Can you do me one invoice covering October? 8 changeovers at £52 each.":                      "2026-10",
		"Please send the invoice for September: 12 hours of tuition at £30.":                          "2026-09",
		"Per ottobre fatturaci i 12 plottaggi A0 a 7,50 € l'uno.":                                     "2026-10",
		"¿Me mandas la factura de octubre? Son 8 clases a 30 € cada una.":                             "2026-10",
		"Bitte die Rechnung für Oktober: 12 Stunden Nachhilfe zu je 30 Euro.":                         "2026-10",
		"Please send the invoice for December: 12 hours of tuition at £30.":                           "", // this year's, or last year's?
		"Please send the invoice for 12 October: 3 lamps at £30 each.":                                "",
		"Please send the invoice for September, and the one for October: 12 hours of tuition at £30.": "",
		"Please invoice us for 12 lamps at £30 each. We need them back by March.":                     "",
	} {
		require.Equal(t, want, reading.Read(letter(body), fixtureOwner()).ServicePeriod, body)
	}
	subject := strings.Replace(string(letter("12 plottaggi A0 a 7,50 € l'uno, mandaci la fattura.")), "Subject: Invoice", "Subject: fattura plottaggi ottobre", 1)
	require.Equal(t, "2026-10", reading.Read([]byte(subject), fixtureOwner()).ServicePeriod)
}
