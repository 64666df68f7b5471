package reading_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/corpora"
	"github.com/autonomous-employee/employee/test/cputime"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

const reedGlass = "Tom Reed <tom@reedglass.example>"

// termOf reads one field of a letter that says the words.
func termOf(t *testing.T, language, who string, field func(contract.Reading) string, key string) string {
	t.Helper()
	r := reading.Read(mailFrom(reedGlass, invoiceLetter(language, who)), fixtureOwner())
	require.Equal(t, contract.DirectionInvoice, r.Direction, who)
	if v := field(r); v != "" {
		require.NotEmpty(t, r.Evidence[key].Part, "the words are found in the mail: %q", r.Evidence[key].Words)
		return v
	}
	return ""
}

type termCase struct{ language, who, want string }

func checkTerms(t *testing.T, key string, field func(contract.Reading) string, cases []termCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.who, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, termOf(t, c.language, c.who, field, key))
		})
	}
}

func TestReference_IsReadBehindItsManyNames(t *testing.T) {
	t.Parallel()
	checkTerms(t, "po", func(r contract.Reading) string { return r.PO }, []termCase{
		{"en", "Our PO is RG-2291.", "RG-2291"},
		{"en", "PO number: 4500187326", "4500187326"},
		{"en", "Please send it against RG-PO-30917.", "RG-PO-30917"},
		{"en", "Our LPO/RG/2026/0388 applies.", "LPO/RG/2026/0388"},
		{"en", "Kindly quote minute reference 88/26.", "88/26"},
		{"en", "Please mention NE/2026/0459 otherwise it comes back.", "NE/2026/0459"},
		{"en", "Mark it with NK-310-EV please.", "NK-310-EV"},
		{"en", "Job no 7718 has to be on it.", "7718"},
		{"en", "our ref TB-26-031", "TB-26-031"},
		{"en", "Please put our order no. DK/0392 on it.", "DK/0392"},
		{"en", "P.O. No. LW 3390", "LW 3390"},
		{"de", "Unsere Bestellnummer dazu ist WT-26-118.", "WT-26-118"},
		{"de", "Bitte die Auftragsnummer A-2609 aufführen.", "A-2609"},
		{"de", "Bitte mit Projekt-Nr. PW-Messe-77.", "PW-Messe-77"},
		{"de", "Kostenstelle: 31410", "31410"},
		{"fr", "À rappeler : notre bon de commande BC-2291.", "BC-2291"},
		{"fr", "Référence chez nous : LDP-1107.", "LDP-1107"},
		{"fr", "Le numéro d'engagement (bon de commande) 2025-EJ-0461 doit y figurer.", "2025-EJ-0461"},
		{"es", "Nuestra orden de compra es la 4500-118.", "4500-118"},
		{"es", "Número de pedido: CS/118.", "CS/118"},
		{"it", "Ordine d'acquisto n. 318/2025.", "318/2025"},
		{"it", "Rif. nostro ordine n. 214/26.", "214/26"},
		{"nl", "Onze referentie: VP-2026-5512.", "VP-2026-5512"},
		{"nl", "Vermeld ref jubileum75 aub.", "jubileum75"},
		{"nl", "Onder inkoopordernummer 4500081273.", "4500081273"},
	})
}

func TestReference_OtherNumbersAreNone(t *testing.T) {
	t.Parallel()
	for who, language := range map[string]string{
		"This is for your quote Q-1184 of 12 May 2026.":          "en",
		"Your invoice 2026-0187 was fine by the way.":            "en",
		"The order of 12 May 2026 is complete.":                  "en",
		"Please invoice within 14 days of the order 12/05/2026.": "en",
		"Our order for 200 pens follows.":                        "en",
		"Call us on 0117 496 0188 if in doubt.":                  "en",
		"Wie in Ihrem Angebot AN-2026-17.":                       "de",
		"Die Bestellung 2000 Flyer kommt später.":                "de",
		"Comme votre devis D-2026-14.":                           "fr",
		"La commande de 300 affiches suivra.":                    "fr",
		"Según su presupuesto P-0098.":                           "es",
		"Come da vostro preventivo n. 77.":                       "it",
		"Volgens je offerte O-2026-66.":                          "nl",
		"We are open in September 2026.":                         "en",
		"The P.O. Box 00417 is closed now.":                      "en",
	} {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(mailFrom(reedGlass, invoiceLetter(language, who)), fixtureOwner())
			require.Empty(t, r.PO)
		})
	}
}

