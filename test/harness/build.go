package harness

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// binaries are built once for all tests of a process; the build cache makes
// further packages cheap.
type binaries struct {
	once            sync.Once
	worker, starter string
	err             error
}

//nolint:gochecknoglobals // the one thing that the tests of a process share: building twice costs minutes
var built binaries

func (b *binaries) build() {
	dir, err := os.MkdirTemp("", "employee-e2e-*")
	if err != nil {
		b.err = err
		return
	}
	root, err := moduleRoot()
	if err != nil {
		b.err = err
		return
	}
	b.worker, b.starter = filepath.Join(dir, "worker"), filepath.Join(dir, "starter")
	for _, c := range [][2]string{{b.worker, "./worker"}, {b.starter, "./starter"}} {
		if b.err = goBuild(root, "-o", c[0], c[1]); b.err != nil {
			return
		}
	}
}

func goBuild(root string, args ...string) error {
	cmd := exec.Command("go", append([]string{"build"}, args...)...)
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build %v: %w\n%s", args, err, out)
	}
	return nil
}

// Upgrade has the next starts run another program: the worker of this source,
// built with these flags of go build beside the usual ones.
func (p *Product) Upgrade(flags ...string) {
	p.t.Helper()
	root, err := moduleRoot()
	require.NoError(p.t, err)
	program := filepath.Join(p.t.TempDir(), "worker")
	require.NoError(p.t, goBuild(root, append(flags, "-o", program, "./worker")...))
	p.Use(program)
}

// Use has the next starts run a worker that was built before.
func (p *Product) Use(program string) { p.worker = program }

// Root is the folder of the source.
func Root() (string, error) { return moduleRoot() }

// Main runs a package's tests and removes the binaries afterwards.
func Main(m *testing.M) int {
	defer Close()
	return m.Run()
}

// Close removes the binaries.
func Close() {
	if built.worker != "" {
		_ = os.RemoveAll(filepath.Dir(built.worker))
	}
}

func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", fmt.Errorf("no go.mod above the working directory")
		}
		dir = parent
	}
}
