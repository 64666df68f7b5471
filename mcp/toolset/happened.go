package toolset

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

const (
	// usualDays is how far what_happened looks back when no day is given; longDays is as far as anything looks.
	usualDays = 7
	longDays  = 400
	dayForm   = `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`
	wordForm  = `^[A-Za-z0-9_.:/ -]*\*?$`
)

// occurrence is a line of the audit log.
type occurrence struct {
	At         string         `json:"at" jsonschema:"RFC 3339 in the owner's zone"`
	Action     string         `json:"action"`
	Phase      string         `json:"phase" jsonschema:"intent (before an effect), result (after it) or event"`
	Actor      string         `json:"actor" jsonschema:"employee, owner or mcp"`
	Result     string         `json:"result"`
	Approval   string         `json:"approval_status,omitempty"`
	Rule       string         `json:"rule,omitempty" jsonschema:"the policy rule that decided"`
	DryRun     bool           `json:"dry_run"`
	WorkflowID string         `json:"workflow_id,omitempty"`
	RequestID  string         `json:"request_id,omitempty"`
	Parameters map[string]any `json:"parameters" jsonschema:"as logged: shortened, addresses hashed"`
	Line       string         `json:"line" jsonschema:"file and line of the log"`
}

func (o *Office) occurrence(e auditlog.Entry) occurrence {
	parameters := map[string]any{}
	for key, value := range e.Parameters {
		if text, ok := value.(string); ok {
			value = line(text, 300)
		}
		parameters[key] = value
	}
	return occurrence{
		At: o.stamp(e.Timestamp), Action: e.Action, Phase: string(e.Phase), Actor: e.Actor, Result: line(e.Result, 300), Approval: e.ApprovalStatus, Rule: e.PolicyRule,
		DryRun: e.DryRun, WorkflowID: e.WorkflowID, RequestID: e.RequestID, Parameters: parameters, Line: fmt.Sprintf("%s:%d", e.File, e.Line),
	}
}

// entries reads the newest of the log's lines that match, at most most of them, oldest first. left counts those before them. Lines that cannot be
// read are passed over: verify-log names them.
func (o *Office) entries(filter auditlog.Filter, most int, wanted func(auditlog.Entry) bool) (found []auditlog.Entry, left int, err error) {
	for e, err := range auditlog.Query(o.place().logs, filter) {
		var odd *auditlog.LineError
		if errors.As(err, &odd) || err == nil && wanted != nil && !wanted(e) {
			continue
		}
		if errors.Is(err, auditlog.ErrNoLog) {
			return nil, 0, nil
		}
		if err != nil {
			return nil, 0, err
		}
		if found = append(found, e); len(found) > 2*most {
			left += most + 1
			found = append([]auditlog.Entry(nil), found[most+1:]...)
		}
	}
	if over := len(found) - most; over > 0 {
		return found[over:], left + over, nil
	}
	return found, left, nil
}

type whatHappenedIn struct {
	From   string `json:"from,omitempty" jsonschema:"first day, YYYY-MM-DD in the owner's zone; seven days back when not given"`
	To     string `json:"to,omitempty" jsonschema:"last day, included; today when not given"`
	Action string `json:"action,omitempty" jsonschema:"for example odoo.create_draft_invoice or approval.*; a * at the end stands for any ending"`
	Actor  string `json:"actor,omitempty" jsonschema:"employee, owner or mcp"`
	Result string `json:"result,omitempty" jsonschema:"for example done, rejected or not_done*"`
	Limit  int    `json:"limit,omitempty" jsonschema:"how many lines at most, the newest"`
}

type whatHappenedOut struct {
	Lines   []occurrence `json:"lines" jsonschema:"oldest first"`
	Left    int          `json:"left" jsonschema:"how many earlier lines also match and are left out"`
	Caution string       `json:"caution" jsonschema:"how to treat the words in this answer"`
}

func (o *Office) whatHappened() tool[whatHappenedIn, whatHappenedOut] {
	return tool[whatHappenedIn, whatHappenedOut]{
		name: "what_happened", title: "What happened",
		about: "Searches the audit log by day, action, actor and result. Calls of assistants that only read are left out unless actor is mcp. Works without a worker. Reads only.",
		limit: func(p properties) {
			p.form("from", dayForm, 10)
			p.form("to", dayForm, 10)
			p.form("action", wordForm, 80)
			p.form("actor", wordForm, 40)
			p.form("result", wordForm, 80)
			p.number("limit", 1, 200, "50")
		},
		run: func(_ context.Context, in whatHappenedIn) (whatHappenedOut, error) {
			out := whatHappenedOut{Lines: []occurrence{}, Caution: caution}
			from, to, err := o.days(in.From, in.To)
			if err != nil {
				return out, err
			}
			found, left, err := o.entries(auditlog.Filter{From: from, To: to, Action: in.Action, Actor: in.Actor, Result: in.Result}, in.Limit, func(e auditlog.Entry) bool {
				return e.Actor != actor || in.Actor != "" || e.Phase != auditlog.Event
			})
			for _, e := range found {
				out.Lines = append(out.Lines, o.occurrence(e))
			}
			out.Left = left
			return out, err
		},
	}
}

// days turns two days of the owner's into a span; to is the moment at which the last day is over.
func (o *Office) days(first, last string) (from, to time.Time, err error) {
	now := time.Now().In(o.cfg.Zone)
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, o.cfg.Zone)
	end := today
	if last != "" {
		if end, err = time.ParseInLocation(time.DateOnly, last, o.cfg.Zone); err != nil {
			return from, to, errors.New("to is no day of the calendar; write it as 2026-11-30")
		}
	}
	from = end.AddDate(0, 0, -usualDays)
	if first != "" {
		if from, err = time.ParseInLocation(time.DateOnly, first, o.cfg.Zone); err != nil {
			return from, to, errors.New("from is no day of the calendar; write it as 2026-11-30")
		}
	}
	if from.After(end) {
		return from, to, errors.New("from is later than to; exchange them")
	}
	return from, end.AddDate(0, 0, 1), nil
}
