package doctor_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/starter/doctor"
	gmailfake "github.com/autonomous-employee/employee/test/fakes/gmail"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/codec"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/worker/ready"
)

// noWorker is what a machine without a running worker says.
func noWorker(context.Context) (client.Client, connect.Target, error) {
	return nil, connect.Target{}, fmt.Errorf("%w here", ready.ErrNoWorker)
}

// examine loads the settings in dir and looks.
func examine(t *testing.T, dir string, env ...string) map[string]doctor.Line {
	t.Helper()
	cfg, err := config.Load(append([]string{"OWNER_TIMEZONE=Europe/Berlin", "TEMPORAL_PORT=0", "TEMPORAL_UI_PORT=0"}, env...), dir)
	require.NoError(t, err)
	found := map[string]doctor.Line{}
	for _, l := range doctor.Examine(t.Context(), cfg, noWorker) {
		found[l.Name] = l
	}
	return found
}

// settled is a folder in which a worker has started and stopped.
func settled(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	v, err := vault.Open(filepath.Join(dir, "AI_Employee"))
	require.NoError(t, err)
	require.NoError(t, v.Close())
	data := filepath.Join(dir, ".employee")
	require.NoError(t, os.Mkdir(data, 0o700))
	require.NoError(t, codec.In(data).Ensure())
	require.NoError(t, os.WriteFile(filepath.Join(data, "temporal.db"), []byte("SQLite format 3\x00 and so on"), 0o600))
	l, err := auditlog.Open(filepath.Join(dir, "Vault", "Logs"), auditlog.Options{})
	require.NoError(t, err)
	_, err = l.Append(auditlog.Record{Action: "mail.taken", Actor: "test", RecordID: "r1", Phase: auditlog.Event})
	require.NoError(t, err)
	require.NoError(t, l.Close())
	return dir
}

func state(t *testing.T, want doctor.State, l doctor.Line, parts ...string) {
	t.Helper()
	require.Equal(t, want, l.State, "%+v", l)
	for _, part := range parts {
		require.Contains(t, l.Says, part)
	}
}

func TestDoctor_BeforeTheFirstStartNothingIsWrong(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	found := examine(t, dir)
	for _, l := range found {
		require.NotEqual(t, doctor.Wrong, l.State, "%+v", l)
	}
	state(t, doctor.Off, found["worker"], "go run ./worker")
	state(t, doctor.Off, found["vault"], "not there yet")
	state(t, doctor.Off, found["odoo"], "not configured")
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, left, "it changes nothing")
}

func TestDoctor_ASettledInstallationIsSound(t *testing.T) {
	t.Parallel()
	found := examine(t, settled(t))
	state(t, doctor.OK, found["vault"], "file events arrive")
	state(t, doctor.OK, found["data"])
	state(t, doctor.OK, found["logs"])
	state(t, doctor.OK, found["database"])
	state(t, doctor.OK, found["keys"])
	state(t, doctor.OK, found["log"], "1 lines, the chain holds, head ")
	state(t, doctor.OK, found["ports"], "free")
	state(t, doctor.OK, found["settings"], "dry run", "Europe/Berlin")
}

func TestDoctor_EachThingThatIsWrongSaysWhatToDo(t *testing.T) {
	t.Parallel()
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp4", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = taken.Close() })
	port := fmt.Sprint(taken.Addr().(*net.TCPAddr).Port)
	data := func(dir string, name ...string) string {
		return filepath.Join(append([]string{dir, ".employee"}, name...)...)
	}
	for name, c := range map[string]struct {
		harm func(dir string) error
		env  []string
		line string
		says string
	}{
		"a database that is none": {
			harm: func(dir string) error { return os.WriteFile(data(dir, "temporal.db"), []byte("gone"), 0o600) },
			line: "database", says: "put it back from your backup",
		},
		"a damaged key file": {
			harm: func(dir string) error { return os.WriteFile(data(dir, codec.FileName), []byte("{}"), 0o600) },
			line: "keys", says: "put it back from your backup",
		},
		"data open to others":      {harm: func(dir string) error { return os.Chmod(data(dir), 0o755) }, line: "data", says: "chmod 700"},
		"a taken port":             {env: []string{"TEMPORAL_PORT=" + port}, line: "ports", says: "set TEMPORAL_PORT"},
		"a taken port for metrics": {env: []string{"EMPLOYEE_METRICS_PORT=" + port}, line: "ports", says: "set EMPLOYEE_METRICS_PORT"},
		"a touched log": {
			harm: func(dir string) error {
				files, err := filepath.Glob(filepath.Join(dir, "Vault", "Logs", "*.json"))
				if err != nil {
					return err
				}
				raw, err := os.ReadFile(files[0])
				if err != nil {
					return err
				}
				return os.WriteFile(files[0], []byte(strings.Replace(string(raw), "mail.taken", "mail.gone", 1)), 0o600)
			},
			line: "log", says: "verify-log",
		},
		"a folder on another file system": {
			harm: func(dir string) error {
				approved := filepath.Join(dir, "AI_Employee", "Approved")
				if err := os.RemoveAll(approved); err != nil {
					return err
				}
				return os.Symlink("/proc", approved)
			},
			line: "vault", says: "another file system",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := settled(t)
			if c.harm != nil {
				require.NoError(t, c.harm(dir))
			}
			state(t, doctor.Wrong, examine(t, dir, c.env...)[c.line], c.says)
		})
	}
}

