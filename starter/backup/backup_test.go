package backup_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite" // the driver that the embedded server uses

	"github.com/autonomous-employee/employee/starter/backup"
	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/config"
)

// installation is a folder as a worker leaves it, with an open database.
func installation(t *testing.T, env ...string) (*config.Config, *sql.DB) {
	t.Helper()
	dir := t.TempDir()
	cfg, err := config.Load(append(env, "OWNER_TIMEZONE=UTC"), dir)
	require.NoError(t, err)
	for path, text := range map[string]string{
		".employee/payload-keys.json": "keys", ".employee/mails/a.eml": "mail", ".employee/requests/r.json": "request", ".employee/gmail-token.json": "token",
		".employee/lock": "1", ".employee/ready.json": "{}", ".employee/temporal.db.backup-old": "old",
		"AI_Employee/Pending_Approval/n.md": "note", "AI_Employee/.obsidian/app.json": "{}", "AI_Employee/Approved/.vault-x.tmp": "half",
	} {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, path)), 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(dir, path), []byte(text), 0o600))
	}
	l, err := auditlog.Open(cfg.LogDir, auditlog.Options{})
	require.NoError(t, err)
	_, err = l.Append(auditlog.Record{Action: "mail.taken", Actor: "test", RecordID: "r1"})
	require.NoError(t, err)
	require.NoError(t, l.Close())
	db, err := sql.Open("sqlite", "file:"+filepath.Join(cfg.DataDir, "temporal.db")+"?_pragma=journal_mode(wal)&_pragma=busy_timeout(5000)")
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	_, err = db.Exec("CREATE TABLE pairs (a INTEGER, b INTEGER)")
	require.NoError(t, err)
	return cfg, db
}

func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		require.Zero(t, info.Mode().Perm()&0o077, path)
		raw, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		out[name] = string(raw)
		return err
	}))
	return out
}

func TestBackup_HoldsWhatIsNeededAndNoSignIn(t *testing.T) {
	t.Parallel()
	client := filepath.Join(t.TempDir(), "client.json")
	require.NoError(t, os.WriteFile(client, []byte("{}"), 0o600))
	cfg, _ := installation(t, "GMAIL_CREDENTIALS_FILE="+client)
	into := t.TempDir()
	now := time.Date(2026, 11, 30, 6, 0, 0, 0, time.UTC)

	dir, made, err := backup.Make(t.Context(), backup.Options{Config: cfg, Into: into, Now: now})

	require.NoError(t, err)
	require.Equal(t, filepath.Join(into, "employee-20261130T060000Z"), dir)
	require.Equal(t, 1, made.LogLines)
	require.Len(t, made.LogHead, 64)
	got := files(t, dir)
	for name, text := range map[string]string{
		"data/payload-keys.json": "keys", "data/mails/a.eml": "mail", "data/requests/r.json": "request",
		"vault/Pending_Approval/n.md": "note", "vault/.obsidian/app.json": "{}",
	} {
		require.Equal(t, text, got[name], name)
	}
	require.Contains(t, got, "data/temporal.db")
	require.Contains(t, got[backup.ManifestName], made.LogHead)
	for _, name := range []string{
		"data/gmail-token.json", "data/lock", "data/ready.json", "data/temporal.db-wal", "data/temporal.db.backup-old", "vault/Approved/.vault-x.tmp",
	} {
		require.NotContains(t, got, name)
	}
	require.NoError(t, backup.Missing(dir))
	_, _, err = backup.Make(t.Context(), backup.Options{Config: cfg, Into: into, Now: now})
	require.ErrorContains(t, err, "is there already")

	dir, made, err = backup.Make(t.Context(), backup.Options{Config: cfg, Into: into, Now: now.Add(time.Second), WithoutKeys: true})
	require.NoError(t, err)
	require.False(t, made.Keys)
	require.NotContains(t, files(t, dir), "data/payload-keys.json")
}

func TestBackup_IsNeverMadeWithinWhatIsCopied(t *testing.T) {
	t.Parallel()
	cfg, _ := installation(t)
	for _, dir := range []string{cfg.VaultDir, filepath.Join(cfg.DataDir, "copies"), cfg.LogDir} {
		_, _, err := backup.Make(t.Context(), backup.Options{Config: cfg, Into: dir, Now: time.Now()})
		require.ErrorContains(t, err, "name a folder elsewhere")
		require.NoDirExists(t, filepath.Join(dir, "copies"))
	}
}

