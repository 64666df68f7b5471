package notes

import (
	"slices"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// whatBecame tells of the suggestions of earlier pages that asked the owner how
// their requests ended, or that they wait.
func (d *Desk) whatBecame(past []contract.WeekFigures) ([]contract.WeekFigures, error) {
	out := slices.Clone(past)
	for i := range out {
		out[i].Suggestions = slices.Clone(out[i].Suggestions)
		for j := range out[i].Suggestions {
			s := &out[i].Suggestions[j]
			s.Became = ""
			if s.Request == "" {
				continue
			}
			entry, found, err := d.register.Get(s.Request)
			switch {
			case err != nil:
				return nil, err
			case found && entry.Closed:
				s.Became, s.ClosedAt = entry.Outcome, entry.ClosedAt
			case found:
				s.Became = contract.StatusWaitingApproval
			}
		}
	}
	return out, nil
}

// remindersOf are the suggestions that are actions, each to be asked about.
func (d *Desk) remindersOf(f contract.WeekFigures, span contract.WeekSpan, briefing string) []contract.ReminderInput {
	var out []contract.ReminderInput
	for _, s := range f.Suggestions {
		if s.Action != contract.ActionReminder {
			continue
		}
		out = append(out, contract.ReminderInput{
			Week: span.Week, Key: s.Key, Briefing: briefing, PartnerID: s.PartnerID, Partner: s.Partner, Expires: week.Replaced(span, d.opts.Zone),
		})
	}
	return out
}