func TestReference_TwoOrdersAreAQuestionAndAProjectIsNone(t *testing.T) {
	t.Parallel()
	r := reading.Read(mailFrom(reedGlass, invoiceLetter("en", "PO RG-1001. Please quote PO RG-1010.")), fixtureOwner())
	require.Empty(t, r.PO)
	require.Contains(t, askedFields(r), "reference")
	r = reading.Read(mailFrom(reedGlass, invoiceLetter("en", "PO RG-1001, cost centre 7040-02.")), fixtureOwner())
	require.Equal(t, "RG-1001", r.PO)
	require.Equal(t, "7040-02", r.Project)
	r = reading.Read(mailFrom(reedGlass, invoiceLetter("en", "PO: RG-1001\nProject: Temple Back refit")), fixtureOwner())
	require.Equal(t, "Temple Back refit", r.Project)
}

func TestTaxID_EveryCountrysFormIsRead(t *testing.T) {
	t.Parallel()
	checkTerms(t, "vat_id", func(r contract.Reading) string {
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune(" .-/", r) {
				return -1
			}
			return r
		}, r.VATID)
	}, []termCase{
		{"en", "Our VAT number is GB 318 2047 66.", "GB318204766"},
		{"en", "Our VAT number hasn't changed (GB 318 2047 66).", "GB318204766"},
		{"en", "our VAT no. is 4710268835.", "4710268835"},
		{"en", "VAT-ID: PL5272841906", "PL5272841906"},
		{"en", "CVR/VAT DK40117724. Thanks.", "DK40117724"},
		{"en", "ABN 61 604 117 283. 300 more later.", "61604117283"},
		{"en", "GSTIN 29AAKCV4821R1ZP", "29AAKCV4821R1ZP"},
		{"en", "GST Reg No. M90418273X", "M90418273X"},
		{"en", "Our TRN: 100483920700003.", "100483920700003"},
		{"en", "CNPJ 41.882.307/0001-55", "41882307000155"},
		{"en", "Tax office: Bodrum, tax no: 9430018827", "9430018827"},
		{"en", "Org.nr NO 912 345 678 MVA", "NO912345678MVA"},
		{"de", "USt-IdNr. DE299483173", "DE299483173"},
		{"de", "Unsere MWST-Nr.: CHE-309.518.463 MWST", "CHE309518463"},
		{"de", "UID ATU99001230", "ATU99001230"},
		{"fr", "TVA intracommunautaire FR76812453074", "FR76812453074"},
		{"fr", "N° TVA : BE 0744.231.807", "BE0744231807"},
		{"es", "CIF B97412035", "B97412035"},
		{"es", "nif 25417730Q.", "25417730Q"},
		{"es", "RFC: CVV190412KJ3", "CVV190412KJ3"},
		{"es", "CUIT 30-71562204-8, Mendoza.", "30715622048"},
		{"es", "Nuestro NIT es 900.417.382-4.", "9004173824"},
		{"it", "P.IVA 03418271205 – codice destinatario 0000000", "03418271205"},
		{"nl", "BTW-nr NL859301473B01.", "NL859301473B01"},
		{"nl", "Adres:\nReed Glass BV\nDorpsplein 5\nBE 0749.318.664", "BE0749318664"},
	})
}

func TestTaxID_OtherNumbersAreNone(t *testing.T) {
	t.Parallel()
	for who, language := range map[string]string{
		"Your VAT number is GB 318 2047 66, is it not?":     "en",
		"VAT 20% £361.92, net £1,809.60":                    "en",
		"Registered in England & Wales No. 09123374.":       "en",
		"Tel +44 1632 960 411":                              "en",
		"IBAN DE89 3704 0044 0532 0130 00":                  "en",
		"SIRET : 21210542300017":                            "fr",
		"IVA 21 % 342,30 €, total 1.972,30 €":               "es",
		"zzgl. 19 % MwSt. 1.234.567,89 EUR":                 "de",
		"Ihre USt-IdNr. DE299483173 steht auf dem Angebot.": "de",
	} {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(mailFrom(reedGlass, invoiceLetter(language, who)), fixtureOwner())
			require.Empty(t, r.VATID)
		})
	}
}

