package dbfile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Result says what Prepare found and did.
type Result struct {
	// Created is true when there was no file and a new one was laid out.
	Created bool
	// Upgraded is true when the file came from another version of the server.
	Upgraded bool
	// From is what the file recorded, To what it records now.
	From, To Versions
	// Backup is the path of the copy taken before an upgrade; empty when none was.
	Backup string
	// SetAside lists stray write-ahead files of a database that is gone; they were
	// renamed, because SQLite would replay them into the new file.
	SetAside []string
}

// Prepare makes the database file at path ready for the linked server. now dates
// backups. Errors for people are *DamagedError and *VersionError; in both cases the
// file is as it was.
func Prepare(ctx context.Context, path string, now time.Time) (Result, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return createFile(ctx, path, now)
	}
	if err != nil {
		return Result{}, fmt.Errorf("look at the Temporal database: %w", err)
	}
	if !info.Mode().IsRegular() {
		return Result{}, &DamagedError{Path: path, Cause: errors.New("it is not a file")}
	}
	if info.Size() == 0 {
		return Result{}, &DamagedError{Path: path, Cause: errors.New("it is empty")}
	}
	return adoptFile(ctx, path, now)
}

// Checkpoint folds the write-ahead file back into the database file, so that a
// plain copy of the one file is complete after a clean stop.
func Checkpoint(ctx context.Context, path string) error {
	db, err := open(path, "rw")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return checkpoint(ctx, db)
}

func checkpoint(ctx context.Context, db *sql.DB) error {
	var busy, pages, moved int
	if err := db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved); err != nil {
		return fmt.Errorf("checkpoint the Temporal database: %w", err)
	}
	if busy != 0 {
		return errors.New("checkpoint the Temporal database: another connection is using it")
	}
	return nil
}

// createFile lays the schema out beside the final name and renames it into place:
// the server's own set-up runs dozens of statements, and a kill between two of them
// would leave a file that neither starts nor counts as missing.
func createFile(ctx context.Context, path string, now time.Time) (Result, error) {
	aside, err := setAsideStrays(path, now)
	if err != nil {
		return Result{}, err
	}
	draft := path + ".new"
	for _, leftover := range []string{draft, draft + "-journal"} {
		if err := os.Remove(leftover); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Result{}, fmt.Errorf("clear an unfinished Temporal database: %w", err)
		}
	}
	linked := LinkedVersions()
	if err := layOut(ctx, draft, linked); err != nil {
		return Result{}, fmt.Errorf("create the Temporal database %s: %w", path, err)
	}
	if err := publish(draft, path); err != nil {
		return Result{}, fmt.Errorf("create the Temporal database %s: %w", path, err)
	}
	return Result{Created: true, To: linked, SetAside: aside}, nil
}

func layOut(ctx context.Context, draft string, versions Versions) error {
	db, err := open(draft, "rwc")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	err = inTransaction(ctx, db, func(tx *sql.Tx) error {
		if err := linkedSchema(ctx, tx); err != nil {
			return err
		}
		return stamp(ctx, tx, versions)
	})
	if err != nil {
		return err
	}
	return db.Close()
}

// setAsideStrays renames write-ahead files whose database was deleted.
func setAsideStrays(path string, now time.Time) ([]string, error) {
	var moved []string
	for _, suffix := range []string{"-wal", "-shm", "-journal"} {
		aside := fmt.Sprintf("%s%s.orphan-%s", path, suffix, dateLabel(now))
		err := os.Rename(path+suffix, aside)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return moved, fmt.Errorf("set aside %s, whose database is gone: %w", path+suffix, err)
		}
		moved = append(moved, aside)
	}
	return moved, nil
}

// publish makes draft durable, readable by its owner only, and visible as path.
func publish(draft, path string) error {
	f, err := os.OpenFile(draft, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	if err := f.Chmod(0o600); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(draft, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}
