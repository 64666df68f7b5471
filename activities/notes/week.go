package notes

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
	"github.com/autonomous-employee/employee/workflows/money"
	"github.com/autonomous-employee/employee/workflows/week"
)

const (
	maxWaitingShown = 50
	maxQuarter      = 10
	maxRates        = 100
	// maxLine keeps a list of a payload short; the note itself has the whole heading.
	maxLine = 160
	// clockSlack is by how much the clock of the disk, which may be a share's, can be behind.
	clockSlack = 48 * time.Hour
)

// FindWeek gives the days and instants of a week in the owner's zone. A week
// that is not over yet is refused: its pages would be wrong a day later.
func (d *Desk) FindWeek(_ context.Context, in contract.FindWeekInput) (contract.WeekSpan, error) {
	w := week.Last(in.At, d.opts.Zone)
	if in.Week != "" {
		var err error
		if w, err = week.Parse(in.Week); err != nil {
			return contract.WeekSpan{}, invalid(err.Error(), nil)
		}
	}
	span := w.Span(d.opts.Zone, in.At)
	if span.End.After(in.At) {
		return contract.WeekSpan{}, invalid(w.String()+" is not over yet; its pages are made on "+w.Add(1).Monday()+", and the last whole week is "+week.Last(in.At, d.opts.Zone).String(), nil)
	}
	return span, nil
}

// ListWeek tells what lies on the desk now and what ended in a week.
func (d *Desk) ListWeek(_ context.Context, in contract.ListWeekInput) (contract.VaultWeek, error) {
	out := contract.VaultWeek{ReadAt: d.opts.Clock().UTC()}
	d.listOpen(&out, in.Span.Week)
	ended, err := d.register.ClosedWithin(in.Span.Start, in.Span.End)
	if err != nil {
		return out, err
	}
	tallyEnded(&out, ended)
	if out.NeedsAction, err = d.countNotes(vault.NeedsAction); err != nil {
		return out, err
	}
	out.Goals = d.goals()
	book, err := d.handbook()
	if err != nil {
		return out, err
	}
	out.Rates = book.Rates[:min(len(book.Rates), maxRates)]
	return out, nil
}

// listOpen lists what waits for a decision or an answer, oldest first. What the
// page of this week has laid itself is left out, so that it says the same when it is made again.
func (d *Desk) listOpen(out *contract.VaultWeek, of string) {
	open, _ := d.register.Waiting()
	var rows []Summary
	for _, s := range open {
		if own, _ := contract.SuggestedWeek(s.WorkflowID); !waits(s.Type) || own == of {
			continue
		}
		rows = append(rows, s)
		if out.Waits++; s.Type == contract.NoteApproval {
			out.Approvals++
		}
		if len(out.Waiting) == maxWaitingShown {
			continue
		}
		out.Waiting = append(out.Waiting, contract.WaitingNote{
			RequestID: s.RequestID, Type: s.Type, Title: markdown.Plain(s.Title, maxLine), Path: s.Path, Counterparty: markdown.Plain(s.Counterparty, maxLine),
			Amount: contract.Decimal(s.Amount), Currency: s.Currency, Created: s.Created.UTC(), Expires: s.Expires.UTC(), DryRun: s.DryRun,
		})
	}
	out.Worth = sums(rows)
}

// tallyEnded counts how the requests of the week ended, and how long the owner
// took for those that he decided.
func tallyEnded(out *contract.VaultWeek, ended []Summary) {
	counts := map[string]int{}
	var took []time.Duration
	var drafted []Summary
	for _, s := range ended {
		counts[s.Outcome]++
		automatic := s.Automatic.Rule != ""
		switch s.Outcome {
		case contract.StatusExpired:
			out.Expired++
		case contract.StatusDone, contract.StatusDryRun, contract.StatusRejected, contract.StatusWithdrawn:
			if !automatic {
				took = append(took, max(s.ClosedAt.Sub(s.Created), 0))
			}
		}
		if automatic {
			out.Automatic++
		}
		if s.Outcome == contract.StatusDone && !s.DryRun && s.bills() {
			drafted = append(drafted, s)
		}
	}
	for _, outcome := range slices.Sorted(maps.Keys(counts)) {
		out.Outcomes = append(out.Outcomes, contract.WeekCount{Name: outcome, Count: counts[outcome]})
	}
	out.Decided, out.Drafted = week.Times(took), sums(drafted)
}

