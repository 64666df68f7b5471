package invoice

import (
	"strconv"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// isNewcomer is true when Odoo was asked and does not have the draft's
// customer; that of a payment is always there. An approval then needs a tick of its own before it is made there:
// a new record in the books is more than one invoice.
func (p *process) isNewcomer() bool {
	return p.kind != kindPayment && p.match.Configured && p.draft.PartnerID == 0
}

// takeTick notes whom the owner wants made: the customer as the note shows it.
// It is taken before an edit is, so that a tick never holds for other data.
func (p *process) takeTick() {
	p.wanted = contract.Customer{}
	if p.isNewcomer() && p.fields[keyCreate] == "true" {
		p.wanted = p.draft.Customer
	}
}

// ticked is true when the tick holds for the customer as it stands now.
func (p *process) ticked() bool { return p.isNewcomer() && sameRecord(p.wanted, p.draft.Customer) }

// unticked says why an approval does not count yet: the customer has to be made
// in Odoo, and the owner has not said so. He may have made it there himself.
func (p *process) unticked(ctx workflow.Context) ([]string, error) {
	if !p.isNewcomer() || p.ticked() {
		return nil, nil
	}
	if _, err := p.lookUp(ctx, p.draft); err != nil {
		return nil, err
	}
	switch {
	case !p.isNewcomer():
		return []string{p.draft.Customer.Name + " is in Odoo now, number " + strconv.FormatInt(p.draft.PartnerID, 10) + ". Nothing was sent; please approve again if that is right."}, nil
	case p.wanted != contract.Customer{}:
		return []string{"You ticked " + keyCreate + ", but changed the customer as well. Nothing was sent; please look at what would be made now, and tick it again."}, nil
	default:
		return []string{"You approved, but did not tick " + keyCreate + ". Nothing was sent."}, nil
	}
}

// sameRecord compares what would stand in Odoo. The contact person does not,
// but makes the customer a company.
func sameRecord(a, b contract.Customer) bool {
	return a.Name == b.Name && a.Email == b.Email && a.VATID == b.VATID && a.IsCompany() == b.IsCompany()
}

// showTick makes the tick part of the fields where it is asked for.
func (p *process) showTick() {
	delete(p.fields, keyCreate)
	if p.isNewcomer() {
		p.fields[keyCreate] = strconv.FormatBool(p.ticked())
	}
}

// newcomer adds the tick to the note, what it means, and the way without it.
func (p *process) newcomer(note contract.Note) contract.Note {
	if !p.isNewcomer() {
		return note
	}
	note.Fields = append([]contract.Field{{Key: keyCreate, Value: p.fields[keyCreate], Check: true}}, note.Fields...)
	instead := "If it is there under another name, put its number in Odoo into \"" + keyPartner + "\" instead."
	if old := p.match.Archived; old != nil {
		number := strconv.FormatInt(old.ID, 10)
		instead = "But number " + number + " there, " + old.Name + ", is archived: if that is the customer, unarchive it in Odoo and put " + number + " into \"" + keyPartner + "\" instead."
	}
	note.Lead = append(note.Lead, p.draft.Customer.Name+" is not in Odoo yet. Tick \""+keyCreate+"\" to let the employee make it there ("+p.recordWords()+"). "+instead)
	note.HowTo = append([]string{"Tick \"" + keyCreate + "\" first, or fill in \"" + keyPartner + "\"; without one of them a yes does not count. When you correct the customer, you are asked again."}, note.HowTo...)
	return note
}

// recordWords tells what would stand in Odoo.
func (p *process) recordWords() string {
	c := p.draft.Customer
	kind := "a person"
	if c.IsCompany() {
		kind = "a company"
	}
	return kind + ", name " + c.Name + ", e-mail " + orEmpty(c.Email) + ", VAT ID " + orEmpty(c.VATID)
}

func orEmpty(s string) string {
	if s == "" {
		return "empty"
	}
	return s
}
