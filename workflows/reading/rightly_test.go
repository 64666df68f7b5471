package reading_test

import (
	"strings"
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

// A word that means "per" as well makes the price that of one, of how many is not said.
func TestPrice_ForAndPerInOneWordIsAskedAbout(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Hazme la factura, 24 € por enchufe que acordamos, IVA aparte.",
		"Mi fai la fattura? 24 € per presa, IVA a parte, come d'accordo.",
		"La factura puedes hacerla a los 24 € por ventana que acordamos. Cuántas han sido al final no lo sé.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		require.Equal(t, contract.DirectionInvoice, r.Direction, body)
	}
	readsAs(t, map[string]string{"Hazme la factura: 180 € por el transporte, IVA aparte.": "1 el transporte 180"})
}

// Who gives the tax number of a body behind its name says who is billed.
func TestCompany_ABodyWithItsTaxNumberBehindIsBilled(t *testing.T) {
	t.Parallel()
	for want, mail := range map[string][2]string{
		"Comunidad de Propietarios Los Olmos":  {"Gestoría Pardo <fincas@gestoriapardo.example>", "Hazme la factura: 3 focos a 20 € cada uno.\nA la atención de la Comunidad de Propietarios Los Olmos, CIF H45366085.\n\nJulián Pardo\nGestoría Pardo\nC/ Trinidad 9 bajo"},
		"Comunidad de Propietarios Ruiseñor 8": {"Paco Almagro <paco.almagro@correo.example>", "Hazme la factura: 3 focos a 20 € cada uno.\n\nComunidad de Propietarios Ruiseñor 8, H45409125.\n\nFrancisco Almagro"},
		"Asociación de Familias El Pinar":      {"Marta Gil <marta@ampaelpinar.example>", "Hazme la factura, 3 focos a 20 € cada uno. Es para la Asociación de Familias El Pinar (G45288156)."},
		"Condominio Via dei Pini 14":           {"Studio Berti <info@studioberti.example>", "Mi fai la fattura? 3 fari a 20 € l'uno.\nCondominio Via dei Pini 14, P.IVA 01234567890\n\nStudio Berti\nCarla Berti"},
	} {
		r := reading.Read(written(mail[0], mail[1]), fixtureOwner())
		require.Equal(t, want, r.Company)
		require.NotEmpty(t, r.VATID)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	}
}

// A Spanish number of a firm is one behind the firm's name, and nowhere else.
func TestVAT_ASpanishNumberWithoutItsName(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Hazme la factura a la sociedad, Bodegas Carpio S.L. (B45604576): 3 focos a 20 € cada uno.":         "B45604576",
		"Hazme la factura: 3 focos a 20 € cada uno.\n\nFlores Verbena S.L.\nB45018462\nC/ Santa Leocadia 7": "B45018462",
		"Hazme la factura: 3 focos modelo B45604576 a 20 € cada uno.":                                       "",
	} {
		require.Equal(t, want, reading.Read(letter(body), fixtureOwner()).VATID, body)
	}
}

// "Lda." before a person's name is no legal form.
func TestCompany_ATitleIsNoLegalForm(t *testing.T) {
	t.Parallel()
	r := reading.Read(written("\"Farmacia Lda. Nuria Soto\" <farmaciasoto@red.example>", "Me faltaría la factura por arreglar la cruz. Son 250 € mas IVA.\n\nNuria Soto Vega\nNIF 06547120D"), fixtureOwner())
	require.Empty(t, r.Company)
	r = reading.Read(written("Rui Melo <rui@melo.example>", "Please invoice Melo e Filhos, Lda. for 3 lamps at €20 each."), fixtureOwner())
	require.Equal(t, "Melo e Filhos, Lda", r.Company)
}

// What the subject says of tax holds, and contradicts.
func TestTax_TheSubjectSaysWhetherItIsInThePrices(t *testing.T) {
	t.Parallel()
	for subject, asks := range map[string]bool{"Invoice gate, £540 incl. VAT": true, "Invoice gate, £540 plus VAT": false} {
		raw := strings.Replace(string(letter("Please send the invoice for hanging the gate. It was the £540 plus VAT that we agreed.")), "Subject: Invoice\n", "Subject: "+subject+"\n", 1)
		r := reading.Read([]byte(raw), fixtureOwner())
		require.Equal(t, asks, r.Expected == contract.ExpectAsk, "%s %v", subject, r.Questions)
	}
}

// What begins another clause is no name of what was counted before it.
func TestDescribe_TheNextClauseNamesNothing(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Hazme la factura: en total 11 horas, y habíamos hablado de 28 € la hora. El material suma 143,70 €. IVA aparte.",
		"Mi fai la fattura? In tutto 11 ore, e avevamo detto 28 € l'ora. Il materiale fa 143,70 €. IVA a parte.",
	} {
		for _, l := range reading.Read(letter(body), fixtureOwner()).Lines {
			require.NotContains(t, l.Description, "habl")
			require.NotContains(t, l.Description, "avevamo")
		}
	}
}

