package reading_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestTheirs_ABillWrittenIntoTheMailIsOwedAndNeverARequest(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`Leaflet // My invoice is below, I hope that is OK for your bookkeeper.\n\nINVOICE 0064\nTo: Lindholm Studio\n920 words @ EUR 0.22    EUR 202.40\nPayable within 21 days`,
		`Bill // Invoice no. 77\nBill to: Lindholm Studio\n3 hours proofreading at EUR 30 each\n\nPlease could you send us a PO for the invoice?`,
		`Arbeit im Mai // Hallo, bitte schicken Sie mir die Rechnung bestätigt zurück.\n\nRechnung Nr. 12\nAn: Lindholm Studio\n3 Stunden Lektorat zu je 40,00 EUR`,
		`Travaux // Bonjour,\n\nFacture n° 12\nFacturé à : Lindholm Studio\n3 heures à 40,00 EUR l'heure`,
		`Trabajo // Hola,\n\nFactura 0012\nCliente: Lindholm Studio\n3 horas a 40,00 EUR la hora`,
		`Lavoro // Buongiorno,\n\nFattura n. 12\nDestinatario: Lindholm Studio\n3 ore a 40,00 EUR l'ora`,
		`Werk // Hallo,\n\nFactuur 0012\nKlant: Lindholm Studio\n3 uur à 40,00 EUR per uur`,
		`Invoice 2231 // Dear customer, invoice 2231 for 3 toner cartridges at £45.00 each is now available. Total £135.00.`,
		`Photography // Hi, invoice for the photography on 3 May: 2 hours at £80, total £160. Sort code 20-00-00, account 12345678.`,
		`The leaflets // Here's what you owe me for the leaflets: 4 boxes at £20 each, so £80. PayPal or bank transfer is fine.`,
	} {
		r := wrote(text)
		assert.Equal(t, contract.DirectionIncomingBill, r.Direction, text)
		assert.Equal(t, contract.ExpectIgnore, r.Expected, text)
	}
}

func TestTheirs_ARequestThatNamesANumberOrTheOwnerStaysOne(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`Invoice 2026 // Please invoice us for 12 mugs at EUR 6.00 each.`,
		`October // Please send the invoice.\n\nBill to: Acme Works Ltd\n12 mugs at EUR 6.00 each`,
		`PO 4711-22 // Vendor: Lindholm Studio\nInvoice to: Acme Works Ltd\nPlease invoice us for 12 mugs at EUR 6.00 each.`,
		`Order // Please invoice 12 mugs at EUR 6.00 each, payable within 30 days. Attn: Mara Lind`,
	} {
		assert.Equal(t, contract.DirectionInvoice, wrote(text).Direction, text)
	}
}

func TestTheirs_AdviceOfAPaymentAndThanksForABillAskForNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`Remittance advice 30/10/2026 // REMITTANCE ADVICE\n\nSupplier: Lindholm Studio\nYour invoice    Amount\nINV-97    £540.00\nINV-98    £216.00\nTotal    £756.00`,
		`Payment // The amount of £756.00 for your invoice of 3 stools at £252.00 each will be credited to your account within three days.`,
		`Thank you // Thanks for the invoice (2 translations at £45 each). It'll be paid on the next run.`,
		`Payment run // Please note the following invoices will be paid on Friday: INV-1, 3 leaflets at £30, £90.`,
		`Thank you // The invoice for the 3 stools at £30 each arrived safely.`,
		`You made a sale! // 2 phone stands at EUR 24.00 each. The buyer has paid. We issue the invoice to the buyer for you; your payout is planned for Monday.`,
	} {
		assert.Equal(t, contract.ExpectIgnore, wrote(text).Expected, text)
	}
	request := wrote(`Thank you // Thanks for the invoice for May. Please also invoice us for 3 stools at £30 each.`)
	assert.Equal(t, contract.DirectionInvoice, request.Direction)
}

func TestTheirs_WhatTheHousePassesOnToBePaidIsABill(t *testing.T) {
	t.Parallel()
	forward := func(words string) contract.Reading {
		return reading.Read([]byte("From: Ida Berg <ida@lindholm-studio.example>\nTo: mara@lindholm-studio.example\nSubject: Fwd: workshop\nContent-Type: text/plain; charset=utf-8\n\n"+words+
			"\n\n---------- Forwarded message ---------\nFrom: Stan Sparks <stan@sparks.example>\nDate: Mon, 2 Nov 2026 at 19:22\nSubject: workshop\nTo: Ida Berg <ida@lindholm-studio.example>\n\n"+
			"Hi Ida, please make the invoice for the workshop: 9 hours at £44 each.\nStan\n"), fixtureOwner())
	}
	assert.Equal(t, contract.DirectionIncomingBill, forward("Can you pay this one?").Direction)
	assert.Equal(t, contract.DirectionIncomingBill, forward("Kannst du das bitte überweisen?").Direction)
	assert.Equal(t, contract.DirectionInvoice, forward("Can you do this one?").Direction)
}
