package serve

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/mark3labs/mcp-go/server"
)

const (
	endpoint = "/mcp"
	// maxBody is above what a tool takes; a mail given as text is the largest.
	maxBody      = 4 << 20
	stopPatience = 3 * time.Second
	// idle is when a client that has gone without a word is forgotten.
	idle = 12 * time.Hour
)

// listen serves on a loopback address until ctx ends.
func listen(ctx context.Context, tools *server.MCPServer, address, token string, made bool, errs io.Writer) error {
	if err := loopback(address); err != nil {
		return err
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("listening on %s: %w; take another port, or 0 for any free one", address, err)
	}
	mcp := server.NewStreamableHTTPServer(tools, server.WithStateful(true), server.WithSessionIdleTTL(idle), server.WithStreamableHTTPLogger(slog.New(slog.DiscardHandler)))
	mux := http.NewServeMux()
	mux.Handle(endpoint, mcp)
	web := &http.Server{Handler: guard(mux, token, listener.Addr().(*net.TCPAddr).Port), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	fmt.Fprintf(errs, "MCP on http://%s%s, for this machine only.\n", listener.Addr(), endpoint)
	if made {
		fmt.Fprintf(errs, "Clients send the header  Authorization: Bearer %s\nThe token is new at each start; set EMPLOYEE_MCP_TOKEN to keep one.\n", token)
	} else {
		fmt.Fprintln(errs, "Clients send the header  Authorization: Bearer, with EMPLOYEE_MCP_TOKEN.")
	}
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopPatience)
	defer cancel()
	mcp.CloseSessions(ending)
	if err := web.Shutdown(ending); err != nil {
		_ = web.Close()
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// loopback refuses an address that other machines could reach.
func loopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("--http %q is no address; write for example 127.0.0.1:8765", address)
	}
	if ip, err := netip.ParseAddr(host); err == nil && ip.IsLoopback() {
		return nil
	}
	return fmt.Errorf("--http %q could be reached from other machines; this server listens on 127.0.0.1 or [::1] only", address)
}

// guard lets a request through that this machine's clients can have sent: named by a loopback name and our port, not by a page of another
// site, and with the token.
func guard(next http.Handler, token string, port int) http.Handler {
	hosts, origins := map[string]bool{}, map[string]bool{}
	for _, name := range []string{"127.0.0.1", "localhost", "[::1]"} {
		hosts[fmt.Sprintf("%s:%d", name, port)] = true
		origins[fmt.Sprintf("http://%s:%d", name, port)] = true
	}
	want := sha256.Sum256([]byte(token))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !hosts[strings.ToLower(r.Host)] {
			http.Error(w, "this server answers to its own address only", http.StatusForbidden)
			return
		}
		if r.Header.Values("Origin") != nil && !origins[strings.ToLower(r.Header.Get("Origin"))] {
			http.Error(w, "pages of other sites may not use this server", http.StatusForbidden)
			return
		}
		scheme, shown, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		have := sha256.Sum256([]byte(strings.TrimSpace(shown)))
		if !strings.EqualFold(scheme, "Bearer") || subtle.ConstantTimeCompare(want[:], have[:]) != 1 {
			w.Header().Set("WWW-Authenticate", `Bearer realm="employee"`)
			http.Error(w, "send the header Authorization: Bearer with the token that the server shows at its start", http.StatusUnauthorized)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}

func newToken() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	return hex.EncodeToString(raw)
}