// A step of the server's is one transaction: the copy has all of it or nothing.
func TestBackup_TheDatabaseIsOneSnapshotWhileItIsWrittenTo(t *testing.T) {
	t.Parallel()
	cfg, db := installation(t)
	ctx, cancel := context.WithCancel(t.Context())
	var writing sync.WaitGroup
	var written atomic.Int64
	writing.Go(func() {
		for i := 0; ctx.Err() == nil; i++ {
			tx, err := db.BeginTx(ctx, nil)
			if err != nil {
				return
			}
			_, _ = tx.Exec("INSERT INTO pairs VALUES (?, 0)", i)
			_, _ = tx.Exec("UPDATE pairs SET b = a")
			if tx.Commit() == nil {
				written.Add(1)
			}
		}
	})
	require.Eventually(t, func() bool { return written.Load() > 20 }, time.Minute, time.Millisecond)
	dir, _, err := backup.Make(t.Context(), backup.Options{Config: cfg, Into: t.TempDir(), Now: time.Now()})
	cancel()
	writing.Wait()
	require.NoError(t, err)

	copied, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "data", "temporal.db")+"?mode=ro")
	require.NoError(t, err)
	defer func() { _ = copied.Close() }()
	var rows, torn int
	require.NoError(t, copied.QueryRow("SELECT count(*), count(*) FILTER (WHERE a <> b) FROM pairs").Scan(&rows, &torn))
	require.Greater(t, rows, 19)
	require.Zero(t, torn)
}

// A note that is moved from a folder which is still to be looked through into
// one that has been would be in no place, and the other way round in two.
func TestBackup_NotesThatMoveMeanwhileAreInOnePlace(t *testing.T) {
	t.Parallel()
	from, to := t.TempDir(), t.TempDir()
	for _, dir := range []string{"Approved", "Completed", "Rejected"} {
		require.NoError(t, os.Mkdir(filepath.Join(from, dir), 0o700))
	}
	require.NoError(t, os.WriteFile(filepath.Join(from, "Approved", "forth.md"), []byte("a"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(from, "Rejected", "back.md"), []byte("b"), 0o600))
	moved := false
	move := func(name, at, to string) {
		require.NoError(t, os.Rename(filepath.Join(from, at, name), filepath.Join(from, to, name)))
	}

	err := backup.Mirror(t.Context(), from, to, func(name string) bool {
		if name == "Completed" && !moved {
			moved = true
			move("forth.md", "Approved", "Rejected")
			move("back.md", "Rejected", "Approved")
		}
		return false
	})

	require.NoError(t, err)
	require.Equal(t, map[string]string{"Approved/back.md": "b", "Rejected/forth.md": "a"}, files(t, to))
}

func TestBackup_AFolderThatNeverRestsIsSaid(t *testing.T) {
	t.Parallel()
	from := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(from, "a.md"), nil, 0o600))
	rounds := 0
	err := backup.Mirror(t.Context(), from, t.TempDir(), func(string) bool {
		rounds++
		require.NoError(t, os.WriteFile(filepath.Join(from, "a.md"), make([]byte, rounds), 0o600))
		return false
	})
	require.ErrorContains(t, err, "changed faster than it could be copied")
}

func TestBackup_ABrokenLogIsNotCopiedOverAWholeOne(t *testing.T) {
	t.Parallel()
	cfg, _ := installation(t)
	logs, err := filepath.Glob(filepath.Join(cfg.LogDir, "*.json"))
	require.NoError(t, err)
	raw, err := os.ReadFile(logs[0])
	require.NoError(t, err)
	raw[20] ^= 1
	require.NoError(t, os.WriteFile(logs[0], raw, 0o600))
	into := t.TempDir()
	_, _, err = backup.Make(t.Context(), backup.Options{Config: cfg, Into: into, Now: time.Now()})
	require.Error(t, err)
	left, err := os.ReadDir(into)
	require.NoError(t, err)
	require.Empty(t, left, "nothing half done stays")
}
