package e2e_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	gmailfake "github.com/autonomous-employee/employee/test/fakes/gmail"
	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// mailbox starts a Gmail fake and gives the settings of an installation that
// is logged in to it.
func mailbox(t *testing.T) (*gmailfake.Server, []string) {
	t.Helper()
	fake := gmailfake.Start(gmailfake.Options{PageSize: 2})
	t.Cleanup(fake.Close)
	t.Cleanup(func() { require.Empty(t, fake.Violations()) })
	dir := t.TempDir()
	credentials, err := fake.WriteClientFile(dir)
	require.NoError(t, err)
	token, err := fake.WriteTokenFile(dir, "https://www.googleapis.com/auth/gmail.readonly")
	require.NoError(t, err)
	return fake, []string{
		"GMAIL_CREDENTIALS_FILE=" + credentials, "GMAIL_TOKEN_FILE=" + token, "GMAIL_BASE_URL=" + strings.TrimSuffix(fake.URL(), "/"),
		"EMPLOYEE_MAIL_POLL=5s",
	}
}

func TestGmail_MailBecomesADraftAndTheSameMailDroppedIsNoSecondOne(t *testing.T) {
	t.Parallel()
	gmail, settings := mailbox(t)
	odoo := odoofake.New(t, odoofake.Options{})
	gmail.AddMail([]byte(request("4100")))
	gmail.AddMail([]byte("From: friend@home.example\r\nSubject: lunch?\r\nMessage-ID: <l@home.example>\r\n\r\nShall we?\r\n"))
	p := harness.New(t, append(realOdoo(odoo.URL), settings...)...)
	p.Start()

	p.Approve(awaitPending(p, "4100"))
	completed(p, "4100")
	p.Drop("the same.eml", request("4100"))
	gmail.AddMail([]byte(request("4200")))
	p.Approve(awaitPending(p, "4200"))
	completed(p, "4200")

	require.Len(t, odoo.Drafts(), 2)
	require.Len(t, p.Notes("Completed"), 2, "an ordinary mail makes no note")
	p.Eventually("the dropped copy to be moved aside", func() bool {
		files, err := filepath.Glob(p.Path("Inbox", "*"))
		return err == nil && len(files) == 0
	})
	require.Empty(t, p.Notes("Needs_Action"))
}

func TestGmail_DeadLoginIsToldOnceAndTheMailboxIsReadAgainAfterARestart(t *testing.T) {
	t.Parallel()
	gmail, settings := mailbox(t)
	gmail.RevokeGrant()
	gmail.ExpireToken()
	p := harness.New(t, settings...)
	p.Start()

	note := p.Note("Needs_Action", "Gmail")

	require.Contains(t, p.Read("Needs_Action", note), "gmail-login")
	require.Len(t, p.Notes("Needs_Action"), 1)
	require.NotContains(t, p.Output(), "refresh_token")
}
