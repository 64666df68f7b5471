package dbfile_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	indexesOfListing = `SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'executions_visibility' ORDER BY name)`
	// ours are the ones that questions go by.
	ours  = "by_status by_task_queue by_temporal_namespace_division by_temporal_scheduled_by_id by_workflow_id by_workflow_type default_idx"
	spare = `CREATE INDEX by_keyword_01 ON executions_visibility (namespace_id, Keyword01, (COALESCE(close_time, '9999-12-31 23:59:59+00:00')) DESC, start_time DESC, run_id)`
	a     = `INSERT INTO executions_visibility (namespace_id, run_id, start_time, execution_time, workflow_id, workflow_type_name, status, encoding, search_attributes)
		VALUES ('n', 'r', '2026-03-02', '2026-03-02', 'invoice/1', 'GmailToOdooInvoice', 1, 'json', '{"Keyword01":"waiting_owner"}')`
)

func TestPrepare_LaysOutTheIndexesThatSomethingAsksBy(t *testing.T) {
	t.Parallel()
	require.Equal(t, ours, text(t, created(t), indexesOfListing))
}

func TestPrepare_DropsSpareIndexesOfAFileThatHasThem(t *testing.T) {
	t.Parallel()
	for name, change := range map[string][]string{
		"of this version":     nil,
		"without a version":   {"DROP TABLE schema_version"},
		"of an older version": toSchema10(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := created(t)
			run(t, path, append([]string{spare, a}, change...)...)

			_, err := prepare(t, path)

			require.NoError(t, err)
			require.Equal(t, ours, text(t, path, indexesOfListing))
			require.Equal(t, "invoice/1", text(t, path, "SELECT workflow_id FROM executions_visibility WHERE Keyword01 = 'waiting_owner'"), "it is found without")
		})
	}
}

func TestPrepare_AMissingIndexThatIsAskedByIsNoFittingFile(t *testing.T) {
	t.Parallel()
	path := created(t)
	run(t, path, "DROP INDEX by_task_queue")

	_, err := prepare(t, path)

	require.ErrorContains(t, err, "by_task_queue on executions_visibility is missing")
}
