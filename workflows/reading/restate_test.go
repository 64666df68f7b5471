package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestSums_ThatOnlySayALineAgainAreNoQuestion(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Please invoice us: 14 hours of copywriting at €62 an hour and 3.5 hours of proofreading at €48 an hour. That's €868 and €168, so €1,036 altogether.": "14 copywriting 62; 3.5 proofreading 48",
		"Please invoice us:\n- editing, 40 pages at £6.50 a page less 10% discount, which makes £234.00\n- the poster, £45.00\nSo £279.00 altogether.":        "40 editing 6.5 -10%; 1 the poster 45",
		"Bitte eine Rechnung: 14 Stunden Texten zu je 62,00 EUR und 4 Stunden Lektorat zu je 48,00 EUR. Das sind 868,00 EUR und 192,00 EUR.":                  "14 Texten 62; 4 Lektorat 48",
		"Please invoice us for 5 web pages at £95 a page and the van flyer which we said £60 flat. £535 total.":                                               "5 web pages 95; 1 the van flyer 60",
		"Please invoice us for 5 web pages at £95 a page and the van flyer, as agreed £60.":                                                                   "5 web pages 95; 1 the van flyer 60",
		"Please invoice us: magnetic drill, 5 days at 38 EUR per day, from 10 to 14 November 2025, and delivery flat rate 45 EUR.":                            "5 magnetic drill 38; 1 delivery 45",
		"Please invoice us:\n- facilitation workshop, 2 days, 780 EUR per day\n- travel costs, lump sum 215 EUR\nTogether 1775 EUR":                           "2 facilitation workshop 780; 1 travel costs 215",
		"Please invoice us: 14 hours of copywriting at €62 an hour and 3.5 hours of proofreading at €48 an hour. Parking €168.":                               "14 copywriting 62; 3.5 proofreading 48; 1 Parking 168",
		"Please invoice us: two days of technical drawing at EUR 560 a day and the ferry ticket at cost, EUR 94.50.":                                          "2 technical drawing 560; 1 the ferry ticket 94.5",
		"Please invoice us for 12 mugs at EUR 6.00 each. Goods in shuts at 3.30.":                                                                             "12 mugs 6",
		"Please invoice us for 12 mugs at EUR 6.00 each.\n\nJo Miller\nThe shop is open from ten to five. Adults EUR 9.50, children free.":                    "12 mugs 6",
		"Please invoice us for 12 mugs at EUR 6.00 each.\n\nRegards,\nJo Miller\n\nPS: please add the delivery, EUR 9.50":                                     "12 mugs 6; 1 the delivery 9.5",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s: %v", body, r.Questions)
	}
}

func TestSums_OfSomethingElseStayAQuestion(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"a deposit as high as the lines":            "Please invoice us for 3 stools at £90 each, £270, deposit of £270 paid.",
		"a discount that may be on one line or all": "Please invoice us for 40 pages at £6.50 a page, and the poster wording, £45.00, less 10% discount.",
		"a price like a time":                       "Please invoice us for 12 mugs at EUR 6.00 each. Jugs at EUR 3.30.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, name)
	}
}

func TestPercent_OfSeveralEachSpeaksOfItsOwnPart(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice us for 8 benches at EUR 640 each less the 7.5% club discount, VAT 15% on top.",
		"Bitte eine Rechnung über 8 Bänke zu je 640,00 EUR abzüglich 7,5% Rabatt, zzgl. 15% MwSt.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Len(t, r.Lines, 1, body)
		require.Equal(t, contract.Decimal("7.5"), r.Lines[0].DiscountPercent, body)
		require.Equal(t, contract.Decimal("15"), r.Lines[0].TaxPercent, body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s: %v", body, r.Questions)
	}
}
