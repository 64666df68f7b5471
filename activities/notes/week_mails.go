package notes

import (
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
)

// MailRequest is a request that a mail has made.
type MailRequest struct {
	MailKey  string
	Customer string // "" when nobody knows
	Path     string // of its note
	SeenAt   time.Time
	// ClosedAt is when it ended; zero while it waits.
	ClosedAt time.Time
}

// MailRequests lists the requests of mails that wait now, also those about
// which only the owner can do something, and those that ended since a moment.
// goalHours is within how many hours the owner wants a mail settled, 0 = no goal.
func (d *Desk) MailRequests(since time.Time) (found []MailRequest, goalHours int, err error) {
	for _, id := range d.register.Open() {
		e, ok, err := d.register.Get(id)
		if err != nil {
			return nil, 0, err
		}
		if !ok || e.Closed || e.Note.Mail.Key == "" || e.Note.Type == contract.NoteNotice || !d.stillThere(e) {
			continue
		}
		found = append(found, e.mailRequest())
	}
	err = d.register.changedSince(since, func(e Entry) {
		if e.Closed && e.Note.Mail.Key != "" && !e.ClosedAt.Before(since) && settles(e.Outcome) {
			found = append(found, e.mailRequest())
		}
	})
	return found, d.goals().ResponseHours, err
}

// stillThere is false for a note that only informs and that the owner has put
// away: nobody is told of that.
func (d *Desk) stillThere(e Entry) bool {
	if !e.Note.Informs() {
		return true
	}
	there, err := d.vault.Exists(e.Path)
	return err != nil || there
}

// settles is false for mails that wanted nothing, or that went over to another's request.
func settles(outcome string) bool {
	switch outcome {
	case contract.StatusIgnored, contract.StatusJoined, contract.OutcomeSettled, OutcomeStopped:
		return false
	}
	return true
}

func (e Entry) mailRequest() MailRequest {
	return MailRequest{
		MailKey: e.Note.Mail.Key, Customer: markdown.Plain(e.Note.Counterparty, maxLine), Path: e.Path, SeenAt: e.Note.Mail.SeenAt, ClosedAt: e.ClosedAt,
	}
}
