package metrics

import (
	"context"
	"errors"
	"fmt"
	"io"
	stdlog "log"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

const (
	loopback = "127.0.0.1"
	// Path is where the metrics are.
	Path = "/metrics"
)

// Listen opens the port on this machine; 0 is any free one. The caller gives
// the listener to Serve.
func Listen(ctx context.Context, port int) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", net.JoinHostPort(loopback, strconv.Itoa(port)))
	if err != nil {
		return nil, fmt.Errorf("the port %d for metrics cannot be opened (%w); stop the program that uses it, or set EMPLOYEE_METRICS_PORT to another one", port, err)
	}
	return l, nil
}

// Serve answers until ctx ends, which is no error.
func (s *Set) Serve(ctx context.Context, l net.Listener) error {
	routes := http.NewServeMux()
	routes.Handle("GET "+Path, promhttp.HandlerFor(s.registry, promhttp.HandlerOpts{}))
	server := &http.Server{Handler: onlyLocal(routes), ReadHeaderTimeout: 10 * time.Second, ErrorLog: stdlog.New(io.Discard, "", 0)}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	select {
	case <-ctx.Done():
		_ = server.Close()
		if err := <-done; !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serving metrics: %w", err)
		}
		return nil
	case err := <-done:
		return fmt.Errorf("serving metrics: %w", err)
	}
}

// Serving gives what serves on the listener until ctx ends. Called again it
// opens the same port anew: the listener is closed by then.
func (s *Set) Serving(l net.Listener) func(ctx context.Context) error {
	address, first := l.Addr().String(), true
	return func(ctx context.Context) error {
		if !first {
			var err error
			if l, err = (&net.ListenConfig{}).Listen(ctx, "tcp4", address); err != nil {
				return fmt.Errorf("opening the port for metrics again: %w", err)
			}
		}
		first = false
		return s.Serve(ctx, l)
	}
}

// onlyLocal refuses a web page whose domain was pointed at this machine.
func onlyLocal(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil || (host != loopback && host != "localhost") {
			http.Error(w, "metrics are for this machine only", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}
