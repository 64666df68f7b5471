package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestOthers_WhatSomebodyElseAsksIsNotBilled(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Please invoice us for 12 mugs at EUR 6.00 each. A chap from Leeds offered to do it for €300 but we know better.":              "12 mugs 6",
		"Bitte schicken Sie die Rechnung über 12 Tassen zu je 6 €. Ein anderer hat es für 300 € angeboten, aber das war uns zu wenig.": "12 Tassen 6",
		"Please invoice us for 12 mugs at EUR 6.00 each. A chap from Leeds offered to do it for €300 on your behalf.":                  "",
		"Please invoice us for 12 mugs at EUR 6.00 each. The packing comes to €30.":                                                    "",
		"Please invoice us for 12 mugs at EUR 6.00 each. A colleague asked for 2 more at €7.":                                          "",
	})
}

func TestOthers_AThingIsNamedBeforeItsCountOrItsPrice(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Please invoice us. It was the spring and autumn newsletters, three issues, at EUR 60 an issue.": "3 spring and autumn newsletters 60",
		"Please invoice us for three issues at EUR 60 an issue.":                                         "3 issues 60",
		"Please invoice us for the sixty breakfast menus, they were EUR 0.95 each.":                      "60 breakfast menus 0.95",
		"Please invoice us for the sixty-five breakfast menus, which came to EUR 0.95 each.":             "65 breakfast menus 0.95",
		"Bitte schicken Sie uns die Rechnung über 12 Tassen, die waren zu je 6 €.":                       "12 Tassen 6",
		"Merci de nous facturer 12 tasses, elles étaient à 6 € pièce.":                                   "12 tasses 6",
		"We would like to order 500 menus at EUR 0.95 each and 20 mugs at EUR 6.00 each.":                "500 menus 0.95|20 mugs 6",
	})
}

func TestOthers_ADiscountInALineIsThatLines(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Please supply and invoice:\n\nTamper stand brushed    15 pcs   EUR 38.00   less 5%\nKnock box bracket    8 pcs   EUR 26.50   less 5%\n\nTotal EUR 742.90 after discount."), fixtureOwner())
	assert.Equal(t, "15 Tamper stand brushed 38 -5%; 8 Knock box bracket 26.5 -5%", linesOf(r))
	assert.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	open := reading.Read(letter("Please supply and invoice:\n\nTamper stand brushed    15 pcs   EUR 38.00   less 5%\nKnock box bracket    8 pcs   EUR 26.50   less 5%\n\nTotal EUR 740.90 after discount."), fixtureOwner())
	assert.Equal(t, contract.ExpectAsk, open.Expected)
}

func TestOthers_WhatIsOfferedOrOnlySupposedIsNotAsked(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]contract.Direction{
		`Your receipt // Thanks for your order. Amount paid: USD 249.00. Need an invoice with your company details? You can download one from your account.`:                          contract.DirectionReceipt,
		`Invoice please // Need an invoice for the 3 stools at EUR 30.00 each? You said so on the phone. Please send it.`:                                                             contract.DirectionInvoice,
		`Overdue: invoice KFS-20931 // The invoice KFS-20931 of £185.00 remains unpaid. If there is a problem with the invoice please get in touch and we will send a corrected one.`: contract.DirectionDunning,
		`Invoice 12 // The name on invoice 12 is wrong. Could you send a corrected one please?`:                                                                                       contract.DirectionCorrection,
		`Re: Invoice INV-2026-121 // Your invoice INV-2026-121 (€610) came in safely and has been approved.`:                                                                          contract.DirectionNone,
		`Order 45 // Please accept this e-mail as our official order no. 4500187732 for 12 mugs at EUR 6.00 each.`:                                                                    contract.DirectionOrder,
		`May // Could you send the account for May 2026? Four visits to the piano, EUR 65 a visit.`:                                                                                   contract.DirectionInvoice,
		`Boards // Can you deliver to the main office and invoice as below.\n\n12 boards at EUR 18.50 each`:                                                                           contract.DirectionInvoice,
	} {
		assert.Equal(t, want, wrote(text).Direction, text)
	}
}

