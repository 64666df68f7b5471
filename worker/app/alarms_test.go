package app_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/alarm"
	"github.com/autonomous-employee/employee/worker/app"
	"github.com/autonomous-employee/employee/worker/config"
)

func TestAlarm_LeavesTheRealHostWithNothingOfTheOwnersAndIsInTheLog(t *testing.T) {
	t.Parallel()
	bodies := make(chan string, 1)
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		bodies <- string(raw)
	}))
	t.Cleanup(hook.Close)
	dir := t.TempDir()
	cfg, err := config.Load([]string{
		"OWNER_TIMEZONE=UTC", "DRY_RUN=false", "ODOO_URL=http://127.0.0.1:9/canary-books", "ODOO_DB=canary-db", "ODOO_USERNAME=canary-user", "ODOO_PASSWORD=canary-password",
		"EMPLOYEE_ALARM_WEBHOOK=" + hook.URL + "/canary-hook", "EMPLOYEE_ALARM_SECRET=canary-secret-of-the-alarm",
	}, dir)
	require.NoError(t, err)
	require.NoError(t, os.Mkdir(cfg.DataDir, 0o700))
	core, logged := observer.New(zap.DebugLevel)
	watch, closeHost, err := app.OpenAlarms(cfg, zap.New(core))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { require.NoError(t, watch.Run(ctx)) })

	now := time.Now()
	watch.See(now, []alarm.State{{Kind: alarm.Down, Name: "odoo", Since: now.Add(-time.Hour)}})

	body := <-bodies
	require.Contains(t, body, "Odoo does not answer.")
	require.NotContains(t, body, "canary")
	require.NotContains(t, body, dir)
	records := func() (found []auditlog.Entry) {
		for e, err := range auditlog.Query(cfg.LogDir, auditlog.Filter{Action: "alarm.*"}) {
			require.NoError(t, err)
			found = append(found, e)
		}
		return found
	}
	require.Eventually(t, func() bool { return len(records()) == 2 }, 5*time.Second, 10*time.Millisecond)
	require.Equal(t, auditlog.Intent, records()[0].Phase)
	require.Equal(t, "done", records()[1].Result)
	cancel()
	running.Wait()
	closeHost()
	require.Zero(t, logged.FilterLevelExact(zap.ErrorLevel).Len())
	files, err := filepath.Glob(filepath.Join(cfg.LogDir, "*.json"))
	require.NoError(t, err)
	for _, path := range append(files, filepath.Join(cfg.DataDir, "alarms.json")) {
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		require.NotContains(t, string(raw), "canary")
	}
}

func TestMoves_AreWhatWorkHasDoneAndNotWhatItSaid(t *testing.T) {
	t.Parallel()
	published := auditlog.Record{Action: "x.publish_post", Phase: auditlog.Result, Result: "done"}
	dry, failed, intent := published, published, published
	dry.DryRun, failed.Result, intent.Phase = true, "not_done:auth", auditlog.Intent
	require.Equal(t, []string{"temporal", "x"}, app.MovedBy(published))
	for _, r := range []auditlog.Record{dry, failed, intent, {Action: "mail.read"}} {
		require.Equal(t, []string{"temporal"}, app.MovedBy(r))
	}
	require.Equal(t, []string{"temporal", "vault"}, app.MovedBy(auditlog.Record{Action: "approval.decided"}))
	require.Empty(t, app.MovedBy(auditlog.Record{Action: "alarm.webhook", Phase: auditlog.Result, Result: "done"}))
}
