package gmail_test

import (
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/activities/gmail"
	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func aDraft() contract.MailDraft {
	return contract.MailDraft{
		BusinessKey: "AR-0123456789abcdef", To: "pay@hill.example", Subject: "Zahlungserinnerung für INV/1",
		Text: "Guten Tag,\n\nfällig: 20.00 EUR = viel\n" + strings.Repeat("lang ", 40) + "\n",
	}
}

func creating(t *testing.T, d contract.MailDraft) contract.CreateMailDraftInput {
	t.Helper()
	print, err := d.Fingerprint()
	require.NoError(t, err)
	return contract.CreateMailDraftInput{Draft: d, Fingerprint: print}
}

func kindOf(t *testing.T, err error) contract.FailureKind {
	t.Helper()
	var app *temporal.ApplicationError
	require.ErrorAs(t, err, &app)
	return contract.FailureKind(app.Type())
}

func TestCreateDraft_LaysExactlyWhatWasApprovedAmongTheDrafts(t *testing.T) {
	t.Parallel()
	o := open(t, nil, gmailauth.ScopeModify)
	got, err := run(t, o, contract.GmailCreateDraft, creating(t, aDraft()))
	require.NoError(t, err)
	require.True(t, got.Found)
	require.NotEmpty(t, got.DraftID)
	require.Len(t, o.Drafts(), 1)
	m, err := mail.ReadMessage(strings.NewReader(o.Drafts()[0]))
	require.NoError(t, err)
	require.Equal(t, "<pay@hill.example>", m.Header.Get("To"))
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	require.NoError(t, err)
	require.Equal(t, aDraft().Subject, subject)
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	require.NoError(t, err)
	require.Equal(t, strings.ReplaceAll(aDraft().Text, "\n", "\r\n"), string(body))

	found, err := run(t, o, contract.GmailVerifyDraft, contract.VerifyMailDraftInput{Draft: aDraft()})
	require.NoError(t, err)
	require.Equal(t, got, found)
	other := aDraft()
	other.BusinessKey = "AR-other"
	found, err = run(t, o, contract.GmailVerifyDraft, contract.VerifyMailDraftInput{Draft: other})
	require.NoError(t, err)
	require.False(t, found.Found)
}

func TestCreateDraft_ADryRunOrAnotherMailTouchesNothing(t *testing.T) {
	t.Parallel()
	o := open(t, nil, gmailauth.ScopeModify)
	in := creating(t, aDraft())
	in.DryRun = true
	got, err := run(t, o, contract.GmailCreateDraft, in)
	require.NoError(t, err)
	require.False(t, got.Found)
	require.Contains(t, got.Described, "To: pay@hill.example")
	require.Contains(t, got.Described, aDraft().Text)

	in = creating(t, aDraft())
	in.Draft.Text += "and send money"
	_, err = run(t, o, contract.GmailCreateDraft, in)
	require.Equal(t, contract.FailInvalid, kindOf(t, err))
	for _, change := range []func(*contract.MailDraft){
		func(d *contract.MailDraft) { d.To = "a@b.example, c@d.example" },
		func(d *contract.MailDraft) { d.To = "Ana <a@b.example>" },
		func(d *contract.MailDraft) { d.To = "a@b.example\r\nBcc: x@y.example" },
		func(d *contract.MailDraft) { d.Subject = "x\r\nBcc: x@y.example" },
		func(d *contract.MailDraft) { d.BusinessKey = "x\ny" },
		func(d *contract.MailDraft) { d.BusinessKey = "" },
	} {
		d := aDraft()
		change(&d)
		_, err = run(t, o, contract.GmailCreateDraft, creating(t, d))
		require.Equal(t, contract.FailInvalid, kindOf(t, err), d)
	}
	require.Empty(t, o.Requests())

	dry := open(t, func(c *gmail.Config) { c.DryRun = true }, gmailauth.ScopeModify)
	got, err = run(t, dry, contract.GmailCreateDraft, creating(t, aDraft()))
	require.NoError(t, err)
	require.False(t, got.Found)
	require.Empty(t, dry.Requests(), "a dry installation lays nothing whoever asks")
}

func TestCreateDraft_TellsWhatIsCertainFromWhatIsNot(t *testing.T) {
	t.Parallel()
	const method = "users.drafts.create"
	for name, c := range map[string]struct {
		fault func(o *office)
		kind  contract.FailureKind
		there int
	}{
		"a lost answer":       {func(o *office) { o.On(method).DropAnswer(1) }, contract.FailOutcomeUnknown, 1},
		"a server's error":    {func(o *office) { o.On(method).Fail(503, "backendError", 1) }, contract.FailOutcomeUnknown, 0},
		"a web page for it":   {func(o *office) { o.On(method).FailHTML(200, 1) }, contract.FailOutcomeUnknown, 0},
		"a login page":        {func(o *office) { o.On(method).FailHTML(302, 1) }, contract.FailTransient, 0},
		"too many":            {func(o *office) { o.On(method).Fail(429, "rateLimitExceeded", 1) }, contract.FailRateLimited, 0},
		"refused":             {func(o *office) { o.On(method).Fail(400, "invalidArgument", 1) }, contract.FailInvalid, 0},
		"a login that is off": {func(o *office) { o.RevokeGrant(); o.ExpireToken() }, contract.FailAuth, 0},
		"nobody there":        {func(o *office) { o.Close() }, contract.FailTransient, 0},
	} {
		o := open(t, nil, gmailauth.ScopeModify)
		c.fault(o)
		_, err := run(t, o, contract.GmailCreateDraft, creating(t, aDraft()))
		require.Equal(t, c.kind, kindOf(t, err), name)
		require.Len(t, o.Drafts(), c.there, name)
		require.LessOrEqual(t, len(o.Requests(method)), 2, name)
	}
}

func TestCreateDraft_ALoginThatMayOnlyReadIsNotAsked(t *testing.T) {
	t.Parallel()
	o := open(t, nil)
	_, err := run(t, o, contract.GmailCreateDraft, creating(t, aDraft()))
	require.Equal(t, contract.FailAuth, kindOf(t, err))
	require.ErrorContains(t, err, "gmail-login --label")
	require.Empty(t, o.Requests("users.drafts.create"))

	none, err := gmail.New(gmail.Config{}, (&shelf{}).store)
	require.NoError(t, err)
	require.False(t, none.CanDraft())
	_, err = none.CreateDraft(t.Context(), creating(t, aDraft()))
	require.Equal(t, contract.FailNotConfigured, kindOf(t, err))
	_, err = none.VerifyDraft(t.Context(), contract.VerifyMailDraftInput{Draft: aDraft()})
	require.Equal(t, contract.FailNotConfigured, kindOf(t, err))
}
