package bridge

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/activities/mail"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// takenFolder holds the mails that were dropped into Inbox/ and taken. It is
// below Completed/, so that the watcher does not see them as new.
const takenFolder = "Completed/Mails"

// starter is what the bridge needs of a Temporal client to begin a process.
type starter interface {
	ExecuteWorkflow(ctx context.Context, options client.StartWorkflowOptions, workflow any, args ...any) (client.WorkflowRun, error)
}

// Intake stores a dropped mail and tells its identity.
type Intake interface {
	// Take leaves the file where it is; mail.ErrChanging means that it is still being written.
	Take(path string) (contract.MailRef, error)
}

// takeMail stores a dropped mail, begins its process and moves the file aside,
// in this order: a crash in between repeats the step, and the mail's own
// identity makes the repetition harmless.
func (b *Bridge) takeMail(ctx context.Context, name string) error {
	if _, busy := b.busy.LoadOrStore(name, true); busy {
		return nil // an event and a scan told of the same file
	}
	defer b.busy.Delete(name)
	if there, err := b.vault.Exists(name); err != nil || !there {
		return err
	}
	ref, err := b.intake.Take(name)
	if err != nil {
		return b.untaken(ctx, name, err)
	}
	ref.TakenPath = path.Join(takenFolder, takenName(name, ref.Key))
	if contract.IsAssistantName(name) {
		ref.Source = contract.SourceAssistant
	}
	known, err := b.known(ref.Key)
	if err != nil {
		return err
	}
	if !known {
		if err := b.start(ctx, contract.InvoiceInput{Mail: ref, DryRun: contract.IsDryRunName(name)}); err != nil {
			return err
		}
	}
	final, err := b.vault.Move(name, ref.TakenPath)
	if err != nil {
		return err
	}
	b.log.Info("took a dropped mail", zap.String("file", final), zap.String("workflow_id", contract.InvoiceID(ref.Key)), zap.Bool("known", known))
	return nil
}

// known reports whether the mail has had its process, also when Temporal has
// forgotten it since.
func (b *Bridge) known(key string) (bool, error) {
	_, found, err := b.desk.Request(contract.RequestID(key, 0))
	return found, err
}

// untaken tells the owner of a file that cannot be taken, unless it has gone
// in the meantime.
func (b *Bridge) untaken(ctx context.Context, name string, cause error) error {
	if errors.Is(cause, mail.ErrChanging) {
		return nil // the next scan brings it again
	}
	if there, err := b.vault.Exists(name); err != nil || !there {
		return err
	}
	return b.desk.Tell(ctx, name, "A mail that cannot be taken: "+path.Base(name), name+": "+cause.Error())
}

// start begins a process. A mail whose process is there already is a success
// the first time; asked again it is an error, because the process that is just
// ending is not the one that is wanted.
func (b *Bridge) start(ctx context.Context, in contract.InvoiceInput) error {
	reuse := enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY
	if in.Reissue > 0 {
		reuse = enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE
	}
	in.VaultQueue = b.opts.VaultQueue
	_, err := b.engine.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: contract.InvoiceID(in.Mail.Key), TaskQueue: contract.TaskQueue, WorkflowIDReusePolicy: reuse,
		WorkflowExecutionErrorWhenAlreadyStarted: true, StaticSummary: "Invoice from a mail (" + in.Mail.Source + ")",
		WorkflowTaskTimeout: contract.WorkflowTaskTimeout,
	}, contract.GmailToOdooInvoice, in)
	if temporal.IsWorkflowExecutionAlreadyStartedError(err) && in.Reissue == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("starting the process of mail %s: %w", in.Mail.Key, err)
	}
	return nil
}

// takenName keeps the owner's file name and adds the mail's key, which makes
// it free and lets the note link to it beforehand.
func takenName(name, key string) string {
	base := path.Base(name)
	stem := strings.TrimSuffix(base, path.Ext(base))
	return vault.SafeName(stem) + " (" + key[:8] + ").eml"
}
