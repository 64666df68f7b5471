package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A firm may be called after who writes, and a trade may stand in brackets within a name.
func TestCompany_AFirmThatBearsTheNameOfWhoWrites(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{
		"Yasmin <yasmin@yasminbridal.example>":        "Yasmin Bridal Ltd",
		"Kit <kit@kitwells.example>":                  "Kit Wells Ltd",
		"Sarah Doyle <sarah@sarahdoyle.example>":      "Sarah Doyle Photography Ltd",
		"Wanda Price <wanda@priceandsons.example>":    "Price & Sons (Outfitters) Ltd",
		"Janet Oakes <janet@corvedalehotels.example>": "Corvedale Hotels Ltd",
	} {
		said := want
		if want == "Corvedale Hotels Ltd" {
			said = "Janet Oakes " + want
		}
		r := reading.Read(written(from, "Inv for Oct please: 11 hems at £18 each. "+said+" xx"), fixtureOwner())
		require.Equal(t, want, r.Company)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s %v", from, r.Questions)
	}
}

// What ends as amounts in rupees do is one, and the thing stands before its pieces.
func TestLines_AmountsThatOnlyEndAsRupees(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Please send the bill as below - choreography 3 items @ 4,000/- per item, practice sessions 10 nos @ 500/-, costume coordination 2,500/-. Total Rs. 19,500/-. IFSC will follow."), fixtureOwner())
	require.Equal(t, "3 choreography 4000; 10 practice sessions 500; 1 costume coordination 2500", linesOf(r))
	require.Equal(t, contract.Decimal("19500"), r.Total)
	require.Equal(t, "INR", r.Currency)
}

// A bracket that is not closed is no part of a name, nor are words for one more.
func TestLines_NamesEndBeforeAnOpenBracket(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please bill us £690 + VAT for the model photography (that's the £600 day rate and 3 extra retouches at £30).": "1 the model photography 600; 3 extra retouches 30",
		"Please invoice us €1,850 for the repair and €60 for the new stop as well.":                                    "1 the repair 1850; 1 the new stop 60",
	})
}
