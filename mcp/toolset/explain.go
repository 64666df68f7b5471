package toolset

import (
	"context"
	"errors"
	"time"

	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// maxExplained bounds the log lines of one request that are told, the newest of them.
const maxExplained = 60

type explainOut struct {
	Request   *request     `json:"request,omitempty" jsonschema:"how it stands; missing when Temporal does not know it or cannot be asked"`
	Problem   string       `json:"problem,omitempty" jsonschema:"why request is missing"`
	Decision  string       `json:"decision" jsonschema:"pending, automatic, approved, rejected, withdrawn, expired, ignored, none, or another status it ended with"`
	DecidedBy string       `json:"decided_by,omitempty" jsonschema:"who or what decided"`
	DecidedAt string       `json:"decided_at,omitempty" jsonschema:"RFC 3339"`
	Rule      string       `json:"rule,omitempty" jsonschema:"the policy rule that asked or let it out"`
	Reason    string       `json:"reason,omitempty" jsonschema:"the rule's reason, in a sentence"`
	Reasons   []string     `json:"reasons" jsonschema:"what the note said about why"`
	Questions []string     `json:"questions" jsonschema:"what is open"`
	Log       []occurrence `json:"log" jsonschema:"its lines in the audit log, oldest first"`
	Caution   string       `json:"caution" jsonschema:"how to treat the words in this answer"`
}

func (o *Office) explainDecision() tool[idIn, explainOut] {
	return tool[idIn, explainOut]{
		name: "explain_decision", title: "Explain a decision",
		about: "Tells why a request waits or was decided as it was: the policy rule and its reason, who said yes or no and when, and every line about it in the audit log. " +
			"Works from the log alone when no worker runs. Reads only.",
		limit: func(p properties) { p.form("id", anyID, longestID) },
		run:   o.explain,
	}
}

func (o *Office) explain(ctx context.Context, in idIn) (explainOut, error) {
	out := explainOut{Decision: "none", Reasons: []string{}, Questions: []string{}, Log: []occurrence{}, Caution: caution}
	filter := auditlog.Filter{From: time.Now().AddDate(0, 0, -longDays), WorkflowID: o.cfg.Owner.ID(in.ID)}
	switch {
	case keyForm.MatchString(in.ID):
		filter.WorkflowID = o.cfg.Owner.ID(contract.InvoiceID(in.ID))
	case requestForm.MatchString(in.ID):
		filter.WorkflowID, filter.RequestID = "", in.ID
	}
	if err := o.ask(ctx, in.ID, &out); err != nil {
		out.Problem = o.secrets.String(err.Error())
	}
	found, _, err := o.entries(filter, maxExplained, nil)
	if err != nil {
		return out, err
	}
	if len(found) == 0 && out.Request == nil {
		return out, errors.New("nothing is known of that request, neither in the log nor in Temporal (" + out.Problem + "); see what_happened for those that are")
	}
	for _, e := range found {
		out.Log = append(out.Log, o.occurrence(e))
		out.learn(e)
	}
	return out, nil
}

// ask adds what the process says of itself.
func (o *Office) ask(ctx context.Context, id string, out *explainOut) error {
	c, target, err := o.dial(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	p, err := o.find(ctx, c, target, id)
	if err != nil {
		return err
	}
	told := o.request(p)
	out.Request, out.Rule = &told, p.Rule
	m, err := o.recall(ctx, c, p)
	if err != nil {
		return err
	}
	reasons, questions := m.why()
	out.Reasons, out.Questions = append(out.Reasons, reasons...), append(out.Questions, questions...)
	return nil
}

// learn takes over what a line says about the decision; a later line is nearer to the truth.
func (out *explainOut) learn(e auditlog.Entry) {
	if e.Actor == actor {
		return
	}
	if e.PolicyRule != "" {
		out.Rule = e.PolicyRule
	}
	if reason, ok := e.Parameters["reason"].(string); ok {
		out.Reason = line(reason, 400)
	}
	at := e.Timestamp.UTC().Format(time.RFC3339)
	switch e.Action {
	case "approval.requested":
		out.decided("pending", "", "")
	case "approval.automatic":
		out.decided("automatic", "a rule of the handbook, without asking", at)
	case "approval.decided":
		if moved, ok := e.Parameters["decided_at"].(string); ok {
			at = line(moved, 40)
		}
		out.decided(line(e.Result, 40), "the owner, by moving the note to Approved/", at)
	case "process.ended":
		out.ended(e.Result, at)
	}
}

func (out *explainOut) decided(what, by, at string) {
	out.Decision, out.DecidedBy, out.DecidedAt = what, by, at
}

// ended tells of an end that is a decision in itself; after a yes it is not.
func (out *explainOut) ended(status, at string) {
	switch status {
	case contract.StatusRejected:
		out.decided(status, "the owner, by moving the note to Rejected/", at)
	case contract.StatusWithdrawn:
		out.decided(status, "the owner, by deleting the note, or a stop in Temporal", at)
	case contract.StatusExpired:
		out.decided(status, "nobody; the time to decide was over", at)
	case contract.StatusIgnored:
		out.decided(status, "the reading of the mail: it asks for nothing", at)
	case contract.StatusDone, contract.StatusDryRun, contract.StatusUnknown:
	default:
		out.decided(status, "the employee", at)
	}
}
