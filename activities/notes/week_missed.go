package notes

import (
	"context"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

const briefingPrefix = "req-briefing-"

// CheckBriefing tells the owner in a notice that the pages of the last whole
// week were not made in time, with the command that makes them, and takes the
// notice away when they are there. due is until when they should have been made
// by themselves; zero = nobody has promised any.
func (d *Desk) CheckBriefing(ctx context.Context, due time.Time) error {
	now := d.opts.Clock()
	id := ""
	if !due.IsZero() && now.After(due) {
		w := week.Last(due, d.opts.Zone).String()
		_, made, err := d.BriefingMade(w)
		if err != nil {
			return err
		}
		if !made {
			id = briefingPrefix + strings.ToLower(w)
			if err := d.tell(ctx, missedNotice(id, w, now)); err != nil {
				return err
			}
		}
	}
	return d.settle(ctx, briefingPrefix, "The pages were made, or another week is due.", func(s Summary) bool { return s.RequestID == id })
}

func missedNotice(id, w string, now time.Time) contract.Note {
	return contract.Note{
		RequestID: id, Revision: 1, Type: contract.NoteNotice, Folder: contract.FolderNeedsAction,
		Title: "The briefing of " + w + " was not made", Created: now, Action: "notice about the briefing",
		Lead: []string{"The employee was not running when it was due and the hours after, or another time was set meanwhile, so there is no audit and no briefing of " + w + " yet. Nothing else was held up by it."},
		HowTo: []string{
			"Make it now: go run ./starter briefing --week " + w,
			"This notice goes away by itself when the pages are there, or when the next week's are due.",
		},
	}
}
