package page

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Names of figures of the desk.
const (
	figWaits     = "waiting"
	figApprovals = "waiting.approvals"
	figOldest    = "waiting.oldest"
	figNeeds     = "needs_action"
	figDecided   = "decided"
	figDecision  = "decided.median"
	figExpired   = "expired"
	figAutomatic = "automatic"
)

const sourceDesk = "Vault: notes and their register"

// gatherDesk enters what waits for the owner and what was decided.
func (c *composer) gatherDesk() {
	v := c.week.Vault
	if v == nil {
		return
	}
	put := func(name string, label md, n int) {
		c.enter(figure{name: name, label: label, value: number(n), source: sourceDesk, asOf: v.ReadAt, kept: true})
	}
	put(figWaits, "Requests waiting for you", v.Waits)
	put(figApprovals, "Approvals waiting", v.Approvals)
	put(figNeeds, "Notes in Needs_Action", v.NeedsAction)
	put(figDecided, "Decided by you", v.Decided.Count)
	put(figAutomatic, "Done without asking", v.Automatic)
	put(figExpired, "Expired unanswered", v.Expired)
	if v.Decided.Count > 0 {
		c.enter(figure{name: figDecision, label: "Median time to your decision", value: hoursOf(v.Decided.Median), unit: unitHours, source: sourceDesk, asOf: v.ReadAt, kept: true})
		c.enter(figure{name: "decided.longest", label: "Longest time to your decision", value: hoursOf(v.Decided.Longest), unit: unitHours, source: sourceDesk, asOf: v.ReadAt, kept: true})
	}
	for _, o := range v.Outcomes {
		put("outcome."+slug(o.Name), "Ended: "+esc(outcomeWords(o.Name)), o.Count)
	}
	c.moneys("waiting.worth", "Worth of what waits", v.Worth)
	c.moneys("drafted", "Drafts made in Odoo", v.Drafted)
	c.gatherWaiting(v)
	c.worthAtRates(v)
}

// moneys enters sums of several currencies, each on its own.
func (c *composer) moneys(prefix string, label md, sums []contract.WeekMoney) {
	for _, m := range sums {
		amount, ok := parse(m.Amount)
		if !ok {
			continue
		}
		f := figure{name: prefix + "." + slug(m.Currency), label: label + ", " + esc(m.Currency), value: amount, unit: coin(m.Currency), source: sourceDesk, asOf: c.week.Vault.ReadAt, kept: true}
		c.enter(f)
		f.name, f.label, f.value, f.unit = f.name+".count", f.label+", how many", number(m.Count), ""
		c.enter(f)
	}
}

// gatherWaiting enters the single requests, oldest first, with age and value.
func (c *composer) gatherWaiting(v *contract.VaultWeek) {
	for i, n := range v.Waiting {
		label := "Waits: " + esc(n.Title)
		age := number(c.age(n.Created))
		c.enter(figure{name: waitingName(i) + ".age", label: label + ", age", value: age, unit: unitDays, source: sourceDesk, asOf: v.ReadAt})
		if i == 0 {
			c.enter(figure{name: figOldest, label: "Oldest request that waits", value: age, unit: unitDays, source: sourceDesk, asOf: v.ReadAt, kept: true})
		}
		if amount, ok := parse(n.Amount); ok {
			c.enter(figure{name: waitingName(i), label: label, value: amount, unit: coin(n.Currency), source: sourceDesk, asOf: v.ReadAt})
		}
	}
	c.checkWaiting(v)
}

func waitingName(i int) string { return "waiting.note." + strconv.Itoa(i+1) }

// checkWaiting holds the listed requests against their sums.
func (c *composer) checkWaiting(v *contract.VaultWeek) {
	if len(v.Waiting) != v.Waits {
		return
	}
	sums := map[string]decimal.Decimal{}
	for _, n := range v.Waiting {
		if amount, ok := parse(n.Amount); ok && n.Currency != "" {
			sums[n.Currency] = sums[n.Currency].Add(amount)
		}
	}
	ok := true
	for _, m := range v.Worth {
		amount, known := parse(m.Amount)
		ok = ok && known && amount.Equal(sums[m.Currency])
		delete(sums, m.Currency)
	}
	c.check("The requests listed add up to what waits", ok && len(sums) == 0, "")
}

// home is the currency that sums are put into: of the books, else of the goal.
func (c *composer) home() string {
	if c.books != nil {
		return c.books.Currency
	}
	if c.week.Vault != nil {
		return c.week.Vault.Goals.Currency
	}
	return ""
}

// worthAtRates adds what waits up when it is of several currencies and the
// handbook has a rate for each.
func (c *composer) worthAtRates(v *contract.VaultWeek) {
	to := c.home()
	if len(v.Worth) < 2 || to == "" {
		return
	}
	sum, used, certainty := decimal.Zero, "", medium
	for _, m := range v.Worth {
		amount, ok := parse(m.Amount)
		value, rate, has := convert(amount, m.Currency, to, v.Rates)
		if !ok || !has {
			return
		}
		sum = sum.Add(value)
		if m.Currency != to {
			used += "; " + rateText(rate)
			if c.certaintyAt(rate) == low {
				certainty = low
			}
		}
	}
	c.enter(figure{name: "waiting.worth", label: "Worth of what waits, at your rates", value: sum, unit: to, source: sourceDesk + used, asOf: v.ReadAt, confidence: certainty, kept: true})
}

// outcomeWords are the state of a request for a person.
func outcomeWords(status string) string { return spaced(status) }

// spaced reads snake_case as words.
func spaced(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '_' {
			out[i] = ' '
		}
	}
	return string(out)
}

// slug keeps what a figure's name may hold.
func slug(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '_', r == '.', r == '-':
			out = append(out, r)
		}
		if len(out) == 40 {
			break
		}
	}
	if len(out) == 0 {
		return "other"
	}
	return string(out)
}
