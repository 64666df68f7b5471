package notes

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
)

const (
	// keepEnded is how long a closed request is kept in memory for the lists of the day and the week.
	keepEnded = 8 * 24 * time.Hour
	// maxEnded is how many of today's are listed; the others are in Completed/.
	maxEnded = 20
)

// endings are the ways in which a request ends, in the order in which the week counts them.
func endings() []string {
	return []string{
		contract.StatusDone, contract.StatusDryRun, contract.StatusRejected, contract.StatusWithdrawn, contract.StatusExpired,
		contract.StatusRefused, contract.StatusHandedOver, contract.StatusUnknown,
	}
}

// words say how a request ended, "" for an end that nobody wants listed.
func words(outcome string) string {
	switch outcome {
	case contract.StatusDone:
		return "done"
	case contract.StatusDryRun:
		return "dry run, nothing was sent"
	case contract.StatusRejected:
		return "you said no"
	case contract.StatusWithdrawn:
		return "withdrawn"
	case contract.StatusExpired:
		return "expired, nobody decided"
	case contract.StatusRefused:
		return "refused by your rules"
	case contract.StatusHandedOver:
		return "handed over to you"
	case contract.StatusUnknown:
		return "not known whether it happened"
	default:
		return ""
	}
}

// Ended lists what was closed since a moment, the newest first. What was closed
// more than keepEnded before that moment is forgotten.
func (r *Register) Ended(since time.Time) []Summary {
	r.mu.Lock()
	defer r.mu.Unlock()
	maps.DeleteFunc(r.ended, func(_ string, s Summary) bool { return since.Sub(s.ClosedAt) > keepEnded })
	out := slices.SortedFunc(maps.Values(r.ended), func(a, b Summary) int {
		return cmp.Or(b.ClosedAt.Compare(a.ClosedAt), cmp.Compare(a.RequestID, b.RequestID))
	})
	return slices.DeleteFunc(out, func(s Summary) bool { return s.ClosedAt.Before(since) })
}

// listToday tells what has ended since midnight in the owner's zone.
func (d *Desk) listToday(b *strings.Builder, now time.Time) {
	rows := d.register.Ended(midnight(now))
	rows = slices.DeleteFunc(rows, func(s Summary) bool { return words(s.Outcome) == "" })
	b.WriteString("## Today\n\n")
	if len(rows) == 0 {
		b.WriteString("Nothing has ended today.\n\n")
		return
	}
	b.WriteString("| At | What | Amount | How it ended |\n| --- | --- | --- | --- |\n")
	for i, s := range rows {
		if i == maxEnded {
			fmt.Fprintf(b, "| | … and %d more in Completed/ | | |\n", len(rows)-maxEnded)
			break
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", s.ClosedAt.In(d.opts.Zone).Format("15:04"), linked(s), markdown.Inline(s.Amount+" "+s.Currency), words(s.Outcome))
	}
	b.WriteString("\n")
}

// countWeek counts what has ended since Monday in the owner's zone.
func (d *Desk) countWeek(b *strings.Builder, now time.Time) {
	monday := midnight(now).AddDate(0, 0, -(int(now.Weekday())+6)%7)
	counts, automatic := map[string]int{}, 0
	for _, s := range d.register.Ended(monday) {
		counts[s.Outcome]++
		if s.Automatic.Rule != "" {
			automatic++
		}
	}
	var said []string
	for _, outcome := range endings() {
		if n := counts[outcome]; n > 0 {
			said = append(said, fmt.Sprintf("%d %s", n, words(outcome)))
		}
	}
	b.WriteString("## This week\n\nSince Monday " + monday.Format(time.DateOnly) + ": ")
	if len(said) == 0 {
		b.WriteString("nothing has ended.\n\n")
		return
	}
	b.WriteString(strings.Join(said, "; "))
	if automatic > 0 {
		fmt.Fprintf(b, "; %d of them without asking you", automatic)
	}
	b.WriteString(".\n\n")
}

// midnight begins the day of a time, in the time's own zone.
func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}
