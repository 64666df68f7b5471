//go:build record

package replay_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	gmailfake "github.com/autonomous-employee/employee/test/fakes/gmail"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// recordReminder records a reminder that the Monday page has suggested and the
// owner has approved.
func recordReminder(t *testing.T, name string) {
	mails := gmailfake.Start(gmailfake.Options{})
	t.Cleanup(mails.Close)
	credentials, err := mails.WriteClientFile(t.TempDir())
	require.NoError(t, err)
	token, err := mails.WriteTokenFile(t.TempDir(), "https://www.googleapis.com/auth/gmail.modify")
	require.NoError(t, err)
	odoo := odoofake.New(t, odoofake.Options{})
	customer := odoo.AddPartner(odoofake.Partner{Name: "Berger Design GmbH", Email: "anna@berger.example", IsCompany: true})
	late := time.Now().AddDate(0, 0, -40).Format(time.DateOnly)
	odoo.Book(odoofake.Entry{Name: "INV/2026/00007", Partner: customer, Date: late, Untaxed: "1234.50"})
	p := harness.New(t, append(realOdoo(odoo), "GMAIL_CREDENTIALS_FILE="+credentials, "GMAIL_TOKEN_FILE="+token,
		"GMAIL_BASE_URL="+strings.TrimSuffix(mails.URL(), "/"), "EMPLOYEE_MAIL_POLL=5s")...)
	p.Start()
	out, err := p.Starter("briefing")
	require.NoError(t, err, out)
	note := p.Note("Pending_Approval", "Payment reminder to Berger Design GmbH")
	id := workflowOf(p, "Pending_Approval", note)
	p.Approve(note)
	record(t, p, name, id, true)
}
