package notes

import (
	"fmt"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
)

const (
	maxListed   = 100
	maxProblems = 8 << 10 // bytes
	maxPage     = 1 << 20 // bytes; far above what the lists can grow to
	minute      = "2006-01-02 15:04"
)

// SystemState is one outside system on the dashboard.
type SystemState struct{ Name, State string }

// DashboardText makes the content of Dashboard.md as of now. Ages are in whole
// days, so that it changes only when something has happened or a day has passed.
func (d *Desk) DashboardText(systems []SystemState) string {
	waiting, _ := d.register.Waiting()
	now := d.opts.Clock().In(d.opts.Zone)
	var b strings.Builder
	b.WriteString("# Dashboard\n\nThis page is written by the employee; what you write here is replaced. As tables you can sort: [Approvals.base](Approvals.base).\n\n")
	waiting, later := d.sortOut(waiting, now)
	d.remind(&b, waiting, now)
	groups := []struct{ heading, kind, none string }{
		{"Waiting for your decision", contract.NoteApproval, "Nothing waits for your decision."},
		{"Waiting for your answer", contract.NoteClarification, "No questions."},
		{"Quotations wanted", contract.NoteQuotation, "Nobody waits for a quotation."},
		{"Corrections wanted", contract.NoteCorrection, "Nobody wants an invoice corrected."},
		{"Questions about invoices", contract.NoteQuestion, "Nobody asks about an invoice."},
		{"To know", contract.NoteNotice, "Nothing else."},
	}
	for _, g := range groups {
		d.listWaiting(&b, waiting, g.heading, g.kind, g.none, now)
	}
	d.listLater(&b, later)
	if d.opts.Posts != nil {
		b.WriteString(d.opts.Posts())
	}
	d.listAutomatic(&b)
	d.listToday(&b, now)
	d.countWeek(&b, now)
	mode := "Real: what you approve is carried out."
	if d.opts.DryRun {
		mode = "Dry run: nothing leaves; what would be done is described."
	}
	if paused, err := d.vault.Exists(vault.PausePage); err == nil && paused {
		mode = "PAUSED: nothing leaves until " + vault.PausePage + " is deleted, or `go run ./starter resume` is run. " + mode
	}
	b.WriteString("## How it stands\n\n| System | State |\n| --- | --- |\n| Mode | " + markdown.Inline(mode) + " |\n")
	for _, s := range systems {
		b.WriteString("| " + markdown.Inline(s.Name) + " | " + markdown.Inline(s.State) + " |\n")
	}
	b.WriteString(d.briefingLine())
	if h, examples, err := d.tried(); err == nil {
		b.WriteString("| Policy examples | " + markdown.Inline(examplesState(h, examples)) + " |\n")
		for _, section := range handbookSections(h) {
			b.WriteString("\n" + sectionPiece(section)(maxProblems))
		}
	}
	b.WriteString(d.goalsProblems())
	return b.String()
}

// goalsProblems tells what on the goals page cannot be used.
func (d *Desk) goalsProblems() string {
	page, err := d.vault.ReadFile(vault.GoalsPage, vault.MaxNoteBytes)
	if err != nil {
		return "" // no goals are no trouble
	}
	_, problems := vault.ParseGoals(page)
	if len(problems) == 0 {
		return ""
	}
	section := contract.Section{Heading: "Lines of " + vault.GoalsPage + " that cannot be used"}
	for _, p := range problems {
		section.Bullets = append(section.Bullets, p.String())
	}
	return "\n" + sectionPiece(section)(maxProblems)
}

// listWaiting lists the open notes of a kind, oldest first, with what they are worth in all.
func (d *Desk) listWaiting(b *strings.Builder, all []Summary, heading, kind, none string, now time.Time) {
	var rows []Summary
	for _, s := range all {
		if s.Type == kind {
			rows = append(rows, s)
		}
	}
	b.WriteString("## " + heading + "\n\n")
	if len(rows) == 0 {
		b.WriteString(none + "\n\n")
		return
	}
	if sum := worth(rows); sum != "" && waits(kind) {
		fmt.Fprintf(b, "%s, %s in all.\n\n", counted(len(rows), "request"), markdown.Inline(sum))
	}
	columns := []string{"Since", "What"}
	if waits(kind) {
		columns = append(columns, "Amount", "Waits", "Until")
	}
	b.WriteString(tableRow(columns, len(columns)) + strings.Repeat("| --- ", len(columns)) + "|\n")
	for i, s := range rows {
		if i == maxListed {
			b.WriteString(tableRow([]string{"", fmt.Sprintf("… and %d more", len(rows)-maxListed)}, len(columns)))
			break
		}
		fmt.Fprintf(b, "| %s | %s ", s.Created.In(d.opts.Zone).Format(minute), linked(s))
		if waits(kind) {
			fmt.Fprintf(b, "%s| %s | %s | %s ", d.snoozeProblem(s), markdown.Inline(s.Amount+" "+s.Currency), age(s.Created, now), d.until(s, now))
		}
		b.WriteString("|\n")
	}
	b.WriteString("\n")
}

func linked(s Summary) string {
	title, to := markdown.InlineUpTo(s.Title, maxHeading), markdown.Target(s.Path)
	if to == "" {
		return title
	}
	return "[" + title + "](" + to + ")"
}

// WriteDashboard puts the page into the vault when it differs from what is
// there.
func (d *Desk) WriteDashboard(systems []SystemState) error {
	text := d.DashboardText(systems)
	if now, err := d.vault.ReadFile(vault.DashboardPage, maxPage); err == nil && string(now) == text {
		return nil
	}
	return d.vault.WriteFile(vault.DashboardPage, []byte(text))
}

// Version changes whenever what waits may have changed.
func (d *Desk) Version() int {
	_, v := d.register.Waiting()
	return v
}
