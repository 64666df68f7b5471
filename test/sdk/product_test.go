package sdk_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"syscall"
	"testing"
	"time"
)

const (
	token    = "a-token-of-the-owners-own-choice"
	patience = 3 * time.Minute // every wait ends as soon as its condition holds
)

// product is an installation with a running worker and without any account.
type product struct {
	t         *testing.T
	home, bin string
}

// start builds the worker and the servers as a user does, and starts the worker.
func start(t *testing.T) *product {
	t.Helper()
	p := &product{t: t, home: t.TempDir(), bin: t.TempDir()}
	build := exec.Command("go", "build", "-o", p.bin+"/", "./worker", "./mcp/odoo", "./mcp/gmail", "./mcp/briefing", "./mcp/facebook", "./mcp/instagram", "./mcp/twitter")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	worker := exec.Command(filepath.Join(p.bin, "worker"))
	worker.Dir, worker.Env = p.home, p.environ()
	p.run(worker)
	p.until("the worker to be ready", func() bool {
		_, err := os.Stat(filepath.Join(p.home, ".employee", "ready.json"))
		return err == nil
	})
	return p
}

func (p *product) environ() []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + p.home, "TMPDIR=" + os.TempDir(), "OWNER_TIMEZONE=Europe/Berlin", "TEMPORAL_PORT=0", "TEMPORAL_UI_PORT=0", "EMPLOYEE_MCP_TOKEN=" + token,
	}
}

// run starts a program that is told to end with the test.
func (p *product) run(cmd *exec.Cmd) *output {
	p.t.Helper()
	var out output
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			p.t.Errorf("%s ended with %v:\n%s", filepath.Base(cmd.Path), err, out.String())
		}
	})
	return &out
}

// stdio is the command of a server that is spoken to over its standard input and output.
func (p *product) stdio(server string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(p.bin, server))
	cmd.Dir, cmd.Env = p.home, p.environ()
	return cmd
}

// http starts a server that listens, and gives its address.
func (p *product) http(server string) string {
	p.t.Helper()
	cmd := exec.Command(filepath.Join(p.bin, server), "--http", "127.0.0.1:0")
	cmd.Dir, cmd.Env = p.home, p.environ()
	out := p.run(cmd)
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/mcp`)
	p.until("the server to listen", func() bool { return address.MatchString(out.String()) })
	return address.FindString(out.String())
}

func (p *product) until(what string, met func() bool) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), patience)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !met() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			p.t.Fatal("waited too long for " + what)
		}
	}
}

// output is what a program writes, to be read while it runs.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(b)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}
