package devserver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	namespacepb "go.temporal.io/api/namespace/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"google.golang.org/protobuf/types/known/durationpb"
)

// askEvery is the pause between two questions to a server that is not ready yet.
const askEvery = 10 * time.Millisecond

// settleNamespace waits for the first answer and brings an older namespace to what the
// options ask for.
func (s *Server) settleNamespace(ctx context.Context) error {
	c, err := client.NewLazyClient(client.Options{
		HostPort:  address(s.ports.frontend),
		Namespace: s.opts.Namespace,
		Logger:    log.NewStructuredLogger(slog.New(slog.DiscardHandler)),
	})
	if err != nil {
		return err
	}
	defer c.Close()
	retention, err := s.firstAnswer(ctx, c)
	if err != nil {
		return err
	}
	if retention != s.opts.Retention {
		if err := s.setRetention(ctx, c); err != nil {
			return err
		}
	}
	return s.addMissingAttributes(ctx, c)
}

// firstAnswer asks until the frontend knows the namespace and returns its retention.
func (s *Server) firstAnswer(ctx context.Context, c client.Client) (time.Duration, error) {
	var retention time.Duration
	err := s.until(ctx, func(ctx context.Context) error {
		got, err := c.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: s.opts.Namespace})
		if err != nil {
			return err
		}
		retention = got.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration()
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("wait for its first answer: %w", err)
	}
	return retention, nil
}

func (s *Server) setRetention(ctx context.Context, c client.Client) error {
	_, err := c.WorkflowService().UpdateNamespace(ctx, &workflowservice.UpdateNamespaceRequest{
		Namespace: s.opts.Namespace,
		Config:    &namespacepb.NamespaceConfig{WorkflowExecutionRetentionTtl: durationpb.New(s.opts.Retention)},
	})
	if err != nil {
		return fmt.Errorf("set the retention of the namespace %s: %w", s.opts.Namespace, err)
	}
	return nil
}

// addMissingAttributes registers what the namespace of an older database has not, and
// refuses a name that is registered with another type, because the server would then
// reject every process that sets it.
func (s *Server) addMissingAttributes(ctx context.Context, c client.Client) error {
	known, err := c.OperatorService().ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{Namespace: s.opts.Namespace})
	if err != nil {
		return fmt.Errorf("list the search attributes: %w", err)
	}
	missing := map[string]enumspb.IndexedValueType{}
	for name, want := range s.opts.SearchAttributes {
		switch have, ok := known.GetCustomAttributes()[name]; {
		case !ok:
			missing[name] = want
		case have != want:
			return fmt.Errorf("the search attribute %s is of type %s in this database, and of type %s in this program; use another name or an empty data directory", name, have, want)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	_, err = c.OperatorService().AddSearchAttributes(ctx, &operatorservice.AddSearchAttributesRequest{
		Namespace: s.opts.Namespace, SearchAttributes: missing,
	})
	if err != nil {
		return fmt.Errorf("add the search attributes: %w", err)
	}
	return s.awaitAttributes(ctx, c, slices.Sorted(maps.Keys(missing)))
}

// awaitAttributes asks until a query by each name is understood: the services learn of
// new names only when they next read the namespaces, about two seconds later.
func (s *Server) awaitAttributes(ctx context.Context, c client.Client, names []string) error {
	for _, name := range names {
		err := s.until(ctx, func(ctx context.Context) error {
			_, err := c.WorkflowService().CountWorkflowExecutions(ctx, &workflowservice.CountWorkflowExecutionsRequest{
				Namespace: s.opts.Namespace, Query: fmt.Sprintf("`%s` IS NULL", name),
			})
			return err
		})
		if err != nil {
			return fmt.Errorf("wait for the search attribute %s: %w", name, err)
		}
	}
	return nil
}

// until repeats ask until it succeeds, ctx ends or the server fails for good.
func (s *Server) until(ctx context.Context, ask func(context.Context) error) error {
	ticker := time.NewTicker(askEvery)
	defer ticker.Stop()
	for {
		err := ask(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case fatal := <-s.failures:
			return fatal
		case <-ticker.C:
		}
	}
}
