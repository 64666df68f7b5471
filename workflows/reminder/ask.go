package reminder

import (
	"net/mail"
	"strings"
	"unicode"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/policy"
)

const (
	actionDraft = "gmail.create_draft"
	// keyTo is the property in which the owner may put another address.
	keyTo = "reminder_to"
)

// ask lays the request before the owner and waits until the next page.
func (r *reminder) ask(ctx workflow.Context, j policy.Judgement) (contract.Decision, error) {
	note, err := r.request(j)
	if err != nil {
		return contract.Decision{}, err
	}
	if _, err := flow.Do(ctx, contract.NotesEnsureNote, note, "lay the request on the desk"); err != nil {
		return contract.Decision{}, err
	}
	r.note, r.laid, r.approval = note, true, "pending"
	if err := r.event(ctx, "approval.requested", "pending", map[string]string{"reason": j.Reason, "briefing": r.in.Briefing}); err != nil {
		return contract.Decision{}, err
	}
	if err := r.say(ctx, contract.StatusWaitingApproval, "Waiting for your approval: a reminder to "+r.in.Partner+" of "+amounts(r.debt.Sums)+"."); err != nil {
		return contract.Decision{}, err
	}
	return flow.AwaitDecision(ctx, note)
}

// request is the note: what will happen, to whom, about how much and why it is
// asked.
func (r *reminder) request(j policy.Judgement) (contract.Note, error) {
	n := r.note
	n.Revision++
	n.Type, n.Folder, n.Title, n.Action = contract.NoteApproval, contract.FolderPendingApproval, r.in.ReminderTitle(), actionDraft
	n.Expires, n.DryRun, n.Counterparty = r.in.Expires, r.status.DryRun, r.in.Partner
	if len(r.debt.Sums) == 1 {
		n.Amount, n.Currency = r.debt.Sums[0].Amount, r.debt.Sums[0].Currency
	}
	var err error
	if n.Fingerprint, err = r.draft.Fingerprint(); err != nil {
		return n, err
	}
	n.Fields = []contract.Field{{Key: keyTo, Value: r.draft.To}}
	what := "With your approval the mail below is laid among the drafts of your Gmail. It is not sent: you read it there, change what you like, and send it or throw it away."
	if n.DryRun {
		what = "Dry run: the mail below is only described, and nothing is laid among your drafts."
	}
	n.Lead = nil
	if r.setback != "" {
		n.Lead = append(n.Lead, r.setback+" Nothing was laid among the drafts.")
	}
	n.Lead = append(n.Lead, r.in.Partner+" owes you "+amounts(r.debt.Sums)+" that is overdue. "+what)
	n.Sections = append([]contract.Section{{Heading: "The mail", Text: []string{"To: " + orNobody(r.draft.To), "Subject: " + r.draft.Subject}, Code: r.draft.Text}},
		r.invoices(), r.closely())
	if len(n.Sections[2].Bullets) == 0 {
		n.Sections = n.Sections[:2]
	}
	n.Sections = append(n.Sections, contract.Section{
		Heading: "Why you are asked", Text: []string{j.Cited(), "The page of " + r.in.Week + " suggests it."},
		Links: []contract.Link{{Text: "The page that suggests it", Target: r.in.Briefing}},
	})
	n.HowTo = []string{
		"Yes: move this note to Approved/. Another address can be put into " + keyTo + " before.",
		"No: move it to Rejected/. The page does not ask about this customer for four weeks then.",
		"Undecided: the next page takes its place.",
	}
	return n, nil
}

func orNobody(to string) string {
	if to == "" {
		return "nobody yet; put the address into " + keyTo + " at the top"
	}
	return to
}

func (r *reminder) invoices() contract.Section {
	s := contract.Section{Heading: "What is overdue", Columns: []string{"Invoice", "Due", "Open"}}
	for _, item := range r.debt.Overdue {
		s.Rows = append(s.Rows, []string{item.Number, item.Due, string(item.Open) + " " + item.Currency})
		if len(s.Links) == 0 && item.URL != "" {
			s.Links = append(s.Links, contract.Link{Text: "Open " + item.Number + " in Odoo", Target: item.URL})
		}
	}
	return s
}

// closely names what may make the reminder wrong.
func (r *reminder) closely() contract.Section {
	s := contract.Section{Heading: "Look closely"}
	if len(r.debt.Credit) > 0 {
		s.Bullets = append(s.Bullets, "Odoo has "+amounts(r.debt.Credit)+" of this customer that is paid or credited and not matched to an invoice. It may settle what is overdue; the mail does not take it off.")
	}
	if r.debt.More {
		s.Bullets = append(s.Bullets, "There are more open items than are listed here; the mail names these alone.")
	}
	if r.draft.To == "" {
		s.Bullets = append(s.Bullets, "Odoo has no mail address of this customer.")
	}
	return s
}

// accept takes an approval together with the address the owner may have put in.
// It is false when the request has to be laid again.
func (r *reminder) accept(ctx workflow.Context, d contract.Decision) (bool, error) {
	r.handbook, r.setback = d.Handbook, ""
	to, edited := d.Fields[keyTo]
	to = strings.TrimSpace(to)
	if !edited {
		to = r.draft.To
	}
	if to != r.draft.To {
		if err := r.event(ctx, "approval.edited", "edited", map[string]string{"change": keyTo}); err != nil {
			return false, err
		}
	}
	if !isAddress(to) {
		r.setback = "You approved, but " + keyTo + " holds no single mail address."
		return false, nil
	}
	r.draft.To, r.approval = to, "approved"
	return true, r.event(ctx, "approval.decided", "approved", nil)
}

func isAddress(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s && !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}
