package posts

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
	"github.com/autonomous-employee/employee/workflows/post"
)

// CalendarPage is the page with what goes out this week and next.
const CalendarPage = contract.FolderSocialPosts + "/Calendar.md"

const (
	calendarMark = "This page is written by the employee; what you write here is replaced."
	maxRows      = 200 // of a week
	maxShown     = 12  // on the dashboard
	maxCalendar  = 1 << 20
)

// line is one post at one time.
type line struct {
	at        time.Time
	title     string
	path      string
	platforms []contract.Platform
	status    string
	url       string
}

// repeated is a series with its next dates.
type repeated struct {
	title, path string
	next        []time.Time
}

// Version changes whenever what the calendar shows may have changed, but for
// what the owner writes into a note.
func (d *Desk) Version() int {
	d.book.mu.Lock()
	defer d.book.mu.Unlock()
	return d.book.version
}

// WriteCalendar puts the calendar into the vault when it differs from what is
// there. A page of that name that the owner has made is left alone.
func (d *Desk) WriteCalendar() error {
	text := d.CalendarText()
	now, err := d.vault.ReadFile(CalendarPage, maxCalendar)
	switch {
	case err == nil && string(now) == text:
		return nil
	case err == nil && !strings.Contains(string(now), calendarMark):
		return nil
	case err != nil && !missing(err):
		return err
	}
	return d.vault.WriteFile(CalendarPage, []byte(text))
}

// CalendarText makes the content of the calendar as of now.
func (d *Desk) CalendarText() string {
	now := d.opts.Clock().In(d.opts.Zone)
	monday := time.Date(now.Year(), now.Month(), now.Day()-(int(now.Weekday())+6)%7, 0, 0, 0, 0, d.opts.Zone)
	rows, series := d.rows(now, monday, monday.AddDate(0, 0, 14))
	var b strings.Builder
	b.WriteString("# Calendar\n\n" + calendarMark + " To change a post, open its note. Times are those of " + markdown.Inline(d.opts.Zone.String()) + ".\n\n")
	for i, heading := range []string{"This week", "Next week"} {
		from, to := monday.AddDate(0, 0, 7*i), monday.AddDate(0, 0, 7*i+7)
		b.WriteString("## " + heading + ", " + from.Format("2 January") + " to " + to.AddDate(0, 0, -1).Format("2 January 2006") + "\n\n")
		d.week(&b, slices.DeleteFunc(slices.Clone(rows), func(r line) bool { return r.at.Before(from) || !r.at.Before(to) }))
	}
	b.WriteString("## Series\n\n")
	if len(series) == 0 {
		b.WriteString("No post repeats.\n")
	}
	for _, s := range series {
		b.WriteString("- " + linkTo(s.title, s.path) + "\n")
		for _, at := range s.next {
			b.WriteString("    - " + at.In(d.opts.Zone).Format("Monday 2 January 2006, 15:04") + "\n")
		}
	}
	return b.String()
}

func (d *Desk) week(b *strings.Builder, rows []line) {
	if len(rows) == 0 {
		b.WriteString("Nothing.\n\n")
		return
	}
	b.WriteString("| When | Post | Where | How it stands |\n| --- | --- | --- | --- |\n")
	for i, r := range rows {
		if i == maxRows {
			b.WriteString("| | … and more | | |\n")
			break
		}
		b.WriteString("| " + r.at.In(d.opts.Zone).Format("Mon 2 Jan, 15:04") + " | " + linkTo(r.title, r.path) + " | " + names(r.platforms) + " | " + r.stands() + " |\n")
	}
	b.WriteString("\n")
}

// Scheduled is the dashboard's part about posts: what is scheduled, and what
// went out in the last week on which platforms.
func (d *Desk) Scheduled() string {
	now := d.opts.Clock().In(d.opts.Zone)
	rows, _ := d.rows(now, now.AddDate(0, 0, -7), now.AddDate(0, 0, 14))
	var b strings.Builder
	b.WriteString("## What is scheduled\n\nThe next two weeks; as a calendar: [Calendar](" + markdown.Target(CalendarPage) + ").\n\n")
	coming := slices.DeleteFunc(slices.Clone(rows), func(r line) bool { return r.url != "" || r.over() })
	d.week(&b, coming[:min(len(coming), maxShown)])
	out := slices.DeleteFunc(slices.Clone(rows), func(r line) bool { return !r.over() })
	slices.Reverse(out)
	if len(out) > 0 {
		b.WriteString("Published in the last seven days:\n\n")
		d.week(&b, out[:min(len(out), maxShown)])
	}
	return b.String()
}

