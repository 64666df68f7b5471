package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"

	"github.com/autonomous-employee/employee/mcp/serve"
	"github.com/autonomous-employee/employee/mcp/toolset"
)

// token is of this server alone, which holds nothing.
const token = "a-token-for-the-conformance-suite"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	product := flag.Bool("product", false, "serve the product's own server for everything instead of the fixtures")
	flag.Parse()
	build := serve.Build(fixtures)
	if *product {
		build = toolset.Briefing
	}
	if err := run(ctx, build); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends and writes the address of the door to standard output.
func run(ctx context.Context, build serve.Build) error {
	home, err := os.MkdirTemp("", "conformance-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(home) }()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	served, address := make(chan error, 1), make(chan string, 1)
	go func() {
		served <- serve.Run(ctx, build, []string{"--http", "127.0.0.1:0", "--dir", home}, []string{"EMPLOYEE_MCP_TOKEN=" + token}, strings.NewReader(""), &bytes.Buffer{}, &announced{to: address})
	}()
	select {
	case err := <-served:
		return err
	case at := <-address:
		return errors.Join(door(ctx, at), <-served)
	}
}

// announced waits for the line that says where the server listens.
type announced struct {
	to   chan<- string
	said string
}

var listensOn = regexp.MustCompile(`http://(127\.0\.0\.1:\d+)/mcp`)

func (a *announced) Write(p []byte) (int, error) {
	if a.said == "" {
		if found := listensOn.FindSubmatch(p); found != nil {
			a.said = string(found[1])
			a.to <- a.said
		}
	}
	return len(p), nil
}

// door lets the suite in: it shows the token, and puts the server's address where the suite has put the door's.
func door(ctx context.Context, server string) error {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	own := listener.Addr().String()
	proxy := &httputil.ReverseProxy{
		FlushInterval: -1, // each event at once
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: server})
			r.Out.Host = r.In.Host
			if r.In.Host == own {
				r.Out.Host = server
			}
			if r.In.Header.Get("Origin") == "http://"+own {
				r.Out.Header.Set("Origin", "http://"+server)
			}
			r.Out.Header.Set("Authorization", "Bearer "+token)
		},
	}
	web := &http.Server{Handler: proxy, ReadHeaderTimeout: serveTimeout}
	fmt.Printf("http://%s/mcp\n", own)
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		_ = web.Close()
		if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	}
}
