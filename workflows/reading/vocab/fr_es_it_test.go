package vocab_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

func TestFrenchSpanishItalian_AskingForAnInvoiceIsSeen(t *testing.T) {
	t.Parallel()
	for _, list := range []string{frenchAsks, spanishAsks, italianAsks} {
		for _, text := range sentences(list) {
			assert.Equal(t, contract.DirectionInvoice, direction(text), text)
		}
	}
}

func TestFrenchSpanishItalian_OtherTalkStaysQuiet(t *testing.T) {
	t.Parallel()
	for _, list := range []string{frenchQuiet, spanishQuiet, italianQuiet} {
		for _, text := range sentences(list) {
			switch d := direction(text); d {
			case contract.DirectionInvoice, contract.DirectionQuote, contract.DirectionOrder, contract.DirectionCorrection:
				assert.Fail(t, string(d), text)
			}
		}
	}
}

func TestFrenchSpanishItalian_CorrectionsOrdersAndQuotationsAreToldApart(t *testing.T) {
	t.Parallel()
	for want, lists := range map[contract.Direction][]string{
		contract.DirectionCorrection: {frenchCorrections, spanishCorrections, italianCorrections},
		contract.DirectionOrder:      {frenchOrders, spanishOrders, italianOrders},
		contract.DirectionQuote:      {frenchQuotes, spanishQuotes, italianQuotes},
	} {
		for _, list := range lists {
			for _, text := range sentences(list) {
				assert.Equal(t, want, direction(text), text)
			}
		}
	}
}

func TestAccents_MissingOrWrongOnesChangeNothing(t *testing.T) {
	t.Parallel()
	lang, err := vocab.Parse("xx", "[ask]\nétabli la facture\npuò emettere\n(d[û]|échu)\n[units]\njournée = day\nà = at\n")
	require.NoError(t, err)
	book := vocab.Of(lang)
	for text, want := range map[string]bool{
		"établi la facture": true, "etabli la facture": true, "ètabli la facture": true, "puo' emettere": true, "puo emettere": true,
		"puoi emettere": false, "dû": true, "du": false, "echu": true,
	} {
		assert.Equal(t, want, book.Has("ask", text), text)
	}
	unit, ok := book.Word("units", "journee")
	assert.True(t, ok)
	assert.Equal(t, "day", unit)
	_, ok = book.Word("units", "a")
	assert.False(t, ok, "a word of one letter is another word without its accent")
}

func TestFrenchSpanishItalian_TaxWordsSayWhetherPricesHoldIt(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	for _, text := range []string{
		"86 € ht", "86 € h.t. la pièce", "950 € htva", "900 € hors taxes", "tva en sus", "tva 20 % en sus", "+ tva", "plus tva 21 %", "taxes en sus",
		"180 € más iva", "40 € + iva", "iva no incluido", "iva aparte", "sin iva", "más el 21 % de iva", "más igv", "iva 21 % no incluido", "40 mas iva",
		"74 € oltre iva", "più iva", "+ iva", "iva esclusa", "oltre iva al 22%", "iva 22% esclusa", "al netto dell'iva", "piu iva",
	} {
		assert.True(t, book.Has("tax excluded", text), text)
		assert.False(t, book.Has("tax included", text), text)
	}
	for _, text := range []string{
		"42 € ttc", "tva comprise", "tva incluse", "tva 20 % incluse", "toutes taxes comprises", "50 € tvac",
		"65 € iva incluido", "iva incluída", "con iva", "iva 21 % incluido", "igv incluido", "iva inc.",
		"9,80 iva compresa", "iva inclusa", "iva 22% inclusa", "comprensivo di iva", "iva incl.", "prezzo ivato",
	} {
		assert.True(t, book.Has("tax included", text), text)
		assert.False(t, book.Has("tax excluded", text), text)
	}
}

func TestFrenchSpanishItalian_WordsOfLinesAndTermsAreKnown(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	for unit, words := range map[string][]string{
		"hour": {"heures", "horas", "hs", "ore"}, "day": {"journees", "dia", "jornadas", "giornate"}, "piece": {"pièces", "pce", "uds", "piezas", "pz"},
		"session": {"séances", "sesion", "sesiones", "sessioni"}, "month": {"mois", "mensualidades", "mesi"}, "person": {"personnes", "pax", "persone"}, "m2": {"m²", "mq", "m2"},
	} {
		for _, w := range words {
			got, ok := book.Word("units", w)
			assert.True(t, ok && got == unit, "%s: %s", w, got)
		}
	}
	for code, words := range map[string][]string{
		"fr": {"onze", "vingt-cinq", "soixante-dix", "septante", "nonante"}, "es": {"trece", "veintidos", "treinta", "cien"}, "it": {"undici", "ventitre", "quaranta", "cento"},
	} {
		for _, w := range words {
			_, ok := book.WordIn(code, "number words", w)
			assert.True(t, ok, w)
		}
	}
	for section, texts := range map[string][]string{
		"payment words": {"règlement à 30 jours fin de mois", "payable à réception", "nous payons à 45 jours", "pago a 30 días", "abonamos a 60 días", "crédito a 45 días", "pagamento a 30 giorni", "bonifico a 60 giorni df", "saldiamo a vista fattura"},
		"due":           {"échéance le", "payable au plus tard le", "vencimiento", "fecha límite de pago", "pagaremos antes del", "scadenza", "pagamento entro il", "salderemo entro il"},
		"subtotal":      {"total ht", "sous-total", "base imponible", "subtotal", "imponibile", "totale imponibile"},
		"total":         {"total ttc", "montant total", "soit", "total a pagar", "importe total", "totale fattura", "importo totale"},
		"tax":           {"tva à 20 %", "tps", "tvq", "iva del 21 %", "igic", "igv", "iva al 22%"},
		"withholding":   {"retención irpf 15 %", "retefuente", "ritenuta d'acconto 20%", "précompte"},
		"cash discount": {"escompte 2 %", "pronto pago", "sconto cassa"},
		"discount":      {"remise de 10 %", "rabais", "dto. 5 %", "descuento", "sconto 10%", "abbuono"},
		"vague":         {"environ", "une vingtaine", "quelques", "unos", "aproximadamente", "una veintena de", "circa", "una decina", "un paio"},
	} {
		for _, text := range texts {
			assert.True(t, book.Has(section, text), "%s: %s", section, text)
		}
	}
}
