package app

import (
	"strings"

	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/metrics"
	"github.com/autonomous-employee/employee/worker/standing"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// Names under which it is remembered when something last moved, beside those of the systems.
const (
	temporalSystem = "temporal"
	vaultSystem    = "vault"
	gmailSystem    = "gmail"
	inboxMoves     = "inbox"
)

// movesJournal takes down from the audit log, which every step and effect
// passes, what has moved.
type movesJournal struct {
	metrics.Log
	moves *standing.Moves
}

// AppendAll implements metrics.Log.
func (j movesJournal) AppendAll(records ...auditlog.Record) ([]bool, error) {
	written, err := j.Log.AppendAll(records...)
	for i, is := range written {
		if !is {
			continue
		}
		for _, name := range movedBy(records[i]) {
			j.moves.Note(name)
		}
	}
	return written, err
}

// movedBy names what a record shows to have moved.
func movedBy(r auditlog.Record) []string {
	names := []string{temporalSystem}
	system, verb, _ := strings.Cut(r.Action, ".")
	switch {
	case system == "alarm":
		return nil // that is no work
	case r.Action == "approval.decided":
		names = append(names, vaultSystem)
	case verb == "publish_post" && string(r.Phase) == contract.PhaseResult && r.Result == "done" && !r.DryRun:
		names = append(names, system)
	}
	return names
}
