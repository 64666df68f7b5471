package devserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	stdlog "log"
	"net"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/temporalio/ui-server/v2/server/api"
	"github.com/temporalio/ui-server/v2/server/config"
	"github.com/temporalio/ui-server/v2/server/cors"
	"github.com/temporalio/ui-server/v2/server/csrf"
	"github.com/temporalio/ui-server/v2/server/headers"
	"github.com/temporalio/ui-server/v2/server/route"
	"github.com/temporalio/ui-server/v2/ui"
)

// callerHeader tells Temporal what kind of client calls; the UI sets it.
const callerHeader = "Caller-Type"

// webUI serves the Temporal Web UI. It is assembled from the UI module's routes on a
// listener of ours: the module's own server ends the process when it cannot listen.
type webUI struct {
	url    string
	server *http.Server
	done   chan struct{}
}

// serveUI takes over the listener. decrypt may be nil.
func serveUI(l net.Listener, frontend, namespace string, decrypt http.Handler) (*webUI, error) {
	cfg := &config.Config{
		Host:                loopback,
		Port:                portOf(l),
		TemporalGRPCAddress: frontend,
		DefaultNamespace:    namespace,
		EnableUI:            true,
		HideLogs:            true,
		// The UI asks nobody outside: no news, no new versions, no feedback form.
		DisableNewsFetch:   true,
		NotifyOnNewVersion: false,
		FeedbackURL:        "",
		// The cookie against forged requests must work over plain http on loopback.
		CORS: config.CORS{CookieInsecure: true},
	}
	url := "http://" + l.Addr().String()
	routes := http.NewServeMux()
	if decrypt != nil {
		cfg.Codec.Endpoint = url + codecPath
		routes.Handle(codecPath+"/", codecFor(decrypt, portOf(l)))
	}
	handler, err := uiHandler(cfg)
	if err != nil {
		return nil, fmt.Errorf("assemble the Web UI: %w", err)
	}
	routes.Handle("/", handler)
	u := &webUI{
		url:  url,
		done: make(chan struct{}),
		server: &http.Server{
			Handler:           onlyLocalNames(routes),
			ReadHeaderTimeout: 10 * time.Second,
			ErrorLog:          stdlog.New(io.Discard, "", 0),
		},
	}
	go func() {
		defer close(u.done)
		_ = u.server.Serve(l)
	}()
	return u, nil
}

func (u *webUI) close() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := u.server.Shutdown(ctx); err != nil {
		_ = u.server.Close()
	}
	<-u.done
}

func uiHandler(cfg *config.Config) (http.Handler, error) {
	provider, err := config.NewConfigProviderWithRefresh(cfg)
	if err != nil {
		return nil, err
	}
	e := echo.New()
	e.Logger.SetOutput(io.Discard)
	e.Use(middleware.Recover(), middleware.Gzip(), middleware.Secure())
	e.Use(cors.CORSMiddleware(cors.CORSConfig{
		AllowHeaders:     []string{echo.HeaderOrigin, echo.HeaderContentType, echo.HeaderAccept, echo.HeaderXCSRFToken, callerHeader},
		AllowCredentials: true,
		ConfigProvider:   provider,
	}))
	e.Use(csrf.EnsureTokenCookie(false), middleware.CSRFWithConfig(csrf.MiddlewareConfig(provider, false)))
	e.Pre(route.PublicPath(cfg.PublicPath))
	route.SetHealthRoute(e)
	if err := route.SetAPIRoutes(e, provider, []api.Middleware{headers.WithForwardHeaders([]string{callerHeader})}); err != nil {
		return nil, err
	}
	assets, err := ui.Assets()
	if err != nil {
		return nil, err
	}
	pages, err := fs.Sub(assets, "local")
	if err != nil {
		return nil, err
	}
	if err := route.SetUIRoutes(e, cfg.PublicPath, pages, provider); err != nil {
		return nil, err
	}
	route.SetRenderRoute(e, "/")
	return e, nil
}

// onlyLocalNames refuses requests that came in under another name than this machine's
// own: a web page whose domain was pointed at 127.0.0.1 could otherwise read and change
// every process through the owner's browser.
func onlyLocalNames(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isLocalName(r.Host) {
			http.Error(w, "the Temporal Web UI answers only at 127.0.0.1 and localhost", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func isLocalName(hostPort string) bool {
	host, _, err := net.SplitHostPort(hostPort)
	if err != nil {
		var missing *net.AddrError
		if !errors.As(err, &missing) {
			return false
		}
		host = hostPort
	}
	switch host {
	case loopback, "localhost", "::1", "[::1]":
		return true
	}
	return false
}
