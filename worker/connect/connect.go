package connect

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/worker/codec"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/ready"
)

// Patience is how long Dial tries before it says that nothing answers.
const Patience = 5 * time.Second

// Target is where a client is connected to.
type Target struct {
	// Address is host:port, Namespace the Temporal namespace.
	Address, Namespace string
	// Embedded is true for the server that a worker on this machine brings along. The fields below are only set then.
	Embedded bool
	// UIURL is the Web UI, empty when there is none. VaultDir and LogDir are those of the running worker, PID its process.
	UIURL, VaultDir, LogDir string
	PID                     int
	// DryRun is the running worker's setting.
	DryRun bool
}

// Option changes the client's options before the connection is made, for example to set a data converter or an interceptor.
type Option func(*client.Options)

// Dial connects to Temporal and makes sure that the namespace is there. What the client sends is encrypted with the keys of DATA_DIR, which it
// needs only when there is something to encrypt or decrypt. The client reaches the processes of cfg.Owner alone, see Owned. The caller closes it. An error is of type *Error, also when ctx ends first.
// A nil logger logs nothing.
func Dial(ctx context.Context, cfg *config.Config, logger *zap.Logger, opts ...Option) (client.Client, Target, error) {
	options, target, err := find(cfg)
	if err != nil {
		return nil, target, err
	}
	if logger == nil {
		logger = zap.NewNop()
	}
	options.Logger = Logger(logger)
	codec.In(cfg.DataDir).Apply(&options)
	for _, opt := range opts {
		opt(&options)
	}
	c, err := open(ctx, options, target)
	switch {
	case err == nil:
		return Owned(c, cfg.Owner), target, nil
	case errors.Is(ctx.Err(), context.Canceled):
		// The SDK does not keep the type of this error.
		return nil, target, &Error{Kind: Stopped, Target: target, Err: err}
	}
	return nil, target, &Error{Kind: kindOf(err), Target: target, Err: err}
}

func open(ctx context.Context, options client.Options, target Target) (client.Client, error) {
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	c, err := client.DialContext(ctx, options)
	if err != nil {
		return nil, err
	}
	if err := namespaceExists(ctx, c, target.Namespace); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// find decides where to connect and with what.
func find(cfg *config.Config) (client.Options, Target, error) {
	if !cfg.Temporal.Embedded() {
		return outside(cfg.Temporal)
	}
	info, err := ready.Read(cfg.DataDir)
	if err != nil {
		return client.Options{}, Target{Embedded: true}, &Error{Kind: NotRunning, Target: Target{Embedded: true}, Err: err}
	}
	target := Target{
		Address: info.TemporalAddress, Namespace: info.Namespace, Embedded: true,
		UIURL: info.UIURL, VaultDir: info.VaultDir, LogDir: info.LogDir, PID: info.PID, DryRun: info.DryRun,
	}
	if target.Namespace == "" {
		target.Namespace = client.DefaultNamespace
	}
	return OnThisMachine(target.Address, target.Namespace), target, nil
}

// OnThisMachine are the options of a client whose server is on this machine.
// What it sends is not compressed, as the SDK does by itself: a twentieth of
// the processor's time, for a line that has no length.
func OnThisMachine(address, namespace string) client.Options {
	return client.Options{
		HostPort: address, Namespace: namespace,
		ConnectionOptions: client.ConnectionOptions{GrpcCompression: &client.GrpcCompressionNone{}},
	}
}

// namespaceExists finds a misspelt namespace here, where it can be said plainly, and not in the first workflow. A cluster which does not let
// us ask (Temporal Cloud with a narrow key) is given the benefit of the doubt.
func namespaceExists(ctx context.Context, c client.Client, namespace string) error {
	_, err := c.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: namespace})
	var (
		notFound *serviceerror.NamespaceNotFound
		gone     *serviceerror.NotFound
	)
	if errors.As(err, &notFound) || errors.As(err, &gone) {
		return fmt.Errorf("look for the namespace: %w", err)
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) || errors.Is(ctx.Err(), context.Canceled) {
		return fmt.Errorf("look for the namespace: %w", ctx.Err())
	}
	return nil
}