// bills is false for quotations, payments and reminders, whose amounts are no revenue.
func (s Summary) bills() bool {
	return !strings.Contains(s.Action, "quotation") && !strings.Contains(s.Action, "payment") && !strings.HasPrefix(s.Action, "gmail.")
}

// sums adds amounts up by currency.
func sums(rows []Summary) []contract.WeekMoney {
	total, count := map[string]decimal.Decimal{}, map[string]int{}
	for _, s := range rows {
		a, err := money.Parse(contract.Decimal(s.Amount))
		if err != nil || s.Currency == "" {
			continue
		}
		total[s.Currency] = total[s.Currency].Add(a)
		count[s.Currency]++
	}
	var out []contract.WeekMoney
	for _, currency := range slices.Sorted(maps.Keys(total)) {
		out = append(out, contract.WeekMoney{Currency: currency, Amount: money.FormatAmount(total[currency], currency), Count: count[currency]})
	}
	return out
}

func (d *Desk) countNotes(folder vault.Folder) (int, error) {
	names, err := d.vault.List(string(folder))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	n := 0
	for _, name := range names {
		if strings.EqualFold(path.Ext(name), ".md") {
			n++
		}
	}
	return n, err
}

// goals reads the owner's page of goals. No page is no goals; a broken one is
// said to be, and is no goal of zero.
func (d *Desk) goals() contract.WeekGoals {
	page, err := d.vault.ReadFile(vault.GoalsPage, vault.MaxNoteBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return contract.WeekGoals{}
	}
	if err != nil {
		return contract.WeekGoals{Unreadable: vault.GoalsPage + " cannot be read: " + err.Error()}
	}
	g, problems := vault.ParseGoals(page)
	if len(problems) == 1 && problems[0].Key == "" {
		return contract.WeekGoals{Unreadable: vault.GoalsPage + ": " + problems[0].Sentence}
	}
	out := contract.WeekGoals{RevenueMonth: contract.Decimal(g.RevenueMonth), Currency: g.RevenueCurrency}
	if g.RevenueCurrency == "" {
		out.RevenueMonth = ""
	}
	out.ResponseHours, _ = strconv.Atoi(g.ResponseHours)
	for _, goal := range g.Quarter[:min(len(g.Quarter), maxQuarter)] {
		out.Quarter = append(out.Quarter, markdown.Plain(goal, maxLine))
	}
	for _, p := range problems {
		out.Problems = append(out.Problems, p.String())
	}
	return out
}

// ClosedWithin lists the requests that were closed from one moment until
// before another, in the order of their closing. Notices are not among them.
// An entry is written when it is closed and perhaps later, never only before,
// so that older files need no look.
func (r *Register) ClosedWithin(from, until time.Time) ([]Summary, error) {
	var out []Summary
	err := r.changedSince(from, func(e Entry) {
		if e.Closed && !e.Note.Informs() && !e.ClosedAt.Before(from) && e.ClosedAt.Before(until) {
			out = append(out, e.summary())
		}
	})
	slices.SortFunc(out, func(a, b Summary) int {
		return cmp.Or(a.ClosedAt.Compare(b.ClosedAt), cmp.Compare(a.RequestID, b.RequestID))
	})
	return out, err
}

// changedSince gives every entry whose file was written since a moment.
func (r *Register) changedSince(from time.Time, visit func(Entry)) error {
	files, err := os.ReadDir(r.dir)
	if err != nil {
		return fmt.Errorf("reading the register of requests: %w", err)
	}
	for _, f := range files {
		id, ok := strings.CutSuffix(f.Name(), recordExt)
		if !ok || !requestIDForm.MatchString(id) {
			continue
		}
		if info, err := os.Stat(filepath.Join(r.dir, f.Name())); err != nil || info.ModTime().Before(from.Add(-clockSlack)) {
			continue // a file that has gone meanwhile was a notice
		}
		e, found, err := r.Get(id)
		if err != nil {
			return err
		}
		if found {
			visit(e)
		}
	}
	return nil
}
