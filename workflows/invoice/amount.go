package invoice

import (
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// amountCheck holds the draft in hand against what the customer was invoiced
// before.
func (p *process) amountCheck() policy.AmountCheck { return policy.CheckAmount(p.draft, p.history) }

// amountSign is its line in the trust panel. An unusual amount is worth a look
// and no more: a customer may order more than before, and the mail's own signs
// tell whether it is one.
func (p *process) amountSign() contract.TrustSign {
	if !p.match.Configured {
		return contract.TrustSign{Text: "Amount: " + string(p.draft.Total) + " " + p.draft.Currency + "; Odoo is not configured, so there is no history to compare with."}
	}
	check := p.amountCheck()
	sign := contract.TrustSign{Text: check.Text}
	switch {
	case check.Unusual:
		sign.Level = contract.TrustLook
	case check.Compared:
		sign.Level = contract.TrustGood
	}
	return sign
}
