package backup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	_ "modernc.org/sqlite" // the driver that the embedded server uses
)

// snapshot writes the database as it is at this moment, whole, beside the
// server that works on it: VACUUM INTO reads in one transaction of SQLite, and
// nobody waits for it. Copying the file's bytes would tear it.
func snapshot(ctx context.Context, from, to string) error {
	if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no database %s yet; start the worker once", from)
	}
	query := url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout=5000"}}
	db, err := sql.Open("sqlite", "file:"+uriPath(from)+"?"+query.Encode())
	if err != nil {
		return fmt.Errorf("open the database %s: %w", from, err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", to); err != nil {
		return fmt.Errorf("copy the database %s: %w", from, err)
	}
	if err := sound(ctx, to); err != nil {
		return err
	}
	return os.Chmod(to, 0o600)
}

// sound proves that the copy can be used.
func sound(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", "file:"+uriPath(path)+"?mode=ro")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var said string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said); err != nil {
		return fmt.Errorf("check the copied database: %w", err)
	}
	if said != "ok" {
		return fmt.Errorf("the database is damaged (%s); an older copy may be whole", said)
	}
	return nil
}

// uriPath writes a path the way SQLite's file: URIs want it.
func uriPath(path string) string {
	slashed := filepath.ToSlash(path)
	if runtime.GOOS == "windows" && !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(slashed)
}