func odooAt(url string) []string {
	return []string{"ODOO_URL=" + url, "ODOO_DB=" + odoofake.DefaultDatabase, "ODOO_USERNAME=" + odoofake.DefaultUsername, "ODOO_PASSWORD=" + odoofake.DefaultPassword}
}

func TestDoctor_AsksOdooWhoAndWhatItMay(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	found := examine(t, t.TempDir(), odooAt(fake.URL)...)
	state(t, doctor.OK, found["odoo"], "as "+odoofake.DefaultUsername, "may make drafts")
	state(t, doctor.OK, found["clock"], fake.URL)
	require.Empty(t, fake.Moves())

	found = examine(t, t.TempDir(), append(odooAt(fake.URL), "ODOO_PASSWORD=wrong-password-of-a-test")...)
	state(t, doctor.Wrong, found["odoo"], "correct ODOO_USERNAME and ODOO_PASSWORD")
	require.NotContains(t, found["odoo"].Says, "wrong-password-of-a-test")
	found = examine(t, t.TempDir(), append(odooAt(fake.URL), "ODOO_DB=none")...)
	state(t, doctor.Wrong, found["odoo"], "correct ODOO_DB")
}

func TestDoctor_AsksGmailWhoseMailboxItIs(t *testing.T) {
	t.Parallel()
	fake := gmailfake.Start(gmailfake.Options{})
	t.Cleanup(fake.Close)
	credentials, err := fake.WriteClientFile(t.TempDir())
	require.NoError(t, err)
	settings := []string{"GMAIL_CREDENTIALS_FILE=" + credentials, "GMAIL_BASE_URL=" + strings.TrimSuffix(fake.URL(), "/")}
	found := examine(t, t.TempDir(), settings...)
	state(t, doctor.Wrong, found["gmail"], "gmail-login")

	token, err := fake.WriteTokenFile(t.TempDir(), "https://www.googleapis.com/auth/gmail.readonly")
	require.NoError(t, err)
	found = examine(t, t.TempDir(), append(settings, "GMAIL_TOKEN_FILE="+token)...)
	state(t, doctor.OK, found["gmail"], "may read mails")
	require.NotContains(t, found["gmail"].Says, "label")

	token, err = fake.WriteTokenFile(t.TempDir(), "https://www.googleapis.com/auth/userinfo.email")
	require.NoError(t, err)
	found = examine(t, t.TempDir(), append(settings, "GMAIL_TOKEN_FILE="+token)...)
	state(t, doctor.Wrong, found["gmail"], "leave every box ticked")
}

func TestDoctor_AClockThatGoesWrongIsTold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		off  time.Duration
		want doctor.State
		says string
	}{
		{-time.Hour, doctor.Wrong, "1h0m"}, {90 * time.Second, doctor.Wrong, "behind"}, {-90 * time.Second, doctor.Wrong, "ahead"}, {40 * time.Second, doctor.OK, "agrees"},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Date", time.Now().Add(c.off).UTC().Format(http.TimeFormat))
		}))
		t.Cleanup(server.Close)
		state(t, c.want, examine(t, t.TempDir(), odooAt(server.URL)...)["clock"], c.says)
	}
}

func TestDoctor_AClockThatWasSetBackIsToldWhereTemporalIsOurs(t *testing.T) {
	t.Parallel()
	cfg, err := config.Load([]string{"OWNER_TIMEZONE=Europe/Berlin"}, t.TempDir())
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(cfg.DataDir, 0o700))
	clock, err := ready.OpenClock(cfg.DataDir)
	require.NoError(t, err)
	shown := time.Now().Add(time.Hour)
	_, err = clock.See(shown)
	require.NoError(t, err)
	look := func() doctor.Line {
		for _, l := range doctor.Examine(t.Context(), cfg, noWorker) {
			if l.Name == "clock" {
				return l
			}
		}
		return doctor.Line{}
	}
	state(t, doctor.Wrong, look(), "it has shown "+shown.In(cfg.Zone).Format("Mon 2006-01-02 15:04")+" before")
	require.Contains(t, look().Says, "then start the worker again")
	cfg.Temporal.Address = "temporal.example:7233"
	state(t, doctor.Off, look(), "no outside system")
}

func TestDoctor_WhatHangsIsWrongWithinTenSeconds(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(release) })
	began := time.Now()
	found := examine(t, t.TempDir(), odooAt(server.URL)...)
	require.Less(t, time.Since(began), 10*time.Second)
	state(t, doctor.Wrong, found["odoo"], "in time")
	state(t, doctor.Off, found["worker"])
}
