package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/activities/audit"
	"github.com/autonomous-employee/employee/activities/facebook"
	"github.com/autonomous-employee/employee/activities/gmail"
	"github.com/autonomous-employee/employee/activities/instagram"
	"github.com/autonomous-employee/employee/activities/mail"
	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/activities/odoo"
	"github.com/autonomous-employee/employee/activities/posts"
	"github.com/autonomous-employee/employee/activities/xcom"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/bridge"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/metrics"
	"github.com/autonomous-employee/employee/worker/redact"
	"github.com/autonomous-employee/employee/worker/standing"
	"github.com/autonomous-employee/employee/workflows/briefing/page"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// host is what lives on the machine of the vault: the vault, the log, the
// stored mails, and the activities that use them.
type host struct {
	vault   *vault.Vault
	watcher *vault.Watcher
	desk    *notes.Desk
	log     *zap.Logger
	metrics *metrics.Set // nil when nobody asks

	auditLog *auditlog.Log
	journal  metrics.Log // the log, with what is counted and remembered of it
	moves    *standing.Moves
	audit    *audit.Activities
	mail     *mail.Activities
	mails    *mail.Store
	intake   *mail.Intake
	odoo     *odoo.Activities
	posts    *posts.Desk

	facebook  *facebook.Activities
	instagram *instagram.Activities
	x         *xcom.Activities
	gmail     *gmail.Activities
}

func openHost(cfg *config.Config, log *zap.Logger, counts *metrics.Set) (_ *host, err error) {
	h := &host{log: log, metrics: counts}
	defer func() {
		if err != nil {
			h.Close()
		}
	}()
	if h.vault, err = vault.Open(cfg.VaultDir); err != nil {
		return nil, err
	}
	h.watcher, err = vault.NewWatcher(h.vault, vault.Options{
		ScanInterval: cfg.ScanInterval, Report: func(err error) { log.Warn("watching the vault", zap.Error(err)) },
	})
	if err != nil {
		return nil, err
	}
	secrets := redact.New(cfg.Secrets()...)
	if h.auditLog, err = auditlog.Open(cfg.LogDir, auditlog.Options{Redact: secrets.String}); err != nil {
		return nil, err
	}
	if h.moves, err = standing.OpenMoves(cfg.DataDir); err != nil {
		return nil, err
	}
	h.journal = movesJournal{h.metrics.Journal(h.auditLog), h.moves}
	register, err := notes.OpenRegister(filepath.Join(cfg.DataDir, "requests"))
	if err != nil {
		return nil, err
	}
	h.desk, err = notes.New(h.vault, finder{h.watcher}, register, notes.Options{
		Zone: cfg.Zone, DryRun: cfg.DryRun, Grace: cfg.ScanInterval, PagesCome: cfg.Briefing.Words(), Posts: func() string { return h.posts.Scheduled() }, Compose: page.Compose,
		CanDraft: func() bool { return h.gmail.CanDraft() },
	})
	if err != nil {
		return nil, err
	}
	if err := h.openSocial(cfg); err != nil {
		return nil, err
	}
	return h, h.openActivities(cfg)
}

func (h *host) openActivities(cfg *config.Config) (err error) {
	if h.audit, err = audit.New(h.journal); err != nil {
		return err
	}
	if h.mails, err = mail.OpenStore(cfg.DataDir); err != nil {
		return err
	}
	if h.mail, err = mail.New(h.mails, mail.WithRequests(h.mailRequests), mail.WithMailbox(h.mailbox(cfg))); err != nil {
		return err
	}
	if h.intake, err = mail.NewIntake(h.mails, h.vault.Dir(), nil); err != nil {
		return err
	}
	h.odoo, err = odoo.New(odoo.Config{
		URL: cfg.Odoo.URL, DB: cfg.Odoo.DB, Username: cfg.Odoo.Username, Password: cfg.Odoo.Password.Reveal(),
	}, odoo.WithOpenMail(h.readMail), odoo.WithZone(cfg.Zone))
	if err != nil {
		return err
	}
	h.gmail, err = gmail.New(gmail.Config{
		CredentialsFile: cfg.Gmail.CredentialsFile, TokenFile: cfg.Gmail.TokenFile, BaseURL: cfg.Gmail.BaseURL, DryRun: cfg.DryRun,
	}, func(raw []byte) (contract.MailRef, error) {
		ref, err := h.intake.Keep(raw, contract.SourceGmail, "")
		if err == nil {
			h.moves.Note(gmailSystem)
		}
		return ref, err
	})
	return err
}

