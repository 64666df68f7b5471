package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// An amount above a list is what the list comes to, and no line.
func TestAnnounced_AnAmountAboveAListIsItsSum(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please send us the invoice for the staff party, £275 plus VAT as agreed, namely:\n- canapés (90 at £2.50)\n- jugs of lemonade, 2 at £15\n- delivery: 20":      "90 canapés 2.5; 2 jugs of lemonade 15; 1 delivery 20",
		"Le ruego que nos envíe la factura de la merienda, 250 euros más IVA según lo hablado, es decir:\n- bocadillos (80 a 2,50 euros)\n- zumos, 10 a 5 euros":       "80 bocadillos 2.5; 10 zumos 5",
		"Ci mandi la fattura del rinfresco, 320 euro più IVA come d'accordo, cioè:\n- tramezzini (100 a 2,20 euro)\n- brocche di succo, 10 a 10 euro":                  "100 tramezzini 2.2; 10 brocche di succo 10",
		"Merci de nous facturer la soirée, 330 euros HT comme convenu, à savoir :\n- verrines (150 à 1,80 euro) : 270\n- nappes, 4 de 10 euros : 40\n- livraison : 20": "150 verrines 1.8; 4 nappes 10; 1 livraison 20",
	})
	for _, body := range []string{
		"Please send us the invoice for the staff party, £280 plus VAT as agreed, namely:\n- canapés (90 at £2.50)\n- jugs of lemonade, 2 at £15",
		"Merci de nous facturer :\n- verrines (150 à 1,80 euro) : 270\n- nappes, 4 de 10 euros : 40\n- livraison : 20\n\nPrix HT.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, "%s", body)
	}
}

// A thing that is counted beside a list belongs to it.
func TestAnnounced_ACountedThingAboveAListStaysALine(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us for 3 rooms at £80 plus VAT, and for the garden:\n- 4 benches at £30\n- 2 tables at £55": "3 rooms 80; 4 benches 30; 2 tables 55",
	})
}

// A tax that is named with its rate beside prices without it comes on top of them.
func TestTaxSaid_WithARateBesideNetPricesIsOnTop(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Merci de nous facturer 12 paniers à 18 € HT et 3 heures de service à 25 € HT, avec la TVA à 10 %.",
		"Bitte berechnen Sie uns 12 Körbe zu 18 € netto und 3 Stunden Service zu 25 € netto, mit 19 % MwSt.",
		"Ci fatturi 12 cesti a 18 € più IVA e 3 ore di servizio a 25 € più IVA, con IVA al 22 %.",
		"Factúrenos 12 cestas a 18 € sin IVA y 3 horas de servicio a 25 € sin IVA, con el IVA al 21 %.",
		"Graag factureren: 12 manden à € 18 excl. btw en 3 uur bediening à € 25 excl. btw, met 21% btw.",
		"Please invoice us for 12 baskets at £18 ex VAT and 3 hours of service at £25 ex VAT, with VAT at 20%.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s %v", body, r.Questions)
		require.False(t, *r.TaxIncluded, body)
	}
	r := reading.Read(letter("Please invoice us for 12 baskets at £18 ex VAT, all with VAT included."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected, "both at once")
}

// A word that is a label elsewhere is a place within a firm's name.
func TestName_APlaceBetweenASmallWordAndTheFormIsPartOfIt(t *testing.T) {
	t.Parallel()
	for body, company := range map[string]string{
		"Ci fatturi 2 giornate a 300 euro. Intestazione: Consorzio del Po S.p.A., n. ordine AB-12.": "Consorzio del Po S.p.A.",
		"Facturez 2 journées à 300 euros à Moulins du Po SARL, bon de commande AB-12.":              "Moulins du Po SARL",
	} {
		r := reading.Read(mailFrom("Anna Po <anna@acme-po.example>", body), fixtureOwner())
		require.Contains(t, []string{company, ""}, r.Company, body)
		require.NotEqual(t, contract.ExpectIgnore, r.Expected)
	}
}

// What some are times as many days is the count.
func TestTogether_AProductThatIsSaidCounts(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us, VAT is extra. 5 lads, 3 days, so 15 hot lunches at £8.":       "15 hot lunches 8",
		"4 personas, 6 días, es decir 24 menús a 11 euros más IVA. Envíennos la factura.": "24 menús 11",
		"3 operai, 5 giorni, quindi 15 pranzi a 12 euro più IVA. Mandateci la fattura.":   "15 pranzi 12",
	})
	r := reading.Read(letter("Please invoice us, VAT is extra. 5 lads, 3 days, so 16 hot lunches at £8."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

// A discount goes on the thing that the words before it name.
func TestDiscounts_OneOnAThingNamedBeforeItGoesOnThat(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us: chairs (4 at £50), tables (2 at £90). On the chairs we had agreed 10% discount. VAT is extra.":           "4 chairs 50 -10%; 2 tables 90",
		"Facturez-nous : chaises (4 à 50 €), tables (2 à 90 €). Sur les chaises nous avions convenu une remise de 10 %. Prix HT.":    "4 chaises 50 -10%; 2 tables 90",
		"Hazme la factura: sillas (4 a 50 €), mesas (2 a 90 €). En las sillas habíamos quedado en un descuento del 10%. IVA aparte.": "4 sillas 50 -10%; 2 mesas 90",
	})
}
