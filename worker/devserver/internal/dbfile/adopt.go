package dbfile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// checkTime bounds the integrity check at start: a small file is checked whole, a
// very large one only as far as this, so that a start stays fast.
const checkTime = time.Second

// adoptFile checks an existing file and brings it to the linked versions.
func adoptFile(ctx context.Context, path string, now time.Time) (Result, error) {
	db, err := open(path, "rw")
	if err != nil {
		return Result{}, err
	}
	defer func() { _ = db.Close() }()
	if err := checkSound(ctx, db); err != nil {
		return Result{}, classify(path, err)
	}
	linked := LinkedVersions()
	found, err := readVersions(ctx, db)
	unrecorded := errors.Is(err, errNoVersion)
	if err != nil && !unrecorded {
		return Result{}, classify(path, err)
	}
	if err := checkKind(ctx, db); err != nil {
		return Result{}, classify(path, err)
	}
	mismatch, err := differenceFromLinked(ctx, db)
	if err != nil {
		return Result{}, classify(path, err)
	}
	switch {
	case mismatch == nil && found == linked:
		return Result{From: found, To: linked}, dropSpare(ctx, db)
	case mismatch == nil && unrecorded:
		// A file of the Temporal CLI, or of a time before versions were kept.
		return Result{To: linked}, inTransaction(ctx, db, func(tx *sql.Tx) error {
			if err := dropSpare(ctx, tx); err != nil {
				return err
			}
			return stamp(ctx, tx, linked)
		})
	}
	return upgrade(ctx, db, upgradePlan{path: path, found: found, linked: linked, unrecorded: unrecorded, mismatch: mismatch, now: now})
}

// checkSound reads the header, the schema and, within checkTime, every page.
func checkSound(ctx context.Context, db *sql.DB) error {
	var ignored int
	if err := db.QueryRowContext(ctx, "PRAGMA schema_version").Scan(&ignored); err != nil {
		return err
	}
	limited, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	var verdict string
	err := db.QueryRowContext(limited, "PRAGMA quick_check(1)").Scan(&verdict)
	if limited.Err() != nil && ctx.Err() == nil {
		return nil
	}
	if err != nil {
		return err
	}
	if verdict != "ok" {
		return finding("its integrity check reports: " + verdict)
	}
	return nil
}

// checkKind refuses a database that was never Temporal's: there is nothing in it to
// copy or to upgrade.
func checkKind(ctx context.Context, db *sql.DB) error {
	var known int
	const query = `SELECT count(*) FROM sqlite_master WHERE type='table' AND name IN ('namespaces', 'executions', 'history_node')`
	if err := db.QueryRowContext(ctx, query).Scan(&known); err != nil {
		return err
	}
	if known == 0 {
		return finding("it is not a Temporal database")
	}
	return nil
}

// finding is what makes a file unusable, in words.
type finding string

func (f finding) Error() string { return string(f) }

// classify turns SQLite's verdicts about the file into a DamagedError; anything else,
// such as a lock or a full disk, keeps its own words.
func classify(path string, err error) error {
	var found finding
	if errors.As(err, &found) {
		return &DamagedError{Path: path, Cause: err}
	}
	var sqliteErr *sqlite.Error
	if !errors.As(err, &sqliteErr) {
		return fmt.Errorf("open the Temporal database %s: %w", path, err)
	}
	switch sqliteErr.Code() & 0xff {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return &DamagedError{Path: path, Cause: err}
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("the Temporal database %s is in use by another program; stop that program first: %w", path, err)
	}
	return fmt.Errorf("open the Temporal database %s: %w", path, err)
}