func TestTaxID_TheSameTwiceIsOneAndTwoAreAQuestion(t *testing.T) {
	t.Parallel()
	r := reading.Read(mailFrom(reedGlass, invoiceLetter("es", "CIF B97412035\nVAT ESB97412035")), fixtureOwner())
	require.Equal(t, "ESB97412035", r.VATID)
	r = reading.Read(mailFrom(reedGlass, invoiceLetter("en", "VAT no. GB 318 2047 66\nVAT no. IE9825613N")), fixtureOwner())
	require.Empty(t, r.VATID)
	require.Contains(t, askedFields(r), "vat_id")
}

func TestDueDate_IsReadBesideItsLabel(t *testing.T) {
	t.Parallel()
	checkTerms(t, "due_date", func(r contract.Reading) string { return r.DueDate }, []termCase{
		{"en", "Please put 28 November 2026 as the due date.", "2026-11-28"},
		{"en", "A due date of 30 September 2026 would suit us.", "2026-09-30"},
		{"en", "Payment due: June 30, 2026", "2026-06-30"},
		{"en", "Pay date will be 15 July 2026.", "2026-07-15"},
		{"en", "It will be settled on or before 31 July 2026.", "2026-07-31"},
		{"en", "Due date: 31/12/2026", "2026-12-31"},
		{"en", "Due by 15-Dec-2026.", "2026-12-15"},
		{"de", "Bitte bis 4. Dezember 2026 fällig stellen.", "2026-12-04"},
		{"de", "Wir begleichen den Betrag bis 15. Dezember 2026.", "2026-12-15"},
		{"de", "Zahlbar bis zum 15.12.2026.", "2026-12-15"},
		{"fr", "Règlement par virement, échéance au 15 décembre 2025.", "2025-12-15"},
		{"es", "Vencimiento 30/11/2025, por transferencia.", "2025-11-30"},
		{"it", "Scadenza pagamento: 10 dicembre 2025", "2025-12-10"},
		{"nl", "Vervaldatum mag 31/12/2026 zijn.", "2026-12-31"},
	})
}

func TestDueDate_OtherDatesAreNone(t *testing.T) {
	t.Parallel()
	for who, language := range map[string]string{
		"Please deliver by 15 December 2026.":             "en",
		"The price list is valid until 15 December 2026.": "en",
		"Our order of 12 May 2026.":                       "en",
		"We received the goods on 3 October 2026.":        "en",
		"Liefertermin bis 15.12.2026.":                    "de",
		"Livraison avant le 15 décembre 2026.":            "fr",
		"Entrega antes del 15/12/2026.":                   "es",
		"Consegna entro il 15 dicembre 2026.":             "it",
		"Levering vóór 15 december 2026.":                 "nl",
	} {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(mailFrom(reedGlass, invoiceLetter(language, who)), fixtureOwner())
			require.Empty(t, r.DueDate)
		})
	}
}

func TestNetDays_AreReadAndOtherDaysAreNot(t *testing.T) {
	t.Parallel()
	checkTerms(t, "net_days", func(r contract.Reading) string {
		if r.NetDays == nil {
			return ""
		}
		return strconv.Itoa(*r.NetDays)
	}, []termCase{
		{"en", "Terms: Net 45", "45"},
		{"en", "30 days net as always.", "30"},
		{"en", "We pay always 14 days after we receive.", "14"},
		{"en", "Bill with delivery, 30 days.", "30"},
		{"en", "14 days as usual is fine by us.", "14"},
		{"en", "Credit term 30 days", "30"},
		{"en", "Net 1,809.60 for the lot.", ""},
		{"en", "We need it in 5 days.", ""},
		{"en", "The quote is valid for 30 days.", ""},
		{"de", "Bei Zahlung binnen 8 Tagen 2 % Skonto, sonst 30 Tage netto.", "30"},
		{"de", "Zahlbar innert 30 Tagen.", "30"},
		{"de", "Das Zahlungsziel beträgt 30 Tage nach Rechnungseingang.", "30"},
		{"de", "Die 3 Tage Messe waren gut.", ""},
		{"fr", "Notre trésorier paie à 30 jours.", "30"},
		{"es", "Condiciones: crédito a 45 días", "45"},
		{"it", "Il pagamento avverrà a 30 giorni dalla data della fattura.", "30"},
		{"nl", "Onze betaaltermijn is 30 dagen.", "30"},
	})
}

