package policy

import "github.com/autonomous-employee/employee/workflows/contract"

// Names of the rules for reminders.
const (
	RuleNothingOverdue = "reminder.nothing_overdue"
	RuleReminder       = "reminder.always_asks"
)

// Reminder judges that a customer is reminded of what is overdue. None is ever
// automatic: whether a customer is written to about money is the owner's word.
func Reminder(d contract.Debt) Judgement {
	if len(d.Overdue) == 0 {
		return Judgement{Deny, RuleNothingOverdue, "Nothing of this customer is overdue any more, so there is nothing to remind of."}
	}
	return Judgement{Ask, RuleReminder, "A reminder always asks: whether and how a customer is written to about money is yours to say."}
}