func TestOthers_AMailboxAddressConfirmsWhoIsNamedButNoKnownCustomer(t *testing.T) {
	t.Parallel()
	const body = "Please invoice us for 12 mugs at EUR 6.00 each. Please make the invoice out to Reed Garden Guest House and not to me.\n\nHilary"
	owner := fixtureOwner()
	assert.Equal(t, contract.ExpectDraft, reading.Read(mailFrom("Hilary Prothero <hilary@gmail.example>", body), owner).Expected)
	for _, from := range []string{"hilary@royalmail.example", "hilary@stone-mail.example", "hilary@mailworks.example"} {
		assert.Equal(t, contract.ExpectAsk, reading.Read(mailFrom("Hilary Prothero <"+from+">", body), owner).Expected, from)
	}
	owner.KnownCustomers = append(owner.KnownCustomers, contract.KnownCustomer{Name: "Reed Garden Guest House", Email: "office@reedgarden.example"})
	assert.Equal(t, contract.ExpectAsk, reading.Read(mailFrom("Hilary Prothero <hilary@gmail.example>", body), owner).Expected)
}

func TestOthers_WhatStandsBehindItsPriceInARow(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Please invoice us: EUR 240 for the week's rental of the lift, EUR 55 for bringing it and EUR 55 for collecting it, so EUR 350 in all.":                       "1 the week's rental of the lift 240|1 bringing it 55|1 collecting it 55",
		"Please invoice us: EUR 240 for the week's rental of the lift, EUR 55 for bringing it and EUR 55 for collecting it, so EUR 295 in all.":                       "",
		"Please invoice us. You kindly knocked 15% off the frames, so it is two goal frames at EUR 275.00 each and four anchors at EUR 18.00 each. Total EUR 539.50.": "2 goal frames 275|4 anchors 18",
		"Please invoice us:\n\nRental of 8 display stands, EUR 45.00 per stand\nSet-up, 5 hours at EUR 58.00\nRental period 5 December 2025 to 11 January 2026.\n":    "8 display stands 45|5 Set-up 58",
		"Please invoice us:\n\nRental of 8 display stands, EUR 45.00 per stand\nSet-up, 5 hours at EUR 58.00\nRental of a van on 5 December 2025\n":                   "",
	})
}

func TestOthers_AVagueNumberIsALineOfItsOwn(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"The window stickers flew out, so could we have a few more please, EUR 4.20 each like before, and 50 car stickers at EUR 1.10 each. Please send an invoice.": "window stickers 4.2|50 car stickers 1.1",
		"Please invoice us for a few more mugs, EUR 4.20 each, and 50 car stickers at EUR 1.10 each.":                                                                "mugs 4.2|50 car stickers 1.1",
		"Merci de nous facturer quelques tasses à 4,20 € pièce et 50 affiches à 1,10 € pièce.":                                                                       "tasses 4.2|50 affiches 1.1",
		"Bitte schicken Sie die Rechnung über ein paar Tassen zu je 4,20 € und 50 Plakate zu je 1,10 €.":                                                             "Tassen 4.2|50 Plakate 1.1",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		assert.Equal(t, want, linesRead(r), body)
		assert.Equal(t, contract.ExpectAsk, r.Expected, body)
	}
}

func TestOthers_AnInvoiceThatIsSentToTheFirmItselfIsTheFirms(t *testing.T) {
	t.Parallel()
	const body = "Please invoice our client for 12 mugs at EUR 6.00 each.\n\nInvoice to: Harbour Lights Foundation, Wilhelminaplein 12\nPlease send the invoice to finance@harbourlights.example.\n\nLeonie Hartwig"
	assert.Equal(t, contract.ExpectDraft, reading.Read(mailFrom("Leonie Hartwig <leonie@flux-agentur.example>", body), fixtureOwner()).Expected)
	other := strings.ReplaceAll(body, "finance@harbourlights", "finance@flux-agentur")
	assert.Equal(t, contract.ExpectAsk, reading.Read(mailFrom("Leonie Hartwig <leonie@flux-agentur.example>", other), fixtureOwner()).Expected)
}
