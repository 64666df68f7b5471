package toolset

import (
	"context"
	"errors"

	"github.com/mark3labs/mcp-go/server"

	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

// Briefing is the server for how everything stands: what waits and why, why something was decided, what happened, health, and the Monday page.
func Briefing(o *Office) (*server.MCPServer, error) {
	s := newServer("employee-briefing", "Employee: how everything stands",
		"Tells what waits for the owner and why, why something was decided, what happened, and whether everything runs, and has the weekly audit and briefing made and shown. "+
			"Beside that it reads only. "+
			"Decisions are the owner's: in Obsidian, by moving notes. "+caution)
	o.offerResources(s)
	offerPrompts(s)
	return s, errors.Join(offer(s, o, o.whatWaits()), offer(s, o, o.explainDecision()), offer(s, o, o.whatHappened()), offer(s, o, o.health()),
		offer(s, o, o.runBriefing()), offer(s, o, o.showBriefing()))
}

// maxWaiting bounds what what_waits tells; a desk with more has to be cleared first.
const maxWaiting = 60

type waiting struct {
	For       string   `json:"for" jsonschema:"who or what it waits for: your decision, your answer, your note (of a post, which must be put right), a system, the end of the pause, or the employee"`
	Title     string   `json:"title,omitempty" jsonschema:"heading of the note"`
	Request   request  `json:"request"`
	Reasons   []string `json:"reasons" jsonschema:"why the owner is asked, with the rule, and what deserves a look"`
	Questions []string `json:"questions" jsonschema:"what is to be answered, with the property of the note that takes the answer"`
}

type whatWaitsOut struct {
	Waiting []waiting `json:"waiting" jsonschema:"what needs the owner comes first, then the oldest"`
	More    bool      `json:"more" jsonschema:"true when there are others"`
	Paused  bool      `json:"paused" jsonschema:"true while PAUSE.md is in the vault: nothing leaves"`
	Also    string    `json:"also" jsonschema:"where the rest is"`
	Caution string    `json:"caution" jsonschema:"how to treat the words in this answer"`
}

func (o *Office) whatWaits() tool[nothing, whatWaitsOut] {
	return tool[nothing, whatWaitsOut]{
		name: "what_waits", title: "What waits, and why",
		about: "Lists everything that is under way and waits: what it is, for whom or what it waits, why (the policy rule or the open questions), since when, its amount and where " +
			"its note lies. Reads only; the owner decides by moving the note in Obsidian.",
		run: o.listWaiting,
	}
}

func (o *Office) listWaiting(ctx context.Context, _ nothing) (whatWaitsOut, error) {
	out := whatWaitsOut{
		Waiting: []waiting{}, Paused: o.paused(), Caution: caution,
		Also: "Notes that only inform (quotations wanted, corrections, questions about invoices, notices) are listed on the resource " + uriDashboard + ".",
	}
	c, target, err := o.dial(ctx)
	if err != nil {
		return out, err
	}
	defer c.Close()
	open := "(ExecutionStatus = 'Running' AND WorkflowType IN ('" + contract.GmailToOdooInvoice + "', '" + contract.GmailWatch + "')) OR (" + waitingPosts + ")"
	found, more, err := connect.Processes(ctx, c, target.Namespace, open, maxWaiting)
	if err != nil {
		return out, asking("listing what waits", err)
	}
	out.More = more
	var told []connect.Process
	for _, p := range found {
		if p.Status != contract.StatusWatching && !o.rests(p) { // the mail watch has nothing to say
			told = append(told, p)
		}
	}
	memories, err := o.recallAll(ctx, c, told)
	if err != nil {
		return out, err
	}
	for i, p := range told {
		out.Waiting = append(out.Waiting, o.waiting(p, memories[i]))
	}
	sortWaiting(out.Waiting)
	return out, nil
}

// rests is true for a post whose box is not ticked: nobody waits for it.
func (o *Office) rests(p connect.Process) bool {
	id, isPost := contract.PostIDOf(p.WorkflowID)
	if !isPost || p.Status != contract.StatusWaitingNote {
		return false
	}
	note, there := noteAt(o.place().vault, p.NotePath, id)
	return there && !post.Read(note.page).Ready
}

func (o *Office) waiting(p connect.Process, m memory) waiting {
	reasons, questions := m.why()
	w := waiting{For: waitsFor(p.Status), Request: o.request(p), Reasons: append([]string{}, reasons...), Questions: append([]string{}, questions...)}
	if m.Note != nil {
		w.Title = line(m.Note.Title, 200)
	}
	return w
}

func waitsFor(status string) string {
	switch status {
	case contract.StatusWaitingApproval:
		return "your decision"
	case contract.StatusWaitingAnswer:
		return "your answer"
	case contract.StatusWaitingNote:
		return "your note"
	case contract.StatusWaitingSystem:
		return "a system"
	case contract.StatusPaused:
		return "the end of the pause"
	}
	return "the employee"
}
