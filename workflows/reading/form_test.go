package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// notification is what the owner's own web form sends, in plain text or HTML.
func notification(subject, kind, body string) []byte {
	return []byte("From: Lindholm Studio <forms@lindholm-studio.example>\nTo: mara@lindholm-studio.example\nSubject: " + subject + "\n" +
		"Date: Tue, 10 Nov 2026 09:30:00 +0000\nMessage-ID: <2@lindholm-studio.example>\nContent-Type: text/" + kind + "; charset=utf-8\n\n" + body)
}

func TestForm_SixLanguagesInPlainText(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Name:             Siobhan Treacy\nEmail:            siobhan@rowing.example\nOrganisation:     Coastal Rowing Club\nCountry:          Ireland\nWhat is it for:   Safety workshop for coxes, 2 half days at EUR 390 per half day\nOrder number:     -\nPlease pay by:    15/12/2026\n\n--\nSent from lindholm-studio.example at 16 Nov 2026 19:39\n":                                                                                                "Siobhan Treacy, Coastal Rowing Club, siobhan@rowing.example, : 2 Safety workshop for coxes 390",
		"Ihr Name:          Bärbel Nüchtern\nFirma/Verein:      Kinderhaus Regenbogen e.V.\nE-Mail:            leitung@kinderhaus.example\nStraße, PLZ Ort:   Schulstr. 40, 06999 Kleinwittau\nLeistung:          Wandtafeln (Alu, bedruckt)\nMenge:             4\nEinzelpreis:       78,50\nWährung:           EUR\nPreis ist:         netto\nMwSt.-Satz:        19 %\nIhre Bestellnr.:   (leer)\nBemerkung:\nBitte Rechnung per E-Mail. Vielen Dank!\n": "Bärbel Nüchtern, Kinderhaus Regenbogen e.V., leitung@kinderhaus.example, : 4 Wandtafeln (Alu, bedruckt) 78.5 t19",
		"Nom et prénom : Luc Morel\nSociété : Morel et Fils SARL\nAdresse e-mail : luc@morel.example\nN° de commande : BC-77\nPour quoi : 3 journées d'atelier à 420 € HT la journée\nMerci d'établir la facture.\n":                                                                                                                                                                                                                                       "Luc Morel, Morel et Fils SARL, luc@morel.example, BC-77: 3 atelier 420",
		"Nombre: Ana Ruiz\nEmpresa: Talleres Ruiz S.L.\nCorreo electrónico: ana@ruiz.example\nConcepto: Cartel de madera\nCantidad: 3\nPrecio unitario: 45,00 EUR\nMensaje: Por favor, envíen la factura.\n":                                                                                                                                                                                                                                               "Ana Ruiz, Talleres Ruiz S.L., ana@ruiz.example, : 3 Cartel de madera 45",
		"Nome e cognome: Piero Galli\nAzienda: Galli S.r.l.\nE-mail: piero@galli.example\nPer cosa?: Insegna in legno\nQuantità: 2\nPrezzo unitario: € 120,00\nNote: Vi prego di emettere fattura.\n":                                                                                                                                                                                                                                                      "Piero Galli, Galli S.r.l., piero@galli.example, : 2 Insegna in legno 120",
		"Naam: Joris Vos\nBedrijf: Vos B.V.\nE-mailadres: joris@vos.example\nWaarvoor wilt u een factuur?: Houten bord\nAantal: 5\nPrijs per stuk: € 30,00\n":                                                                                                                                                                                                                                                                                              "Joris Vos, Vos B.V., joris@vos.example, : 5 Houten bord 30",
		"Naam: Joris Smit\nBedrijf: Smit B.V.\nE-mailadres: joris@smit.example\nUw referentie: INK-9\nWaarvoor?: Houten bord\nAantal: 5\nPrijs per stuk: € 30,00\nOpmerking: Graag een factuur sturen.\n":                                                                                                                                                                                                                                                  "Joris Smit, Smit B.V., joris@smit.example, INK-9: 5 Houten bord 30",
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(notification("Request an invoice", "plain", "You have a new entry from the form \"Request an invoice\".\n\n"+body), fixtureOwner())
			require.Equal(t, want, r.CustomerName+", "+r.Company+", "+r.CustomerEmail+", "+r.PO+": "+linesOf(r))
			require.Equal(t, "EUR", r.Currency)
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestForm_HTMLWithLabelAboveItsValue(t *testing.T) {
	t.Parallel()
	var rows []string
	for _, f := range [][2]string{
		{"Your name", "Yasmin Haddow"},
		{"E-mail", "yasmin@pebble.example"},
		{"Company / organisation", "Pebble Nursery CIC"},
		{"Billing address", "Old Dairy, Ludlow"},
		{"I need", "An invoice"},
		{"What for?", "3 x illustrated wall map (A0) at 128 GBP each. Picked up on the 3rd."},
		{"PO / reference", "–"},
		{"VAT number", "not registered"},
		{"Newsletter", "no"},
	} {
		rows = append(rows, "<tr><td colspan=2>"+f[0]+"</td></tr><tr><td>&nbsp;</td><td>"+f[1]+"</td></tr>")
	}
	r := reading.Read(notification("New submission from Contact & billing", "html", "<p>You have a new entry in the form Contact &amp; billing.</p><table>"+strings.Join(rows, "")+"</table>"), fixtureOwner())
	require.Equal(t, "3 illustrated wall map (A0) 128", linesOf(r))
	require.Equal(t, "Yasmin Haddow", r.CustomerName)
	require.Equal(t, "Pebble Nursery CIC", r.Company)
	require.Equal(t, "yasmin@pebble.example", r.CustomerEmail)
	require.Empty(t, r.PO)
	require.Empty(t, r.VATID)
	require.Equal(t, "GBP", r.Currency)
}

func TestForm_HTMLWithLabelBesideItsValueKeepsTheLinesOfTheMessage(t *testing.T) {
	t.Parallel()
	r := reading.Read(notification("Invoice request", "html", "<table><tr><td>Name</td><td>Jo Miller</td></tr><tr><td>Company</td><td>Acme Works</td></tr><tr><td>E-mail</td><td>jo@acmeworks.example</td></tr>"+
		"<tr><td>Message</td><td>Please send an invoice for<br>12 mugs at EUR 6.00 each<br>3 jugs at EUR 16.00 each<br>Thank you</td></tr><tr><td>IP address</td><td>203.0.113.7</td></tr></table>"), fixtureOwner())
	require.Equal(t, "12 mugs 6; 3 jugs 16", linesOf(r))
	require.Equal(t, "Jo Miller", r.CustomerName)
}

func TestForm_AValueGoesOnUntilTheNextLabel(t *testing.T) {
	t.Parallel()
	r := reading.Read(notification("Invoice request", "plain", "Name: Jo Miller\nCompany:\n   Acme Works Trading\n   and Sons Ltd\nE-mail: jo@acmeworks.example\nMessage: Please invoice us for the goods that you delivered on Monday, which are\n12 mugs at EUR 6.00 each.\nNote: they arrived on Monday.\nPhone: +44 20 7946 0000\n"), fixtureOwner())
	require.Equal(t, "Acme Works Trading and Sons Ltd", r.Company)
	require.Equal(t, "12 mugs 6", linesOf(r))
}

func TestForm_AFieldThatStandsTwiceIsNoLine(t *testing.T) {
	t.Parallel()
	r := reading.Read(notification("Invoice request", "plain", "Name: Jo Miller\nE-mail: jo@acmeworks.example\nProduct: Mug\nQuantity: 12\nUnit price: EUR 6.00\nProduct: Jug\nQuantity: 3\nUnit price: EUR 16.00\nMessage: please send the invoice\n"), fixtureOwner())
	require.Empty(t, r.Lines)
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

// Ticket systems and portals write for a customer and are no form of ours.
func TestKeyed_ATicketSaysWhomToBillAndWhatFor(t *testing.T) {
	t.Parallel()
	r := reading.Read(page("<table><tr><td>Request type</td><td>Ask a supplier for an invoice</td></tr><tr><td>Bill to</td><td>Acme Works Housing Association</td></tr><tr><td>Currency</td><td>GBP</td></tr><tr><td>PO number</td><td>BW-7714</td></tr>"+
		"<tr><td>Description</td><td>Work is finished, please let us have your invoice:<br>Redesign of the handbook: 34 hours at 58.00 per hour<br>(figures excl. VAT)</td></tr><tr><td>Priority</td><td>Medium</td></tr></table>"), fixtureOwner())
	require.Equal(t, "34 Redesign of the handbook 58", linesOf(r))
	require.Equal(t, "BW-7714", r.PO)
	require.Equal(t, "GBP", r.Currency)
}

func TestKeyed_LabelsStandAboveTheirValues(t *testing.T) {
	t.Parallel()
	for _, head := range []string{
		"<table><tr><td>Purchase order<br>4500187326<br>Bill to<br>Acme Works Ltd</td><td>Customer contact<br>Kendra Voss</td></tr></table>",
		grid("PO number|Customer contact", "4500187326|Kendra Voss"),
		grid("PO number|4500187326", "Currency|USD"),
	} {
		r := reading.Read(page(head+grid("Item|Short text|Qty|UoM|Net price|Net value USD", "00010|Panels|48.000|M2|62.50|3,000.00")), fixtureOwner())
		require.Equal(t, "4500187326", r.PO, head)
		require.Equal(t, "48 Panels 62.5", linesOf(r), head)
	}
}

func TestKeyed_OneLineLaidOutAsAList(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Item: Roller banner\nQuantity: 4\nUnit price: EUR 85.00\nTotal: EUR 340.00\n",
		"Item           Roller banner\nQuantity       4\nUnit price     EUR 85.00\n",
	} {
		r := reading.Read(letter(order+body+"\nRegards\nJo"), fixtureOwner())
		if len(r.Lines) > 0 {
			require.Equal(t, "4 Roller banner 85", linesOf(r))
		}
	}
	r := reading.Read(letter(order+"Item: Roller banner\nQuantity: 4\nUnit price: EUR 85.00\n"), fixtureOwner())
	require.Equal(t, "4 Roller banner 85", linesOf(r))
}
