package arch_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// pkg is what go list tells about one package.
type pkg struct {
	ImportPath string
	Imports    []string
	Deps       []string
	ForTest    string
	Incomplete bool
}

// path is the package's path below the module.
func (p pkg) path() string {
	return below(strings.TrimSuffix(p.ImportPath, ".test"))
}

func below(importPath string) string {
	return strings.TrimPrefix(strings.TrimPrefix(importPath, modulePath), "/")
}

// listed asks go list once for all tests.
func listed(t *testing.T) []pkg {
	t.Helper()
	packages, err := listOnce()
	require.NoError(t, err)
	require.NotEmpty(t, packages)
	return packages
}

var errNoModule = errors.New("go list did not find the module")

//nolint:gochecknoglobals // go list over the whole module is slow; its answer is shared
var listOnce = sync.OnceValues(func() ([]pkg, error) {
	cmd := exec.Command("go", "list", "-e", "-test", "-json=ImportPath,Imports,Deps,ForTest,Incomplete", "./...")
	cmd.Dir = filepath.Join("..", "..")
	out, err := cmd.Output()
	if err != nil {
		return nil, errors.Join(errNoModule, err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	var packages []pkg
	for {
		var p pkg
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages, nil
		}
		if err != nil {
			return nil, err
		}
		packages = append(packages, p)
	}
})

// product are the packages without their tests.
func product(t *testing.T) []pkg {
	t.Helper()
	return slices.DeleteFunc(slices.Clone(listed(t)), func(p pkg) bool {
		return p.ForTest != "" || strings.HasSuffix(p.ImportPath, ".test")
	})
}

func TestArrows_EveryPackageHasARoom(t *testing.T) {
	t.Parallel()
	for _, p := range product(t) {
		if within(p.path(), "test") && !within(p.path(), "test/fakes") {
			continue // tests may look at everything
		}
		_, _, ok := roomOf(p.path())
		assert.True(t, ok, "%s is in no room; add it to rooms() and to .golangci.yml, or move it", p.ImportPath)
	}
}

func TestArrows_PointDown(t *testing.T) {
	t.Parallel()
	for _, p := range product(t) {
		from, at, ok := roomOf(p.path())
		if !ok {
			continue
		}
		for _, imported := range p.Imports {
			assert.NoError(t, mayImport(from, at, imported), "%s imports %s", p.ImportPath, imported)
		}
	}
}

// mayImport judges one import of a package in the room from, found by the path at.
func mayImport(from room, at, imported string) error {
	if !within(imported, modulePath) {
		return mayImportOthers(from, imported)
	}
	to, toAt, ok := roomOf(below(imported))
	switch {
	case !ok:
		return errors.New("that package is in no room")
	case to.name != from.name && !slices.Contains(from.ours, to.name):
		return errors.New(from.name + " may not import " + to.name)
	case to.name == from.name && from.sealed && toAt != at:
		return errors.New("the packages of " + from.name + " do not import each other")
	}
	return nil
}

func mayImportOthers(from room, imported string) error {
	standard := !strings.Contains(strings.Split(imported, "/")[0], ".")
	if from.name == "contract" && !standard {
		return errors.New("the contract imports the standard library only")
	}
	if from.name != "devserver" && (within(imported, "go.temporal.io/server") || within(imported, "github.com/temporalio/ui-server")) {
		return errors.New("only worker/devserver imports the Temporal server")
	}
	if withinAny(imported, from.denied) {
		return errors.New(from.name + " may not import " + imported)
	}
	return nil
}

func TestArrows_OnlyTheWorkerLinksTheServer(t *testing.T) {
	t.Parallel()
	for _, p := range listed(t) {
		if withinAny(p.path(), linksServer()) && !withinAny(p.path(), neverLinksServer()) {
			continue
		}
		links := slices.ContainsFunc(p.Deps, func(d string) bool { return within(d, "go.temporal.io/server") })
		assert.False(t, links, "%s reaches the Temporal server, which costs minutes of build and 130 MB", p.ImportPath)
	}
}

func TestArrows_ForbiddenArrowsAreSeen(t *testing.T) {
	t.Parallel()
	for name, arrow := range map[string][2]string{
		"the contract with a dependency":    {"workflows/contract", "go.temporal.io/sdk/workflow"},
		"a process with a client":           {"workflows/invoice", modulePath + "/activities/internal/odooclient"},
		"a process with another":            {"workflows/invoice", modulePath + "/workflows/inbox"},
		"a process that dials":              {"workflows/invoice", "go.temporal.io/sdk/client"},
		"an activity with another system":   {"activities/odoo", modulePath + "/activities/gmail"},
		"an activity with the vault":        {"activities/odoo", modulePath + "/vault"},
		"a client that knows Temporal":      {"activities/internal/odooclient", "go.temporal.io/sdk/temporal"},
		"a client that knows the contract":  {"activities/internal/odooclient", modulePath + "/workflows/contract"},
		"the vault with the contract":       {"vault", modulePath + "/workflows/contract"},
		"the command line with an activity": {"starter", modulePath + "/activities/odoo"},
		"the command line with a breaker":   {"starter/doctor", modulePath + "/activities/breaker"},
		"a sign-in that calls":              {"activities/signin/gmailauth", "net/http"},
		"a sign-in that knows a client":     {"activities/signin/xauth", modulePath + "/activities/breaker"},
		"an assistant with the server":      {"mcp/odoo", modulePath + "/worker/devserver"},
		"an assistant with the vault":       {"mcp/toolset", modulePath + "/vault"},
		"an assistant with the handbook":    {"mcp/toolset", modulePath + "/vault/rules"},
		"an assistant with a sign-in":       {"mcp/gmail", modulePath + "/activities/signin/gmailauth"},
		"the app with the server module":    {"worker/app", "go.temporal.io/server/temporal"},
		"the server with the business":      {"worker/devserver", modulePath + "/workflows/contract"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from, at, ok := roomOf(arrow[0])
			require.True(t, ok)
			require.Error(t, mayImport(from, at, arrow[1]))
		})
	}
}

