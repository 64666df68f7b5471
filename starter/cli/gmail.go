package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/autonomous-employee/employee/starter/gmaillogin"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func (e *environment) gmailLogin() *cobra.Command {
	return gmaillogin.Command(gmaillogin.Deps{
		Load: func() (gmaillogin.Settings, error) {
			cfg, err := e.config()
			if err != nil {
				return gmaillogin.Settings{}, err
			}
			return gmaillogin.Settings{CredentialsFile: cfg.Gmail.CredentialsFile, TokenFile: cfg.Gmail.TokenFile, BaseURL: cfg.Gmail.BaseURL}, nil
		},
		Renewed: e.pollNow,
	})
}

// pollNow has a running mail watch look at once.
func (e *environment) pollNow(ctx context.Context) error {
	c, _, _, err := e.dial(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.SignalWorkflow(ctx, contract.GmailWatchID, "", contract.SignalPollNow, nil)
}
