package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Who or what tells of the figures is no thing to bill.
func TestLines_ANoteThatTellsOfHoursIsNoThing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please send the invoice for the tree work. The quote says £55 an hour and I counted 4 hours.":                                                                           "4 the tree work 55",
		"Please invoice us for the checkout fix. We said £65 an hour and your note says three and a half hours, then there's the £40 for the plugin licence. I make it £267.50.": "3.5 the checkout fix 65; 1 the plugin licence 40",
		"Please send an invoice. The rota lists four shifts, £110 a shift.":                                                                                                      "4 shifts 110",
		"Please send your invoice. We agreed £40 a room and you painted 11 rooms.":                                                                                               "11 rooms 40",
	})
	r := reading.Read(letter("Please invoice us. Your timesheet shows 6 hours at £50."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected, "nothing says what was done in them")
}

// People are counted for what was done for them, whatever they are called.
func TestLines_APricePerHeadIsOfWhatWasDoneForThem(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"For October the bookkeeper has done payroll for 14 staff at £15 per head. Please invoice us.":               "14 payroll 15",
		"Please invoice us for the first aid course for 12 colleagues at £45 per person.":                            "12 the first aid course 45",
		"Please invoice us. You ran the fire marshal session for nine wardens, £30 a head.":                          "9 fire marshal session 30",
		"Please invoice us for the 18 welcome drinks at £4 a head.":                                                  "18 welcome drinks 4",
		"Please invoice us. The mechanic looked at the five cars: service £35 per car. And two tyres at £72 please.": "5 cars: service 35; 2 tyres 72",
	})
}

// An invoice for a thing to a firm is for the thing; where the firm is names nothing.
func TestLines_TheThingIsNotTheFirmNorItsTown(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Please send the invoice for the tree work to Acme Works Ltd. £55 an hour, 4 hours.":                  "4 the tree work 55",
		"Please invoice Acme Works Ltd for the tree work. It was £55 an hour and you worked 4 hours.":         "4 the tree work 55",
		"Please send your invoice to Acme Works Ltd, 4 Mill Lane, for the tree work. 4 hours at £55 an hour.": "4 the tree work 55",
		"Please bill Acme Works LLC (Denver) for the audit. We agreed on €120 an hour, it came to 6.5 hours.": "6.5 the audit 120",
		"Puede hacer la factura a Acme Works SL por la limpieza. 4 horas a 55 €.":                             "4 la limpieza 55",
		"Merci de facturer Acme Works SARL pour le nettoyage. 4 heures à 55 €.":                               "4 le nettoyage 55",
		"Please send the invoice to Acme Works Ltd (4 Mill Lane, Dalby) for 12 hours at £30 an hour.":         "",
		"Please send the invoice to us, Acme Works Ltd, 4 Mill Lane, Dalby, for 3 hours at £30 per hour.":     "",
		"Rechnung bitte an Acme Works GmbH, Hauptstr. 4, Aalen, für 12 Stunden zu je 30 €.":                   "",
	} {
		require.Equal(t, want, linesOf(reading.Read(letter(body), fixtureOwner())), body)
	}
}

// A name ends before what is billed, a time, or an amount.
func TestCompany_ANameEndsBeforeWhatItIsBilledFor(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Send an invoice to Lakota County Parks for October: 3 shoots at $85 each.":                  "Lakota County Parks",
		"Submit the bill in the name of Vidya Public School for Rs.47,800/- as agreed.":              "Vidya Public School",
		"Send an invoice to Lakota County Parks for Bluff Trail, $85.\n\nEllen\nLakota County Parks": "Lakota County Parks",
		"Send an invoice to Centre for Women for 3 lamps at £20 each.":                               "Centre for Women",
	} {
		require.Equal(t, want, reading.Read(written("Jo <jo@"+domainOf(want)+">", body), fixtureOwner()).Company, body)
	}
}

// A thing that the invoice is asked for, and that no line is of, is asked about.
func TestLines_AThingAskedForWithoutAPriceIsNotLeftOut(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bung us a bill for the hedge and the three bags of bark will you. Bark was £7.50 a bag.",
		"Please invoice us for the fence and the two gates. The gates were £60 each.",
		"Can I get a bill for mowing and strimming please. Mowing 3 times at £20.",
		"Bitte eine Rechnung für die Hecke und die drei Säcke Rinde. Die Säcke zu je 7,50 €.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		require.Equal(t, contract.DirectionInvoice, r.Direction)
	}
}

// Who writes how he is to be paid writes a bill of his own.
func TestDirection_WhoSaysWhatPaymentHeTakesBillsTheOwner(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Studio rent is €875.00, 2 hours of HVAC at €40.00, so the invoice comes to €955.00 and is due by 12 December.",
		"3 Wednesdays at the studio, €95 each, plus the windows €35. So that's €320 you owe us, Venmo or check is good. I put the invoice under the door.",
		"Your bill for December is €120 for the unit plus 2 keys at €15 each, so €150. We'll take it off your card on the 1st.",
		"Your frames are ready: 3 frames at £45 each, £135. You can pay in the shop, we will give you the invoice then.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.DirectionIncomingBill, r.Direction, body)
	}
}

// Any verb may ask for a bill, and "raise it" asks for the invoice that was spoken of.
func TestDirection_AskedInOtherVerbs(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Lob us an invoice for the two bikes, £40 apiece.",
		"Could you knock me up an invoice for that when you've got a sec? 3 cakes at £22.",
		"We have the delivery notes but no invoice yet. Could you raise it as follows please: 3 lamps at £20 each.",
		"3 lamps at £20 each. If you send the bill to me at 7 Crab Lane I'll pop a cheque in the post.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.DirectionInvoice, r.Direction, body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s %v", body, r.Questions)
	}
	require.Equal(t, contract.DirectionNone, reading.Read(letter("The plumber gave me an invoice: 2 hours at £40. What do you think?"), fixtureOwner()).Direction)
}
