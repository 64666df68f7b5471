package dbfile_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/devserver/internal/dbfile"
)

// toSchema10 and toSchema9 take back the server's last migrations.
func toSchema10() []string {
	return []string{"DROP TABLE current_chasm_executions", recordVersion("0.10", "0.1", "1.29.0"), oneShard}
}

func toSchema9() []string {
	return []string{
		"DROP TABLE current_chasm_executions", "DROP TABLE tasks_v2", "DROP TABLE task_queues_v2",
		recordVersion("0.9", "0.1", "1.28.0"), oneShard,
	}
}

func TestPrepare_UpgradesAnOlderSchemaAfterACopy(t *testing.T) {
	t.Parallel()
	for name, older := range map[string][]string{"one version": toSchema10(), "two versions": toSchema9()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := created(t)
			run(t, path, older...)
			wrote := text(t, path, `SELECT curr_version FROM schema_version WHERE db_name='temporal'`)

			result, err := prepare(t, path)

			require.NoError(t, err)
			require.True(t, result.Upgraded)
			require.Equal(t, wrote, result.From.Schema)
			require.Equal(t, dbfile.LinkedVersions(), result.To)
			require.Equal(t, "0", text(t, path, "SELECT count(*) FROM current_chasm_executions"))
			require.Equal(t, "7", text(t, path, "SELECT range_id FROM shards"), "the upgrade keeps the data")
			require.Equal(t, "7", text(t, result.Backup, "SELECT range_id FROM shards"), "and so does the copy")
			require.Equal(t, wrote, text(t, result.Backup, `SELECT curr_version FROM schema_version WHERE db_name='temporal'`))
			again, err := prepare(t, path)
			require.NoError(t, err)
			require.False(t, again.Upgraded)
		})
	}
}

func TestPrepare_NamesTheCopyAfterVersionAndDate(t *testing.T) {
	t.Parallel()
	path := created(t)
	run(t, path, toSchema10()...)

	result, err := prepare(t, path)

	require.NoError(t, err)
	require.Equal(t, path+".backup-1.29.0-20260302T120000Z", result.Backup)
	info, err := os.Stat(result.Backup)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	require.NoFileExists(t, result.Backup+".partial")
}

func TestPrepare_CopiesBeforeAnotherServerReleaseEvenWithTheSameSchema(t *testing.T) {
	t.Parallel()
	path := created(t)
	linked := dbfile.LinkedVersions()
	run(t, path, recordVersion(linked.Schema, linked.Visibility, "1.30.0"))

	result, err := prepare(t, path)

	require.NoError(t, err)
	require.True(t, result.Upgraded)
	require.FileExists(t, result.Backup)
	require.Equal(t, linked.Server, text(t, path, `SELECT curr_version FROM schema_version WHERE db_name='temporal_server'`))
}

func TestPrepare_AdoptsAFittingFileThatRecordsNoVersion(t *testing.T) {
	t.Parallel()
	path := created(t)
	run(t, path, "DROP TABLE schema_version")

	result, err := prepare(t, path)

	require.NoError(t, err)
	require.Empty(t, result.Backup)
	require.Equal(t, dbfile.LinkedVersions().Schema, text(t, path, `SELECT curr_version FROM schema_version WHERE db_name='temporal'`))
}

// unfit are files that no migration leads to the linked version.
func unfit() map[string][]string {
	linked := dbfile.LinkedVersions()
	return map[string][]string{
		"a newer schema":                 {recordVersion("9.9", linked.Visibility, "9.0.0")},
		"another visibility":             {recordVersion(linked.Schema, "0.0", "1.29.0")},
		"tables that were changed":       {"DROP TABLE shards"},
		"a table too many":               {"CREATE TABLE surprise(x INT)"},
		"no version and other tables":    {"DROP TABLE schema_version", "DROP TABLE shards"},
		"a version its tables deny":      {"DROP TABLE tasks_v2", recordVersion("0.10", linked.Visibility, "1.29.0")},
		"a version there is no way from": {"DROP TABLE current_chasm_executions", recordVersion("0.11.5", linked.Visibility, "1.29.0")},
	}
}

func TestPrepare_RefusesWhatItCannotUpgradeAndNamesTheCopy(t *testing.T) {
	t.Parallel()
	for name, statements := range unfit() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := created(t)
			run(t, path, statements...)
			before, err := os.ReadFile(path)
			require.NoError(t, err)

			_, err = prepare(t, path)

			var refused *dbfile.VersionError
			require.ErrorAs(t, err, &refused)
			require.FileExists(t, refused.Backup)
			for _, part := range []string{path, refused.Backup, "unchanged", dbfile.LinkedVersions().Server} {
				require.ErrorContains(t, err, part)
			}
			after, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, before, after, "the file is untouched")
		})
	}
}

func TestPrepare_ARefusedStartThatIsTriedAgainMakesOneCopy(t *testing.T) {
	t.Parallel()
	path := created(t)
	run(t, path, recordVersion("9.9", "0.1", "9.0.0"))

	for hour := range 4 {
		_, err := dbfile.Prepare(t.Context(), path, noon().Add(time.Duration(hour)*time.Hour))
		require.Error(t, err)
	}

	require.Len(t, backups(t, path), 1)
}

func TestPrepare_ARefusedStartCopiesAgainOnceTheFileChanged(t *testing.T) {
	t.Parallel()
	path := created(t)
	run(t, path, recordVersion("9.9", "0.1", "9.0.0"))
	_, err := prepare(t, path)
	require.Error(t, err)
	run(t, path, oneShard)
	later := time.Now().Add(time.Hour)
	require.NoError(t, os.Chtimes(path, later, later))

	_, err = dbfile.Prepare(t.Context(), path, noon().Add(time.Hour))

	require.Error(t, err)
	require.Len(t, backups(t, path), 2)
}

func TestPrepare_ChangesNothingWhenTheCopyCannotBeWritten(t *testing.T) {
	t.Parallel()
	path := created(t)
	run(t, path, toSchema10()...)
	require.NoError(t, os.Mkdir(path+".backup-1.29.0-20260302T120000Z.partial", 0o700))
	require.NoError(t, os.WriteFile(path+".backup-1.29.0-20260302T120000Z.partial/x", nil, 0o600))

	_, err := prepare(t, path)

	require.ErrorContains(t, err, "make room and start again")
	require.Equal(t, "0.10", text(t, path, `SELECT curr_version FROM schema_version WHERE db_name='temporal'`))
}

func TestVersions_SpeakForPeople(t *testing.T) {
	t.Parallel()
	require.Equal(t, "an unknown version", dbfile.Versions{}.String())
	require.True(t, strings.HasPrefix(dbfile.LinkedVersions().String(), "Temporal server "))
}
