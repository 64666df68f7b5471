package devserver

import (
	"errors"
	"fmt"
	"time"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/metrics"
	"go.temporal.io/server/common/primitives"
	sqliteschema "go.temporal.io/server/schema/sqlite"
	"go.temporal.io/server/temporal"
	"go.uber.org/zap"
	"google.golang.org/protobuf/types/known/durationpb"
)

// errAborted stands for a goroutine of the server that ended without an answer; what
// it said before is reported through the fatal hook.
var errAborted = errors.New("the server gave up")

// startServices runs the four services. The server is returned beside an error when it
// has to be stopped.
func (s *Server) startServices(store *config.SQL) (temporal.Server, error) {
	var server temporal.Server
	err := guarded(func() error {
		var err error
		if server, err = temporal.NewServer(s.serverOptions(store)...); err != nil {
			return fmt.Errorf("assemble the server: %w", err)
		}
		return server.Start()
	})
	if err != nil {
		select {
		case fatal := <-s.failures:
			err = fatal
		default:
		}
	}
	return server, err
}

func (s *Server) serverOptions(store *config.SQL) []temporal.ServerOption {
	logger := serverLogger(s.opts.Logger, &s.closing, func(err error) {
		select {
		case s.failures <- err:
		default:
		}
	})
	return []temporal.ServerOption{
		temporal.WithConfig(serverConfig(store, s.ports)),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(map[primitives.ServiceName]static.Hosts{
			primitives.FrontendService: static.SingleLocalHost(address(s.ports.frontend)),
			primitives.HistoryService:  static.SingleLocalHost(address(s.ports.history)),
			primitives.MatchingService: static.SingleLocalHost(address(s.ports.matching)),
			primitives.WorkerService:   static.SingleLocalHost(address(s.ports.worker)),
		}),
		temporal.WithLogger(logger),
		temporal.WithNamespaceLogger(logger),
		temporal.WithAuthorizer(authorization.NewNoopAuthorizer()),
		temporal.WithCustomMetricsHandler(metrics.NoopMetricsHandler),
		temporal.WithDynamicConfigClient(dynamicValues()),
	}
}

// createNamespace writes the namespace before the server starts; through the API it
// would take the namespace caches of all services seconds to learn of it. An existing
// namespace is left as it is here.
func (s *Server) createNamespace() error {
	namespace, err := sqliteschema.NewNamespaceConfig(clusterName, s.opts.Namespace, false, s.opts.SearchAttributes)
	if err != nil {
		return fmt.Errorf("describe the namespace %s: %w", s.opts.Namespace, err)
	}
	namespace.Detail.Config.Retention = durationpb.New(s.opts.Retention)
	if err := sqliteschema.CreateNamespaces(storeConfig(s.databasePath()), namespace); err != nil {
		return fmt.Errorf("create the namespace %s: %w", s.opts.Namespace, err)
	}
	return nil
}

// stopServices stops the server, but waits no longer than stopLimit: the database
// loses nothing by a process that ends before its services have said goodbye.
func stopServices(server temporal.Server, logger *zap.Logger) {
	done := make(chan error, 1)
	go func() { done <- guarded(server.Stop) }()
	timer := time.NewTimer(stopLimit)
	defer timer.Stop()
	select {
	case err := <-done:
		if err != nil {
			logger.Warn("the embedded Temporal server did not stop cleanly", zap.Error(err))
		}
	case <-timer.C:
		logger.Warn("the embedded Temporal server is still stopping; going on without it", zap.Duration("waited", stopLimit))
	}
}

// guarded runs work on a goroutine of its own and survives its panic or its exit: a
// fatal message of the server ends the goroutine that logs it.
func guarded(work func() error) error {
	result := make(chan error, 1)
	go func() {
		err := errAborted
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("the server panicked: %v", p)
			}
			result <- err
		}()
		err = work()
	}()
	return <-result
}
