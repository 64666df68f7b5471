package reading

import (
	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Two taxes of one country that are halves of one, each named with its own rate.
var (
	firstHalf  = vocab.Around(`(?:^|[^\pL])<first half of a tax>(?:$|[^\pL])`)
	secondHalf = vocab.Around(`(?:^|[^\pL])<second half of a tax>(?:$|[^\pL])`)
)

// joinHalves makes one rate of the two halves of a tax: CGST 9 % and SGST 9 % are
// 18 % on a line. Other rates beside them leave it a question.
func (e *extraction) joinHalves() {
	if len(e.rates) != 2 || e.rates[0].at == e.rates[1].at && e.rates[0].quote == e.rates[1].quote {
		return
	}
	said := vocab.Lower(e.rates[0].quote + "\n" + e.rates[1].quote)
	if !e.rates[0].value.Equal(e.rates[1].value) || !firstHalf.MatchString(said) || !secondHalf.MatchString(said) {
		return
	}
	e.rates, e.halved = e.rates[:1], true
	e.rates[0].value = e.rates[0].value.Mul(decimal.NewFromInt(2))
	for i := range e.items {
		if it := &e.items[i]; it.tax.ok && it.tax.Mul(decimal.NewFromInt(2)).Equal(e.rates[0].value) {
			it.tax = known(e.rates[0].value)
		}
	}
}

// halves are the two stated parts of a tax on which both halves rest.
func (st *settled) halves(tax decimal.Decimal) []decimal.Decimal {
	if !st.halved {
		return nil
	}
	return []decimal.Decimal{tax.DivRound(decimal.NewFromInt(2), 2)}
}
