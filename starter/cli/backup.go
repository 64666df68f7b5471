package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/autonomous-employee/employee/starter/backup"
	"github.com/autonomous-employee/employee/worker/ready"
)

func (e *environment) backup() *cobra.Command {
	var withoutKeys bool
	cmd := &cobra.Command{
		Use:   "backup DIR",
		Short: "Copy database, mails, vault and log into DIR, also while the worker runs",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := e.config()
			if err != nil {
				return err
			}
			if running, err := ready.Read(cfg.DataDir); err == nil && running.VaultDir != "" {
				cfg.VaultDir, cfg.LogDir = running.VaultDir, running.LogDir
			}
			dir, made, err := backup.Make(cmd.Context(), backup.Options{Config: cfg, Into: args[0], WithoutKeys: withoutKeys, Now: time.Now()})
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			fmt.Fprintf(out, "Copied into %s\nLog: %d lines, head %s\n", dir, made.LogLines, orDash(made.LogHead))
			if !made.Database {
				fmt.Fprintln(out, "The database is the outside Temporal's; have it copied there.")
			}
			if made.Keys {
				fmt.Fprintln(out, "It holds mails and the keys to the database: keep it as safe as this machine.")
			} else {
				fmt.Fprintln(out, "The key file is not in it; without it the copy is of no use, so keep that elsewhere.")
			}
			fmt.Fprintln(out, "Sign-ins and .env are not in it. How to restore: docs/backup.md")
			return nil
		},
	}
	cmd.Flags().BoolVar(&withoutKeys, "without-keys", false, "leave the key file out")
	return cmd
}