func TestArrows_AllowedArrowsAreSeen(t *testing.T) {
	t.Parallel()
	for name, arrow := range map[string][2]string{
		"an assistant with the log":          {"mcp/toolset", modulePath + "/vault/auditlog"},
		"an assistant with Temporal":         {"mcp/toolset", modulePath + "/worker/connect"},
		"the command line with the Inbox":    {"starter/cli", modulePath + "/vault"},
		"the command line with the handbook": {"starter/cli", modulePath + "/vault/rules"},
		"the command line with a sign-in":    {"starter/gmaillogin", modulePath + "/activities/signin/gmailauth"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from, at, ok := roomOf(arrow[0])
			require.True(t, ok)
			require.NoError(t, mayImport(from, at, arrow[1]))
		})
	}
}

// linterRule is what .golangci.yml says about one room, or about several that it takes together.
type linterRule struct{ Files, Allow []string }

func linterRules(t *testing.T) map[string]linterRule {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", ".golangci.yml"))
	require.NoError(t, err)
	var config struct {
		Linters struct {
			Settings struct {
				Depguard struct{ Rules map[string]linterRule }
			}
		}
	}
	require.NoError(t, yaml.Unmarshal(content, &config))
	require.Contains(t, config.Linters.Settings.Depguard.Rules, "server")
	return config.Linters.Settings.Depguard.Rules
}

func TestArrows_TheLinterKnowsEveryRoom(t *testing.T) {
	t.Parallel()
	rules := linterRules(t)
	for _, r := range rooms() {
		if r.rule == "" {
			continue
		}
		assert.Contains(t, rules, r.rule, "the room %s has no rule in .golangci.yml", r.name)
	}
}

func TestArrows_TheLinterAllowsNoArrowThatIsMissingHere(t *testing.T) {
	t.Parallel()
	mayReach := map[string][]string{}
	for _, r := range rooms() {
		mayReach[r.rule] = append(mayReach[r.rule], append(r.ours, r.name)...)
	}
	for rule, l := range linterRules(t) {
		for _, allowed := range l.Allow {
			if !within(allowed, modulePath) {
				continue
			}
			to, _, ok := roomOf(below(allowed))
			require.True(t, ok, "%s allows %s, which is in no room", rule, allowed)
			assert.Contains(t, mayReach[rule], to.name, "%s allows %s", rule, allowed)
		}
	}
}
