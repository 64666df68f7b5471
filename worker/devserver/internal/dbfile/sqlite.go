package dbfile

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	_ "modernc.org/sqlite" // the driver the server module links too
)

const (
	// SynchronousFull is SQLite's level that syncs the write-ahead file at every
	// commit: a power cut loses nothing that was acknowledged.
	SynchronousFull = 2

	// BusyTimeoutMillis is how long a connection waits for another's lock.
	BusyTimeoutMillis = 5000
)

// URIPath writes a file path the way SQLite's file: URIs want it, so that a folder
// with a question mark, a percent sign or a hash in its name works.
func URIPath(path string) string {
	slashed := filepath.ToSlash(path)
	if runtime.GOOS == "windows" && !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(slashed)
}

// open opens the file with one connection; mode is SQLite's ro, rw or rwc.
func open(path, mode string) (*sql.DB, error) {
	query := url.Values{"mode": {mode}}
	query.Add("_pragma", fmt.Sprintf("busy_timeout=%d", BusyTimeoutMillis))
	query.Add("_pragma", fmt.Sprintf("synchronous=%d", SynchronousFull))
	db, err := sql.Open("sqlite", "file:"+URIPath(path)+"?"+query.Encode())
	if err != nil {
		return nil, fmt.Errorf("open the Temporal database: %w", err)
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

func inTransaction(ctx context.Context, db *sql.DB, work func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// syncDir makes a rename durable. Windows cannot sync a directory and journals the
// rename itself.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	return d.Sync()
}
