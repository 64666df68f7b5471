package numbers_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
)

func TestParse_EveryGroupingThatReadsOneWay(t *testing.T) {
	t.Parallel()
	for numeral, value := range map[string]string{
		"7": "7", "1500": "1500", "0.5": "0.5", "0,087": "0.087", "12,50": "12.5", "12.50": "12.5", "1,234.50": "1234.5", "1.234,50": "1234.5",
		"1'234.50": "1234.5", "1’234": "1234", "1 234,50": "1234.5", "12 450": "12450", "1\u202f825,00": "1825", "1.234.567": "1234567",
		"1,50,000": "150000", "10,00,000.50": "1000000.5", "1234.500": "1234.5", "3.1415": "3.1415",
	} {
		d, ok := numbers.Parse(numeral, numbers.Unknown)
		require.True(t, ok, numeral)
		require.Equal(t, value, d.String(), numeral)
	}
}

func TestParse_WhatReadsTwoWaysHasNoValueWithoutEvidence(t *testing.T) {
	t.Parallel()
	for _, numeral := range []string{"1.234", "1,234", "12.500", "", ".", "1.", "1..2", "1,2,3", "1.23.456", "12 34", "1'23", "1,234,56", strings.Repeat("9", 40)} {
		_, ok := numbers.Parse(numeral, numbers.Unknown)
		require.False(t, ok, numeral)
	}
}

func TestParse_EvidenceOfTheTextDecidesGroupsOnly(t *testing.T) {
	t.Parallel()
	d, ok := numbers.Parse("1,234", numbers.Point)
	require.True(t, ok)
	require.Equal(t, "1234", d.String())
	d, ok = numbers.Parse("1.234", numbers.Comma)
	require.True(t, ok)
	require.Equal(t, "1234", d.String())
	_, ok = numbers.Parse("1.234", numbers.Point)
	require.False(t, ok, "a price of 1.234 or a careless thousand")
	_, ok = numbers.Parse("1.234", numbers.Mixed)
	require.False(t, ok)
}

func TestStyleOf_IsWhatTheTextShows(t *testing.T) {
	t.Parallel()
	require.Equal(t, numbers.Comma, numbers.StyleOf("3.200 Stück zu 0,19 EUR"))
	require.Equal(t, numbers.Point, numbers.StyleOf("1,500 pieces at 0.19"))
	require.Equal(t, numbers.Unknown, numbers.StyleOf("3.200 pieces at 5"))
	require.Equal(t, numbers.Mixed, numbers.StyleOf("0,19 and 0.20"))
	require.Equal(t, numbers.Unknown, numbers.StyleOf("on 08.09.2026, article 12.345/7"))
}

func kinds(text string) []numbers.Kind {
	var out []numbers.Kind
	for _, n := range numbers.Scan(text, numbers.Point) {
		out = append(out, n.Kind)
	}
	return out
}

func TestScan_SizesCodesDatesAndRangesCountNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"A5 leaflets", "24x18", "6x1 m", "TP-6", "2026-0412", "19:30", "60 mm", "10-12 mugs", "10 to 12 mugs", "64pp", "70cl", "#4711", "2nd", "SFT/26-27/0931", "12\"", "2 thousand", "5k", "3 dozen", "1.5k"} {
		for _, k := range kinds(text) {
			require.Equal(t, numbers.Code, k, text)
		}
	}
}

func TestScan_SignWithAFullStopMayTouchItsAmount(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"@ Rs.72 per box", "for Rs.72/- only", "Rs.72", "kr.72"} {
		require.Equal(t, []numbers.Kind{numbers.Money}, kinds(text), text)
	}
	require.Equal(t, []numbers.Kind{numbers.Code}, kinds("see art.72"), "a reference")
}

func TestScan_MoneyKeepsItsCurrency(t *testing.T) {
	t.Parallel()
	for text, currency := range map[string]string{
		"£18.50": "GBP", "18.50 GBP": "GBP", "EUR 18.50": "EUR", "18.50 €": "EUR", "€ 18.50": "EUR", "US$ 18.50": "USD", "$18.50 USD": "USD", "$ 85.00 MXN": "MXN",
		"CHF 860.–": "CHF", "110,-- Euro": "EUR", "je Fr. 18.50": "CHF", "Fr. 65.–": "CHF", "Fr. 0.42 / Stück": "CHF", "Total Fr. 2'350.-": "CHF", "INR 480/-": "INR", "₹480": "INR", "18.50 US dollars": "USD", "40 SEK": "SEK", "150000 naira": "NGN", "CHF   286.29": "CHF",
		"euro 0,32": "EUR", "a euro 18.50": "EUR", "18.50 eur": "EUR", "eur 18.50": "EUR", "18.50 dollars canadiens": "CAD", "18.50 sterline": "GBP", "450 francs": "franc?",
		"$18.50": numbers.Dollar, "60 kr": numbers.Krone, "Rs 600": numbers.Rupee, "¥500": numbers.Yen, "5 pounds": "pound?", "EUR 5.00 USD": "$?",
	} {
		n := numbers.Scan(text, numbers.Point)
		require.Len(t, n, 1, text)
		require.Equal(t, numbers.Money, n[0].Kind, text)
		require.Equal(t, currency, n[0].Currency, text)
		require.True(t, n[0].OK, text)
		require.Equal(t, len(currency) != 3, numbers.Open(n[0].Currency), text)
	}
}

