package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/briefing/demo"
	"github.com/autonomous-employee/employee/workflows/briefing/page"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// demoSeed makes the same business every time; demoLast is its last week.
const demoSeed = 2026

func demoLast() week.Week { return week.Week{Year: 2026, Number: 48} }

// demoMark tells a folder of ours from one that somebody works in.
const demoMark = "DEMO.md"

const demoText = "This vault is a demo of the Monday page. Nobody in it exists; nothing in it waits for you, and no worker belongs on it. " +
	"`starter briefing --demo` writes it anew.\n"

// fillDemo lays sixty weeks of an invented business into a folder, by the same
// composing as the real pages. It writes into a new or empty folder, or over an
// earlier demo, and into nothing else.
func fillDemo(out io.Writer, dir string) error {
	if err := freeForDemo(dir); err != nil {
		return err
	}
	v, err := vault.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = v.Close() }()
	if err := v.WriteFile(demoMark, []byte(demoText)); err != nil {
		return err
	}
	weeks, err := demo.Gather(demoSeed, demoLast(), demo.Weeks)
	if err != nil {
		return err
	}
	var past []contract.WeekFigures
	for i, w := range weeks {
		w.CanDraft = true
		pages, figures := page.Compose(w, past, demoNote)
		if err := layPages(v, w.Span, pages); err != nil {
			return err
		}
		past = append(past, decided(figures, i))
	}
	newest := weeks[len(weeks)-1]
	if err := layRequests(v, newest, past[len(past)-1].Suggestions); err != nil {
		return err
	}
	audit, briefing := page.Paths(newest.Span)
	_, err = fmt.Fprintf(out, "%d weeks of an invented business lie in %s\nOpen that folder as a vault in Obsidian, and there:\n  %s\n  %s\n", len(weeks), v.Dir(), briefing, audit)
	return err
}

// freeForDemo refuses a folder with anything else in it.
func freeForDemo(dir string) error {
	if dir == "" {
		return errors.New("the demo needs a folder: starter briefing --demo /tmp/demo")
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking into the folder for the demo: %w", err)
	}
	for _, e := range entries {
		if e.Name() == demoMark && e.Type().IsRegular() {
			return nil
		}
	}
	return fmt.Errorf("%s holds something that is no demo; name a new or empty folder, so that nothing of yours is mixed with invented notes", dir)
}

func layPages(v *vault.Vault, span contract.WeekSpan, pages contract.Pages) error {
	audit, briefing := page.Paths(span)
	for _, p := range pages.Pictures {
		if err := v.WriteFile(vault.Audits.Join("Charts", p.Name), []byte(p.SVG)); err != nil {
			return err
		}
	}
	if err := v.WriteFile(audit, []byte(pages.Audit)); err != nil {
		return err
	}
	return v.WriteFile(briefing, []byte(pages.Briefing))
}

// demoNote names the note of an invented request.
func demoNote(title, _ string) string { return vault.SafeName(title + ".md") }

// decided has an invented owner decide what a page asked, each week otherwise,
// so that the next one can tell of it.
func decided(figures contract.WeekFigures, n int) contract.WeekFigures {
	became := []string{contract.StatusDone, contract.StatusExpired, contract.StatusDone, contract.StatusRejected}
	for i := range figures.Suggestions {
		if s := &figures.Suggestions[i]; s.Action != "" {
			s.Became, s.ClosedAt = became[n%len(became)], figures.AsOf.AddDate(0, 0, 2)
		}
	}
	return figures
}

// layRequests writes what the newest page links to, as notes that ask nothing.
func layRequests(v *vault.Vault, w contract.Week, suggested []contract.WeekSuggestion) error {
	var names []string
	for _, n := range w.Vault.Waiting {
		names = append(names, n.Path)
	}
	for _, s := range suggested {
		if s.Action != "" {
			title := contract.ReminderInput{Week: w.Span.Week, Partner: s.Partner}.ReminderTitle()
			names = append(names, vault.PendingApproval.Join(demoNote(title, "")))
		}
	}
	for _, name := range names {
		if err := v.WriteFile(name, []byte("An invented request of the demo; it asks nothing of you.\n")); err != nil {
			return err
		}
	}
	return nil
}
