package harness

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	// patience is long because the machine may be busy; every wait ends as soon as its condition holds.
	patience = 60 * time.Second
	glance   = 15 * time.Millisecond
)

// T is what an installation needs of its test; a program that measures brings
// its own.
type T interface {
	require.TestingT
	Helper()
	Fatalf(format string, args ...any)
	TempDir() string
	Cleanup(do func())
	Context() context.Context
}

// Product is one installation in an empty folder.
type Product struct {
	t   T
	Dir string
	env []string
	// worker is the program, when it is not the one that all tests share.
	worker string

	mu     sync.Mutex
	cmd    *exec.Cmd
	exited chan struct{} // closed when cmd has ended
	output *safeBuffer
}

// Ready is what ready.json says.
type Ready struct {
	TemporalAddress string `json:"temporal_address"`
	UIURL           string `json:"ui_url"`
	VaultDir        string `json:"vault_dir"`
	LogDir          string `json:"log_dir"`
	PID             int    `json:"pid"`
}

// New prepares an installation; env adds to or overrides NAME=value settings.
// Nothing is started yet. The worker is killed when the test ends.
func New(t T, env ...string) *Product {
	t.Helper()
	built.once.Do(built.build)
	require.NoError(t, built.err)
	p := &Product{t: t, Dir: t.TempDir()}
	p.env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + p.Dir, "TEMPORAL_PORT=0", "TEMPORAL_UI_PORT=0",
		"EMPLOYEE_SCAN_INTERVAL=1s", "OWNER_TIMEZONE=Europe/Berlin",
	}, env...)
	t.Cleanup(p.Kill)
	return p
}

// Set changes a setting for the next start.
func (p *Product) Set(env ...string) { p.env = append(p.env, env...) }

// Start starts the worker and waits until it is ready.
func (p *Product) Start() Ready {
	p.t.Helper()
	p.Launch()
	var ready Ready
	p.Eventually("the worker to be ready", func() bool {
		b, err := os.ReadFile(filepath.Join(p.Dir, ".employee", "ready.json"))
		return err == nil && json.Unmarshal(b, &ready) == nil && ready.PID == p.PID()
	})
	return ready
}

// Launch starts the worker and does not wait.
func (p *Product) Launch() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.output = &safeBuffer{}
	p.cmd = exec.Command(p.Worker())
	p.cmd.Dir, p.cmd.Env, p.cmd.Stdout, p.cmd.Stderr = p.Dir, p.env, p.output, p.output
	require.NoError(p.t, p.cmd.Start())
	p.exited = make(chan struct{})
	go func(cmd *exec.Cmd, exited chan struct{}) {
		defer close(exited)
		_ = cmd.Wait() // how it ended is read from its state
	}(p.cmd, p.exited)
}

// PID is the worker's process, 0 while none runs.
func (p *Product) PID() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd == nil || p.cmd.Process == nil {
		return 0
	}
	return p.cmd.Process.Pid
}

// Kill ends the worker as kill -9 does, at whatever it is doing.
func (p *Product) Kill() { p.end(syscall.SIGKILL, patience) }

// Stop ends the worker as Ctrl-C does and returns how long that took.
func (p *Product) Stop() time.Duration { return p.end(syscall.SIGTERM, patience) }

func (p *Product) end(sig syscall.Signal, within time.Duration) time.Duration {
	p.mu.Lock()
	cmd, exited := p.cmd, p.exited
	p.cmd = nil
	p.mu.Unlock()
	if cmd == nil {
		return 0
	}
	start := time.Now()
	_ = cmd.Process.Signal(sig)
	select {
	case <-exited:
	case <-time.After(within):
		_ = cmd.Process.Kill()
		p.t.Errorf("the worker did not end within %s", within)
	}
	return time.Since(start)
}

// Exit waits for a worker that ends by itself and returns what it said.
func (p *Product) Exit() (output string, code int) {
	p.t.Helper()
	select {
	case <-p.exited:
	case <-time.After(patience):
		p.t.Fatalf("the worker did not end; it said:\n%s", p.output)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	code = p.cmd.ProcessState.ExitCode()
	p.cmd = nil
	return p.output.String(), code
}

// Worker is the path of the worker's binary.
func (p *Product) Worker() string {
	if p.worker != "" {
		return p.worker
	}
	return built.worker
}

// Output is what the worker has printed since its last start.
func (p *Product) Output() string { return p.output.String() }

// Starter runs a command of the starter.
func (p *Product) Starter(args ...string) (output string, err error) {
	cmd := exec.Command(built.starter, args...)
	cmd.Dir, cmd.Env = p.Dir, p.env
	b, err := cmd.CombinedOutput()
	return string(b), err
}

// Eventually waits until a condition holds, or fails the test with what the
// worker said.
func (p *Product) Eventually(what string, holds func() bool) {
	p.t.Helper()
	p.EventuallyWithin(patience, what, holds)
}

// EventuallyWithin is Eventually for what takes its time by design, such as a
// lost answer, which is looked for during 150 s.
func (p *Product) EventuallyWithin(limit time.Duration, what string, holds func() bool) {
	p.t.Helper()
	if !within(limit, holds) {
		p.t.Fatalf("waited %s for %s\nvault:\n%s\nworker:\n%s", limit, what, p.tree(), p.tail())
	}
}

func within(limit time.Duration, holds func() bool) bool {
	tick := time.NewTicker(glance)
	defer tick.Stop()
	deadline := time.After(limit)
	for {
		if holds() {
			return true
		}
		select {
		case <-tick.C:
		case <-deadline:
			return holds()
		}
	}
}

func (p *Product) tail() string {
	if p.output == nil {
		return ""
	}
	lines := strings.Split(p.output.String(), "\n")
	return strings.Join(lines[max(0, len(lines)-30):], "\n")
}

func (p *Product) tree() string {
	var b strings.Builder
	_ = filepath.WalkDir(p.VaultDir(), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			fmt.Fprintln(&b, " ", strings.TrimPrefix(path, p.VaultDir()+"/"))
		}
		return nil
	})
	return b.String()
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// Twin is a second program on the same installation.
func (p *Product) Twin() *Product {
	twin := &Product{t: p.t, Dir: p.Dir, env: p.env, worker: p.worker}
	p.t.Cleanup(twin.Kill)
	return twin
}
