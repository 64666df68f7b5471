package devserver

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"go.temporal.io/server/temporal"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/worker/devserver/internal/dbfile"
)

const (
	// DatabaseName is the name of the database file in the data directory.
	DatabaseName = "temporal.db"

	// startLimit bounds how long Start waits for the first answer.
	startLimit = 30 * time.Second
	// stopLimit leaves room inside the ten seconds a service manager usually grants.
	stopLimit = 7 * time.Second
	// startAttempts covers another program taking a port between the moment it was
	// found free and the moment the server opens it.
	startAttempts = 3
)

// Server is one embedded Temporal server. It is started once and stopped once.
type Server struct {
	opts     Options
	failures chan error
	stopping sync.Once
	closing  atomic.Bool

	mu       sync.Mutex
	started  bool
	ports    servicePorts
	temporal temporal.Server
	ui       *webUI
}

// New checks the options and starts nothing.
func New(opts Options) (*Server, error) {
	if err := opts.validate(); err != nil {
		return nil, err
	}
	opts, err := opts.withDefaults()
	if err != nil {
		return nil, err
	}
	return &Server{opts: opts, failures: make(chan error, 1)}, nil
}

// Start prepares the database and returns when the server answers in the namespace
// and the Web UI listens. ctx bounds the start only. After an error nothing runs and
// the server cannot be started again. Errors for people are *PortTakenError and those
// about the database file, whose text says what to do.
func (s *Server) Start(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.started {
		return errors.New("the embedded Temporal server was started before; make a new one")
	}
	s.started = true
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	if err := s.prepareData(ctx); err != nil {
		return err
	}
	uiListener, err := s.listenUI(ctx)
	if err != nil {
		return err
	}
	if err := s.bring(ctx, uiListener); err != nil {
		if uiListener != nil {
			_ = uiListener.Close()
		}
		s.shutDown()
		return fmt.Errorf("start the embedded Temporal server: %w", err)
	}
	return nil
}

// bring starts the services and then the Web UI in front of them.
func (s *Server) bring(ctx context.Context, uiListener net.Listener) error {
	if err := s.boot(ctx); err != nil {
		return err
	}
	if err := s.settleNamespace(ctx); err != nil {
		return err
	}
	if uiListener == nil {
		return nil
	}
	ui, err := serveUI(uiListener, address(s.ports.frontend), s.opts.Namespace, s.opts.Codec)
	if err != nil {
		return err
	}
	s.ui = ui
	return nil
}

// listenUI opens the Web UI's port first: a port that is taken is the most common
// mistake, and it should be told before anything else has happened.
func (s *Server) listenUI(ctx context.Context) (net.Listener, error) {
	if s.opts.UIPort == NoUI {
		return nil, nil //nolint:nilnil // no listener is the answer when no UI is wanted
	}
	l, err := listen(ctx, s.opts.UIPort, "TEMPORAL_UI_PORT", "the Temporal Web UI")
	if err != nil {
		return nil, err
	}
	return l, nil
}

func (s *Server) prepareData(ctx context.Context) error {
	if err := os.MkdirAll(s.opts.DataDir, 0o700); err != nil {
		return fmt.Errorf("create the data directory: %w", err)
	}
	result, err := dbfile.Prepare(ctx, s.databasePath(), time.Now())
	if err != nil {
		return err
	}
	if result.Upgraded {
		s.opts.Logger.Warn("the Temporal database was brought to another version; the copy can be deleted when all is well",
			zap.String("from", result.From.String()), zap.String("to", result.To.String()), zap.String("backup", result.Backup))
	}
	for _, path := range result.SetAside {
		s.opts.Logger.Warn("a leftover of a deleted Temporal database was renamed", zap.String("path", path))
	}
	return s.createNamespace()
}

// boot starts the four services, again on other ports when one was taken meanwhile.
func (s *Server) boot(ctx context.Context) error {
	for attempt := 1; ; attempt++ {
		ports, err := reservePorts(ctx, s.opts.Port)
		if err != nil {
			return err
		}
		s.ports = ports
		server, err := s.startServices(storeConfig(s.databasePath()))
		if err == nil {
			s.temporal = server
			return nil
		}
		if server != nil {
			stopServices(server, s.opts.Logger)
		}
		if attempt == startAttempts || ctx.Err() != nil {
			return err
		}
		s.opts.Logger.Warn("the embedded Temporal server did not start; trying other ports", zap.Error(err))
	}
}

// Address is the host:port of the gRPC frontend; valid after Start.
func (s *Server) Address() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return address(s.ports.frontend)
}

// UIURL is the address of the Web UI, empty when there is none; valid after Start.
func (s *Server) UIURL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ui == nil {
		return ""
	}
	return s.ui.url
}

// Namespace is the namespace that was created.
func (s *Server) Namespace() string { return s.opts.Namespace }

// Failed yields at most one error: the server met something it cannot go on from,
// such as a disk that is gone. The caller should stop and say so.
func (s *Server) Failed() <-chan error { return s.failures }

// Stop ends the Web UI and the server within ten seconds and folds the write-ahead
// file into the database file. Further calls wait for the first and do nothing.
func (s *Server) Stop() {
	s.stopping.Do(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.shutDown()
	})
}

func (s *Server) shutDown() {
	s.closing.Store(true)
	if s.ui != nil {
		s.ui.close()
	}
	if s.temporal == nil {
		return
	}
	stopServices(s.temporal, s.opts.Logger)
	s.temporal = nil
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := dbfile.Checkpoint(ctx, s.databasePath()); err != nil {
		// Harmless: SQLite replays the write-ahead file at the next start.
		s.opts.Logger.Debug("the Temporal database keeps its write-ahead file", zap.Error(err))
	}
}

func (s *Server) databasePath() string {
	return filepath.Join(s.opts.DataDir, DatabaseName)
}
