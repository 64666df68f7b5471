package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"go.temporal.io/api/serviceerror"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/autonomous-employee/employee/worker/connect"
)

func (e *environment) exportHistory() *cobra.Command {
	var out, run string
	cmd := &cobra.Command{
		Use:   "export-history ID",
		Short: "Write a process's history as JSON, for replay or for a bug report",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, cfg, _, err := e.dial(cmd.Context())
			if err != nil {
				return err
			}
			defer c.Close()
			whole, err := connect.History(cmd.Context(), c, cfg, args[0], run)
			if err != nil {
				return notThere(args[0], err)
			}
			text, err := protojson.MarshalOptions{Multiline: true, Indent: " "}.Marshal(whole)
			if err != nil {
				return err
			}
			return write(cmd.OutOrStdout(), out, append(text, '\n'))
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "write to this file instead of standard output")
	cmd.Flags().StringVar(&run, "run", "", "the run ID; default is the latest run")
	return cmd
}

func notThere(id string, err error) error {
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return fmt.Errorf("there is no process %q; see the open ones with: go run ./starter status", id)
	}
	return fmt.Errorf("reading the history of %s: %w", id, err)
}

// write keeps a history to its owner: it holds what mails say.
func write(stdout io.Writer, file string, text []byte) error {
	if file == "" {
		_, err := stdout.Write(text)
		return err
	}
	return os.WriteFile(file, text, 0o600)
}
