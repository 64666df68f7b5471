package logging_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/logging"
)

func TestLogging_SecretNeverReachesTheOutput(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cfg, err := config.Load([]string{
		"ODOO_URL=http://127.0.0.1:8069", "ODOO_DB=db", "ODOO_USERNAME=me", "ODOO_PASSWORD=correct-horse-battery",
	}, dir)
	require.NoError(t, err)
	var out bytes.Buffer
	log, err := logging.To(&out, cfg)
	require.NoError(t, err)

	log.Error("refused correct-horse-battery", zap.String("field", "x correct-horse-battery y"))

	require.Contains(t, out.String(), "refused")
	require.NotContains(t, out.String(), "correct-horse-battery")
}

func TestLogging_LevelIsKept(t *testing.T) {
	t.Parallel()
	cfg, err := config.Load([]string{"EMPLOYEE_LOG_LEVEL=warn", "EMPLOYEE_LOG_FORMAT=json"}, t.TempDir())
	require.NoError(t, err)
	var out bytes.Buffer
	log, err := logging.To(&out, cfg)
	require.NoError(t, err)

	log.Info("quiet")
	log.Warn("loud")

	require.NotContains(t, out.String(), "quiet")
	require.Contains(t, out.String(), `"msg":"loud"`)
}
