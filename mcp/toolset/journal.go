package toolset

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

const (
	actor = "mcp"
	// maxArgument and maxNamed bound what of a call's arguments goes into the log.
	maxArgument = 120
	maxNamed    = 20
)

var address = regexp.MustCompile(`[^\s<>"',;:()]+@[^\s<>"',;:()]+`)

// entry is one call in the audit log: an intent and a result when it acts, else one event.
type entry struct {
	office *Office
	record auditlog.Record
	began  time.Time
	meant  bool
}

func (o *Office) entry(tool string, arguments map[string]any, blind string) *entry {
	call := rand.Text()
	dry, _ := arguments["dry_run"].(bool)
	return &entry{office: o, began: time.Now(), record: auditlog.Record{
		Action: "mcp." + tool, Actor: actor, Parameters: guard(arguments, blind), ApprovalStatus: "not_required", CorrelationID: "mcp/" + call, DryRun: dry,
	}}
}

// intend writes the line before something is done.
func (e *entry) intend() error {
	e.meant = true
	return e.append(auditlog.Intent, "intended")
}

// conclude writes what came of the call.
func (e *entry) conclude(failed error) error {
	phase, result := auditlog.Event, "done"
	if e.meant {
		phase = auditlog.Result
	}
	if failed != nil {
		result = "refused: " + auditlog.Short(failed.Error(), 200)
	}
	e.record.Duration = time.Since(e.began)
	return e.append(phase, result)
}

func (e *entry) append(phase auditlog.Phase, result string) error {
	log, err := e.office.journal()
	if err != nil {
		return err
	}
	r := e.record
	r.Phase, r.Result, r.RecordID = phase, masked(result), r.CorrelationID+"/"+string(phase)
	_, err = log.Append(r)
	return err
}

// guard makes a call's arguments fit for the log: short, without addresses, and without the text of a mail.
func guard(arguments map[string]any, blind string) map[string]any {
	out := map[string]any{}
	for i, key := range slices.Sorted(maps.Keys(arguments)) {
		if i == maxNamed {
			out["_more"] = len(arguments) - maxNamed
			break
		}
		text, ok := arguments[key].(string)
		if !ok {
			raw, _ := json.Marshal(arguments[key])
			text = string(raw)
		}
		if key == blind || strings.HasPrefix(key, "_given") {
			sum := sha256.Sum256([]byte(text))
			text = fmt.Sprintf("%d bytes, sha256 %s", len(text), hex.EncodeToString(sum[:8]))
		}
		out[masked(auditlog.Short(key, maxArgument/2))] = masked(auditlog.Short(text, maxArgument))
	}
	return out
}

// masked hashes the addresses in a text.
func masked(text string) string { return address.ReplaceAllStringFunc(text, auditlog.Person) }
