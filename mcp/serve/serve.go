package serve

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/mark3labs/mcp-go/server"

	"github.com/autonomous-employee/employee/mcp/toolset"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/logging"
)

// workers is how many calls over standard input run at once; one that waits for a process takes one.
const workers = 64

// Build makes a server with its tools.
type Build func(*toolset.Office) (*server.MCPServer, error)

// Main is a server's whole program; it returns the exit code.
func Main(build Build) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	stdout := os.Stdout
	os.Stdout = os.Stderr // a library that prints must not break the protocol
	err := Run(ctx, build, os.Args[1:], os.Environ(), os.Stdin, stdout, os.Stderr)
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, flag.ErrHelp):
		return 0
	}
	fmt.Fprintln(os.Stderr, "The MCP server cannot work:", err)
	return 1
}

// Run works until the input ends or ctx does. Only errs may be written to beside the protocol.
func Run(ctx context.Context, build Build, args, environ []string, in io.Reader, out, errs io.Writer) error {
	flags := flag.NewFlagSet("mcp", flag.ContinueOnError)
	flags.SetOutput(errs)
	address := flags.String("http", "", "listen on this `address`, such as 127.0.0.1:8765, instead of standard input and output")
	dir := flags.String("dir", ".", "the `folder` of the employee, where .env is and relative paths count from")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is not understood; see -help", flags.Arg(0))
	}
	home, err := filepath.Abs(*dir)
	if err != nil {
		return err
	}
	cfg, err := config.Load(environ, home)
	if err != nil {
		return err
	}
	logger, err := logging.To(errs, cfg)
	if err != nil {
		return err
	}
	token, made := cfg.MCPToken.Reveal(), false
	if *address != "" && token == "" {
		token, made = newToken(), true
	}
	office := toolset.NewOffice(cfg, logger, token)
	defer func() { _ = office.Close() }()
	tools, err := build(office)
	if err != nil {
		return err
	}
	if *address != "" {
		return listen(ctx, tools, *address, token, made, errs)
	}
	pipe := server.NewStdioServer(tools)
	server.WithWorkerPoolSize(workers)(pipe)
	pipe.SetErrorLogger(log.New(io.Discard, "", 0)) // its lines may hold what a client sent
	return pipe.Listen(ctx, in, out)
}
