package odoo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// making is how one approved draft is made once, of whatever kind.
type making struct {
	what   string // in a sentence
	model  string
	fields []string // that are read back
	// find returns the record made under the draft's key, nil when there is none.
	find func(context.Context) (odooclient.Record, error)
	// prepare looks up what is referred to and says what to load. Whatever can fail there is read before the first write.
	prepare func(context.Context) (plan, error)
	// outcome describes the record as Odoo holds it, beside the approved draft.
	outcome func(context.Context, odooclient.Record) (contract.InvoiceOutcome, error)
}

// once makes the draft, or adopts the one that is there under its key.
func (a *Activities) once(ctx context.Context, m making) (contract.InvoiceOutcome, error) {
	if out, err := m.adopt(ctx); err != nil || out.Found {
		return out, err
	}
	p, err := m.prepare(ctx)
	if err != nil {
		return contract.InvoiceOutcome{}, err
	}
	for lost := 1; ; lost++ {
		id, err := a.client.Load(ctx, p.Model, p.Columns, p.Rows)
		if err == nil {
			return a.readBack(ctx, m, id)
		}
		if !takenBack(err) {
			return contract.InvoiceOutcome{}, err
		}
		out, err := m.afterLostRace(ctx, err)
		if refused, ok := odooclient.As(err); !ok || !perhapsARace(refused) || lost == racesLost || !sleep(ctx, rand.N(time.Duration(lost)*raceWait)) { //nolint:gosec // a pause is no secret
			return out, err
		}
	}
}

// Odoo 14 loads the rows a second time, one by one, when it could not
// serialize the first. By then a computed account is gone, and what it tells is
// this constraint and not the race: also to different drafts that are made at
// once. A journal without an account is told in the same words, so that it is
// tried only so often. Nothing was made, and the key is the same.
const (
	misleading = "account_move_line_check_accountable_required_fields"
	racesLost  = 5
	raceWait   = 400 * time.Millisecond
)

func perhapsARace(e *odooclient.Error) bool {
	return e.Code == odooclient.CodeRefused && strings.Contains(e.Detail, misleading)
}

// sleep is false when ctx ended before the time was over.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// adopt returns the record that is there under the key already, if any.
func (m making) adopt(ctx context.Context) (contract.InvoiceOutcome, error) {
	existing, err := m.find(ctx)
	if err != nil || existing == nil {
		return contract.InvoiceOutcome{}, err
	}
	out, err := m.outcome(ctx, existing)
	out.Adopted = true
	return out, err
}

// takenBack tells that Odoo refused the write and left nothing behind.
func takenBack(err error) bool {
	e, ok := odooclient.As(err)
	return ok && (e.Code == odooclient.CodeRolledBack || e.Code == odooclient.CodeRefused)
}

// afterLostRace adopts the draft that another call made under the key in the
// meantime. Odoo 14 tells the loser of a race something misleading (it tries
// the rows a second time after changing them), so every refusal is looked
// into. When there is no such draft the refusal stands.
func (m making) afterLostRace(ctx context.Context, refusal error) (contract.InvoiceOutcome, error) {
	out, err := m.adopt(ctx)
	if e, ok := odooclient.As(err); ok && e.Kind == odooclient.Transient {
		return contract.InvoiceOutcome{}, err // nothing was made by this call, and whether the refusal means anything is seen next time
	}
	if err != nil || !out.Found {
		return contract.InvoiceOutcome{}, refusal
	}
	return out, nil
}

// readBack reads the new draft. It is known to be there, so a failed read is
// tried again, and at last leaves the outcome to the activity that verifies.
func (a *Activities) readBack(ctx context.Context, m making, id int64) (contract.InvoiceOutcome, error) {
	var err error
	for range readBackAttempts {
		var found []odooclient.Record
		found, err = a.client.Read(ctx, m.model, []int64{id}, m.fields)
		if err == nil && len(found) == 1 {
			return m.outcome(ctx, found[0])
		}
		if e, ok := odooclient.As(err); ok && e.Kind != odooclient.Transient {
			break
		}
	}
	return contract.InvoiceOutcome{}, failure(contract.FailOutcomeUnknown,
		fmt.Sprintf("Odoo made the %s (record %d), but it could not be read back to compare it; it will be looked for again.", m.what, id), 0, err)
}
