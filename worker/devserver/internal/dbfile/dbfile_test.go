package dbfile_test

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/devserver/internal/dbfile"
)

// noon dates every backup of these tests.
func noon() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) }

func newPath(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "temporal.db")
}

// created lays out a file of the linked versions.
func created(t *testing.T) string {
	t.Helper()
	path := newPath(t)
	result, err := dbfile.Prepare(t.Context(), path, noon())
	require.NoError(t, err)
	require.True(t, result.Created)
	return path
}

func prepare(t *testing.T, path string) (dbfile.Result, error) {
	t.Helper()
	return dbfile.Prepare(t.Context(), path, noon())
}

// run executes statements on the file the way another program would.
func run(t *testing.T, path string, statements ...string) {
	t.Helper()
	db := connect(t, path)
	defer func() { require.NoError(t, db.Close()) }()
	for _, s := range statements {
		_, err := db.ExecContext(t.Context(), s)
		require.NoError(t, err, s)
	}
}

func text(t *testing.T, path, query string) string {
	t.Helper()
	db := connect(t, path)
	defer func() { require.NoError(t, db.Close()) }()
	var value string
	require.NoError(t, db.QueryRowContext(t.Context(), query).Scan(&value))
	return value
}

func connect(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+dbfile.URIPath(path)+"?"+url.Values{"mode": {"rw"}}.Encode())
	require.NoError(t, err)
	db.SetMaxOpenConns(1)
	return db
}

func recordVersion(schema, visibility, server string) string {
	return fmt.Sprintf(`REPLACE INTO schema_version(version_partition, db_name, curr_version) VALUES
		(0,'temporal','%s'), (0,'temporal_visibility','%s'), (0,'temporal_server','%s')`, schema, visibility, server)
}

const oneShard = `INSERT INTO shards(shard_id, range_id, data, data_encoding) VALUES (1, 7, x'AB', 'Proto3')`

func backups(t *testing.T, path string) []string {
	t.Helper()
	found, err := filepath.Glob(path + ".backup-*")
	require.NoError(t, err)
	return found
}

func TestPrepare_LaysOutAFileThatRecordsItsVersions(t *testing.T) {
	t.Parallel()
	path := created(t)

	linked := dbfile.LinkedVersions()
	require.Equal(t, linked.Schema, text(t, path, `SELECT curr_version FROM schema_version WHERE db_name='temporal'`))
	require.Equal(t, linked.Server, text(t, path, `SELECT curr_version FROM schema_version WHERE db_name='temporal_server'`))
	require.Equal(t, "0", text(t, path, `SELECT count(*) FROM executions`))
}

func TestPrepare_LeavesOneFileForThisAccountOnly(t *testing.T) {
	t.Parallel()
	path := created(t)

	entries, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, entries, 1)
	info, err := entries[0].Info()
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

func TestPrepare_LeavesAFittingFileAlone(t *testing.T) {
	t.Parallel()
	path := created(t)
	before, err := os.ReadFile(path)
	require.NoError(t, err)

	result, err := prepare(t, path)

	require.NoError(t, err)
	require.False(t, result.Created)
	require.False(t, result.Upgraded)
	require.Empty(t, backups(t, path))
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, before, after)
}

func TestPrepare_StartsOverWhenALayoutWasCutShort(t *testing.T) {
	t.Parallel()
	path := newPath(t)
	require.NoError(t, os.WriteFile(path+".new", []byte("half a database"), 0o600))
	require.NoError(t, os.WriteFile(path+".new-journal", []byte("its journal"), 0o600))

	result, err := prepare(t, path)

	require.NoError(t, err)
	require.True(t, result.Created)
	require.NoFileExists(t, path+".new")
	require.NoFileExists(t, path+".new-journal")
}

func TestPrepare_NeverReplaysTheWriteAheadFileOfADeletedDatabase(t *testing.T) {
	t.Parallel()
	path := newPath(t)
	require.NoError(t, os.WriteFile(path+"-wal", []byte("pages of another life"), 0o600))

	result, err := prepare(t, path)

	require.NoError(t, err)
	require.Len(t, result.SetAside, 1)
	kept, err := os.ReadFile(result.SetAside[0])
	require.NoError(t, err)
	require.Equal(t, "pages of another life", string(kept))
	require.NoFileExists(t, path+"-wal")
}

func TestPrepare_WorksInAFolderWithAnAwkwardName(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "100% of what? #1 [new] *")
	require.NoError(t, os.Mkdir(dir, 0o700))
	path := filepath.Join(dir, "temporal.db")

	_, err := prepare(t, path)
	require.NoError(t, err)
	require.FileExists(t, path)
	run(t, path, recordVersion("0.11", "0.1", "1.0.0"))
	result, err := prepare(t, path)

	require.NoError(t, err)
	require.FileExists(t, result.Backup)
	require.Equal(t, dir, filepath.Dir(result.Backup))
}

func TestPrepare_KeepsWhatAKilledServerHadCommitted(t *testing.T) {
	t.Parallel()
	path := created(t)
	db := connect(t, path)
	for _, s := range []string{"PRAGMA journal_mode=wal", "PRAGMA wal_autocheckpoint=0", oneShard} {
		_, err := db.ExecContext(t.Context(), s)
		require.NoError(t, err)
	}
	// What is on the disk at this moment is what a kill would leave.
	crashed := newPath(t)
	for _, suffix := range []string{"", "-wal"} {
		content, err := os.ReadFile(path + suffix)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(crashed+suffix, content, 0o600))
	}
	require.NoError(t, db.Close())

	_, err := prepare(t, crashed)

	require.NoError(t, err)
	require.Equal(t, "7", text(t, crashed, "SELECT range_id FROM shards"))
}

func TestPrepare_SaysWhenTheFolderMayNotBeWritten(t *testing.T) {
	t.Parallel()
	_, err := prepare(t, filepath.Join(t.TempDir(), "missing", "temporal.db"))

	require.ErrorContains(t, err, "create the Temporal database")
}

func TestCheckpoint_MakesAPlainCopyComplete(t *testing.T) {
	t.Parallel()
	path := created(t)
	db := connect(t, path)
	defer func() { _ = db.Close() }()
	for _, s := range []string{"PRAGMA journal_mode=wal", "PRAGMA wal_autocheckpoint=0", oneShard} {
		_, err := db.ExecContext(t.Context(), s)
		require.NoError(t, err)
	}

	require.NoError(t, dbfile.Checkpoint(t.Context(), path))

	content, err := os.ReadFile(path)
	require.NoError(t, err)
	plain := newPath(t)
	require.NoError(t, os.WriteFile(plain, content, 0o600))
	require.Equal(t, "7", text(t, plain, "SELECT range_id FROM shards"))
}
