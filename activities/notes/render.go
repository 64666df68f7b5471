package notes

import (
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
)

const (
	keyType      = "type"
	keyRequest   = "request_id"
	keyStatus    = "status"
	keyFiled     = "filed"
	keyOutcome   = "outcome"
	keyOdoo      = "odoo_url"
	keyRevision  = "revision"
	keyPrint     = "fingerprint"
	statusWaits  = "pending"
	statusNotice = "notice"
)

const (
	// maxFront leaves room in vault.MaxFrontMatterBytes for the outcome and the owner's own properties.
	maxFront  = 12 << 10
	maxHead   = 160 // runes of a property that is not editable
	maxFields = 400
)

// fieldKey is what an editable property may be called: every YAML reader and Obsidian take it without quotes.
var fieldKey = regexp.MustCompile(`^[a-z][a-z0-9_]{0,79}$`)

// render makes the note's text from its data. The same data give the same
// bytes. Whatever the data, the note can be written.
func (d *Desk) render(n contract.Note) (*vault.Note, error) {
	out := d.drawn(n)
	return out, out.Check()
}

// drawn is render for a note that is checked when the rest has come to it.
func (d *Desk) drawn(n contract.Note) *vault.Note {
	out, leftOut := d.front(n)
	out.Body = body(n, leftOut)
	return out
}

// front makes the properties. Long values are shortened until all fit; when
// even that does not help, the last ones are left out and named.
func (d *Desk) front(n contract.Note) (out *vault.Note, leftOut []string) {
	fields := slices.DeleteFunc(slices.Clone(n.Fields), func(f contract.Field) bool { return !usableKey(f.Key) })
	if len(fields) > maxFields {
		for _, f := range fields[maxFields:] {
			leftOut = append(leftOut, f.Key)
		}
		fields = fields[:maxFields]
	}
	for _, limit := range []int{markdown.MaxInline, 120, 40, 12} {
		out = d.head(n, fields)
		setFields(out, fields, limit)
		if len(out.Bytes()) <= maxFront {
			return out, leftOut
		}
	}
	for i := len(fields) - 1; i >= 0 && len(out.Bytes()) > maxFront; i-- {
		out.Delete(fields[i].Key)
		leftOut = slices.Insert(leftOut, 0, fields[i].Key)
	}
	return out, leftOut
}

// head makes the properties that the owner may not change.
func (d *Desk) head(n contract.Note, fields []contract.Field) *vault.Note {
	out := vault.NewNote("")
	status := statusWaits
	if n.Informs() {
		status = statusNotice
	}
	for _, p := range [][2]string{
		{keyType, n.Type},
		{keyRequest, n.RequestID},
		{"workflow_id", n.WorkflowID},
		{keyRevision, strconv.Itoa(n.Revision)},
		{"action", n.Action},
		{keyStatus, status},
		{"created", d.moment(n.Created)},
		{"expires", d.moment(n.Expires)},
		{"amount", string(n.Amount)},
		{"currency", n.Currency},
		{"counterparty", n.Counterparty},
		{keyPrint, n.Fingerprint},
	} {
		editable := slices.ContainsFunc(fields, func(f contract.Field) bool { return f.Key == p[0] })
		if v := markdown.Property(p[1], maxHead); !editable && v != "" {
			out.Set(p[0], v)
		}
	}
	if waits(n.Type) {
		out.Set(keySnooze, "")
	}
	out.SetBool("dry_run", n.DryRun)
	return out
}

func setFields(out *vault.Note, fields []contract.Field, limit int) {
	for _, f := range fields {
		if f.Check {
			out.SetBool(f.Key, f.Value == "true")
			continue
		}
		out.Set(f.Key, markdown.Property(f.Value, limit))
	}
}

// usableKey keeps an editable property from standing in for one that says what
// the note is about.
func usableKey(key string) bool {
	switch key {
	case keyType, keyRequest, "workflow_id", keyRevision, "action", keyStatus, "created", "expires", keyPrint, "dry_run", keyFiled, keyOutcome, keyOdoo, keyRule, keySnooze:
		return false
	}
	return fieldKey.MatchString(key)
}

// moment writes a time in the owner's zone; zero gives "".
func (d *Desk) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(d.opts.Zone).Format(time.RFC3339)
}