func TestServicePeriod_IsReadWithItsYear(t *testing.T) {
	t.Parallel()
	checkTerms(t, "service_period", func(r contract.Reading) string { return r.ServicePeriod }, []termCase{
		{"en", "This is the retainer for October 2026.", "2026-10"},
		{"en", "Hours of March 2026, as agreed.", "2026-03"},
		{"en", "It covers the retainer for April to June 2026.", "2026-04-01/2026-06-30"},
		{"en", "Service period: 1 January 2027 to 31 December 2027", "2027-01-01/2027-12-31"},
		{"en", "Licences for calendar year 2027.", "2027-01-01/2027-12-31"},
		{"de", "Leistungszeitraum: 01.10.2026 bis 31.10.2026", "2026-10-01/2026-10-31"},
		{"de", "Es ist die Betreuung September bis November 2026.", "2026-09-01/2026-11-30"},
		{"fr", "C'est la maintenance de septembre 2026.", "2026-09"},
		{"fr", "Pour la formation des 3 et 4 mars 2026.", "2026-03-03/2026-03-04"},
		{"es", "La cuota mensual de octubre de 2025.", "2025-10"},
		{"it", "Per l'affitto, 3 mesi (1 ottobre - 31 dicembre 2025).", "2025-10-01/2025-12-31"},
		{"nl", "Over de periode 1 januari 2027 t/m 31 december 2027.", "2027-01-01/2027-12-31"},
		{"en", "This is the retainer for October.", ""},
		{"en", "Our price list is valid until December 2026.", ""},
		{"en", "Please pay by December 2026, not later.", ""},
		{"en", "We open the shop in May 2027 and the cafe in June 2027, the work goes on.", ""},
		{"de", "Wie im Angebot vom März 2026 besprochen.", ""},
	})
}

func TestPlaces_AddressDeliveryAndInvoiceEmailAreRead(t *testing.T) {
	t.Parallel()
	r := reading.Read(mailFrom(reedGlass, invoiceLetter("en", "Bill to:\nReed Glass Ltd\n4 Mill Lane\nYork YO1 7HH\n\nDelivery address: Dock 4, Wharf Road, Leeds LS1 4AB\n\nPlease email the invoice to accounts@reedglass.example as PDF.")), fixtureOwner())
	require.Equal(t, "4 Mill Lane, York YO1 7HH", r.Address)
	require.Equal(t, "Dock 4, Wharf Road, Leeds LS1 4AB", r.DeliveryAddress)
	require.Equal(t, "accounts@reedglass.example", r.InvoiceEmail)
	for _, f := range []string{"address", "delivery_address", "invoice_email"} {
		require.NotEmpty(t, r.Evidence[f].Part, f)
	}
	r = reading.Read(mailFrom(reedGlass, invoiceLetter("de", "Rechnung an Reed Glas GmbH, Schulstr. 40, 06999 Altdorf. Zahlbar binnen 21 Tagen.")), fixtureOwner())
	require.Equal(t, "Schulstr. 40, 06999 Altdorf", r.Address)
}

func TestPlaces_PhonesNamesAndOtherMailsAreNone(t *testing.T) {
	t.Parallel()
	for _, who := range []string{
		"Bill to Reed Glass Ltd, DDI 0117 496 0188.",
		"Bill to Reed Glass Ltd, please mark it for Tom.",
		"Questions about it go to office@reedglass.example please.",
		"Please send the artwork to print@reedglass.example.",
		"Send the invoice to tom@reedglass.example.",
		"Send the invoice as PDF to a@reedglass.example or the invoice to b@reedglass.example.",
	} {
		r := reading.Read(mailFrom(reedGlass, invoiceLetter("en", who)), fixtureOwner())
		require.Empty(t, r.Address, who)
		require.Empty(t, r.InvoiceEmail, who)
	}
}

