package money_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

func TestParse_AcceptsCanonicalNumbersOnly(t *testing.T) {
	t.Parallel()
	for _, ok := range []contract.Decimal{"0", "-0", "1", "-1", "1234.50", "0.005", "-0.1", "999999999999999.999999999999"} {
		_, err := money.Parse(ok)
		require.NoError(t, err, ok)
	}
	for _, bad := range []contract.Decimal{
		"1,234.50", "1.234,50", "1e3", "+1", "01", ".5", "5.", " 1", "1 ", "1\n", "--1", "0x10", "Infinity", "NaN",
		"1000000000000000", "1.0000000000001", "١", "1_000", "€5",
	} {
		_, err := money.Parse(bad)
		require.Error(t, err, bad)
	}
}

func TestParse_TellsMissingFromMalformed(t *testing.T) {
	t.Parallel()
	_, err := money.Parse("")
	require.ErrorIs(t, err, money.ErrNotStated)
	_, err = money.Parse("abc")
	require.NotErrorIs(t, err, money.ErrNotStated)
}

func TestParse_ErrorStaysShortWhateverTheField(t *testing.T) {
	t.Parallel()
	_, err := money.Parse(contract.Decimal(strings.Repeat("ü", 10_000)))
	require.Less(t, len(err.Error()), 200)
}

func TestFormatAmount_WritesTheMinorUnits(t *testing.T) {
	t.Parallel()
	d := decimal.RequireFromString("1250.5")
	require.Equal(t, contract.Decimal("1250.50"), money.FormatAmount(d, "EUR"))
	require.Equal(t, contract.Decimal("1251"), money.FormatAmount(d, "JPY"))
	require.Equal(t, contract.Decimal("1250.500"), money.FormatAmount(d, "KWD"))
	require.Equal(t, contract.Decimal("1250.5"), money.FormatAmount(d, "XX"))
}

func TestParse_ReadsBackWhatFormatWrites(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := decimal.New(rapid.Int64Range(-1e14, 1e14).Draw(t, "coefficient"), rapid.Int32Range(-12, 0).Draw(t, "exponent"))
		back, err := money.Parse(money.Format(d))
		require.NoError(t, err)
		require.True(t, d.Equal(back), "%s became %s", d, back)
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "0", "-1.50", "1e9", "1,5", "99999999999999999999", "0.0000000000001", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := money.Parse(contract.Decimal(s))
		if err != nil {
			return
		}
		again, err := money.Parse(money.Format(d))
		if err != nil || !again.Equal(d) {
			t.Fatalf("%q was read as %s, which does not read back (%v)", s, d, err)
		}
	})
}
