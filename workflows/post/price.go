package post

import (
	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// What X charges for a call, in USD (pay-per-use prices of 2026-04-20).
const (
	priceOfPost    = "0.015"
	priceOfAddress = "0.20"  // a post with an address in it
	priceOfMessage = "0.015" // a direct message
	priceOfAlt     = "0.005" // an alternative text
)

// Cost is what X charges for the posts of a slot, in USD; "" when nothing goes
// to X. The other platforms charge nothing.
func Cost(posts []contract.PlatformPost) contract.Decimal {
	sum, any := decimal.Zero, false
	for _, p := range posts {
		if p.Platform == contract.X {
			sum, any = sum.Add(costOf(p)), true
		}
	}
	if !any {
		return ""
	}
	return money.Format(sum)
}

func costOf(p contract.PlatformPost) decimal.Decimal {
	if p.Kind == contract.PostDM {
		return decimal.RequireFromString(priceOfMessage)
	}
	sum := decimal.Zero
	for part := range p.Parts() {
		price := priceOfPost
		if HasAddress(p.PartText(part)) {
			price = priceOfAddress
		}
		sum = sum.Add(decimal.RequireFromString(price))
	}
	for _, m := range p.Media {
		if m.Alt != "" {
			sum = sum.Add(decimal.RequireFromString(priceOfAlt))
		}
	}
	return sum
}
