package gmaillogin

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/autonomous-employee/employee/starter/consent"
)

// patience is how long the owner has for the consent screen.
const patience = 5 * time.Minute

// Settings are the configuration values the login needs.
type Settings struct {
	CredentialsFile string // GMAIL_CREDENTIALS_FILE
	TokenFile       string // GMAIL_TOKEN_FILE
	BaseURL         string // GMAIL_BASE_URL, empty = Google's
}

// Deps are what the command needs from outside. Only Load must be set.
type Deps struct {
	// Load reads the configuration when the command runs.
	Load func() (Settings, error)
	// Open shows an address in the browser; nil = the system's own way.
	Open func(ctx context.Context, address string) error
	// Renewed is called once the token is stored, to have the mail watch look at once; it may be nil.
	Renewed func(ctx context.Context) error
	// Timeout of the consent screen; 0 = 5 minutes.
	Timeout   time.Duration
	Transport http.RoundTripper // nil = http.DefaultTransport
	Now       func() time.Time  // nil = time.Now
}

// Command builds `gmail-login`.
func Command(deps Deps) *cobra.Command {
	deps = deps.withDefaults()
	var label, open bool
	c := &cobra.Command{
		Use:   "gmail-login",
		Short: "Connect a Gmail account, to read invoice requests from it",
		Long: "Connects a Gmail account. You are sent to Google's consent screen and back to this machine.\n" +
			"The employee asks for reading only; with --label also for putting its label on mails it has taken and for laying mails that you have approved among your drafts.",
		Args:         cobra.NoArgs,
		SilenceUsage: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			settings, err := deps.Load()
			if err != nil {
				return err
			}
			l := login{deps: deps, settings: settings, out: cmd.OutOrStdout(), label: label, open: open}
			if err := l.run(cmd.Context()); err != nil {
				return err
			}
			if deps.Renewed == nil {
				return nil
			}
			if err := deps.Renewed(cmd.Context()); err != nil {
				_, err = fmt.Fprintln(cmd.OutOrStdout(), "A running worker notices the login within 15 minutes.")
				return err
			}
			return nil
		},
	}
	c.Flags().BoolVar(&label, "label", false, `also allow putting the label "AI Employee" on mails that were taken, and laying approved mails among the drafts (Gmail's right to modify)`)
	c.Flags().BoolVar(&open, "open", false, "open the consent screen in the browser")
	return c
}

func (d Deps) withDefaults() Deps {
	if d.Open == nil {
		d.Open = consent.OpenBrowser
	}
	if d.Timeout == 0 {
		d.Timeout = patience
	}
	if d.Transport == nil {
		d.Transport = http.DefaultTransport
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	return d
}
