package notes

import (
	"errors"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/vault"
)

// keySnooze is the property with which the owner puts a request off: a day, or a
// day with a time, in his zone. Until then it is not shown as waiting, and it
// expires no sooner than contract.SnoozeGrace after.
const keySnooze = "snooze_until"

// maxSnooze bounds how far a request can be put off.
const maxSnooze = 366 * 24 * time.Hour

// snooze is what the property of a note says.
type snooze struct {
	until   time.Time // zero = not put off
	problem string    // why it cannot be used, in words for the owner
}

// readSnooze reads the property as of now.
func (d *Desk) readSnooze(note *vault.Note, now time.Time) snooze {
	text, _ := note.Get(keySnooze)
	until, err := parseSnooze(text, d.opts.Zone)
	switch {
	case err != nil:
		return snooze{problem: err.Error()}
	case until.Sub(now) > maxSnooze:
		return snooze{problem: keySnooze + " is more than a year away; choose an earlier day"}
	}
	return snooze{until: until}
}

func parseSnooze(text string, zone *time.Location) (time.Time, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	for _, form := range []string{time.DateOnly, "2006-01-02T15:04", minute, "2006-01-02T15:04:05"} {
		if t, err := time.ParseInLocation(form, text, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, errors.New(keySnooze + " cannot be read; write a day such as 2026-12-05, or 2026-12-05T09:00")
}

// NoteSnooze remembers whether the note at a path puts its request off, for the
// dashboard. The vault is the truth: after a restart the first scan tells again.
func (d *Desk) NoteSnooze(id, name string) {
	text, err := d.vault.ReadFile(name, 0)
	if err != nil {
		return // a note that cannot be read is told elsewhere
	}
	var s snooze
	if !unsnoozed(string(text)) {
		note, err := vault.ParseNote(text)
		if err != nil {
			return
		}
		s = d.readSnooze(note, d.opts.Clock())
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.snoozed[id] == s {
		return
	}
	d.register.touch()
	if s == (snooze{}) {
		delete(d.snoozed, id)
		return
	}
	d.snoozed[id] = s
}

// unsnoozed is true for a note whose property stands empty, as it was laid. It
// saves parsing the thousands of notes that nobody has put off.
func unsnoozed(text string) bool {
	front, _, closed := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	return closed && strings.Count(front, "snooze") == 1 && strings.Contains(front, "\n"+keySnooze+": \"\"\n")
}

// snoozeOf gives what NoteSnooze has last seen.
func (d *Desk) snoozeOf(id string) snooze {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.snoozed[id]
}
