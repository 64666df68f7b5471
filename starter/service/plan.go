package service

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// DefaultName is what the service is called when the owner has one installation.
const DefaultName = "employee"

// labelPrefix is launchd's custom of a reversed domain.
const labelPrefix = "com.autonomous-employee."

var namePattern = regexp.MustCompile(`^[a-z][a-z0-9-]{0,40}$`)

// Installation says what is to be started.
type Installation struct {
	// System is a GOOS; empty is this one.
	System string
	// Name tells several installations of an account apart.
	Name string
	// Home is the account's folder, ConfigHome where its settings are (XDG_CONFIG_HOME; empty = the default).
	Home, ConfigHome string
	// Worker is the program, Dir the folder in which it runs, where .env is, and Log where launchd puts what it prints. All absolute.
	Worker, Dir, Log string
}

// Plan is a file and what to do with it.
type Plan struct {
	Path, Content string
	// Commands switch the service on; Look shows what it says; Undo ends it.
	Commands []string
	Look     string
	Undo     []string
}

// Make writes nothing yet. An error says what to do.
func Make(in Installation) (Plan, error) {
	if in.System == "" {
		in.System = runtime.GOOS
	}
	if !namePattern.MatchString(in.Name) {
		return Plan{}, fmt.Errorf("%q is no name for a service; use small letters, digits and dashes", in.Name)
	}
	for _, path := range []string{in.Home, in.Worker, in.Dir, in.Log} {
		if !filepath.IsAbs(path) || strings.ContainsAny(path, "\n\r\x00") {
			return Plan{}, fmt.Errorf("the path %q cannot stand in the description of a service; give whole paths without line breaks", path)
		}
	}
	switch in.System {
	case "linux":
		return systemd(in), nil
	case "darwin":
		return launchd(in), nil
	}
	return Plan{}, fmt.Errorf("there is no recipe for %s; have its own service manager start %s in the folder %s, and start it again when it ends", in.System, in.Worker, in.Dir)
}

// Write puts the file into place; an older one of the same name is replaced.
func (p Plan) Write() error {
	if err := os.MkdirAll(filepath.Dir(p.Path), 0o755); err != nil {
		return fmt.Errorf("write the service: %w", err)
	}
	draft := p.Path + ".new"
	if err := os.WriteFile(draft, []byte(p.Content), 0o644); err != nil { //nolint:gosec // service managers want to read it, and it holds no secret
		return fmt.Errorf("write the service: %w", err)
	}
	return os.Rename(draft, p.Path)
}

// FindWorker gives the program that belongs to this starter: the one that is
// named, or "worker" beside the starter. What go run has built is in a cache,
// where it is not for long.
func FindWorker(named, starter string) (string, error) {
	path := named
	if path == "" {
		path = filepath.Join(filepath.Dir(starter), "worker")
	}
	info, err := os.Stat(path)
	if err != nil || info.IsDir() || info.Mode().Perm()&0o111 == 0 {
		const build = "build it first: go build -o bin/worker ./worker, then: go run ./starter install-service --worker bin/worker"
		if named == "" {
			return "", errors.New("a service needs the worker as a program of its own; " + build)
		}
		return "", fmt.Errorf("%s is no program; "+build, named)
	}
	return filepath.Abs(path)
}