// over is true for what was carried out, whatever came of it.
func (r line) over() bool {
	return slices.Contains([]string{contract.StatusDone, contract.StatusDryRun, contract.StatusUnknown, contract.StatusRefused}, r.status)
}

func (r line) stands() string {
	words := markdown.Inline(inWords(cmp.Or(r.status, "not taken up yet")))
	if target := markdown.Target(r.url); target != "" {
		return "[" + words + "](" + target + ")"
	}
	return words
}

func linkTo(title, path string) string {
	name, to := markdown.InlineUpTo(title, 80), markdown.Target(path)
	if to == "" {
		return name
	}
	return "[" + name + "](" + to + ")"
}

func names(platforms []contract.Platform) string {
	var out []string
	for _, p := range platforms {
		out = append(out, post.Name(p))
	}
	return strings.Join(out, ", ")
}

// rows gives what was carried out and what is to come between two moments, by
// time, and the series with their next dates.
func (d *Desk) rows(now, from, to time.Time) (rows []line, series []repeated) {
	slots, entries := d.book.all()
	for _, e := range slots {
		if at := e.Slot; !at.Before(from) && at.Before(to) && e.Result.Status != "" {
			rows = append(rows, line{at: at, title: e.Title, path: d.pathOf(entries, e.PostID), platforms: []contract.Platform{e.Post.Platform}, status: e.Result.Status, url: e.Result.Outcome.URL})
		}
	}
	for _, e := range entries {
		planned, dates := d.planned(e, now, to)
		rows = append(rows, planned...)
		if len(dates.next) > 0 {
			series = append(series, dates)
		}
	}
	slices.SortFunc(rows, func(a, b line) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.title, b.title), cmp.Compare(names(a.platforms), names(b.platforms)))
	})
	slices.SortFunc(series, func(a, b repeated) int { return cmp.Or(cmp.Compare(a.title, b.title), cmp.Compare(a.path, b.path)) })
	return rows, series
}

func (d *Desk) pathOf(entries []noteEntry, postID string) string {
	for _, e := range entries {
		if e.PostID == postID {
			return e.Path
		}
	}
	return ""
}

// planned gives the times to come of a note that is still among the posts.
func (d *Desk) planned(e noteEntry, now, to time.Time) (rows []line, series repeated) {
	if folder, ok := vault.FolderOf(e.Path); !ok || folder != vault.SocialPosts || e.Filed != "" {
		return nil, repeated{}
	}
	n, err := d.vault.ReadNote(e.Path)
	if err != nil || n.PostID() != e.PostID {
		return nil, repeated{}
	}
	p := post.Read(page(e.Path, n)).Post
	status, _ := n.Get(keyStatus)
	r := line{title: stem(path.Base(e.Path)), path: e.Path, platforms: p.Platforms, status: status}
	when := post.When{Now: now, Zone: d.opts.Zone, Seen: e.Seen}
	if p.Series == nil {
		if r.at = post.SlotsOf(p, when).Slot; !r.at.IsZero() && r.at.Before(to) && r.at.After(now.Add(-longAgo)) {
			rows = append(rows, r)
		}
		return rows, repeated{}
	}
	series = repeated{title: r.title, path: r.path}
	for when.After = now; len(rows) < maxRows; {
		s := post.SlotsOf(p, when)
		if s.Slot.IsZero() {
			break
		}
		if len(series.next) < maxDates {
			series.next = append(series.next, s.Slot)
		}
		if !s.Slot.Before(to) && len(series.next) == maxDates {
			break
		}
		if s.Slot.Before(to) {
			r.at = s.Slot
			rows = append(rows, r)
		}
		when.After = s.Slot
	}
	return rows, series
}

const (
	// longAgo is how late a post may be and still be shown as one to come.
	longAgo  = 14 * 24 * time.Hour
	maxDates = 5
)
