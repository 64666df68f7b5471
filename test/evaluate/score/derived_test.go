package score_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/score"
)

func sums(t *testing.T, l score.Label, subtotal, tax, total string) []score.Verdict {
	t.Helper()
	all := verdicts(score.Judge(l, score.Prediction{Subtotal: subtotal, Tax: tax, Total: total}))
	return []score.Verdict{all["subtotal"], all["tax"], all["total"]}
}

const noSums = `"subtotal":null,"tax":null,"total":null,`

func TestDerived_SumsThatFollowAreNeutralAndOthersWrong(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, noSums+`"tax_included":false,"lines":[{"description":"a","qty":"3","unit_price":"10.50","discount_percent":"10","tax_percent":"20"},{"description":"b","qty":"1","unit_price":"7","tax_percent":"20.0"}]`)
	// 31.50 less 10 % is 28.35; with 7.00 it is 35.35, and 20 % of that 7.07.
	require.Equal(t, []score.Verdict{score.Derived, score.Derived, score.Derived}, sums(t, l, "35.35", "7.07", "42.42"))
	require.Equal(t, []score.Verdict{score.Wrong, score.Wrong, score.Wrong}, sums(t, l, "38.50", "7.70", "35.35"))
	require.Equal(t, []score.Verdict{"", "", ""}, sums(t, l, "", "", ""))
}

func TestDerived_TaxIsTakenOutOfPricesThatContainIt(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, noSums+`"tax_included":true,"lines":[{"description":"a","qty":"1","unit_price":"119","tax_percent":"19"}]`)
	require.Equal(t, []score.Verdict{score.Derived, score.Derived, score.Derived}, sums(t, l, "100.00", "19.00", "119.00"))
}

func TestDerived_RatesAreRoundedApart(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, noSums+`"tax_included":false,"lines":[{"description":"a","qty":"1","unit_price":"0.13","tax_percent":"20"},{"description":"b","qty":"1","unit_price":"0.13","tax_percent":"10"}]`)
	// 0.026 and 0.013 round to 0.03 and 0.01.
	require.Equal(t, []score.Verdict{score.Derived, score.Derived, score.Derived}, sums(t, l, "0.26", "0.04", "0.30"))
}

func TestDerived_WithoutATaxRateNoTaxFollows(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, noSums+`"tax_included":null,"lines":[{"description":"a","qty":"2","unit_price":"5","tax_percent":null}]`)
	require.Equal(t, []score.Verdict{score.Derived, score.Wrong, score.Derived}, sums(t, l, "10", "1", "10"))
}

func TestDerived_NothingFollowsFromAnOpenLine(t *testing.T) {
	t.Parallel()
	l := label(t, score.Ask, noSums+`"tax_included":null,"lines":[{"description":"a","qty":"2","unit_price":null},{"description":"b","qty":"1","unit_price":"5"}]`)
	require.Equal(t, []score.Verdict{score.Wrong, "", score.Wrong}, sums(t, l, "5", "", "5"))
}

func TestDerived_AStatedSumIsNeverNeutral(t *testing.T) {
	t.Parallel()
	l := label(t, score.Ask, `"subtotal":null,"tax":null,"total":"12","lines":[{"description":"a","qty":"2","unit_price":"5"}]`)
	require.Equal(t, []score.Verdict{score.Derived, "", score.Wrong}, sums(t, l, "10", "", "10"))
}

func TestDerived_WithoutTaxTheStatedTotalIsASubtotalToo(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, `"subtotal":null,"tax":null,"total":"12"`)
	require.Equal(t, score.Right, verdict(l, score.Prediction{Subtotal: "12.00"}, "subtotal"))
	l = label(t, score.Draft, `"subtotal":null,"tax":"2","total":"12"`)
	require.Equal(t, score.Wrong, verdict(l, score.Prediction{Subtotal: "12.00"}, "subtotal"))
}