// On what paper a figure stands parts no thing from its price.
func TestDescribe_AnAsideOnTheSourceOfAFigure(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Hazme la factura del baño, 11 horas a 28 € la hora. El material, según el albarán que me dejaste, 143,70 €. IVA aparte.": "11 baño 28; 1 material 143.7",
		"Please invoice us for the bathroom, 11 hours at £28 an hour. Materials, as per your delivery note, £143.70. VAT on top.": "11 bathroom 28; 1 Materials 143.7",
	})
}

// Ways to ask for an invoice or a price in Spanish, the paper before the verb and behind.
func TestDirection_SpanishWaysToAsk(t *testing.T) {
	t.Parallel()
	for ask, want := range map[string]contract.Direction{
		"La factura puedes hacerla a nombre de mi madre.":                        contract.DirectionInvoice,
		"La factura me la mandas a este correo.":                                 contract.DirectionInvoice,
		"Le escribo por la factura del arreglo, que la necesito para el seguro.": contract.DirectionInvoice,
		"No te olvides de la factura.":                                           contract.DirectionInvoice,
		"Necesitaría que me facturases esto.":                                    contract.DirectionInvoice,
		"Podéis ir preparando la factura.":                                       contract.DirectionInvoice,
		"Quería pedirte la factura de lo del otro día.":                          contract.DirectionInvoice,
		"Necesito que me pases en papel (bueno, en pdf) el presupuesto.":         contract.DirectionQuote,
	} {
		r := reading.Read(letter("Hola Mara. "+ask+"\n\n3 persianas a 60 € cada una, IVA incluido.\n\nUn saludo"), fixtureOwner())
		require.Equal(t, want, r.Direction, ask)
	}
}

// A measure with a decimal comma is part of a name, and a number ends a sentence.
func TestDescribe_AMeasureWithADecimalStaysInAName(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Necesito la factura. Fueron 1.150 € IVA incluido por la instalación del cargador de 7,4 kW, en una línea me vale.":       "1 la instalación del cargador de 7,4 kW 1150",
		"Please send the invoice. The price was £840 incl. VAT for fitting the 3.5 kW heater, one line is fine.":                  "1 fitting the 3.5 kW heater 840",
		"Please send the invoice for the work at Birch Lane, plot 4. The price was £840 incl. VAT for the fitting of the heater.": "1 the fitting of the heater 840",
	})
}

// A count with its sign goes before the numbers in the name of its thing.
func TestCount_ASignBehindTheFirstNumberOfALine(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice:\n\n- 3x breaker 16 A - £12.75 each\n- 2 x door 40 mm oak - £90.00 each\n\nVAT extra": "3 breaker 16 A 12.75; 2 door 40 mm oak 90",
		"Hazme la factura:\n\n• 4x válvula 25 PN - 18,40 €/ud\n• 2x codo 90 - 3,10 €/ud\n\nIVA aparte":        "4 válvula 25 PN 18.4; 2 codo 90 3.1",
	})
	r := reading.Read(letter("Please invoice:\n\n- 2 x 4 hours x £30 each\n\nVAT extra"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

// The label of a sum may name the currency of all amounts.
func TestCurrency_InTheLabelOfASum(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Hazme la factura:\n\nConcepto        Uds    Precio    Importe\nToma 32 A         2     58,00     116,00\nManguera         25      6,40     160,00\n                         Base     276,00\n                      IVA 21%      57,96\n                  TOTAL EUROS     333,96": "EUR",
		"Please invoice us:\n\nItem            Qty    Price    Amount\nSocket 32 A       2    58.00    116.00\nHose             25     6.40    160.00\n                    Total GBP   276.00\n\nplus VAT":                                                                                "GBP",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, r.Currency)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	}
}

// What one thing holds is no count of it, though it is known and not one of many.
func TestCount_TheSizeOfAKnownThingCountsNothing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Me haces la factura: el termo de 80 litros, 245 €, y la colocación, 70 €. IVA incluido.":             "1 el termo de 80 litros 245; 1 la colocación 70",
		"Mi fai la fattura? Il boiler da 80 litri, 245 €, e il montaggio, 70 €. IVA inclusa.":                 "1 Il boiler da 80 litri 245; 1 il montaggio 70",
		"Me haces la factura del local.\n\nPiso de Luna: el boletín eléctrico, 95 €.\nIVA incluido. Gracias.": "1 el boletín eléctrico 95",
	})
}

// That there is nothing more to bill leaves nothing open.
func TestMatter_NothingElseIsBilledThisTime(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"¿Nos puedes enviar la factura del mantenimiento del jardín? Igual que el mes pasado, cuota de 120 € + IVA, y este mes no hay nada de extras.": "1 mantenimiento del jardín 120",
		"Could you send the invoice for the lift maintenance? £120 plus VAT as usual, and no extras this month.":                                       "1 the lift maintenance 120",
	})
	r := reading.Read(letter("¿Nos puedes enviar la factura del mantenimiento del jardín? Cuota de 120 € + IVA, y este mes hay extras."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}
