package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A number in words beside amounts is one too where what it is for stands behind it.
func TestAmounts_ANumberInWordsBesideAmountsIsProvedByTheSum(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Could you send the invoice? It was ninety euros for the chimney sweep and forty-eight for the new cowl, one hundred and thirty-eight in all, VAT included.": "1 chimney sweep 90; 1 new cowl 48",
		"Me haces la factura, por favor. Fueron ochenta euros por la limpieza y treinta y cinco por el cristal, ciento quince en total con IVA.":                     "1 limpieza 80; 1 cristal 35",
		"Hola, hazme la factura: 40 euros por la visita y 25 por el grifo, 65 en total con IVA.":                                                                     "1 la visita 40; 1 el grifo 25",
	})
}

// Without a sum that proves it, its price is asked about and not left off.
func TestAmounts_ANumberInWordsThatNoSumProvesIsAsked(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Me haces la factura, por favor. Fueron ochenta euros por la limpieza y treinta y cinco por el cristal, con IVA."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

// A line that only counts hours or trips is named by them, and not as the whole job.
func TestDescribe_ALineAmongOthersThatOnlyCountsIsNamedByItsMeasure(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us for the garden:\n\n12 m of edging at £9\n2 trips £20 each trip\n3 hours at £35\n\nTotal before VAT £253":              "12 edging 9; 2 trips 20; 3 the garden, hours 35",
		"Bitte eine Rechnung für die Reparatur:\n\n3 Stunden zu 58 €\n2 Anfahrten 25 € je Anfahrt\nDichtung 12 €\n\nzusammen 236 € netto":        "3 die Reparatur, Stunden 58; 2 Anfahrten 25; 1 Dichtung 12",
		"Pásame la factura del riego:\n\n20 m de tubo a 3 euros\n4 horas a 36 euros\n2 viajes 15 € cada viaje\n\nSalen 234 euros, luego el IVA.": "20 tubo 3; 4 riego, horas 36; 2 viajes 15",
	})
}

// A percentage above every rate is a part of the whole though a tax is named beside it.
func TestTax_NoRateIsAsHighAsAPart(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Emite ya la factura del primer pago, el 40 % a la firma, que son 1.680 € más IVA.",
		"Please send the invoice for the first payment on the kitchen, 50 % on signing, that is £900 plus VAT.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Len(t, r.Lines, 1, body)
		require.Empty(t, r.Lines[0].TaxPercent, body)
	}
}

// What the lines come to with a tax is no other amount, though its rate is not named.
func TestSums_TheSumWithATaxWhoseRateIsNotNamed(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]contract.Decimal{
		"Please send the invoice for mending the gate. It was £250 plus VAT, so £300.":                                                            "300",
		"Please invoice us: 2 gates at £125 each. That makes £250, with VAT £300.":                                                                "300",
		"Bitte schick uns die Rechnung für die Reparatur des Tors. Das waren 250 € plus MwSt., also 297,50 €.":                                    "297.5",
		"Te pido la factura: motor nuevo 415 €. Correas, dos, a 27,30 € cada una. Eso hace 469,60 € y con el IVA 568,22 €, que cuadre por favor.": "568.22",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s %v", body, r.Questions)
		require.Equal(t, want, r.Total, body)
		require.False(t, *r.TaxIncluded, body)
	}
	r := reading.Read(letter("Please invoice us: 2 gates at £125 each. That makes £250, with VAT £310.55."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

// How people say in Spanish that the tax comes on top, or is in the price.
func TestTax_SpanishWaysToSayWhetherItIsInThePrices(t *testing.T) {
	t.Parallel()
	for tail, included := range map[string]bool{
		", luego el IVA.": false, ", a eso le sumas el IVA.": false, ". El IVA todavía no está metido ahí.": false, ", con el IVA aparte.": false, ". Ponle luego el IVA.": false,
		", todo con el IVA ya.": true, ", y en ese precio iba el IVA.": true, ". El IVA ya va metido.": true,
	} {
		r := reading.Read(letter("Hazme la factura, por favor: tres persianas a 60 euros"+tail), fixtureOwner())
		require.NotNil(t, r.TaxIncluded, tail)
		require.Equal(t, included, *r.TaxIncluded, tail)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s %v", tail, r.Questions)
	}
}
