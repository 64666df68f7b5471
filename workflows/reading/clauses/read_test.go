package clauses_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/clauses"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
)

// dictionary is a small English one.
type dictionary map[string]clauses.Role

func english() dictionary {
	d := dictionary{}
	for role, words := range map[clauses.Role]string{
		clauses.Each: "each,apiece", clauses.Per: "per,a,an", clauses.At: "at", clauses.For: "for", clauses.And: "and,plus", clauses.Of: "of",
		clauses.Article: "the,a,an,your", clauses.Glue: "in,on", clauses.Rate: "rate", clauses.Fee: "fee", clauses.Flat: "flat",
		clauses.Total: "total,so", clauses.Ask: "please,invoice", clauses.Stop: "you,were,there,have,came,us", clauses.Costs: "was,is,costs,were",
		clauses.Label: "room", clauses.Unsure: "about,maybe,or", clauses.Bound: "over", clauses.Pieces: "pcs,qty", clauses.Dozen: "dozen", clauses.One: "a,an", clauses.Agreed: "agreed", clauses.Several: "were", clauses.Half: "half",
	} {
		for _, w := range strings.Split(words, ",") {
			d[w] |= role
		}
	}
	return d
}

func (d dictionary) Roles(phrase string) (clauses.Role, string) { return d[phrase], "" }

func (d dictionary) Longest(string) int { return 1 }

func (d dictionary) Unit(word string) (string, bool) {
	u, ok := map[string]string{"hour": "hour", "hours": "hour", "day": "day", "days": "day", "month": "month", "litre": "l"}[word]
	return u, ok
}

func (d dictionary) Number(word string) (decimal.Decimal, bool) {
	n, ok := map[string]int64{"two": 2, "three": 3, "six": 6}[word]
	return decimal.NewFromInt(n), ok
}

func parse(text string, rates ...int64) (clauses.Reading, bool) {
	t := clauses.Text{Text: text, Figures: numbers.Scan(text, numbers.Point), Priced: true}
	for _, month := range []string{"October", "November"} {
		if i := strings.Index(text, month); i >= 0 {
			t.Months = append(t.Months, [2]int{i, i + len(month)})
		}
	}
	var r []decimal.Decimal
	for _, n := range rates {
		r = append(r, decimal.NewFromInt(n))
	}
	return clauses.Read(t, english(), r)
}

// said writes a reading as "12 lamps 40|1 delivery 65".
func said(text string, r clauses.Reading) string {
	var out []string
	for _, l := range r.Lines {
		name := text[l.Name[0]:l.Name[1]]
		if l.Also[1] > 0 {
			name += ", " + text[l.Also[0]:l.Also[1]]
		}
		out = append(out, strings.Join(strings.Fields(l.Qty.String()+" "+name+" "+l.Price.String()), " "))
	}
	return strings.Join(out, "|")
}

func TestRead_CountThingAndPriceStandInAnyOrder(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"please invoice 12 lamps at €40 and the delivery, €65":             "12 lamps 40|1 delivery 65",
		"please invoice lamps (12, €40 each) and €65 for delivery":         "12 lamps 40|1 delivery 65",
		"invoice us €40 per lamp for the 12 lamps you have in room 4":      "12 lamps 40",
		"invoice the lamps: there were 12 lamps and the rate was €40":      "12 lamps 40",
		"6 hours at €28 for garden work":                                   "6 garden work 28",
		"six chairs costs €9.50 each. Also three tables at €45":            "6 chairs 9.5|3 tables 45",
		"invoice two (2) lamps, €40 apiece":                                "2 lamps 40",
		"training, 3 days in room 4, at €600":                              "3 training 600",
		"cleaning for October and November, €240 per month":                "2 cleaning for October and November 240",
		"CAD drawings, 14 sheets at 85.00 = 1190.00\nsurvey 310.00":        "14 CAD drawings, sheets 85|1 survey 310",
		"Qty 40 - safety helmets - €32 each":                               "40 safety helmets 32",
		"12 lamps at €38 each, and a wheel rebuild at €95":                 "12 lamps 38|1 wheel rebuild 95",
		"12 lamps at €40. The stand was €12 agreed.":                       "12 lamps 40|1 stand 12",
		"two half hours at €60 for training":                               "2.5 training 60",
		"12 lamps at €40 each. Carriage €12.":                              "12 lamps 40|1 Carriage 12",
		"a dozen lamps at €14 each":                                        "12 lamps 14",
		"descaler 5 litre - 4 - €21.15 each":                               "4 descaler 5 litre 21.15",
		"boxes (case of 200), 7 pcs, €58.25 each":                          "7 boxes 58.25",
		"6 lamps (€11.20), 7 racks (€3.15), delivery €12":                  "6 lamps 11.2|7 racks 3.15|1 delivery 12",
		"7 boxes €58.25\n10 sheets €19.40\n3 lids €44.00":                  "7 boxes 58.25|10 sheets 19.4|3 lids 44",
		"please invoice 12 lamps, €240, and the delivery, €60, total €300": "12 lamps 20|1 delivery 60",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			r, ok := parse(text)
			require.True(t, ok)
			require.Equal(t, want, said(text, r))
		})
	}
}

