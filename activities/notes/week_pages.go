package notes

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
	"github.com/autonomous-employee/employee/workflows/week"
)

const (
	chartsFolder = "Charts" // below Audits/
	// maxPicture is far above what a chart of a year takes.
	maxPicture = 256 << 10
)

var pictureName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,80}\.svg$`)

// EnsureWeek makes the two notes of a week of what was gathered, in place of
// those of an earlier run. A note that was written into since is set aside and
// never lost. The same gathered data gives the same notes.
func (d *Desk) EnsureWeek(ctx context.Context, in contract.Week) (contract.BriefingResult, error) {
	w, err := week.Parse(in.Span.Week)
	if err != nil {
		return contract.BriefingResult{}, invalid(err.Error(), nil)
	}
	if d.opts.Compose == nil {
		return contract.BriefingResult{}, invalid("this worker makes no pages", nil)
	}
	defer d.lock(contract.BriefingID(in.Span.Week))()
	if err := ctx.Err(); err != nil {
		return contract.BriefingResult{}, err // a late attempt must not write over what its successor has made
	}
	past, broken, err := d.pastFigures(in.Span.Week)
	if err != nil {
		return contract.BriefingResult{}, err
	}
	if past, err = d.whatBecame(past); err != nil {
		return contract.BriefingResult{}, err
	}
	in.Missing = append(since(in.Missing, past), broken...)
	in.CanDraft = d.opts.CanDraft != nil && d.opts.CanDraft()
	pages, figures := d.opts.Compose(in, past, fileName)
	figures.Week, figures.AsOf, figures.Sources = in.Span.Week, in.Span.AsOf, sourcesOf(in)
	if err := checkPages(pages); err != nil {
		return contract.BriefingResult{}, err
	}
	result := contract.BriefingResult{
		Week: in.Span.Week, Headline: pages.Headline, Missing: missingOf(in),
		Audit: vault.Audits.Join(w.Add(1).Monday() + "-audit.md"), Briefing: vault.CEOBriefings.Join(w.Add(1).Monday() + "-briefing.md"),
	}
	result.Reminders = d.remindersOf(figures, in.Span, result.Briefing)
	return d.writePages(result, pages, figures)
}

// writePages writes the pictures before the notes that show them, and before
// both what the notes will be, so that a run which is cut off knows its own work again.
func (d *Desk) writePages(result contract.BriefingResult, pages contract.Pages, figures contract.WeekFigures) (contract.BriefingResult, error) {
	for _, p := range pages.Pictures {
		if err := d.ensureFile(vault.Audits.Join(chartsFolder, p.Name), []byte(p.SVG), maxPicture); err != nil {
			return result, err
		}
	}
	texts := map[string]string{result.Audit: pages.Audit, result.Briefing: pages.Briefing}
	kept, err := d.planFigures(figures, texts)
	if err != nil {
		return result, err
	}
	for _, name := range []string{result.Audit, result.Briefing} {
		aside, err := d.ensurePage(name, texts[name], kept.Written[name])
		if err != nil {
			return result, err
		}
		if aside != "" {
			result.SetAside = append(result.SetAside, aside)
		}
	}
	d.register.touch() // the dashboard shows when the page was made
	return result, nil
}

// ensurePage writes a note. One that is not as an earlier run left it goes out
// of the way first, and its new path is given.
func (d *Desk) ensurePage(name, text string, ours []string) (aside string, err error) {
	now, err := d.vault.ReadFile(name, maxPage)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err == nil && string(now) == text:
		return "", nil
	case err == nil && slices.Contains(ours, digest(now)):
	default: // written into, or it cannot be told
		if aside, err = d.vault.Move(name, strings.TrimSuffix(name, ".md")+" (kept).md"); err != nil {
			return "", err
		}
	}
	return aside, d.vault.WriteFile(name, []byte(text))
}

// ensureFile writes a file of ours when it differs.
func (d *Desk) ensureFile(name string, data []byte, limit int64) error {
	if now, err := d.vault.ReadFile(name, limit); err == nil && string(now) == string(data) {
		return nil
	}
	return d.vault.WriteFile(name, data)
}

// checkPages keeps to the folders and sizes of the vault what composing gives.
func checkPages(pages contract.Pages) error {
	if pages.Audit == "" || pages.Briefing == "" || len(pages.Audit) > maxPage || len(pages.Briefing) > maxPage {
		return invalid("the pages of the week are empty or larger than 1 MB", nil)
	}
	for _, p := range pages.Pictures {
		if !pictureName.MatchString(p.Name) || len(p.SVG) > maxPicture {
			return invalid("a picture of the week has a name or a size that no picture has", nil)
		}
	}
	return nil
}

// since says for each missing source which pages had it last.
func since(missing []contract.WeekMissing, past []contract.WeekFigures) []contract.WeekMissing {
	out := slices.Clone(missing)
	for i := range out {
		for _, p := range slices.Backward(past) {
			if out[i].Since.IsZero() && slices.Contains(p.Sources, out[i].Source) {
				out[i].Since = p.AsOf
			}
		}
	}
	return out
}

// sourcesOf names the sources that have figures.
func sourcesOf(w contract.Week) []string {
	var out []string
	for _, s := range []struct {
		name  string
		there bool
	}{
		{contract.SourceBooks, w.Books != nil},
		{contract.SourceAudit, w.Audit != nil},
		{contract.SourceVault, w.Vault != nil},
		{contract.SourceProcesses, w.Processes != nil},
		{contract.SourceMail, w.Mail != nil},
		{contract.SourcePosts, w.Posts != nil},
	} {
		if s.there {
			out = append(out, s.name)
		}
	}
	return out
}

// missingOf names the sources that are missing as a whole.
func missingOf(w contract.Week) []string {
	var out []string
	for _, m := range w.Missing {
		if m.Part == "" {
			out = append(out, m.Source)
		}
	}
	return out
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// BriefingMade reports whether the notes of a week have been made, and when.
func (d *Desk) BriefingMade(w string) (at time.Time, made bool, err error) {
	f, err := d.readFigures(w)
	if errors.Is(err, fs.ErrNotExist) {
		return at, false, nil
	}
	return f.AsOf, err == nil, err
}

// briefingLine is the dashboard's line about the newest page and when the next
// one comes; none while nothing is known of either.
func (d *Desk) briefingLine() string {
	var parts []string
	if latest := d.latestBriefing(); latest != "" {
		parts = append(parts, latest)
	}
	if d.opts.PagesCome != "" {
		parts = append(parts, markdown.Inline(d.opts.PagesCome))
	}
	if len(parts) == 0 {
		return ""
	}
	return "| Monday page | " + strings.Join(parts, "; ") + " |\n"
}

// latestBriefing links to the newest page; empty while there is none.
func (d *Desk) latestBriefing() string {
	weeks, err := d.keptWeeks()
	if err != nil || len(weeks) == 0 {
		return ""
	}
	latest := weeks[len(weeks)-1]
	w, errWeek := week.Parse(latest)
	f, errFile := d.readFigures(latest)
	if errWeek != nil || errFile != nil {
		return ""
	}
	name := vault.CEOBriefings.Join(w.Add(1).Monday() + "-briefing.md")
	return "[" + latest + "](" + markdown.Target(name) + "), made " + f.AsOf.In(d.opts.Zone).Format(minute)
}
