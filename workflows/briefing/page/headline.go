package page

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
)

// headline is three sentences made by rule: what came in, who owes what, and
// what needs the owner. name writes a stranger's name.
func (c *composer) headline(name func(string) string) []string {
	return []string{c.moneySentence(), c.owedSentence(name), c.deskSentence(name)}
}

// plainHeadline is for a terminal or a log.
func (c *composer) plainHeadline() string {
	return strings.Join(c.headline(func(s string) string { return markdown.Plain(s, maxName) }), " ")
}

func (c *composer) moneySentence() string {
	revenue := c.get(figRevenue)
	switch {
	case c.week.Books == nil || !c.week.Books.Configured:
		if c.lack(contract.SourceBooks).Kind == contract.FailNotConfigured {
			return "Odoo is not connected, so there is nothing about money here."
		}
		return "Odoo could not be read, so there is nothing about money here."
	case c.books == nil:
		return "Odoo's figures contradict themselves, so there is nothing about money here until you have looked."
	case !revenue.known():
		return "The week's revenue is missing in what Odoo told."
	}
	text := "Revenue was " + revenue.text() + ", "
	switch part := change(revenue.value, revenue.previous); {
	case !revenue.hasPrevious:
		text += "with no week before to compare"
	case revenue.value.Equal(revenue.previous):
		text += "the same as the week before"
	case part == "0%":
		text += "about the same as the week before"
	case part == "":
		text += "after " + revenue.previousText() + " the week before"
	case revenue.value.GreaterThan(revenue.previous):
		text += strings.TrimPrefix(part, "+") + " more than the week before"
	default:
		text += strings.TrimPrefix(part, "−") + " less than the week before"
	}
	return text + c.paceWords() + "."
}

// paceWords tells how the month stands beside its goal.
func (c *composer) paceWords() string {
	if !c.goal.known {
		return ""
	}
	ahead, behind := c.get("goal.ahead"), c.get(figBehind)
	month := c.goal.month.Format("January")
	if c.goal.complete {
		switch ahead.value.Sign() {
		case 1:
			return "; " + month + " ended " + ahead.text() + " over its goal"
		case -1:
			return "; " + month + " ended " + behind.text() + " short of its goal"
		}
		return "; " + month + " met its goal exactly"
	}
	switch ahead.value.Sign() {
	case 1:
		return "; " + month + " is " + ahead.text() + " ahead of its goal's pace"
	case -1:
		return "; " + month + " is " + behind.text() + " behind its goal's pace"
	}
	return "; " + month + " is exactly at its goal's pace"
}

func (c *composer) owedSentence(name func(string) string) string {
	late := c.get(figOverdueIn)
	switch {
	case c.books == nil:
		return c.workSentence()
	case c.halted(ageingSection("receivables")):
		return "What customers owe does not add up in Odoo, so look before you count on it."
	case !late.known():
		return "What customers owe is missing in what Odoo told."
	case late.value.Sign() <= 0:
		return "Nobody owes you anything that is overdue."
	}
	text := "Customers are " + late.text() + " overdue"
	if debtors := c.debtors(false); len(debtors) > 0 {
		largest := c.get(debtors[0].key())
		if largest.value.GreaterThan(late.value) {
			return text + ", after credit that is not matched yet; " + name(debtors[0].name) + " alone has " + largest.text() + " of invoices."
		}
		text += ", most of all " + name(debtors[0].name) + " with " + largest.text()
	}
	return text + "."
}

// workSentence stands in for what is owed when Odoo is missing.
func (c *composer) workSentence() string {
	decided, automatic := c.get(figDecided), c.get(figAutomatic)
	if !decided.known() {
		return "What was decided could not be read either."
	}
	return "You decided " + counted(decided.value, "request", "requests") + " in the week, and " + automatic.text() + " went without asking."
}

func (c *composer) deskSentence(name func(string) string) string {
	waits, oldest := c.get(figWaits), c.get(figOldest)
	v := c.week.Vault
	switch {
	case !waits.known():
		return "What waits for you could not be read."
	case waits.value.IsZero():
		return "Nothing waits for your decision."
	case !oldest.known() || len(v.Waiting) == 0:
		return counted(waits.value, "request waits", "requests wait") + " for you."
	}
	text := counted(waits.value, "request waits", "requests wait") + " for you"
	if worth := c.worth(); worth != "" {
		text += ", worth " + worth
	}
	if v.Waits == 1 {
		return text + ", " + forHowLong(oldest) + ": " + name(v.Waiting[0].Title) + "."
	}
	return text + ", the oldest " + forHowLong(oldest) + ": " + name(v.Waiting[0].Title) + "."
}

// forHowLong is an age in a sentence.
func forHowLong(age figure) string {
	if age.value.IsZero() {
		return "since today"
	}
	return "for " + age.text()
}
