package reading_test

import (
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
