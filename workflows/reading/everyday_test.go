package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// readsAs reads letters that say everything, and wants a draft with the lines.
func readsAs(t *testing.T, letters map[string]string) {
	t.Helper()
	for body, want := range letters {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestEveryday_ASentenceThatIsANameAndItsFiguresIsALine(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us. Photographing of old documents, 40 photographs at £1.50 each. Typing up of the handwriting, 7 pages at £16.00 each.": "40 Photographing of old documents, photographs 1.5; 7 Typing up of the handwriting 16",
		"Please send the invoice as follows. Grass cutting at the front, 6 visits at £25 each. Hedge trimming: 3 hours at £22.":                  "6 Grass cutting at the front 25; 3 Hedge trimming 22",
		"Please invoice us. Painting of the upstairs windows - 5 windows at £60. Scaffold tower hire, 3 days at £35 per day.":                    "5 Painting of the upstairs windows, windows 60; 3 Scaffold tower hire 35",
		"Please invoice us for the week. Hedge cutting at the back, 3 hours at £22. Green waste removal, £40.":                                   "3 Hedge cutting at the back 22; 1 Green waste removal 40",
	})
}

func TestEveryday_TheThingMayStandBehindItsPrice(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please bill us EUR 0.09/word for 5,200 words of website copy, and a EUR 40 flat project set-up fee. EUR 508 all in.": "5200 website copy 0.09; 1 project set-up fee 40",
		"Please invoice us for the £60 call-out charge and a £12.50 washer kit.":                                              "1 call-out charge 60; 1 washer kit 12.5",
		"Please invoice us for 12 hours of tiling at £30 and the £18 tile trim.":                                              "12 tiling 30; 1 tile trim 18",
	})
	for _, body := range []string{
		"Please send us the invoice for the £450 total we agreed.",
		"Please invoice us for 3 mugs at £6, less the £5 deposit.",
		"Please invoice us for 3 mugs at £6. The £50 budget is not used up.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected)
		})
	}
}

func TestEveryday_ACurrencyIsNoThing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"You may send us the invoice for the texts now. It was 2350 words for EUR 0.11 per word, so together EUR 258.50.":                                                    "2350 the texts 0.11",
		"Please issue the invoice:\n\nn. 1 translation of contract      euro 380,00\nn. 3 revision of letters         euro 45,00 each\n\nfor a total amount of euro 515,00.": "1 translation of contract 380; 3 revision of letters 45",
	})
}

func TestEveryday_WhoIsToBeBilled(t *testing.T) {
	t.Parallel()
	const ask = "Please invoice us for 12 mugs at GBP 6.00 each. "
	for name, c := range map[string]struct{ from, body, company string }{
		"a place within the name":    {"Tom Reed <tom@gmail.com>", "Please make the invoice out to Marsh Farm (Kent) Limited, 12 mugs at GBP 6.00 each.", "Marsh Farm (Kent) Limited"},
		"the books of another":       {"Julie Brook <julie@jbbooks.example>", "I do the books for Castell Roofing (Powys) Ltd. Please raise an invoice to Castell Roofing (Powys) Ltd for 12 mugs at GBP 6.00 each.", "Castell Roofing (Powys) Ltd"},
		"an office that is claimed":  {"Geoff Tindall <g.tindall@somewhere.example>", "I am still Treasurer for my sins. " + ask + "It should be made out to Wolds Veterans Cycling Club.", "Wolds Veterans Cycling Club"},
		"an article before the name": {"Harriet Loxley <hld@inboxly.example>", ask + "It should be addressed to the Avonmere Larks and he will pay it.\n\nHarriet Loxley\nHon. Secretary", "Avonmere Larks"},
		"what it is for is no firm":  {"Ken Abbiss <kabbiss@mailpost.example>", "Could you make an invoice out to Grace Chapel Wexcombe? It's for the Farsi Bible study sheets, 10 sheets at GBP 11 each.", "Grace Chapel Wexcombe"},
		"an amount is no firm":       {"Sean Whit <sean@delmarco-kitchens.example>", "Please invoice us for 3 brochures at A$220 each including GST, total A$660 inc GST.\n\nThanks,\nSean Whit\nDelmarco Kitchens Pty Ltd", "Delmarco Kitchens Pty Ltd"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(mailFrom(c.from, c.body), fixtureOwner())
			require.Equal(t, c.company, r.Company)
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestEveryday_TermsThereAlwaysAre(t *testing.T) {
	t.Parallel()
	for words, days := range map[string]int{
		"Net 15 like always.": 15, "Our usual 30 days.": 30, "The normal 45 days.": 45, "Standard terms, 14 days as usual.": 14,
	} {
		t.Run(words, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter("Please bill us: 3 hours of fitting at £20. "+words), fixtureOwner())
			require.NotNil(t, r.NetDays)
			require.Equal(t, days, *r.NetDays)
		})
	}
}

func TestEveryday_WaysToAsk(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]contract.Direction{
		"So if you could send me an invoice for those I'll do a bank transfer. 2 hours of fitting at £25.":                   contract.DirectionInvoice,
		"If you can pop the bill in the post, 2 hours of fitting at £25.":                                                    contract.DirectionInvoice,
		"Invoice required for 2 hours of fitting at £25.":                                                                    contract.DirectionInvoice,
		"Please see below and invoice Orrin Fasteners Ltd accordingly: 2 hours of fitting at £25.":                           contract.DirectionInvoice,
		"We are happy to accept your offer of last week: 26 labels at EUR 18.00.":                                            contract.DirectionOrder,
		"Sorry, I forgot something yesterday. Please add 2 more hours of studio time at £55 to the invoice I asked you for.": contract.DirectionInvoice,
		"Please find attached our invoice for 5 boxes at £14.20. Our bank details are on the invoice and have not changed.":  contract.DirectionIncomingBill,
		"We are pleased to send you our offer of last week again: 26 labels at EUR 18.00. Please order by Friday.":           contract.DirectionNone,
		"Please note that no invoice is required for samples, the 2 boxes at £5 are on us.":                                  contract.DirectionNone,
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, want, reading.Read(letter(body), fixtureOwner()).Direction)
		})
	}
}

func TestEveryday_WhatWasForgottenChangesTheRequestBefore(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Sorry, I forgot something yesterday. Please add 2 more hours of studio time at £55 to the invoice I asked you for.",
		"I forgot to mention in my last email: the delivery was £20. Could you put it on the bill please?",
		"Could you also put 2 hours of fitting at £30 on the invoice we asked for on Monday?",
		"Bitte stellen Sie uns auch 2 Stunden Montage zu 30 Euro in Rechnung, das habe ich gestern leider vergessen.",
		"J'ai oublié de vous dire hier : merci d'ajouter sur la facture 2 heures à 30 €.",
		"Vi chiedo di emettere la fattura anche per 2 ore a 30 euro. Ho dimenticato di dirlo ieri.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, contract.ExpectAsk, r.Expected)
			require.Contains(t, r.Flags, "amendment")
		})
	}
}
