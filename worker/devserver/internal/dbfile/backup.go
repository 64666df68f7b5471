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

// takeBackup writes a complete copy beside the file and returns its path. A refused
// start is often tried again at once, by a service manager in a loop; as long as the
// file has not changed, the copy that exists is used.
func takeBackup(ctx context.Context, db *sql.DB, path, label string, now time.Time) (string, error) {
	if err := checkpoint(ctx, db); err != nil {
		return "", err
	}
	prefix := path + ".backup-" + label + "-"
	if existing := currentBackup(path, prefix); existing != "" {
		return existing, nil
	}
	target := prefix + dateLabel(now)
	draft := target + ".partial"
	if err := os.Remove(draft); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	// VACUUM INTO reads through SQLite; copying bytes would drop the locks this
	// process holds on the file as soon as the copy's descriptor is closed.
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", draft); err != nil {
		_ = os.Remove(draft)
		return "", fmt.Errorf("write %s: %w", draft, err)
	}
	if err := publish(draft, target); err != nil {
		return "", err
	}
	return target, nil
}

// currentBackup finds a copy that is younger than the last change of the file.
func currentBackup(path, prefix string) string {
	source, err := os.Stat(path)
	if err != nil {
		return ""
	}
	copies, err := filepath.Glob(escapeGlob(prefix) + "????????T??????Z")
	if err != nil {
		return ""
	}
	for _, candidate := range copies {
		info, err := os.Stat(candidate)
		if err == nil && info.ModTime().After(source.ModTime()) {
			return candidate
		}
	}
	return ""
}

// escapeGlob keeps a folder named with brackets or stars from being a pattern.
func escapeGlob(path string) string {
	escaped := make([]rune, 0, len(path))
	for _, r := range path {
		switch r {
		case '*', '?', '[':
			escaped = append(escaped, '[', r, ']')
		default:
			escaped = append(escaped, r)
		}
	}
	return string(escaped)
}

func dateLabel(now time.Time) string {
	return now.UTC().Format("20060102T150405Z")
}
