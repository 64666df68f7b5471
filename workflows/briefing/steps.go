package briefing

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// gathering collects the answers of the sources. What is missing has a place
// for each source, so that the order of the answers does not show.
type gathering struct {
	week    contract.Week
	missing [6]*contract.WeekMissing
	open    workflow.WaitGroup
}

// gather asks every source at once and waits for all of them. Its error is that
// of a cancelled process.
func (b *briefing) gather(ctx workflow.Context, span contract.WeekSpan) (contract.Week, error) {
	if err := b.say(ctx, contract.StatusReading, "Gathering what happened in "+span.Week+"."); err != nil {
		return contract.Week{}, err
	}
	g := &gathering{week: contract.Week{Span: span}, open: workflow.NewWaitGroup(ctx)}
	about := contract.ListWeekInput{Span: span}
	ask(ctx, g, 0, contract.SourceBooks, contract.OdooListBooks, booksOf(span), func(got contract.Books) string {
		if !got.Configured {
			return "Odoo is not set up. Set ODOO_URL, ODOO_DB, ODOO_USERNAME and ODOO_PASSWORD, and start the worker again."
		}
		g.week.Books = &got
		return ""
	})
	ask(ctx, g, 1, contract.SourceAudit, contract.AuditListWeek, about, func(got contract.AuditWeek) string {
		g.week.Audit = &got
		return ""
	})
	ask(ctx, g, 2, contract.SourceVault, contract.NotesListWeek, about, func(got contract.VaultWeek) string {
		g.week.Vault = &got
		return ""
	})
	ask(ctx, g, 3, contract.SourceProcesses, contract.ProcessesListWeek, about, func(got contract.ProcessWeek) string {
		g.week.Processes = &got
		return ""
	})
	ask(ctx, g, 4, contract.SourceMail, contract.MailListWeek, about, func(got contract.MailWeek) string {
		g.week.Mail = &got
		return ""
	})
	ask(ctx, g, 5, contract.SourcePosts, contract.PostsListWeek, about, func(got contract.PostWeek) string {
		if !got.Configured {
			return "No social platform is set up."
		}
		g.week.Posts = &got
		return ""
	})
	g.open.Wait(ctx)
	for _, m := range g.missing {
		if m != nil {
			g.week.Missing = append(g.week.Missing, *m)
		}
	}
	return g.week, ctx.Err()
}

// ask has one source asked beside the others. take keeps the answer, or says
// why the source is not set up.
func ask[In, Out any](ctx workflow.Context, g *gathering, place int, source string, a contract.Activity[In, Out], in In, take func(Out) string) {
	g.open.Add(1)
	workflow.Go(ctx, func(ctx workflow.Context) {
		defer g.open.Done()
		got, err := flow.Do(ctx, a, in, "ask "+source)
		if err != nil {
			g.missing[place] = &contract.WeekMissing{Source: source, Kind: flow.KindOf(err), Why: flow.Sentence(err)}
			return
		}
		if why := take(got); why != "" {
			g.missing[place] = &contract.WeekMissing{Source: source, Kind: contract.FailNotConfigured, Why: why}
		}
	})
}

// booksOf asks for the books of the week, beside those of the week before. What
// is due is counted from today, whatever the week: Odoo tells what is open now,
// and not what was.
func booksOf(span contract.WeekSpan) contract.ListBooksInput {
	return contract.ListBooksInput{
		AsOf:       span.Today,
		Period:     contract.BooksPeriod{From: span.From, To: span.To, Start: span.Start, End: span.End},
		Comparison: contract.BooksPeriod{From: earlier(span.From), To: earlier(span.To)},
	}
}

// earlier is the same weekday a week before, in the calendar.
func earlier(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day // the activity refuses it with a sentence
	}
	return t.AddDate(0, 0, -7).Format(time.DateOnly)
}
