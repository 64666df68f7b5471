package reading_test

import "testing"

// A part of a sum that is stated with its percentage and the whole is billed alone.
func TestLines_APartOfASumIsProvedByItsPercentage(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Bitte eine Rechnung über die erste Rate: 30 % der Auftragssumme von 6.000 Euro, also 1.800 Euro netto.": "1 erste Rate 1800",
		"Wir bitten um Rechnung über die Anzahlung von 750 € (25 % von 3.000 €).":                                "1 Anzahlung 750",
		"Please send us an invoice for the second instalment, 40% of the £2,500, so £1,000. VAT is extra.":       "1 second instalment 1000",
		"Merci de nous facturer l'acompte : 30 % de 4 000 €, soit 1 200 € HT.":                                   "1 acompte 1200",
		"Please invoice us for the deposit of £450, 30% of £1,500.":                                              "1 deposit 450",
	})
}
