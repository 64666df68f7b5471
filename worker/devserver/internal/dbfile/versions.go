package dbfile

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"go.temporal.io/server/common/headers"
	sqliteschema "go.temporal.io/server/schema/sqlite"
)

// Names of the rows in schema_version. The first two are the server's own names for
// its two schemas; the third is ours and records which release last wrote the file.
const (
	rowSchema     = "temporal"
	rowVisibility = "temporal_visibility"
	rowServer     = "temporal_server"
)

var errNoVersion = errors.New("the file records no version")

// createVersionTable is the table with which the server's other SQL stores record
// their version, under the same name and columns.
const createVersionTable = `CREATE TABLE IF NOT EXISTS schema_version(` +
	`version_partition INT NOT NULL, db_name VARCHAR(255) NOT NULL, creation_time DATETIME(6), ` +
	`curr_version VARCHAR(64), min_compatible_version VARCHAR(64), ` +
	`PRIMARY KEY (version_partition, db_name))`

// Versions identify what wrote a database file. Empty strings mean "not recorded".
type Versions struct {
	// Schema and Visibility are the server's schema versions, such as "0.11".
	Schema, Visibility string
	// Server is the release of the server module, such as "1.32.1".
	Server string
}

// String writes the versions for a sentence.
func (v Versions) String() string {
	if v == (Versions{}) {
		return "an unknown version"
	}
	return fmt.Sprintf("Temporal server %s (schema %s, visibility %s)", v.Server, v.Schema, v.Visibility)
}

// sameSchema is true when no migration is needed between the two.
func (v Versions) sameSchema(other Versions) bool {
	return v.Schema == other.Schema && v.Visibility == other.Visibility
}

// label is the part of a backup's name that says what wrote the file.
func (v Versions) label() string {
	return cmp.Or(v.Server, v.Schema, "unknown")
}

// LinkedVersions are those of the server module this program is built with.
func LinkedVersions() Versions {
	return Versions{
		Schema:     sqliteschema.Version,
		Visibility: sqliteschema.VisibilityVersion,
		Server:     headers.ServerVersion,
	}
}

// readVersions returns errNoVersion for a file that has no version table.
func readVersions(ctx context.Context, on executor) (Versions, error) {
	var tables int
	const exists = `SELECT count(*) FROM sqlite_master WHERE type='table' AND name='schema_version'`
	if err := on.QueryRowContext(ctx, exists).Scan(&tables); err != nil {
		return Versions{}, fmt.Errorf("read the database's version: %w", err)
	}
	if tables == 0 {
		return Versions{}, errNoVersion
	}
	var v Versions
	for row, into := range map[string]*string{rowSchema: &v.Schema, rowVisibility: &v.Visibility, rowServer: &v.Server} {
		const query = `SELECT curr_version FROM schema_version WHERE version_partition=0 AND db_name=?`
		err := on.QueryRowContext(ctx, query, row).Scan(into)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return Versions{}, fmt.Errorf("read the database's version: %w", err)
		}
	}
	return v, nil
}

// stamp records the versions.
func stamp(ctx context.Context, on executor, v Versions) error {
	if _, err := on.ExecContext(ctx, createVersionTable); err != nil {
		return fmt.Errorf("record the database's version: %w", err)
	}
	const replace = `REPLACE INTO schema_version(version_partition, db_name, creation_time, curr_version, min_compatible_version) VALUES (0,?,?,?,?)`
	now := time.Now().UTC().Format(time.RFC3339)
	for row, version := range map[string]string{rowSchema: v.Schema, rowVisibility: v.Visibility, rowServer: v.Server} {
		if _, err := on.ExecContext(ctx, replace, row, now, version, version); err != nil {
			return fmt.Errorf("record the database's version: %w", err)
		}
	}
	return nil
}

// compareVersions orders dotted numbers; "0.9" is before "0.11". A part that is not
// a number counts as zero, so that an unreadable version never looks newer.
func compareVersions(a, b string) int {
	left, right := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(left), len(right)) {
		if c := cmp.Compare(part(left, i), part(right, i)); c != 0 {
			return c
		}
	}
	return 0
}

func part(parts []string, i int) int {
	if i >= len(parts) {
		return 0
	}
	n, err := strconv.Atoi(parts[i])
	if err != nil {
		return 0
	}
	return n
}
