package gmail

import (
	"bytes"
	"context"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/activities/internal/gmailclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// CanDraft reports whether a mail can be laid among the drafts of the mailbox:
// there is a login, and it may do that.
func (a *Activities) CanDraft() bool { return a.client != nil && a.client.CanDraft() }

// CreateDraft lays the approved mail among the drafts, in one attempt. It sends
// nothing: that is the owner's. A dry run, also of the whole installation, only
// describes it.
func (a *Activities) CreateDraft(ctx context.Context, in contract.CreateMailDraftInput) (contract.DraftOutcome, error) {
	if print, err := in.Draft.Fingerprint(); err != nil || print != in.Fingerprint {
		return contract.DraftOutcome{}, fail(contract.FailInvalid, 0, "The mail is not the one that was approved, so nothing was laid among the drafts.")
	}
	raw, err := rawDraft(in.Draft)
	if err != nil {
		return contract.DraftOutcome{}, fail(contract.FailInvalid, 0, sentence(err.Error()))
	}
	if in.DryRun || a.dryRun {
		return contract.DraftOutcome{Described: "POST users/me/drafts\nTo: " + in.Draft.To + "\nSubject: " + in.Draft.Subject + "\n\n" + in.Draft.Text}, nil
	}
	if a.client == nil {
		return contract.DraftOutcome{}, notConfigured()
	}
	id, err := a.client.CreateDraft(ctx, raw)
	if err != nil {
		return contract.DraftOutcome{}, failure(err)
	}
	return contract.DraftOutcome{Found: true, DraftID: id}, nil
}

// VerifyDraft looks whether the draft is there, after an answer was lost.
func (a *Activities) VerifyDraft(ctx context.Context, in contract.VerifyMailDraftInput) (contract.DraftOutcome, error) {
	if a.client == nil {
		return contract.DraftOutcome{}, notConfigured()
	}
	id, err := a.client.FindDraft(ctx, in.Draft.BusinessKey)
	return contract.DraftOutcome{Found: id != "", DraftID: id}, failure(err)
}

// rawDraft writes the mail down. Nothing in it can begin another header.
func rawDraft(d contract.MailDraft) ([]byte, error) {
	to, err := mail.ParseAddress(d.To)
	if err != nil || to.Name != "" || !ascii(to.Address) {
		return nil, fmt.Errorf("%q is not one plain address", d.To)
	}
	if d.BusinessKey == "" || strings.ContainsFunc(d.BusinessKey+d.Subject, unicode.IsControl) {
		return nil, fmt.Errorf("the draft's key or subject is not one line")
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "To: <%s>\r\nSubject: %s\r\n%s: %s\r\n", to.Address, mime.QEncoding.Encode("utf-8", d.Subject), gmailclient.KeyHeader, d.BusinessKey)
	b.WriteString("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
	body := quotedprintable.NewWriter(&b)
	if _, err := body.Write([]byte(strings.ReplaceAll(d.Text, "\n", "\r\n"))); err != nil {
		return nil, err
	}
	return b.Bytes(), body.Close()
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII || unicode.IsControl(r) })
}
