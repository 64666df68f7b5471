package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/serviceerror"
	"google.golang.org/protobuf/encoding/protojson"
)

func (e *environment) exportHistory() *cobra.Command {
	var out, run string
	cmd := &cobra.Command{
		Use:   "export-history ID",
		Short: "Write a process's history as JSON, for replay or for a bug report",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, _, _, err := e.dial(cmd.Context())
			if err != nil {
				return err
			}
			defer c.Close()
			whole := &history.History{}
			events := c.GetWorkflowHistory(cmd.Context(), args[0], run, false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
			for events.HasNext() {
				event, err := events.Next()
				if err != nil {
					return notThere(args[0], err)
				}
				whole.Events = append(whole.Events, event)
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
