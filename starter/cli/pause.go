package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"github.com/autonomous-employee/employee/vault"
)

// pauseText is what PAUSE.md says when no reason is given. Its presence is what
// counts, whatever stands in it.
const pauseText = "The employee is paused: it reads and prepares, and sends nothing. Delete this note, or run `go run ./starter resume`, to let it go on.\n"

// pause does what the owner does by making PAUSE.md; the worker need not run.
func (e *environment) pause() *cobra.Command {
	return &cobra.Command{
		Use:   "pause [reason ...]",
		Short: "Hold every effect until resume; reading and preparing go on",
		RunE: func(cmd *cobra.Command, reason []string) error {
			v, err := e.openVault()
			if err != nil {
				return err
			}
			defer func() { _ = v.Close() }()
			if there, err := v.Exists(vault.PausePage); err != nil {
				return err
			} else if there {
				_, err := fmt.Fprintln(cmd.OutOrStdout(), "It is paused already: "+vault.PausePage+" lies in "+v.Dir())
				return err
			}
			text := pauseText
			if len(reason) > 0 {
				text = strings.Join(reason, " ") + "\n\n" + pauseText
			}
			if err := v.WriteFile(vault.PausePage, []byte(vault.CleanText(text))); err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), "Paused: nothing leaves from now on. What you approve is held; go on with: go run ./starter resume")
			return err
		},
	}
}

// resume takes PAUSE.md away.
func (e *environment) resume() *cobra.Command {
	return &cobra.Command{
		Use:   "resume",
		Short: "Let held effects go on after a pause",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			v, err := e.openVault()
			if err != nil {
				return err
			}
			defer func() { _ = v.Close() }()
			text, err := v.ReadFile(vault.PausePage, 0)
			if errors.Is(err, fs.ErrNotExist) {
				_, err = fmt.Fprintln(cmd.OutOrStdout(), "It was not paused.")
				return err
			}
			kept := ""
			if err == nil && string(text) == pauseText {
				err = v.Remove(vault.PausePage)
			} else { // the owner's words, or nobody knows what
				kept, err = v.Move(vault.PausePage, vault.Completed.Join(vault.PausePage))
				kept = " What stood in " + vault.PausePage + " is kept as " + kept + "."
			}
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), "It goes on. What was held is carried out now."+kept)
			return err
		},
	}
}

// openVault opens the running worker's vault, or the configured one.
func (e *environment) openVault() (*vault.Vault, error) {
	cfg, err := e.config()
	if err != nil {
		return nil, err
	}
	dir := vaultDir(cfg)
	v, err := vault.OpenExisting(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no vault at %s yet; start the worker once to get one: go run ./worker", dir)
	}
	return v, err
}
