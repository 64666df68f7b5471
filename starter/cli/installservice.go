package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/autonomous-employee/employee/starter/service"
	"github.com/autonomous-employee/employee/worker/config"
)

func (e *environment) installService() *cobra.Command {
	var (
		worker, name string
		printOnly    bool
	)
	cmd := &cobra.Command{
		Use:   "install-service",
		Short: "Have the worker started at login, and again within seconds whenever it ends",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			plan, err := e.servicePlan(worker, name)
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			if printOnly {
				fmt.Fprintf(out, "# %s\n%s", plan.Path, plan.Content)
				return nil
			}
			if err := plan.Write(); err != nil {
				return err
			}
			fmt.Fprintf(out, "Written: %s\n", plan.Path)
			explain(out, plan, e.leftOut())
			return nil
		},
	}
	cmd.Flags().StringVar(&worker, "worker", "", "the worker's program; default is the one beside this starter")
	cmd.Flags().StringVar(&name, "name", service.DefaultName, "the service's name, when this account has several installations")
	cmd.Flags().BoolVar(&printOnly, "print", false, "show the file and write nothing")
	return cmd
}

func (e *environment) servicePlan(worker, name string) (service.Plan, error) {
	cfg, err := e.config()
	if err != nil {
		return service.Plan{}, err
	}
	dir, err := e.getwd()
	if err != nil {
		return service.Plan{}, err
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return service.Plan{}, fmt.Errorf("the account's folder is not known: %w; set HOME", err)
	}
	self, err := os.Executable()
	if err != nil {
		return service.Plan{}, err
	}
	if worker != "" && !filepath.IsAbs(worker) {
		worker = filepath.Join(dir, worker)
	}
	program, err := service.FindWorker(worker, self)
	if err != nil {
		return service.Plan{}, err
	}
	return service.Make(service.Installation{
		Name: name, Home: home, ConfigHome: e.lookup("XDG_CONFIG_HOME"), Worker: program, Dir: dir, Log: filepath.Join(cfg.DataDir, "worker.log"),
	})
}

// explain says what is left to do, which only the owner should.
func explain(out io.Writer, plan service.Plan, leftOut []string) {
	fmt.Fprintln(out, "\nSwitch it on with:")
	for _, c := range plan.Commands {
		fmt.Fprintln(out, "  "+c)
	}
	fmt.Fprintf(out, "\nWhat it says:  %s\nNo more of it: %s\n", plan.Look, strings.Join(plan.Undo, "; "))
	if len(leftOut) > 0 {
		fmt.Fprintf(out, "\nThe service reads .env only. Put what stands in this terminal's environment there: %s\n", strings.Join(leftOut, ", "))
	}
}

// leftOut names the settings that only this terminal has.
func (e *environment) leftOut() []string {
	var out []string
	for _, name := range config.Names() {
		if e.lookup(name) != "" {
			out = append(out, name)
		}
	}
	return out
}

func (e *environment) lookup(name string) string {
	for _, pair := range e.environ {
		if key, value, ok := strings.Cut(pair, "="); ok && key == name {
			return value
		}
	}
	return ""
}