func TestScan_PlainNumbersAndPercent(t *testing.T) {
	t.Parallel()
	require.Equal(t, []numbers.Kind{numbers.Plain, numbers.Money}, kinds("12 mugs at EUR 6.00"))
	require.Equal(t, []numbers.Kind{numbers.Plain, numbers.Money}, kinds("4 x banners £85.00"))
	require.Equal(t, []numbers.Kind{numbers.Percent, numbers.Percent, numbers.Percent}, kinds("20% and 8.1 % and 5 per cent"))
	require.Equal(t, []numbers.Kind{numbers.Money, numbers.Plain}, kinds("180 euro 35 scatoline"), "a word belongs to the number before it")
	require.Equal(t, []numbers.Kind{numbers.Plain, numbers.Money}, kinds("n. 500 a euro 0,32"))
	require.Equal(t, []numbers.Kind{numbers.Plain}, kinds("ALL 12 of them"))
	require.NotContains(t, kinds("bis Fr. 17.00 oder Termin: Fr. 9.30 Uhr"), numbers.Money, "a Friday")
}

func TestHeadingCurrency_ReadsTableHeadings(t *testing.T) {
	t.Parallel()
	require.Equal(t, "USD", numbers.HeadingCurrency("Unit (USD)"))
	require.Equal(t, "GBP", numbers.HeadingCurrency("Price (£)"))
	require.Equal(t, "USD", numbers.HeadingCurrency("unit_price_usd"))
	require.Empty(t, numbers.HeadingCurrency("Unit price"))
	require.Equal(t, numbers.Dollar, numbers.HeadingCurrency("Price ($)"))
}

func TestParse_WhatIsFormattedIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		whole, cents := rapid.IntRange(1, 9_999_999).Draw(t, "whole"), rapid.IntRange(0, 99).Draw(t, "cents")
		digits := []byte(itoa(whole))
		var grouped []byte
		for i, d := range digits {
			if i > 0 && (len(digits)-i)%3 == 0 {
				grouped = append(grouped, '.')
			}
			grouped = append(grouped, d)
		}
		d, ok := numbers.Parse(string(grouped)+","+pad(cents), numbers.Unknown)
		if !ok || d.String() != trim(itoa(whole)+"."+pad(cents)) {
			t.Fatalf("%s,%s read as %v %v", grouped, pad(cents), d, ok)
		}
	})
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func pad(n int) string { return itoa(n/10) + itoa(n%10) }

func trim(s string) string { return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") }

func FuzzScan(f *testing.F) {
	for _, s := range []string{"12 x €1.234,50", "1 234 567", "$ 85.00 MXN", "٣٠", "10-12", "a1b2", "1'", "CHF 860.–", "480/-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, n := range numbers.Scan(s, numbers.StyleOf(s)) {
			if n.Start < 0 || n.End > len(s) || n.Start >= n.End || n.End < last {
				t.Fatalf("number at %d..%d after %d of %d", n.Start, n.End, last, len(s))
			}
			last = n.End
			if n.OK && n.Value.IsNegative() {
				t.Fatal("a sign was read into a numeral")
			}
		}
	})
}

func TestScan_PenceAreAHundredthOfAPound(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2,000 labels at 6.5p each": "0.065", "150 fixture cards @ 80p and a scoreboard": "0.8", "menus at 11p.": "0.11", "95p": "0.95",
	} {
		all := numbers.Scan(text, numbers.Point)
		last := all[len(all)-1]
		require.Equal(t, numbers.Money, last.Kind, text)
		require.Equal(t, "GBP", last.Currency, text)
		require.Equal(t, want, last.Value.String(), text)
	}
	for _, text := range []string{"a video in 1080p", "80pp", "page 80 p"} {
		for _, n := range numbers.Scan(text, numbers.Point) {
			require.NotEqual(t, numbers.Money, n.Kind, text)
		}
	}
}
