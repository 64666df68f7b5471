package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Bare figures behind the names of things are their prices where they make up the sum.
func TestLines_BareFiguresThatMakeUpTheSum(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please send one bill for all: tuning 75, new strings 40, travel 15. Total £130.":                                                "1 tuning 75; 1 new strings 40; 1 travel 15",
		"can u do a invoice for the bike service, full service 85, new chain 28 and cassette 34 total 147 euros thx":                     "1 full service 85; 1 new chain 28; 1 cassette 34",
		"Please invoice us for 320 ft of fence at £6.50 a foot, two gates at £185, and tear-out of the fence was £400. Comes to £2,850.": "320 fence 6.5; 2 gates 185; 1 tear-out of the fence 400",
		"Please bill us: label design x4 @ £325; dieline setup £90.":                                                                     "4 label design 325; 1 dieline setup 90",
	})
	for _, body := range []string{
		"Please send one bill for all: tuning 75, new strings 40, travel 15. Total £150.",
		"Please invoice us: cleaning 220 of room 4, carpet 180, total £404",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

// French for "without tax" ends no English word.
func TestLines_TheEndOfAWordIsNoTax(t *testing.T) {
	t.Parallel()
	for _, l := range reading.Read(letter("Please invoice us. It was £120 for the rehearsal and £180 for the night."), fixtureOwner()).Lines {
		require.NotContains(t, l.Description, "nig")
	}
}
