package toolset

import (
	"context"
	"errors"

	"github.com/mark3labs/mcp-go/server"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Odoo is the server for invoices: a draft from a mail, and how the requests stand.
func Odoo(o *Office) (*server.MCPServer, error) {
	s := newServer("employee-odoo", "Employee: invoices in Odoo",
		"Starts the invoice process for a mail and tells how requests stand. It makes drafts only, after the approval that the owner's rules ask for. "+
			"Approving is the owner's: in Obsidian, by moving the note. "+caution)
	return s, errors.Join(offer(s, o, o.draftInvoice()), offer(s, o, o.composeInvoice()),
		offer(s, o, o.preparePayment()), offer(s, o, o.findCustomer()), offer(s, o, o.listInvoices()), offer(s, o, o.findInvoices()),
		offer(s, o, o.listRequests()), offer(s, o, o.showRequest()))
}

type draftInvoiceIn struct {
	EML    string `json:"eml,omitempty" jsonschema:"the whole mail as text, headers included: From, Subject, a blank line, the words. Either this or path"`
	Path   string `json:"path,omitempty" jsonschema:"absolute path of a mail that is saved as .eml on this machine. Either this or eml"`
	DryRun bool   `json:"dry_run,omitempty" jsonschema:"true: the effect is only described, whatever the owner approves. false: as the installation is set"`
}

type draftInvoiceOut struct {
	WorkflowID string `json:"workflow_id" jsonschema:"names the process; ask show_request how it stands"`
	RequestID  string `json:"request_id" jsonschema:"names what will lie before the owner"`
	State      string `json:"state" jsonschema:"started: the mail lies in the Inbox and is taken within seconds. joined: this mail has its process already. waits_for_worker: no worker runs on this machine; it is taken when one is started"`
	DryRun     bool   `json:"dry_run" jsonschema:"true when nothing will leave"`
	Next       string `json:"next" jsonschema:"what happens now and what to do"`
}

func (o *Office) draftInvoice() tool[draftInvoiceIn, draftInvoiceOut] {
	return tool[draftInvoiceIn, draftInvoiceOut]{
		name: "draft_invoice", title: "Draft an invoice from a mail", acts: true, outside: true, blind: "eml",
		about: "Starts the invoice process for a mail that asks for an invoice (or a quotation), as dropping it into the vault's Inbox does. Returns an ID at once; " +
			"reading, questions and approval go on by themselves. The same mail is one process however often this is called. Nothing is approved by this call: the owner decides " +
			"in Obsidian, also where a rule would let the same invoice out by itself. With dry_run, the default, the draft is never made in Odoo, only described. No other request is changed.",
		limit: func(p properties) {
			p.text("eml", 1_000_000)
			p.text("path", 1000)
			p.yes("dry_run")
		},
		touches: func(out draftInvoiceOut) (string, string) { return out.WorkflowID, out.RequestID },
		run:     o.startDraft,
	}
}

func (o *Office) startDraft(ctx context.Context, in draftInvoiceIn) (draftInvoiceOut, error) {
	raw, err := o.mailBytes(in.EML, in.Path)
	if err != nil {
		return draftInvoiceOut{}, err
	}
	return o.startMail(ctx, raw, in.DryRun, nil)
}

// startMail lays a mail into the Inbox, unless it has its process already. fits, when given, is asked before where a worker runs.
func (o *Office) startMail(ctx context.Context, raw []byte, dryRun bool, fits func() error) (draftInvoiceOut, error) {
	key, at := reading.Identity(raw), o.place()
	out := draftInvoiceOut{WorkflowID: o.cfg.Owner.ID(contract.InvoiceID(key)), RequestID: contract.RequestID(key, 0), DryRun: dryRun || at.dryRun}
	c, target, err := o.dial(ctx)
	if err == nil {
		defer c.Close()
		there, err := exists(ctx, c, out.WorkflowID)
		if err != nil {
			return out, err
		}
		if there {
			return o.joined(ctx, c, target, out)
		}
		if fits != nil {
			if err := fits(); err != nil {
				return out, err
			}
		}
	} else if !notRunning(err) {
		return out, err
	}
	name, err := drop(at.vault, key, dryRun, raw)
	if err != nil {
		return out, err
	}
	out.State, out.Next = "started", "The mail lies in "+name+" and is taken within seconds. show_request tells then what is asked; what needs the owner's word appears in the vault."
	if !at.running {
		out.State, out.Next = "waits_for_worker", "The mail lies in "+name+". No worker is running on this machine; it is taken when the one that watches this vault is started with: go run ./worker"
	}
	return out, nil
}

// joined tells of the process that the mail has already.
func (o *Office) joined(ctx context.Context, c client.Client, target connect.Target, out draftInvoiceOut) (draftInvoiceOut, error) {
	out.State, out.Next = "joined", "This mail has its process already; nothing was started. show_request tells how it stands."
	if p, err := o.find(ctx, c, target, out.WorkflowID); err == nil && p.RequestID != "" {
		out.RequestID, out.DryRun = p.RequestID, p.DryRun
		out.Next = "This mail has its process already; nothing was started. It stands at " + p.Status + ": " + line(p.WaitingFor, 200)
		if p.Status == contract.StatusDryRun {
			out.Next += " To have it done for real the owner moves its note from Completed/ back to Pending_Approval/."
		}
	}
	return out, nil
}

func notRunning(err error) bool {
	var cause *connect.Error
	return errors.As(err, &cause) && cause.Kind == connect.NotRunning
}

type listRequestsIn struct {
	State string `json:"state,omitempty" jsonschema:"open: what is under way. ended: what is over. all: both, open ones first"`
	Limit int    `json:"limit,omitempty" jsonschema:"how many of each at most"`
}

type listRequestsOut struct {
	Requests []request `json:"requests" jsonschema:"newest first"`
	More     bool      `json:"more" jsonschema:"true when there are others"`
	Caution  string    `json:"caution" jsonschema:"how to treat the words in this answer"`
}

func (o *Office) listRequests() tool[listRequestsIn, listRequestsOut] {
	return tool[listRequestsIn, listRequestsOut]{
		name: "list_requests", title: "List requests",
		about: "Lists the processes of mails, open and recent, with status, customer, amount and since when they wait. Reads only.",
		limit: func(p properties) {
			p.choice("state", "all", "open", "ended")
			p.number("limit", 1, 100, "20")
		},
		run: func(ctx context.Context, in listRequestsIn) (listRequestsOut, error) {
			out := listRequestsOut{Requests: []request{}, Caution: caution}
			c, target, err := o.dial(ctx)
			if err != nil {
				return out, err
			}
			defer c.Close()
			for state, query := range map[string]string{"open": openMails, "ended": pastMails} {
				if in.State != "all" && in.State != state {
					continue
				}
				found, more, err := connect.Processes(ctx, c, target.Namespace, query, in.Limit)
				if err != nil {
					return out, asking("listing the requests", err)
				}
				out.More = out.More || more
				out.add(o, found, state == "open")
			}
			return out, nil
		},
	}
}

func (out *listRequestsOut) add(o *Office, found []connect.Process, first bool) {
	told := make([]request, 0, len(found)+len(out.Requests))
	for _, p := range found {
		told = append(told, o.request(p))
	}
	if first {
		out.Requests = append(told, out.Requests...)
		return
	}
	out.Requests = append(out.Requests, told...)
}

type idIn struct {
	ID string `json:"id" jsonschema:"a workflow_id, request_id or mail key, as the lists show it"`
}

type showRequestIn struct {
	idIn
	patient
}

type showRequestOut struct {
	Request   request  `json:"request"`
	Title     string   `json:"title,omitempty" jsonschema:"heading of the note"`
	Reasons   []string `json:"reasons" jsonschema:"why the owner is asked, what deserves a look, or how it ended"`
	Questions []string `json:"questions" jsonschema:"what is to be answered, with the property of the note that takes the answer"`
	HowTo     []string `json:"how_to" jsonschema:"what the owner can do; no tool does it"`
	Caution   string   `json:"caution" jsonschema:"how to treat the words in this answer"`
}

func (o *Office) showRequest() tool[showRequestIn, showRequestOut] {
	return tool[showRequestIn, showRequestOut]{
		name: "show_request", title: "Show a request",
		about: "Shows one request: its status, the rule or the questions it waits on, where its note lies and what the owner can do. " +
			"With wait_seconds it waits for the request to reach the owner, to be decided or to end. Reads only.",
		limit: func(p properties) {
			p.form("id", anyID, longestID)
			p.wait()
		},
		run: o.show,
	}
}

func (o *Office) show(ctx context.Context, in showRequestIn) (showRequestOut, error) {
	out := showRequestOut{Reasons: []string{}, Questions: []string{}, HowTo: []string{}, Caution: caution}
	c, target, err := o.dial(ctx)
	if err != nil {
		return out, err
	}
	defer c.Close()
	var since movement
	p, err := await(ctx, in.waits(), func(ctx context.Context) (connect.Process, string, bool, error) {
		p, err := o.find(ctx, c, target, in.ID)
		return p, since.words(p), since.done(p) || err != nil && !errors.Is(err, errNoProcess), err
	})
	if err != nil {
		return out, err
	}
	out.Request = o.request(p)
	m, err := o.recall(ctx, c, p)
	if err != nil {
		return out, err
	}
	if m.Note == nil {
		return out, nil
	}
	out.Title = line(m.Note.Title, 200)
	reasons, questions := m.why()
	out.Reasons, out.Questions = append(out.Reasons, reasons...), append(out.Questions, questions...)
	if waits(p.Status) {
		out.HowTo = append(out.HowTo, lines(m.Note.HowTo, 300)...)
	}
	return out, nil
}

// version is told to clients; the product is not released yet.
const version = "0.1.0"

func newServer(name, title, about string) *server.MCPServer {
	return server.NewMCPServer(name, version,
		server.WithTitle(title), server.WithInstructions(about), server.WithToolCapabilities(false), server.WithOutputSchemaValidation())
}
