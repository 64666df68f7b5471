package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/starter/readmail"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/vault/rules"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/worker/ready"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// environment is where the commands run; the configuration is read when a
// command needs it, so that help works in a broken one.
type environment struct {
	environ []string
	getwd   func() (string, error)
}

// Root is the command tree.
func Root(environ []string, getwd func() (string, error)) *cobra.Command {
	env := &environment{environ: environ, getwd: getwd}
	root := &cobra.Command{
		Use:           "starter",
		Short:         "Start work, see what waits, check the log",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(env.status(), env.invoice(), env.post(), env.briefing(), env.pause(), env.resume(), env.verifyLog(), env.policyTest(), env.exportHistory(), env.rotateKey(), env.gmailLogin(), env.xLogin(), readmail.Command(env.owner))
	root.AddCommand(env.doctor(), env.installService(), env.backup())
	return root
}

func (e *environment) config() (*config.Config, error) {
	dir, err := e.getwd()
	if err != nil {
		return nil, err
	}
	return config.Load(e.environ, dir)
}

// dial connects to the running worker's Temporal, or to the outside one.
func (e *environment) dial(ctx context.Context) (client.Client, *config.Config, connect.Target, error) {
	cfg, err := e.config()
	if err != nil {
		return nil, nil, connect.Target{}, err
	}
	c, target, err := connect.Dial(ctx, cfg, nil)
	return c, cfg, target, err
}

// vaultDir is the vault of the running worker, and without one that of the
// configuration.
func vaultDir(cfg *config.Config) string {
	if running, err := ready.Read(cfg.DataDir); err == nil && running.VaultDir != "" {
		return running.VaultDir
	}
	return cfg.VaultDir
}

// owner reads what the handbook says about the business. No vault yet means
// that nothing is known.
func (e *environment) owner() (contract.Owner, error) {
	cfg, err := e.config()
	if err != nil {
		return contract.Owner{}, err
	}
	page, err := os.ReadFile(filepath.Join(cfg.VaultDir, vault.HandbookPage))
	if errors.Is(err, fs.ErrNotExist) {
		return contract.Owner{}, nil
	}
	if err != nil {
		return contract.Owner{}, fmt.Errorf("reading the handbook: %w", err)
	}
	handbook, err := vault.ParseHandbook(page)
	if err != nil {
		return contract.Owner{}, err
	}
	return rules.From(handbook).Owner, nil
}
