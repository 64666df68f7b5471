package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Numbers that are written out are read to their end, in as many words as a language takes for them.
func TestWrittenAmount_CountsAndAmountsInWords(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us for two hundred and fifty brochures at £2.40 each and one hundred and twenty folders at £1.10 each.":                                      "250 brochures 2.4; 120 folders 1.1",
		"Please invoice us for three boxes at four euros fifty each.":                                                                                                "3 boxes 4.5",
		"Please invoice us for 2 pianos at sixty-five pounds (£65) each.":                                                                                            "2 pianos 65",
		"Necesito la factura de ciento veinte sillas a dos euros cada una y treinta y dos mesas a doce euros con cincuenta cada una.":                                "120 sillas 2; 32 mesas 12.5",
		"Ci serve la fattura per centottanta coperti a ventidue euro e cinquanta l'uno, e mille grazie per la pazienza.":                                             "180 coperti 22.5",
		"Vi chiedo la fattura per la stampa di trecentocinquanta copie del giornalino al prezzo di 1,20 euro a copia.":                                               "350 giornalino 1.2",
		"Può fatturarci duemilacinquecento pieghevoli a 0,08 € l'uno.":                                                                                               "2500 pieghevoli 0.08",
		"Merci de nous facturer quatre-vingt-douze repas à dix-huit euros pièce et vingt et une bouteilles à onze euros l'une.":                                      "92 repas 18; 21 bouteilles 11",
		"Bitte Rechnung über dreihundertfünfundzwanzig Flyer zu je zwölf Cent und hundertzwanzig Mappen zu je vier Euro fünfzig.":                                    "325 Flyer 0.12; 120 Mappen 4.5",
		"Mil gracias por todo. Nos haces la factura de 3 sillas a dos euros cada una.":                                                                               "3 sillas 2",
		"Graag een factuur voor honderdvijfentwintig stoelen à drie euro per stuk.":                                                                                  "125 stoelen 3",
		"Please send your bill: two vans at £185 apiece, then five hours of an extra pair of hands at £22 an hour, and the crane, for which you said ninety pounds.": "2 vans 185; 5 an extra pair of hands 22; 1 the crane 90",
	})
}

func TestWrittenAmount_WhatIsNoAmountStaysOpen(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice us for ten pounds of flour at £2 a pound.",
		"Please invoice us for the chairs, three hundred and five hundred we said at first, at £2 each.",
		"Nos haces la factura de 3 mil sillas a 2 € cada una.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}
