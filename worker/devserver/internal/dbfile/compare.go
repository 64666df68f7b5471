package dbfile

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// structureQuery lists tables with their columns, then indexes and triggers, as one
// line each. The version tables are ours or a tool's and do not count, and columns are
// sorted by name, because a migration adds at the end what a fresh schema has in the middle.
const structureQuery = `
SELECT 'table ' || m.name || ' column ' || c.name || ' ' || upper(c.type) || ' ' || c."notnull" || ' ' || c.pk
  FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c
 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND m.name NOT IN ('schema_version', 'schema_update_history')
UNION ALL
SELECT type || ' ' || name || ' on ' || tbl_name
  FROM sqlite_master
 WHERE type IN ('index', 'trigger', 'view') AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
 ORDER BY 1`

// differenceFromLinked compares the tables with those of the linked server module,
// without the spare indexes, which may be there or not.
// difference is nil when they agree and names the first disagreement otherwise.
func differenceFromLinked(ctx context.Context, on executor) (difference, err error) {
	fresh, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, fmt.Errorf("lay out the linked schema: %w", err)
	}
	defer func() { _ = fresh.Close() }()
	fresh.SetMaxOpenConns(1)
	if err := linkedSchema(ctx, fresh); err != nil {
		return nil, fmt.Errorf("lay out the linked schema: %w", err)
	}
	want, err := structure(ctx, fresh)
	if err != nil {
		return nil, err
	}
	got, err := structure(ctx, on)
	if err != nil {
		return nil, err
	}
	return firstDifference(want, got), nil
}

func firstDifference(want, got []string) error {
	if len(got) == 0 {
		return fmt.Errorf("it holds no tables")
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			return fmt.Errorf("%s is missing", readable(line))
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			return fmt.Errorf("%s is unexpected", readable(line))
		}
	}
	return nil
}

// readable drops the type details from a line of structureQuery.
func readable(line string) string {
	words := strings.Fields(line)
	return strings.Join(words[:min(4, len(words))], " ")
}

func structure(ctx context.Context, on executor) ([]string, error) {
	rows, err := on.QueryContext(ctx, structureQuery)
	if err != nil {
		return nil, fmt.Errorf("read the database's tables: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var lines []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, fmt.Errorf("read the database's tables: %w", err)
		}
		if !isSpare(line) {
			lines = append(lines, line)
		}
	}
	return lines, rows.Err()
}
