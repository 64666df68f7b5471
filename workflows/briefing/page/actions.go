package page

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// quietWeeks is for how many weeks a no of the owner's holds.
const quietWeeks = 4

// act makes the last suggestion one that asks the owner, where the employee can
// carry it out and has not done so, or been told not to, a short while ago.
// Otherwise it stays advice, with the reason.
func (c *composer) act(d debtor) {
	a := &c.advice[len(c.advice)-1]
	switch why, note := c.asked(a.Key); {
	case why != "":
		a.aside, a.note = why, note
		return
	case !c.week.CanDraft:
		c.undrafted = true
		return
	case !c.week.Span.AsOf.Before(week.Replaced(c.week.Span, c.zone)):
		a.aside = "the page of an older week asks for nothing"
		return
	}
	a.Action, a.Request = contract.ActionReminder, contract.SuggestionRequestID(c.week.Span.Week, a.Key)
	a.PartnerID, a.Partner = d.id, short(d.name)
	a.note = c.noteOf(c.week.Span.Week, a.WeekSuggestion)
}

// asked says why a reminder is not asked about again, with the note of a request
// that still waits.
func (c *composer) asked(key string) (why, note md) {
	for ago := 1; ago <= quietWeeks; ago++ {
		w := c.past.weeks[ago]
		for _, s := range w.Suggestions {
			if s.Key != key || s.Action != contract.ActionReminder {
				continue
			}
			switch s.Became {
			case contract.StatusWaitingApproval:
				return "the request of " + esc(w.Week) + " still waits", c.noteOf(w.Week, s)
			case contract.StatusRejected, contract.StatusWithdrawn:
				return "you said no to a reminder in " + esc(w.Week), ""
			case contract.StatusUnknown:
				return "it is not known whether the reminder of " + esc(w.Week) + " is among your drafts; look there first", ""
			case contract.StatusDone:
				if ago == 1 {
					return "a reminder was laid among your drafts on " + md(s.ClosedAt.In(c.zone).Format("2 Jan")) + "; give it time, or ring them", ""
				}
			}
		}
	}
	return "", ""
}

// noteOf is the name of a reminder's note, wherever it lies; "" when it cannot
// be linked to.
func (c *composer) noteOf(of string, s contract.WeekSuggestion) md {
	if c.names == nil {
		return ""
	}
	name := strings.TrimSuffix(c.names(contract.ReminderInput{Week: of, Partner: s.Partner}.ReminderTitle(), s.Request), ".md")
	// Names of strangers stand in it, and not everything that Obsidian gives a meaning to is one of those that a file may not have.
	if strings.ContainsAny(name, "[]|#^%$={}~`*<>\n") {
		return ""
	}
	return md(name)
}

// asks is the sentence of a suggestion that asks.
func (a advice) asks() md {
	switch {
	case a.Action == "" && a.aside == "":
		return ""
	case a.Action == "" && a.note != "":
		return " Advice: [[" + a.note + "|" + a.aside + "]]."
	case a.Action == "":
		return " Advice: " + a.aside + "."
	case a.note == "":
		return " **Yours to approve** in Pending_Approval/."
	}
	return " **Yours to approve:** [[" + a.note + "|the reminder]]."
}

// kind is the same in a word or two, for a table.
func (a advice) kind() md {
	switch {
	case a.Action == "" && a.aside != "":
		return "advice: " + a.aside
	case a.Action == "":
		return "advice"
	case a.note == "":
		return "asks you"
	}
	return "asks you: [[" + a.note + "]]"
}

// adviceLead says which of the suggestions do something.
func (c *composer) adviceLead() md {
	asking := 0
	for _, a := range c.advice {
		if a.Action != "" {
			asking++
		}
	}
	switch {
	case asking == len(c.advice):
		return "Nothing is done before you approve it."
	case asking > 0:
		return "Nothing is done before you approve it; what has no request is advice."
	case c.undrafted:
		return c.alone("These are advice; nothing is done by itself. With Gmail's right to lay drafts (`starter gmail-login --label`) a reminder can be prepared for your approval.")
	}
	return c.alone("These are advice; nothing is done by itself.")
}

// alone puts a sentence about the suggestions into the singular when there is one.
func (c *composer) alone(s md) md {
	if rest, ok := strings.CutPrefix(string(s), "These are"); ok && len(c.advice) == 1 {
		return md("This is" + rest)
	}
	return s
}

// acted says what became of the request that a suggestion of earlier pages laid.
func (c *composer) acted(s contract.WeekSuggestion) md {
	on := md("")
	if !s.ClosedAt.IsZero() {
		on = " on " + md(s.ClosedAt.In(c.zone).Format("2 Jan"))
	}
	switch {
	case s.Action == "":
		return ""
	case s.Became == contract.StatusDone:
		return "you approved the reminder, and it was laid among your drafts" + on
	case s.Became == contract.StatusDryRun:
		return "you approved the reminder, as a dry run" + on
	case s.Became == contract.StatusRejected:
		return "you said no to the reminder" + on
	case s.Became == contract.StatusWithdrawn:
		return "you took the request away" + on
	case s.Became == contract.StatusExpired:
		return "nobody decided about the reminder"
	case s.Became == contract.StatusRefused:
		return "the reminder was not made, since what is overdue had changed" + on
	case s.Became == contract.StatusUnknown:
		return "it is not known whether the reminder is among your drafts"
	case s.Became == contract.StatusWaitingApproval:
		return "the reminder still waits for you"
	}
	return "no reminder was needed or asked about"
}
