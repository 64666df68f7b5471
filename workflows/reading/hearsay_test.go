package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Whether the tax is in the price is asked here, not said.
func TestTaxSaid_WhatIsAskedIsNotSaid(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please send us a quote for 12 window boxes and let us know if VAT is included.",
		"Por favor, envíenos un presupuesto para 12 jardineras e indíquenos si el IVA va incluido.",
		"Vi chiediamo un preventivo per 12 fioriere; diteci anche se l'IVA è compresa.",
		"Bitte um ein Angebot über 12 Blumenkästen und die Angabe, ob die MwSt. enthalten ist.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Nil(t, reading.Read(letter(body), fixtureOwner()).TaxIncluded)
		})
	}
}

// "Se" and "si" say in one language what they ask in the other.
func TestTaxSaid_TheWordThatAsksSaysSomethingElseElsewhere(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Mandateci la fattura per 5 espositori a 240,00 €. L'importo complessivo di 1.200,00 € si intende IVA inclusa.",
		"Envíennos la factura de 5 expositores a 240,00 €. El importe total de 1.200,00 € se entiende con IVA incluido.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.NotNil(t, r.TaxIncluded)
			require.True(t, *r.TaxIncluded)
		})
	}
}

// Of two prices between which the sender cannot choose none is billed.
func TestPrice_OneOfTwoIsAskedAbout(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice us for the 6 lamps. I forget if you said £18 or £28 a lamp.",
		"Envíanos la factura de las 6 lámparas. No me acuerdo si eran 18 € o 28 € por lámpara.",
		"Mandaci la fattura delle 6 lampade. Non ricordo se erano 18 € o 28 € a lampada.",
		"Bitte schick uns die Rechnung für die 6 Lampen. Waren es 18 € oder 28 € je Lampe?",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, contract.ExpectAsk, r.Expected)
			for _, l := range r.Lines {
				require.Empty(t, l.UnitPrice)
			}
		})
	}
}

// A firm that is said to be no more is not the one to be billed.
func TestCompany_IsNotOneThatIsNoMore(t *testing.T) {
	t.Parallel()
	for from, body := range map[string]string{
		"Ann Reed <accounts@reedjoinery.example>":             "Your invoice 118 is made out to Reed Brothers Ltd, dissolved in 2024. The correct name is Reed Joinery Ltd. Please cancel it and reissue it.",
		"Marco Rossi <amministrazione@rossiimpianti.example>": "La vostra fattura n. 31 del 4/11 è intestata a \"Rossi Elettrica di Rossi Piero\", impresa cessata. La ragione sociale corretta è Rossi Impianti S.n.c. Vi chiediamo di stornarla con nota di credito e di riemetterla.",
		"Eva Gil <administracion@gilobras.example>":           "Su factura nº 31 está a nombre de Gil Hermanos SL, sociedad disuelta en marzo. La razón social correcta es Gil Obras SL. Por favor, anúlenla y emitan una nueva.",
	} {
		t.Run(from, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(mailFrom(from, body), fixtureOwner())
			require.Equal(t, contract.DirectionCorrection, r.Direction)
			require.Contains(t, []string{"Reed Joinery Ltd", "Rossi Impianti S.n.c.", "Gil Obras SL", ""}, r.Company)
		})
	}
}

// A desk that shares its word with the address is nobody's name.
func TestPerson_PurchaseIsADesk(t *testing.T) {
	t.Parallel()
	r := reading.Read(mailFrom("Lakshmi Purchase <purchase@lakshmimills.example>", "Please send us your invoice for 2 pumps at 40 EUR each.\n\nFor Lakshmi Mills Ltd\nAnand Rao\nManager - Purchase"), fixtureOwner())
	require.Equal(t, "Anand Rao", r.CustomerName)
}

// A supplier that confirms what was ordered asks for nothing.
func TestDirection_ASuppliersConfirmationIsNoRequest(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Gentile cliente,\n\nconfermiamo il vostro ordine 771:\n\n10 risme A4    € 4,20    € 42,00\n\nLa fattura seguirà con scadenza 30 gg.",
		"Estimado cliente:\n\nConfirmamos su pedido 771:\n\n10 resmas A4    4,20 €    42,00 €\n\nLa factura se enviará a fin de mes.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, contract.ExpectIgnore, reading.Read(letter(body), fixtureOwner()).Expected)
		})
	}
}
