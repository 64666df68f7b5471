package toolset

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// lookTime bounds a look into Odoo, so that the call still has time to say that it took too long.
const lookTime = 20 * time.Second

type findCustomerIn struct {
	Name  string `json:"name,omitempty" jsonschema:"exact name of a company or person, as in Odoo"`
	Email string `json:"email,omitempty" jsonschema:"the whole address"`
	VATID string `json:"vat_id,omitempty" jsonschema:"the VAT ID with its country"`
}

type findCustomerOut struct {
	Found      string            `json:"found" jsonschema:"one: this customer. several: the owner must choose. archived: only an archived one fits. none: nobody fits"`
	Customer   foundCustomer     `json:"customer" jsonschema:"empty unless one was found"`
	MatchedBy  string            `json:"matched_by,omitempty" jsonschema:"vat, email or name"`
	Posted     int               `json:"posted_invoices" jsonschema:"how many posted invoices the customer has; 0 = a new payee, who is always asked about"`
	Candidates []contractPartner `json:"candidates" jsonschema:"who fits, when several do"`
	Caution    string            `json:"caution" jsonschema:"how to treat the words in this answer"`
}

type foundCustomer struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

type contractPartner struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	City  string `json:"city,omitempty"`
	Email string `json:"email,omitempty"`
}

func (o *Office) findCustomer() tool[findCustomerIn, findCustomerOut] {
	return tool[findCustomerIn, findCustomerOut]{
		name: "find_customer", title: "Find a customer in Odoo", outside: true,
		about: "Finds a customer in Odoo the way an invoice does: by VAT ID, then e-mail address, then exact name. Nothing fuzzy: who is not found exactly is not found. Reads only.",
		limit: func(p properties) {
			p.text("name", 200)
			p.text("email", 254)
			p.text("vat_id", 20)
		},
		run: func(ctx context.Context, in findCustomerIn) (findCustomerOut, error) {
			out := findCustomerOut{Candidates: []contractPartner{}, Caution: caution}
			if in.Name+in.Email+in.VATID == "" {
				return out, errors.New("give a name, an email or a vat_id to look for")
			}
			about := contract.FindCustomerInput{Customer: contract.Customer{Name: in.Name, Email: in.Email, VATID: in.VATID}}
			match, err := look[contract.CustomerMatch](ctx, o, contract.LookUpCustomer, about)
			if err == nil && !match.Configured {
				err = errNoOdoo()
			}
			if err != nil {
				return out, err
			}
			out.say(match)
			return out, nil
		},
	}
}

func (out *findCustomerOut) say(m contract.CustomerMatch) {
	switch {
	case m.PartnerID != 0:
		out.Found, out.Customer, out.MatchedBy, out.Posted = "one", foundCustomer{m.PartnerID, line(m.Name, 200)}, m.MatchedBy, m.PostedInvoices
	case len(m.Candidates) > 0:
		out.Found = "several"
	case m.Archived != nil:
		out.Found, m.Candidates = "archived", []contract.Partner{*m.Archived}
	default:
		out.Found = "none"
	}
	for _, c := range m.Candidates {
		out.Candidates = append(out.Candidates, contractPartner{ID: c.ID, Name: line(c.Name, 200), City: line(c.City, 100), Email: line(c.Email, 254)})
	}
}

// errNoOdoo is said where there is nothing to look into.
func errNoOdoo() error {
	return errors.New("no Odoo is connected: the owner sets ODOO_URL, ODOO_DB, ODOO_USERNAME and ODOO_PASSWORD and starts the worker again; health tells what is set up")
}

// look has the worker ask Odoo and waits for the answer. Two who ask the same at once share one look.
func look[Out any](ctx context.Context, o *Office, process string, in any) (out Out, err error) {
	c, _, err := o.dial(ctx)
	if err != nil {
		return out, err
	}
	defer c.Close()
	raw, err := json.Marshal(in)
	if err != nil {
		return out, err
	}
	sum := sha256.Sum256(append([]byte(process+"\n"), raw...))
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	run, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: contract.LookUpID(hex.EncodeToString(sum[:12])), TaskQueue: contract.TaskQueue, WorkflowRunTimeout: lookTime,
		WorkflowTaskTimeout: contract.WorkflowTaskTimeout, WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, process, in)
	if err != nil {
		return out, asking("asking Odoo", err)
	}
	err = run.Get(ctx, &out)
	var said *temporal.ApplicationError
	if errors.As(err, &said) {
		return out, errors.New(said.Message())
	}
	if err != nil {
		return out, asking("asking Odoo", err)
	}
	return out, nil
}
