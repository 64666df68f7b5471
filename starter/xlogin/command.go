package xlogin

import (
	"context"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/autonomous-employee/employee/starter/consent"
)

const (
	// patience is how long the owner has for the consent screen.
	patience = 5 * time.Minute
	// DefaultPort is that of the way back which the owner registers at X.
	DefaultPort = 8765
)

// Settings are the configuration values the login needs.
type Settings struct {
	ClientID     string // X_CLIENT_ID
	ClientSecret string // X_CLIENT_SECRET, empty for a public client
	TokenFile    string // X_TOKEN_FILE
	BaseURL      string // X_BASE_URL, empty = X itself
}

// Deps are what the command needs from outside. Only Load must be set.
type Deps struct {
	// Load reads the configuration when the command runs.
	Load func() (Settings, error)
	// Open shows an address in the browser; nil = the system's own way.
	Open func(ctx context.Context, address string) error
	// Timeout of the consent screen; 0 = 5 minutes.
	Timeout   time.Duration
	Transport http.RoundTripper // nil = http.DefaultTransport
	Now       func() time.Time  // nil = time.Now
}

// Command builds `x-login`.
func Command(deps Deps) *cobra.Command {
	deps = deps.withDefaults()
	l := login{deps: deps}
	c := &cobra.Command{
		Use:   "x-login",
		Short: "Connect an account on X, to publish on it",
		Long: "Connects an account on X. You are sent to X's consent screen and back to this machine.\n" +
			"The employee asks for reading and writing posts and for uploading media; with --messages also for direct messages.",
		Args:         cobra.NoArgs,
		SilenceUsage: true,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if l.settings, err = deps.Load(); err != nil {
				return err
			}
			l.out = cmd.OutOrStdout()
			return l.run(cmd.Context())
		},
	}
	c.Flags().BoolVar(&l.messages, "messages", false, "also allow reading and answering direct messages")
	c.Flags().BoolVar(&l.open, "open", false, "open the consent screen in the browser")
	c.Flags().Uint16Var(&l.port, "port", DefaultPort, "port of the way back, as the app at X has it registered")
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
