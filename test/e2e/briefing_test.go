package e2e_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
	"github.com/autonomous-employee/employee/worker/codec"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// lastWeek is the week that a briefing of now is about, for an owner in Berlin.
func lastWeek(t *testing.T) contract.WeekSpan {
	t.Helper()
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	now := time.Now()
	return week.Last(now, berlin).Span(berlin, now)
}

// pagesOf names the two notes of a week by the Monday after it.
func pagesOf(t *testing.T, span contract.WeekSpan) (audit, briefing string) {
	t.Helper()
	sunday, err := time.Parse(time.DateOnly, span.To)
	require.NoError(t, err)
	monday := sunday.AddDate(0, 0, 1).Format(time.DateOnly)
	return monday + "-audit.md", monday + "-briefing.md"
}

// figuresOf are the figures that later weeks compare themselves with.
func figuresOf(t *testing.T, p *harness.Product, of string) map[string]contract.Decimal {
	t.Helper()
	raw, err := os.ReadFile(p.Path("Audits", "Figures", of+".json"))
	require.NoError(t, err)
	var kept struct {
		Figures contract.WeekFigures `json:"figures"`
	}
	require.NoError(t, json.Unmarshal(raw, &kept))
	out := map[string]contract.Decimal{}
	for _, f := range kept.Figures.Figures {
		if f.Name != "needs_action" { // a notice of the moment, such as that Odoo is slow, comes and goes by itself
			out[f.Name+" "+f.Unit] = f.Value
		}
	}
	require.NotEmpty(t, out)
	return out
}

func TestBriefing_MakesTheTwoNotesAndAgainTheSameFigures(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	customer := knowsTheCustomer(fake)
	span := lastWeek(t)
	fake.Book(odoofake.Entry{Name: "INV/1", Partner: customer, Date: span.From, Untaxed: "1234.50"})
	fake.Book(odoofake.Entry{Name: "INV/2", Partner: customer, Date: span.To, Untaxed: "65.50"})
	fake.Book(odoofake.Entry{Name: "INV/3", Partner: customer, Date: span.Today, Untaxed: "9999"})
	fake.Book(odoofake.Entry{Name: "BILL/1", Type: "in_invoice", Partner: customer, Date: span.From, Untaxed: "300"})
	p := harness.New(t, realOdoo(fake.URL)...)
	ready := p.Start()
	require.NoError(t, os.WriteFile(p.Path("Business_Goals.md"), []byte("---\nrevenue_goal_month: 12000\nrevenue_goal_currency: EUR\n---\n# Business goals\n"), 0o600))
	approved := pending(p, "6100")
	waiting := pending(p, "6101")
	p.Approve(approved)
	completed(p, "6100")

	out, err := p.Starter("briefing")
	require.NoError(t, err, out)
	audit, briefing := pagesOf(t, span)
	require.Contains(t, out, span.Week)
	require.Contains(t, out, p.Path("CEO_Briefings", briefing))
	require.Contains(t, out, p.Path("Audits", audit))
	require.Contains(t, out, "Missing   social")
	page := p.Read("CEO_Briefings", briefing)
	require.Equal(t, "1300.00", harness.Property(page, "revenue"), page)
	require.Contains(t, page, "1,300.00 EUR")
	require.Contains(t, page, strings.TrimSuffix(strings.Fields(waiting)[1], "."), "the decision that waits")
	require.Contains(t, page, "2,020.00 EUR")
	whole := p.Read("Audits", audit)
	for _, part := range []string{"turnover_by_day", "300.00 EUR", "The chain of the whole log is whole", "12,000.00 EUR"} {
		require.Contains(t, whole, part)
	}
	pictures, err := filepath.Glob(p.Path("Audits", "Charts", "*.svg"))
	require.NoError(t, err)
	require.NotEmpty(t, pictures)
	require.Equal(t, 1, p.Logged("briefing.made", "event"))

	first := figuresOf(t, p, span.Week)
	out, err = p.Starter("briefing", "--week", span.Week)
	require.NoError(t, err, out)
	require.Equal(t, first, figuresOf(t, p, span.Week), "the same data gives the same figures")
	require.NotContains(t, out, "Kept")
	require.Len(t, p.Notes("Audits"), 1)
	require.Len(t, p.Notes("CEO_Briefings"), 1)

	p.Write("CEO_Briefings", briefing, page+"\nCall Ana about this.\n")
	out, err = p.Starter("briefing")
	require.NoError(t, err, out)
	require.Contains(t, out, "(kept).md, because you had written into it")
	require.Contains(t, p.Read("CEO_Briefings", strings.TrimSuffix(briefing, ".md")+" (kept).md"), "Call Ana about this.")

	out, err = p.Starter("briefing", "--week", week.Of(time.Now()).Add(1).String())
	require.Error(t, err)
	require.Contains(t, out, "is not over yet")
	out, err = p.Starter("briefing", "--week", "2026-W60")
	require.Error(t, err)
	require.Contains(t, out, "is not a week")
	anAssistantShowsIt(t, p, span.Week)
	theSchedule(t, p, ready)
	p.Stop()
	theSchedule(t, p, p.Start())
}