func TestRead_WhatReadsTwoWaysIsNotRead(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"please invoice 12 lamps, €240",                            // each or together
		"please invoice the lamps at €40",                          // how many
		"two rooms, 3 days at €80",                                 // which count
		"please invoice 12 lamps at €40 and the delivery.",         // a thing without a price
		"please invoice 12 lamps at €40 agreed, and the delivery.", // the same
		"please invoice maybe 12 lamps at €40",                     // not certain
		"please invoice 12 lamps at €40 each, over 20 at €35",      // a scale
		"please invoice. The lamps were €40 agreed",                // how many
		"12 lamps at €40. The entry was €12.",                      // told of, not asked for
		"please invoice 12 lamps at €40. The fee is 65 or €70.",    // an amount without a place
		"please invoice 12 lamps at €40 each, total €490",          // the sum says otherwise
		"please invoice 6 rooms at €85 per day",                    // priced by another measure
		"the print of 1000 leaflets €180 and a banner, €20",        // what the count is of
		"I have collected it. The total was €65.",                  // nothing named
		"please invoice 12 lamps at €40 and -€20 and 3 at €30.",    // taken off
		"please invoice 12 lamps at €40 and 5 % for the banner.",   // a per cent of something
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			r, ok := parse(text)
			require.False(t, ok, said(text, r))
		})
	}
}

func TestRead_SumsAndTaxMustFollowFromTheLines(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"12 lamps at €40 each, total €480", "12 lamps at €40 each, total €576", "12 lamps at €40 each, total €480, total €576"} {
		r, ok := parse(text, 20)
		require.True(t, ok, text)
		require.True(t, r.Proved, text)
	}
	_, ok := parse("12 lamps at €40 each, total €571.20", 20)
	require.False(t, ok)
}

func TestRead_SaysWhatTheInvoiceIsAskedFor(t *testing.T) {
	t.Parallel()
	const text = "please invoice for the garden work. You were there 6 hours at €28."
	r, ok := parse(text)
	require.True(t, ok)
	require.Equal(t, "6 28", said(text, r))
	require.Equal(t, "garden work", text[r.Matter[0]:r.Matter[1]])
}

// FuzzRead holds that no text breaks the parser, and that each amount has one
// place at most.
func FuzzRead(f *testing.F) {
	f.Add("please invoice 12 lamps at €40 and the delivery, €65, total €545")
	f.Add("lamps (12, €40 each)\n\n= €480 + 20 % €96")
	f.Add(strings.Repeat("two lamps at €4 or (", 300))
	f.Fuzz(func(t *testing.T, text string) {
		r, ok := parse(text, 20)
		if !ok {
			return
		}
		seen := map[int]bool{}
		for _, l := range r.Lines {
			if !l.Qty.IsPositive() || !l.Price.IsPositive() || l.Name[0] > l.Name[1] || l.Name[1] > len(text) || l.At >= len(text) || seen[l.At] {
				t.Fatalf("%+v of %q", l, text)
			}
			seen[l.At] = true
		}
	})
}
