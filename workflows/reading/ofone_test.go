package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestPriceOfOne_IsOfWhatIsCountedBeforeIt(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Please invoice us: hall hire on 3 evenings at £45.00 an evening.":                                  "3 hall hire 45",
		"Please invoice us for 3 crates of apples at £20 a crate.":                                          "3 apples 20",
		"Please invoice us:\n1. Proofreading annual report (84 pages) - £3.50 per page\n2. Foreword - £120": "84 Proofreading annual report (84 pages) 3.5; 1 Foreword 120",
		"Please invoice us for eight hours' coaching at £75 per hour.":                                      "8 coaching 75",
		"Please invoice us for 100 business cards at 0.35 each, in GBP.":                                    "100 business cards 0.35",
		"Please invoice us for 2 days consultancy at your usual £550 a day.":                                "2 consultancy 550",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s: %v", body, r.Questions)
	}
}

func TestPriceOfOne_WhatAnAsideCountsOtherwiseIsAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice us:\n1. Proofreading annual report (84 pages) - £3.50 per word\n2. Foreword - £120",
		"Please invoice us:\n1. Proofreading reports (84 pages, 12 pages) - £3.50 per page\n2. Foreword - £120",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}
