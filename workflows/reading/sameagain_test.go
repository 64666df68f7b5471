package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What stands beside a priced line and is none of it is asked about: left out, or
// billed to the wrong one or too early, it would make the invoice wrong.
func TestLines_WhatStandsBesideALineIsNotPassedOver(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Last time it was 5 hours at £40, this time 6. Please invoice.",
		"Please invoice us for 3 lamps at £40 each. Next month we'll take 5 stands at £20.",
		"Please invoice 3 lamps at £40 each to Quill Works Ltd and 2 lamps at £40 each to Pat Quill.",
		"Please invoice us for the 3 lamps at £40 and for the 2 gates Joe took.",
		"Please invoice us for 3 lamps at £40 each, 2 gates and a stand.",
		"Please invoice: 3 lamps at £40, stands ditto.",
		"Please invoice: 3 lamps at £40, same again for the shop.",
		"Please invoice 3 lamps at £40. Do not include the £15 carriage.",
		"Merci de nous facturer 3 lampes à 40 € pièce. Ne facturez pas le port de 15 €.",
		"Please invoice us for 3 days (2 fitters) at £80.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
	readsAs(t, map[string]string{
		"Please invoice us:\n\nFlat 3 clean - £145\nFlat 7, same again - £145":            "1 Flat 3 clean 145; 1 Flat 7, same again 145",
		"Please invoice us for 3 lamps at £40 each, 12 High Street, Dalby.":               "3 lamps 40",
		"Please invoice us for 3 lamps at £40 each, 30 days as usual. Next week is fine.": "3 lamps 40",
	})
}

// The heading of a column of figures names nothing.
func TestLines_AHeadingOfFiguresIsNoName(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Here is the stuff for the invoice: Item - Piano tuning / Qty - 2 / Price - £75 each / Total - £150."), fixtureOwner())
	for _, l := range r.Lines {
		require.NotEqual(t, "Qty", l.Description)
	}
}
