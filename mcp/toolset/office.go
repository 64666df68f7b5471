package toolset

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.temporal.io/sdk/client"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/worker/ready"
	"github.com/autonomous-employee/employee/worker/redact"
)

// Office is what the tools work with. It opens nothing before a call needs it, so that a server starts at once and without a worker. It is safe
// for concurrent use.
type Office struct {
	cfg     *config.Config
	log     *zap.Logger // beside the protocol, for the person at the terminal
	secrets *redact.Redactor

	mu   sync.Mutex
	logs map[string]*auditlog.Log // by folder: the running worker's may differ from the configured one
}

// NewOffice needs the configuration of this installation. extra are secrets that stand in no setting, such as a token made at the start.
func NewOffice(cfg *config.Config, log *zap.Logger, extra ...string) *Office {
	return &Office{cfg: cfg, log: log, secrets: redact.New(append(cfg.Secrets(), extra...)...), logs: map[string]*auditlog.Log{}}
}

// Close gives the audit logs back. It may be called twice.
func (o *Office) Close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	var errs []error
	for _, l := range o.logs {
		errs = append(errs, l.Close())
	}
	return errors.Join(errs...)
}

// dial connects for one call. A worker that was started again listens elsewhere, and only a new look knows.
func (o *Office) dial(ctx context.Context) (client.Client, connect.Target, error) {
	return connect.Dial(ctx, o.cfg, nil)
}

// place is where the running worker's files are, and without one those of the configuration.
type place struct {
	vault, logs string
	dryRun      bool
	running     bool
}

func (o *Office) place() place {
	p := place{vault: o.cfg.VaultDir, logs: o.cfg.LogDir, dryRun: o.cfg.DryRun}
	info, err := ready.Read(o.cfg.DataDir)
	if err != nil {
		return p
	}
	p.running = true
	if info.VaultDir != "" && info.LogDir != "" {
		p.vault, p.logs, p.dryRun = info.VaultDir, info.LogDir, info.DryRun
	}
	return p
}

// journal is the audit log that the worker writes, too: each append takes the log's lock for itself.
func (o *Office) journal() (*auditlog.Log, error) {
	dir := o.place().logs
	o.mu.Lock()
	defer o.mu.Unlock()
	if l, ok := o.logs[dir]; ok {
		return l, nil
	}
	l, err := auditlog.Open(dir, auditlog.Options{Redact: o.secrets.String})
	if err != nil {
		return nil, err
	}
	o.logs[dir] = l
	return l, nil
}

// stamp is a moment as the owner reads it, with the zone's offset; zero is empty.
func (o *Office) stamp(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(o.cfg.Zone).Format(time.RFC3339)
}

// asking wraps what Temporal answered when it was asked to do something.
func asking(what string, err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s took too long; see whether the worker runs with: go run ./starter status", what)
	}
	return fmt.Errorf("%s did not work (%w); see whether the worker runs with: go run ./starter status", what, err)
}
