package dbfile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// upgradePlan is what is known about a file before it is brought to another version.
type upgradePlan struct {
	path       string
	found      Versions
	linked     Versions
	unrecorded bool
	// mismatch is how the tables differ from the linked schema; nil when they do not.
	mismatch error
	now      time.Time
}

// upgrade copies the file first, whatever comes next, and then migrates it in one
// transaction that is only committed when the result is exactly the linked schema.
func upgrade(ctx context.Context, db *sql.DB, plan upgradePlan) (Result, error) {
	backup, err := takeBackup(ctx, db, plan.path, plan.found.label(), plan.now)
	if err != nil {
		return Result{}, fmt.Errorf("copy the Temporal database before an upgrade from %s to %s: %w; "+
			"the database is unchanged, make room and start again", plan.found, plan.linked, err)
	}
	refuse := func(cause error) (Result, error) {
		return Result{}, &VersionError{Path: plan.path, Backup: backup, Found: plan.found, Linked: plan.linked, Cause: cause}
	}
	steps, err := plan.steps()
	if err != nil {
		return refuse(err)
	}
	err = inTransaction(ctx, db, func(tx *sql.Tx) error {
		for _, step := range steps {
			if err := step.apply(ctx, tx); err != nil {
				return err
			}
		}
		if err := dropSpare(ctx, tx); err != nil {
			return err
		}
		mismatch, err := differenceFromLinked(ctx, tx)
		if err := errors.Join(mismatch, err); err != nil {
			return err
		}
		return stamp(ctx, tx, plan.linked)
	})
	if err != nil {
		return refuse(err)
	}
	return Result{Upgraded: true, From: plan.found, To: plan.linked, Backup: backup}, nil
}

// steps decides which migrations lead to the linked version; an error says why none do.
func (p upgradePlan) steps() ([]migration, error) {
	switch {
	case p.unrecorded:
		return nil, fmt.Errorf("it records no version and its tables do not fit: %w", p.mismatch)
	case p.found.sameSchema(p.linked):
		if p.mismatch != nil {
			return nil, fmt.Errorf("its tables are not those of its version: %w", p.mismatch)
		}
		return nil, nil
	case compareVersions(p.found.Schema, p.linked.Schema) > 0:
		return nil, errors.New("a newer schema cannot be taken back")
	case p.found.Schema == p.linked.Schema:
		return nil, errors.New("the server brings no migration for its visibility tables")
	}
	steps, ok, err := migrationsBetween(p.found.Schema, p.linked.Schema)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, errors.New("the server brings no migration between the two")
	}
	return steps, nil
}
