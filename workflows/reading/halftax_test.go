package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// India's tax within a state is charged in two halves; the rate on a line is both.
func TestTaxes_TwoHalvesAreOneRate(t *testing.T) {
	t.Parallel()
	for body, total := range map[string]string{
		"Please submit your tax invoice:\n\nSl  Particulars          Qty   Rate     Amount\n1   Fumigation of store   3   1,200.00   3,600.00\n2   Bait boxes           10     140.00   1,400.00\n                          Taxable value    5,000.00\n                          CGST 9%            450.00\n                          SGST 9%            450.00\n                          Invoice value INR 5,900.00": "5900",
		"Please invoice us for 3 fumigations at Rs. 1,200 each plus CGST @ 9% and SGST @ 9%.": "",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
			require.Equal(t, total, string(r.Total))
			for _, l := range r.Lines {
				require.Equal(t, "18", string(l.TaxPercent))
			}
		})
	}
}

// Other rates than two equal halves are asked about.
func TestTaxes_UnequalHalvesAreAskedAbout(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Please invoice us for 3 fumigations at Rs. 1,200 each plus CGST @ 9% and SGST @ 6%."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}