// anAssistantShowsIt has the pages made and shown through the MCP server.
func anAssistantShowsIt(t *testing.T, p *harness.Product, of string) {
	t.Helper()
	assistant := p.Assistant("briefing")
	before := p.Logged("briefing.made", "event")
	var started struct {
		WorkflowID string `json:"workflow_id"`
		State      string `json:"state"`
	}
	require.Empty(t, assistant.Call("run_briefing", map[string]any{"wait_seconds": 50}, &started))
	require.Equal(t, contract.BriefingID(of), started.WorkflowID)
	p.Eventually("the page to be made", func() bool { return p.Logged("briefing.made", "event") == before+1 })
	require.Contains(t, assistant.Told(), "The pages of "+of+" are being made.")
	text, err := assistant.Resource("employee://briefing")
	require.NoError(t, err)
	require.Contains(t, text, "week: \""+of+"\"")
	var shown struct {
		Week, State string
		Page        struct{ Text string }
	}
	require.Empty(t, assistant.Call("show_briefing", map[string]any{"page": "audit"}, &shown))
	require.Equal(t, []string{of, "made"}, []string{shown.Week, shown.State})
	require.Contains(t, shown.Page.Text, "turnover_by_day")
}

// theSchedule looks at the Schedule in the server: a restart must not update it,
// or the server would forget the Monday that it has missed.
func theSchedule(t *testing.T, p *harness.Product, ready harness.Ready) {
	t.Helper()
	options := client.Options{HostPort: ready.TemporalAddress}
	codec.In(filepath.Join(p.Dir, ".employee")).Apply(&options)
	c, err := client.Dial(options)
	require.NoError(t, err)
	defer c.Close()
	handle := c.ScheduleClient().GetHandle(t.Context(), contract.BriefingSchedule)
	described, err := handle.Describe(t.Context())
	require.NoError(t, err)
	require.Equal(t, "Europe/Berlin", described.Schedule.Spec.TimeZoneName)
	require.Equal(t, 6*time.Hour, described.Schedule.Policy.CatchupWindow)
	require.True(t, described.Info.LastUpdateAt.Before(described.Info.CreatedAt), "never updated, but at %v", described.Info.LastUpdateAt)
	next := described.Info.NextActionTimes[0]
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	require.Equal(t, "Monday 07:00", next.In(berlin).Format("Monday 15:04"))
}

func TestBriefing_WhatIsDownOrDamagedIsNamedAndPrintsNoZero(t *testing.T) {
	t.Parallel()
	p := harness.New(t, realOdoo("http://127.0.0.1:9")...)
	p.Start()
	require.NoError(t, os.WriteFile(p.Path("Business_Goals.md"), []byte("---\nrevenue_goal_month: [\n---\n"), 0o600))
	out, err := p.Starter("briefing") // writes the first line of the log
	require.NoError(t, err, out)
	damage(t, p)
	out, err = p.Starter("briefing")
	require.NoError(t, err, out)
	require.Contains(t, out, "Missing   odoo, social")
	audit, briefing := pagesOf(t, lastWeek(t))
	page, whole := p.Read("CEO_Briefings", briefing), p.Read("Audits", audit)
	require.Contains(t, page, "Odoo")
	require.Empty(t, harness.Property(page, "revenue"))
	for _, text := range []string{page, whole} {
		require.NotContains(t, text, "0.00", "what is not known is not zero")
	}
	require.Contains(t, whole, "Business_Goals.md")
	require.Contains(t, whole, "cannot be read")
	log, err := filepath.Glob(filepath.Join(p.Dir, "Vault", "Logs", "*.json"))
	require.NoError(t, err)
	require.Contains(t, whole, filepath.Base(log[0])+":1", "the damaged line is named")
}

// damage changes a word of the log's first line, as an editor would.
func damage(t *testing.T, p *harness.Product) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(p.Dir, "Vault", "Logs", "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	raw, err := os.ReadFile(files[0])
	require.NoError(t, err)
	changed := strings.Replace(string(raw), `"actor":"employee"`, `"actor":"somebody"`, 1)
	require.NotEqual(t, string(raw), changed)
	require.NoError(t, os.WriteFile(files[0], []byte(changed), 0o600))
}
