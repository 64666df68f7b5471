package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestEveryday_PlainLetters(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"As per our agreement please bill monthly retainer £1,500 for May 2025.":                                                                                                         "1 monthly retainer 1500",
		"Please could you invoice us for the two sessions you ran (£175 per session), your train fare of £38.40 and the hand-outs at £1.20 x 25.":                                        "2 sessions 175; 1 your train fare 38.4; 25 the hand-outs 1.2",
		"I would be grateful for an invoice in respect of:\n\n(a) drafting the lease: £850.00\n(b) two meetings at £120.00 each: £240.00\n(c) registry fees: £45.00\n\nTotal: £1,135.00": "1 drafting the lease 850; 2 meetings 120; 1 registry fees 45",
		"Our accountant needs an invoice for the printer repair you did in March, it was £85 including parts.":                                                                           "1 the printer repair 85",
		"We received 25 boxes of A4 paper (£18.50/box) and 10 toner cartridges (£62.00 each) last Thursday but no invoice. Please send.":                                                 "25 A4 paper 18.5; 10 toner cartridges 62",
		"Invoice for last 2 visits please - £40 a visit.":                                                                                                                                "2 visits 40",
		"Please raise an invoice for £360 (12 hours x £30) for the website edits.":                                                                                                       "12 website edits 30",
		"Please bill us £25 x 4 for the dog walking.":                                                                                                                                    "4 the dog walking 25",
		"Can I have an invoice for the cake? It was £85, and £10 for the stand.":                                                                                                         "1 the cake 85; 1 the stand 10",
		"Please add VAT and invoice: Boiler service £95.00, CP12 certificate £45.00.":                                                                                                    "1 Boiler service 95; 1 CP12 certificate 45",
		"You provided tea and coffee for 60 people at £2.50 per head and 5 platters of sandwiches at £22. Please send the invoice to me.":                                                "60 tea and coffee 2.5; 5 platters of sandwiches 22",
		"Please invoice us for one day of consultancy at £650.00 and expenses of £84.20.":                                                                                                "1 one day of consultancy 650; 1 expenses 84.2",
	})
}

func TestEveryday_AUsualPriceNamesNothing(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Thanks for today. 2.5 hrs at your normal £40 an hour, can you bill us?"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
	r = reading.Read(letter("Did our payment of EUR 80.00 for invoice 12 reach you?"), fixtureOwner())
	require.Equal(t, contract.ExpectIgnore, r.Expected)
}

func TestEveryday_CountsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice us: Monday 10 loaves, Wednesday 12 loaves, Friday 15 loaves - all at £2.40.",
		"Could you raise two separate lines on your invoice: bookkeeping April 9 hours at £26.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, contract.ExpectAsk, r.Expected, "%+v", r.Lines)
			for _, l := range r.Lines {
				require.Empty(t, l.Quantity)
			}
		})
	}
	readsAs(t, map[string]string{
		"As quoted: £18.50 per metre, 64 metres, £1,184.00. Please invoice us for the fence.":                  "64 the fence 18.5",
		"Please invoice the school:\n\nFull day visit £450.00\nTravel 86 miles at 45p £38.70\n\nTotal £488.70": "1 Full day visit 450; 86 Travel 0.45",
	})
}

func TestEveryday_AShortNameIsConfirmedByItsDomain(t *testing.T) {
	t.Parallel()
	r := reading.Read(mailFrom("Amy Fox <amy@foxpr.example>", "Please invoice us for 5 headshots at £60 each. Made out to Fox PR Ltd please."), fixtureOwner())
	require.Equal(t, "Fox PR Ltd", r.Company)
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	r = reading.Read(mailFrom("Amy Fox <amy@foxpr.example>", "Please invoice us for 5 headshots at £60 each. Made out to Owl PR Ltd please."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}