// drops takes the mails that are dropped into Inbox/.
type drops struct{ h *host }

// Take implements bridge.Intake.
func (d drops) Take(path string) (contract.MailRef, error) {
	ref, err := d.h.intake.Take(path)
	if err == nil {
		d.h.moves.Note(inboxMoves)
	}
	return ref, err
}

// readMail gives the bytes of a stored mail, for the attachment in Odoo.
func (h *host) readMail(ref contract.MailRef) ([]byte, error) {
	f, err := h.mails.Open(ref.Key)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(f)
}

// Close gives up what is open; it may be called on a half-open host.
func (h *host) Close() {
	var errs []error
	if h.gmail != nil {
		h.gmail.Close()
	}
	h.closeSocial()
	if h.mails != nil {
		errs = append(errs, h.mails.Close())
	}
	if h.auditLog != nil {
		errs = append(errs, h.auditLog.Close())
	}
	if h.vault != nil {
		errs = append(errs, h.vault.Close())
	}
	if err := errors.Join(errs...); err != nil {
		h.log.Warn("closing", zap.Error(err))
	}
}

func (h *host) registerDesk(w worker.Worker) {
	h.desk.RegisterActivities(w)
	h.audit.RegisterActivities(w)
	h.mail.Register(w)
	h.posts.RegisterActivities(w)
}

func (h *host) bridge(c client.Client, cfg *config.Config) (*bridge.Bridge, error) {
	return bridge.New(h.vault, h.watcher, h.desk, c, drops{h}, bridge.Options{
		VaultQueue: vaultQueue(cfg), Grace: cfg.ScanInterval, Posts: h.posts, Log: h.log.Named("bridge"),
	})
}

// finder gives the desk the watcher's picture.
type finder struct{ w *vault.Watcher }

func (f finder) Find(id string) []vault.Sighting     { return f.w.Index().Find(id) }
func (f finder) Broken() []vault.Sighting            { return f.w.Index().Broken() }
func (f finder) FindPost(id string) []vault.Sighting { return f.w.Index().FindPost(id) }
func (f finder) Rescan(ctx context.Context) error    { return f.w.Rescan(ctx) }

// watchMailbox starts the durable poll loop of Gmail, or joins the running one,
// and returns when that has ended, which it does not by itself.
func watchMailbox(ctx context.Context, c client.Client, cfg *config.Config) error {
	if err := startMailWatch(ctx, c, cfg); err != nil {
		return fmt.Errorf("the mailbox is not watched: %w", err)
	}
	if err := c.GetWorkflow(ctx, contract.GmailWatchID, "").Get(ctx, nil); err != nil {
		return fmt.Errorf("the watch over the mailbox has ended: %w", err)
	}
	return nil
}

func startMailWatch(ctx context.Context, c client.Client, cfg *config.Config) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	_, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: contract.GmailWatchID, TaskQueue: contract.TaskQueue, StaticSummary: "Watches the Gmail mailbox", WorkflowTaskTimeout: contract.WorkflowTaskTimeout,
		WorkflowExecutionErrorWhenAlreadyStarted: true, WorkflowIDReusePolicy: enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
	}, contract.GmailWatch, contract.GmailWatchInput{Interval: cfg.MailPoll, VaultQueue: vaultQueue(cfg)})
	if temporal.IsWorkflowExecutionAlreadyStartedError(err) {
		return nil
	}
	return err
}
