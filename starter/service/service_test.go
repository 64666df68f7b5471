package service_test

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/starter/service"
)

// odd is a folder as people have them.
const odd = `/home/anna b/100% "mine" & $co`

func installation(system string) service.Installation {
	return service.Installation{
		System: system, Name: "employee", Home: "/home/anna", Worker: odd + "/bin/worker", Dir: odd, Log: odd + "/.employee/worker.log",
	}
}

func TestService_TheUnitRestartsAlwaysAndSurvivesOddFolders(t *testing.T) {
	t.Parallel()
	plan, err := service.Make(installation("linux"))
	require.NoError(t, err)
	require.Equal(t, "/home/anna/.config/systemd/user/employee.service", plan.Path)
	for _, line := range []string{
		"Restart=always", "RestartSec=1", "StartLimitIntervalSec=0", "WantedBy=default.target",
		`ExecStart="/home/anna b/100%% \"mine\" & $$co/bin/worker"`, `WorkingDirectory=/home/anna b/100%% "mine" & $co`,
	} {
		require.Contains(t, strings.Split(plan.Content, "\n"), line)
	}
	require.Contains(t, plan.Commands, "systemctl --user enable --now employee.service")
	for _, command := range append(plan.Commands, plan.Undo...) {
		require.NotContains(t, command, "sudo")
	}
	in := installation("linux")
	in.ConfigHome = "/cfg"
	plan, err = service.Make(in)
	require.NoError(t, err)
	require.Equal(t, "/cfg/systemd/user/employee.service", plan.Path)
}

// The program that will read the unit says what is wrong with it, where it is there.
func TestService_TheUnitIsUnderstoodBySystemd(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("there is no systemd here")
	}
	dir := t.TempDir()
	plan, err := service.Make(service.Installation{System: "linux", Name: "employee", Home: dir, Worker: "/bin/true", Dir: dir, Log: dir + "/log"})
	require.NoError(t, err)
	require.NoError(t, plan.Write())
	out, err := exec.Command("systemd-analyze", "--user", "verify", plan.Path).CombinedOutput()
	if err != nil && strings.Contains(string(out), "Failed to") {
		t.Skip("systemd does not work here: " + string(out))
	}
	require.NoError(t, err, string(out))
	require.Empty(t, string(out))
}

func TestService_TheAgentIsWholeXMLAndKeepsTheWorkerAlive(t *testing.T) {
	t.Parallel()
	plan, err := service.Make(installation("darwin"))
	require.NoError(t, err)
	require.Equal(t, "/home/anna/Library/LaunchAgents/com.autonomous-employee.employee.plist", plan.Path)
	var texts []string
	for decoder := xml.NewDecoder(strings.NewReader(plan.Content)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		if text, ok := token.(xml.CharData); ok {
			texts = append(texts, string(text))
		}
	}
	require.Contains(t, texts, odd+"/bin/worker")
	require.Contains(t, texts, odd)
	require.Regexp(t, `<key>KeepAlive</key>\s*<true/>`, plan.Content)
	require.Regexp(t, `<key>RunAtLoad</key>\s*<true/>`, plan.Content)
}

func TestService_RefusesWhatCannotStandInAUnit(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*service.Installation){
		"a line break":     func(in *service.Installation) { in.Dir = "/home/x\nExecStartPre=/bin/evil" },
		"a relative path":  func(in *service.Installation) { in.Worker = "bin/worker" },
		"a name with path": func(in *service.Installation) { in.Name = "../evil" },
		"no recipe":        func(in *service.Installation) { in.System = "windows" },
	} {
		in := installation("linux")
		change(&in)
		_, err := service.Make(in)
		require.Error(t, err, name)
	}
}

func TestService_WriteReplacesAndLeavesNothingElse(t *testing.T) {
	t.Parallel()
	plan := service.Plan{Path: filepath.Join(t.TempDir(), "a", "b", "employee.service"), Content: "one"}
	require.NoError(t, plan.Write())
	plan.Content = "two"
	require.NoError(t, plan.Write())
	raw, err := os.ReadFile(plan.Path)
	require.NoError(t, err)
	require.Equal(t, "two", string(raw))
	left, err := os.ReadDir(filepath.Dir(plan.Path))
	require.NoError(t, err)
	require.Len(t, left, 1)
}

func TestService_TheWorkerIsTheOneBesideTheStarter(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, err := service.FindWorker("", filepath.Join(dir, "starter"))
	require.ErrorContains(t, err, "go build -o bin/worker ./worker")
	worker := filepath.Join(dir, "worker")
	require.NoError(t, os.WriteFile(worker, nil, 0o600))
	_, err = service.FindWorker(worker, "")
	require.ErrorContains(t, err, "is no program")
	require.NoError(t, os.Chmod(worker, 0o700))
	found, err := service.FindWorker("", filepath.Join(dir, "starter"))
	require.NoError(t, err)
	require.Equal(t, worker, found)
}
