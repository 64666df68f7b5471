package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/worker/ready"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// maxMail is what the command reads; the reader itself refuses less with a
// sentence of its own (25 MB).
const maxMail = 100 << 20

// invoice puts a mail into the vault's Inbox/, the same road a person takes:
// it is one execution whoever starts it, and waits there when no worker runs.
func (e *environment) invoice() *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:   "invoice --eml FILE",
		Short: "Start the invoice process for a mail",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if file == "" {
				return errors.New("name the mail: invoice --eml FILE")
			}
			return e.drop(cmd.OutOrStdout(), file)
		},
	}
	cmd.Flags().StringVar(&file, "eml", "", "the mail, as an .eml file")
	return cmd
}

func (e *environment) drop(out io.Writer, file string) error {
	cfg, err := e.config()
	if err != nil {
		return err
	}
	raw, err := readMail(file)
	if err != nil {
		return err
	}
	v, err := vault.Open(vaultDir(cfg))
	if err != nil {
		return err
	}
	defer func() { _ = v.Close() }()
	base := filepath.Base(file)
	name := vault.SafeName(strings.TrimSuffix(base, filepath.Ext(base))) + ".eml"
	dropped, err := v.WriteNew(path.Join(string(vault.Inbox), name), raw)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Put into the vault as %s\nProcess %s\n", dropped, cfg.Owner.ID(contract.InvoiceID(reading.Identity(raw))))
	if _, err := ready.Read(cfg.DataDir); err != nil && cfg.Temporal.Embedded() {
		fmt.Fprintln(out, "No worker is running; it is taken when you start one with: go run ./worker")
	}
	return nil
}

func readMail(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading the mail: %w", err)
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, maxMail+1))
	if err != nil {
		return nil, fmt.Errorf("reading the mail: %w", err)
	}
	if len(raw) > maxMail {
		return nil, fmt.Errorf("%s is larger than 100 MB; that is no mail", file)
	}
	return raw, nil
}
