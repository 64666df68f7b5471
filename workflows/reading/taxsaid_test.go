package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// Words that deny the tax are not read again as words that it is included, and
// "all in" says nothing of a tax that the mail names.
func TestTaxSaid_WhatIsDeniedIsNotIncluded(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Factúrame 12 fotos a 20 € cada una. Sin IVA incluido, claro.",
		"Mi fai la fattura per tre giornate a 400 euro l'una e il viaggio, 90 euro tutto compreso? Prezzi senza IVA.",
		"Merci de facturer 3 séances à 80 € et le déplacement, 45 € tout compris. Prix sans TVA.",
		"Please invoice us for 3 sessions at £80 and the travel, £45 all in. Prices are without VAT.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.NotNil(t, r.TaxIncluded, "%v", r.Questions)
			require.False(t, *r.TaxIncluded)
		})
	}
}

// Both said in earnest stay a question.
func TestTaxSaid_BothStayAQuestion(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Factúrame 2 noches a 190 €, son 380 euros con el IVA dentro, o sea con IVA incluido. Precios sin IVA.",
		"Please invoice us for 3 sessions at £80 including VAT. Prices are excluding VAT.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Nil(t, reading.Read(letter(body), fixtureOwner()).TaxIncluded)
		})
	}
}
