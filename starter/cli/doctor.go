package cli

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/spf13/cobra"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/starter/doctor"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/worker/redact"
)

// errUnsound makes the command exit with 1 after the findings have been printed.
var errUnsound = errors.New("something is wrong; what to do stands behind each WRONG")

func (e *environment) doctor() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Look whether everything is in order, and say what to do where it is not",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := e.config()
			if err != nil {
				return err
			}
			found := doctor.Examine(cmd.Context(), cfg, func(ctx context.Context) (client.Client, connect.Target, error) {
				return connect.Dial(ctx, cfg, nil)
			})
			if err := show(cmd, clean(cfg, found), asJSON); err != nil {
				return err
			}
			if !doctor.Sound(found) {
				return errUnsound
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	return cmd
}

func show(cmd *cobra.Command, found []doctor.Line, asJSON bool) error {
	if !asJSON {
		return doctor.Print(cmd.OutOrStdout(), found)
	}
	out := json.NewEncoder(cmd.OutOrStdout())
	out.SetIndent("", "  ")
	return out.Encode(found)
}

// clean keeps secrets out of what a system may have answered.
func clean(cfg *config.Config, found []doctor.Line) []doctor.Line {
	secrets := redact.New(cfg.Secrets()...)
	for i := range found {
		found[i].Says = secrets.String(found[i].Says)
	}
	return found
}
