package dbfile

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.temporal.io/server/common/persistence"
	"go.temporal.io/server/common/persistence/sql/sqlplugin"
	serverschema "go.temporal.io/server/schema"
	sqliteschema "go.temporal.io/server/schema/sqlite"
)

// migrationsDir holds the server module's SQLite migrations, one folder a version.
const migrationsDir = "sqlite/v3/temporal/versioned"

// executor is what both a transaction and a connection can do.
type executor interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// schemaTarget lets the server module run its set-up inside our transaction; of the
// interface it only ever uses Exec.
type schemaTarget struct {
	sqlplugin.AdminDB
	ctx context.Context //nolint:containedctx // the foreign interface has no context
	on  executor
}

// Exec implements sqlplugin.AdminDB.
func (t schemaTarget) Exec(stmt string, args ...any) error {
	_, err := t.on.ExecContext(t.ctx, stmt, args...)
	return err
}

// linkedSchema lays out the schema of the linked server module, without its
// spare indexes.
func linkedSchema(ctx context.Context, on executor) error {
	if err := sqliteschema.SetupSchemaOnDB(schemaTarget{ctx: ctx, on: on}); err != nil {
		return err
	}
	return dropSpare(ctx, on)
}

// migration is one step of the server module's schema.
type migration struct {
	version string
	folder  string
	files   []string
}

// migrationsBetween returns the steps above from, up to and including to, in order.
// ok is false when the steps do not lead exactly to that version.
func migrationsBetween(from, to string) (steps []migration, ok bool, err error) {
	entries, err := fs.ReadDir(serverschema.Assets(), migrationsDir)
	if err != nil {
		return nil, false, fmt.Errorf("read the server's migrations: %w", err)
	}
	for _, entry := range entries {
		version := strings.TrimPrefix(entry.Name(), "v")
		if compareVersions(version, from) <= 0 || compareVersions(version, to) > 0 {
			continue
		}
		step, err := readMigration(path.Join(migrationsDir, entry.Name()))
		if err != nil {
			return nil, false, err
		}
		steps = append(steps, step)
	}
	slices.SortFunc(steps, func(a, b migration) int { return compareVersions(a.version, b.version) })
	reached := len(steps) > 0 && compareVersions(steps[len(steps)-1].version, to) == 0
	return steps, reached, nil
}

func readMigration(folder string) (migration, error) {
	raw, err := fs.ReadFile(serverschema.Assets(), path.Join(folder, "manifest.json"))
	if err != nil {
		return migration{}, fmt.Errorf("read the server's migration %s: %w", folder, err)
	}
	var manifest struct {
		CurrVersion          string
		SchemaUpdateCqlFiles []string
	}
	if err := json.Unmarshal(raw, &manifest); err != nil {
		return migration{}, fmt.Errorf("read the server's migration %s: %w", folder, err)
	}
	return migration{version: manifest.CurrVersion, folder: folder, files: manifest.SchemaUpdateCqlFiles}, nil
}

func (m migration) apply(ctx context.Context, on executor) error {
	for _, name := range m.files {
		raw, err := fs.ReadFile(serverschema.Assets(), path.Join(m.folder, name))
		if err != nil {
			return fmt.Errorf("read the server's migration to %s: %w", m.version, err)
		}
		statements, err := persistence.LoadAndSplitQueryFromReaders([]io.Reader{bytes.NewReader(raw)})
		if err != nil {
			return fmt.Errorf("read the server's migration to %s: %w", m.version, err)
		}
		for _, statement := range statements {
			if _, err := on.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("migrate to schema %s: %w", m.version, err)
			}
		}
	}
	return nil
}