func TestIssueDate_IsWhatTheCustomerWantsOnTheInvoice(t *testing.T) {
	t.Parallel()
	checkTerms(t, "issue_date", func(r contract.Reading) string { return r.IssueDate }, []termCase{
		{"en", "Please date it 30 November 2026.", "2026-11-30"},
		{"en", "The invoice should be dated 30 November 2026.", "2026-11-30"},
		{"en", "Your invoice dated 30 November 2026 was fine.", ""},
		{"de", "Rechnungsdatum bitte 30.11.2026.", "2026-11-30"},
		{"fr", "Date de la facture : 30 novembre 2026", "2026-11-30"},
		{"es", "Con fecha 30/11/2026, por favor.", "2026-11-30"},
		{"it", "Data fattura: 30 novembre 2026", "2026-11-30"},
		{"nl", "Factuurdatum graag 30 november 2026.", "2026-11-30"},
	})
}

func TestDueDate_ThatTheTermsContradictIsAsked(t *testing.T) {
	t.Parallel()
	for language, c := range map[string]struct{ agree, contradict string }{
		"en": {"Payment within 30 days, so due on 10 December 2026.", "Payment within 14 days, so due on 28 February 2027."},
		"nl": {"Betalingstermijn is 30 dagen na factuurdatum, dus de vervaldatum op de factuur graag op 10 december 2026.", "Betalingstermijn is 14 dagen na factuurdatum, dus de vervaldatum op de factuur graag op 28 februari 2027."},
	} {
		r := reading.Read(mailFrom(reedGlass, invoiceLetter(language, c.agree)), fixtureOwner())
		require.Equal(t, "2026-12-10", r.DueDate, c.agree)
		require.NotNil(t, r.NetDays, c.agree)
		r = reading.Read(mailFrom(reedGlass, invoiceLetter(language, c.contradict)), fixtureOwner())
		require.Empty(t, r.DueDate, c.contradict)
		require.Nil(t, r.NetDays, c.contradict)
		require.NotEqual(t, contract.ExpectDraft, r.Expected, c.contradict)
		require.Contains(t, askedFields(r), "due_date", c.contradict)
	}
}

func TestLines_WordsThatNameNothingAreNoDescription(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice Reed Glass Ltd for the care plan of September: one month at EUR 220.00.",
		"Bitte schicken Sie uns die Rechnung über 1.190,00 € netto.",
	} {
		for _, l := range reading.Read(mailFrom(reedGlass, body), fixtureOwner()).Lines {
			require.NotContains(t, []string{"one month", "die Rechnung über"}, l.Description)
		}
	}
}

// A text four times as long may cost four times as much, and not sixteen: no
// word makes the reading quadratic.
func TestTerms_CostGrowsWithTheTextAndNotWithItsSquare(t *testing.T) { //nolint:paralleltest // it measures time, and tests beside it would slow it
	if testing.Short() || corpora.Race {
		t.Skip("times are compared, which takes a while")
	}
	for _, word := range []string{"Stichting ", "Acme & Co. Ltd ", "PO 4711-22 ", "VAT 123456789 ", "net 30, 10 days ", "1 or ", "1. May 2026 to ", "bill to Acme ", "to a@b.example ", "May to June 2026 ", "Address:\n", "Firma: A\n", "or Reed Glass Ltd.\n", "12, 13, 14, "} {
		cost := func(size int) time.Duration {
			mail := mailFrom(reedGlass, invoiceLetter("en", strings.Repeat(word, size/len(word))))
			best := time.Hour
			for range 3 {
				best = min(best, cputime.Of(func() { reading.Read(mail, fixtureOwner()) }))
			}
			return best
		}
		short, long := cost(9<<10), cost(36<<10)
		require.Less(t, float64(long), 12*float64(short+20*time.Millisecond), "%q: %v for 9 KB, %v for 36 KB", word, short, long)
	}
}
