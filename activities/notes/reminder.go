package notes

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
	"github.com/autonomous-employee/employee/workflows/money"
)

// A request is put before the owner more loudly the longer it waits.
const (
	day = 24 * time.Hour
	// remindAfter is when it is named at the top of the dashboard.
	remindAfter = day
	// pressAfter is when its age is printed in bold.
	pressAfter = 3 * day
	// lastCall is how long before its expiry it is named there as well.
	lastCall = 2 * day
)

// sortOut parts what waits now from what the owner has put off.
func (d *Desk) sortOut(all []Summary, now time.Time) (waiting, later []Summary) {
	for _, s := range all {
		if d.snoozeOf(s.RequestID).until.After(now) {
			later = append(later, s)
			continue
		}
		waiting = append(waiting, s)
	}
	slices.SortStableFunc(later, func(a, b Summary) int {
		return d.snoozeOf(a.RequestID).until.Compare(d.snoozeOf(b.RequestID).until)
	})
	return waiting, later
}

// remind names what has waited for long, or is about to expire, at the top of the page.
func (d *Desk) remind(b *strings.Builder, waiting []Summary, now time.Time) {
	var old, ending []Summary
	for _, s := range waiting {
		if !waits(s.Type) {
			continue
		}
		if now.Sub(s.Created) >= remindAfter {
			old = append(old, s)
		}
		if until := d.deadline(s); !until.IsZero() && until.Sub(now) < lastCall {
			ending = append(ending, s)
		}
	}
	if len(old) == 0 && len(ending) == 0 {
		return
	}
	if len(ending) > 0 {
		b.WriteString("> [!danger] About to expire\n")
		for _, s := range ending[:min(len(ending), 5)] {
			fmt.Fprintf(b, "> - %s: until %s\n", linked(s), d.deadline(s).In(d.opts.Zone).Format(minute))
		}
		b.WriteString("\n")
	}
	if len(old) > 0 {
		fmt.Fprintf(b, "> [!warning] %s waiting for more than a day\n> The oldest is %s: %s.\n\n", counted(len(old), "request"), linked(old[0]), age(old[0].Created, now))
	}
}

// listLater lists what the owner has put off, and when it comes back.
func (d *Desk) listLater(b *strings.Builder, later []Summary) {
	if len(later) == 0 {
		return
	}
	b.WriteString("## Put off\n\n| Comes back | What | Amount |\n| --- | --- | --- |\n")
	for i, s := range later {
		if i == maxListed {
			fmt.Fprintf(b, "| | … and %d more | |\n", len(later)-maxListed)
			break
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", d.snoozeOf(s.RequestID).until.In(d.opts.Zone).Format(minute), linked(s), markdown.Inline(s.Amount+" "+s.Currency))
	}
	b.WriteString("\n")
}

// deadline is when a request expires, with what the owner has put off; zero = never.
func (d *Desk) deadline(s Summary) time.Time {
	return contract.Note{Expires: s.Expires}.Deadline(d.snoozeOf(s.RequestID).until)
}

// snoozeProblem says why snooze_until of a request puts nothing off.
func (d *Desk) snoozeProblem(s Summary) string {
	if problem := d.snoozeOf(s.RequestID).problem; problem != "" {
		return "(" + markdown.Inline(problem) + ") "
	}
	return ""
}

func (d *Desk) until(s Summary, now time.Time) string {
	at := d.deadline(s)
	if at.IsZero() || !waits(s.Type) {
		return ""
	}
	text := at.In(d.opts.Zone).Format(time.DateOnly)
	if at.Sub(now) < lastCall {
		return "**" + text + "**"
	}
	return text
}

// waits is true for the kinds of notes on which a process waits.
func waits(kind string) bool {
	return kind == contract.NoteApproval || kind == contract.NoteClarification
}

// age tells in whole days how long something has waited, "" on the first.
func age(since, now time.Time) string {
	waited := now.Sub(since)
	if waited < day {
		return ""
	}
	text := counted(int(waited/day), "day")
	if waited >= pressAfter {
		return "**" + text + "**"
	}
	return text
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// worth adds up what requests are about, by currency; "" when none has an amount.
func worth(rows []Summary) string {
	sums := map[string]decimal.Decimal{}
	for _, s := range rows {
		a, err := money.Parse(contract.Decimal(s.Amount))
		if err != nil || s.Currency == "" {
			continue
		}
		sums[s.Currency] = sums[s.Currency].Add(a)
	}
	var said []string
	for _, currency := range slices.Sorted(maps.Keys(sums)) {
		said = append(said, string(money.FormatAmount(sums[currency], currency))+" "+currency)
	}
	return strings.Join(said, " and ")
}
