package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestEveryday_WhatIsDoneIsAThing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"When we spoke you said £90 for translating my grandmother's letters. Would you please send me the bill.": "1 translating my grandmother's letters 90",
		"Please send an invoice for the amount of £275 for repairing the shop sign.":                              "1 repairing the shop sign 275",
		"Could you invoice us £40 for fitting and £25 for parking?":                                               "1 fitting 40; 1 parking 25",
		"Please send the invoice: €55 for bringing it and €55 for collecting it.":                                 "1 bringing it 55; 1 collecting it 55",
		"Please bill me the £60 for cleaning the carpets.":                                                        "1 cleaning the carpets 60",
	})
}

func TestEveryday_HowLongAndHowMuchOfItNameNothing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please can you do an invoice for the marquee? It was £450 for the weekend and £60 for the heaters.":                   "1 the marquee 450; 1 the heaters 60",
		"We agreed £300 for the evening, and £50 extra for the lights. Please send the invoice for the DJ set.":                "1 the DJ set 300; 1 the lights 50",
		"We owe you for the gutter clearing - £180 for the whole house. Send me the invoice when you get a minute.":            "1 the gutter clearing 180",
		"You never billed us for the workshop on 3 April. It was £650 for the day plus £42.60 train fare.":                     "1 the workshop 650; 1 train fare 42.6",
		"Could you bill us for last week please? You did three mornings at £120 a morning.":                                    "3 mornings 120",
		"Please invoice us. That's 40 mugs at £3.20, and you were kind enough to do the artwork for £25.":                      "40 mugs 3.2; 1 the artwork 25",
		"Please send an invoice. I think you put in 9 panels and they were £42 a panel, and labour was £200.":                  "9 panels 42; 1 labour 200",
		"There were 14 trophies and you charge £6.75 a trophy so I make it £94.50. Could you let me have an invoice for that?": "14 trophies 6.75",
	})
}

func TestEveryday_CountsThatOthersMakeUp(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice:\n\n- stewards at the desk, 2 people for 9 hours each, so 18 hours in total at £34 per hour\n- delivery of badges, £120 flat": "18 stewards at the desk 34; 1 delivery of badges 120",
		"Kindly bill us for app localization batch 3 - 640 strings @ £0.75 per string. Total comes to £480.":                                          "640 app localization batch 3 0.75",
		"Please invoice:\n\n- Logo design (1) - £400\n- Chairs (6) at £40 each":                                                                       "1 Logo design 400; 6 Chairs 40",
	})
	for _, body := range []string{
		"Please invoice:\n\n- stewards at the desk, 2 people for 9 hours each, 20 hours at £34 per hour",
		"Please invoice:\n\n- Annual report (2024) at £40 each",
		"Please bill for May as below\nretainer 600\nextra edits 3 hrs @ 45\nAll GBP ex VAT",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected)
		})
	}
}

func TestEveryday_LaidOut(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us:\n\nItem: Portrait session\nQuantity: 1\nPrice: £240.00\n\nItem: Extra prints\nQuantity: 6\nPrice: £15.00\n\nTotal: £330.00":                    "1 Portrait session 240; 6 Extra prints 15",
		"Please invoice us:\nDescription: Banner\nQuantity: 2\nUnit price: £80.00\nTotal: £160.00\n\nDescription: Flyers\nQuantity: 500\nUnit price: £0.10\nTotal: £50.00": "2 Banner 80; 500 Flyers 0.1",
		"Please invoice:\n\nTask            Callouts     Rate\nSteward            14     £10.00\nSupervisor          4     £20.00\n\nTotal   £220.00":                      "14 Steward 10; 4 Supervisor 20",
	})
}

func TestEveryday_WhenItIsPossibleToSendItIsNoOption(t *testing.T) {
	t.Parallel()
	const ask = "Please invoice us for 3 mugs at £6 each. "
	require.Equal(t, contract.ExpectDraft, reading.Read(letter(ask+"Send it by e-mail if possible."), fixtureOwner()).Expected)
	require.Equal(t, contract.ExpectAsk, reading.Read(letter(ask+"And a jug if possible."), fixtureOwner()).Expected)
}

func TestEveryday_PoundsAreThoseOfTheOwnersHome(t *testing.T) {
	t.Parallel()
	home := fixtureOwner()
	home.HomeCurrency = "GBP"
	const body = "Please bill us 5 safety signs @ 12.50 pounds each."
	require.Equal(t, "GBP", reading.Read(letter(body), home).Currency)
	require.Empty(t, reading.Read(letter(body), fixtureOwner()).Currency)
}

func TestEveryday_ACustomersForwardHoldsTheFigures(t *testing.T) {
	t.Parallel()
	mail := func(subject, from, inner string) []byte {
		return []byte("From: Paula Sedgley <" + from + ">\nTo: mara@lindholm-studio.example\nSubject: " + subject + "\nDate: Tue, 10 Nov 2026 09:30:00 +0000\n" +
			"Message-ID: <1@test.example>\nContent-Type: text/plain; charset=utf-8\n\nHi\n\nPlease see below and invoice Orrin Fasteners Ltd accordingly.\n\nPaula\nAccounts, Orrin Fasteners Ltd\n\n" +
			"-----Original Message-----\nFrom: " + inner + "\nSent: 08 April 2025 07:58\nTo: Paula Sedgley\nSubject: Hanover\n\nPaula, 2 days interpreting at the fair at £340 a day.\nM\n")
	}
	r := reading.Read(mail("FW: Hanover", "paula@orrinfasteners.example", "Martin Deeks"), fixtureOwner())
	require.Equal(t, "2 interpreting at the fair 340", linesOf(r))
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	for name, raw := range map[string][]byte{
		"no forward":         mail("Hanover", "paula@orrinfasteners.example", "Martin Deeks"),
		"a stranger's":       mail("FW: Hanover", "paula@orrinfasteners.example", "Martin Deeks <martin@elsewhere.example>"),
		"the owner's":        mail("FW: Hanover", "paula@orrinfasteners.example", "Mara Lind <mara@lindholm-studio.example>"),
		"a common mailbox's": mail("FW: Hanover", "paula@gmail.com", "Martin Deeks <martin@gmail.com>"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.NotEqual(t, contract.ExpectDraft, reading.Read(raw, fixtureOwner()).Expected)
		})
	}
}
