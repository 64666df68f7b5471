package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/autonomous-employee/employee/worker/codec"
)

// rotateKey needs no worker: it changes a file, which the worker reads.
func (e *environment) rotateKey() *cobra.Command {
	return &cobra.Command{
		Use:   "rotate-key",
		Short: "Encrypt what processes work with under a new key from now on",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := e.config()
			if err != nil {
				return err
			}
			keys := codec.In(cfg.DataDir)
			id, err := keys.Rotate()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "The key %s encrypts from the worker's next start on.\nWhat was encrypted before stays readable with the older keys, which stay in %s; keep a copy of that file apart from the database.\n", id, keys.Path())
			return err
		},
	}
}
