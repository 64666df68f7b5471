package dbfile

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// listing is the table behind every list and count of processes.
const listing = "executions_visibility"

// asked are the indexes of the listing that a question of ours goes by. The
// server module lays out one for each of its columns and for each attribute that
// somebody might define, 58 in all. SQLite writes them anew, a page each, at every
// start, change of status and end of a process: that took a third of the
// processor's time for a mail. The others are dropped; a question that would go
// by one of them is still answered, by looking through the listing. One that is
// added here has to be made in the files that are there already.
func asked() []string {
	return []string{"default_idx", "by_workflow_id", "by_workflow_type", "by_status", "by_task_queue", "by_temporal_scheduled_by_id", "by_temporal_namespace_division"}
}

// dropSpare drops the indexes that nothing asks by.
func dropSpare(ctx context.Context, on executor) error {
	names, err := spareIndexes(ctx, on)
	if err != nil {
		return fmt.Errorf("look for indexes that nothing asks by: %w", err)
	}
	for _, name := range names {
		if _, err := on.ExecContext(ctx, `DROP INDEX "`+name+`"`); err != nil {
			return fmt.Errorf("drop the index %s: %w", name, err)
		}
	}
	return nil
}

func spareIndexes(ctx context.Context, on executor) ([]string, error) {
	rows, err := on.QueryContext(ctx, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = '"+listing+"'")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		if !slices.Contains(asked(), name) {
			names = append(names, name)
		}
	}
	return names, rows.Err()
}

// isSpare tells a line of structureQuery about an index that nothing asks by.
func isSpare(line string) bool {
	name, index := strings.CutPrefix(line, "index ")
	name, ours := strings.CutSuffix(name, " on "+listing)
	return index && ours && !slices.Contains(asked(), name)
}
