package invoice

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// defaultExpiry is used when the handbook names no number of days.
const defaultExpiry = 14

// noteFor begins a note about this request.
func (p *process) noteFor(noteType, folder, title string) contract.Note {
	return contract.Note{
		RequestID: p.note.RequestID, WorkflowID: p.note.WorkflowID, Revision: 1, Type: noteType, Folder: folder, Title: title,
		Created: p.started, Mail: p.in.Mail, DryRun: p.status.DryRun,
		Amount: p.status.Amount, Currency: p.status.Currency, Counterparty: p.status.Counterparty,
	}
}

// expires counts from the moment of asking, so that a request which comes back
// after weeks is not over before it is seen.
func (p *process) expires(ctx workflow.Context) time.Time {
	days := p.handbook.ExpiresDays
	if days <= 0 {
		days = defaultExpiry
	}
	return workflow.Now(ctx).AddDate(0, 0, days)
}

func (p *process) title(kind string) string {
	if p.red() {
		kind = "Suspicious: " + kind
	}
	about := p.what.subject()
	who := cmp.Or(p.fields[keyCustomer], about.who)
	if who == "" {
		who = p.reading.FromName
	}
	if who == "" {
		who = p.reading.FromAddress
	}
	if who == "" {
		who = p.reading.Subject
	}
	if about.amount != "" && strings.HasSuffix(kind, p.words().title) {
		return kind + " " + who + " " + string(about.amount) + " " + about.currency
	}
	return kind + " " + who
}

// clarification is the note with the open questions, each with its property.
func (p *process) clarification(ctx workflow.Context, open []contract.Question) contract.Note {
	note := p.noteFor(contract.NoteClarification, contract.FolderNeedsAction, p.title("Question about "+p.words().an+" for"))
	note.Action, note.Expires = p.words().action, p.expires(ctx)
	note.Lead = append(slices.Clone(p.setback), p.words().ask)
	questions := contract.Section{Heading: "Please answer", Columns: []string{"Question", "Property to fill in"}}
	fields := p.fields
	for _, q := range open {
		questions.Rows = append(questions.Rows, []string{q.Text, property(q.Field)})
	}
	note.Fields = append([]contract.Field{{Key: keyAnswered, Value: "false", Check: true}}, fields.list(p.kind)...)
	note.Sections = append(note.Sections, questions)
	if len(p.match.Candidates) > 1 {
		note.Sections = append(note.Sections, candidates(p.match.Candidates))
	}
	note.Sections = append(note.Sections, p.replySection()...)
	note.Sections = append(note.Sections, p.trustSection()...)
	note.Sections = append(note.Sections, p.evidenceSection(), p.mailSection())
	note.Sections = append(note.Sections, p.followedSections()...)
	next := max(p.fields.lines(), 1) + 1
	note.HowTo = []string{
		"Fill in the properties at the top, then tick \"" + keyAnswered + "\". The finished draft then comes to Pending_Approval/.",
		"For a further line, add properties such as " + lineKey(next, "description") + ", " + lineKey(next, "quantity") + " and " + lineKey(next, "unit_price") + ".",
		"No " + p.words().noun + " wanted: move this note to Rejected/.",
	}
	return p.confirmation(note)
}

// property names where an answer goes. Some questions are about the whole, such
// as a total that does not add up; there is no one property for them.
func property(field string) string {
	if slices.Contains(headKeys(), field) || strings.HasPrefix(field, "line_") {
		return field
	}
	return "whatever is wrong above, else nothing"
}

// approvalRequest is the note that a yes is asked for.
func (p *process) approvalRequest(ctx workflow.Context, j policy.Judgement) (contract.Note, error) {
	fingerprint, err := p.what.fingerprint()
	if err != nil {
		return contract.Note{}, err
	}
	p.show(p.what.subject())
	p.showTick()
	note := p.noteFor(contract.NoteApproval, contract.FolderPendingApproval, p.title(p.words().title))
	note.Action, note.Expires, note.Fingerprint = p.words().action, p.expires(ctx), fingerprint
	note.Fields = p.fields.list(p.kind)
	note.Lead = slices.Clone(p.setback)
	note = p.what.present(note, contract.Section{Heading: "Why you are asked", Text: []string{j.Reason, "Rule: " + j.Rule}})
	note.Sections = append(note.Sections, p.mailSection())
	note.Sections = append(note.Sections, p.followedSections()...)
	note.HowTo = []string{
		"Yes: move this note to Approved/. You may correct the properties at the top before.",
		"No: move it to Rejected/.",
		"Deleting it withdraws the request; that is logged, and the note comes back in Completed/.",
	}
	return p.confirmation(p.newcomer(note)), nil
}

// present lays a document out.
func (d document) present(note contract.Note, why contract.Section) contract.Note {
	note.Lead = append(note.Lead, d.willHappen(note.DryRun))
	if doubts := d.doubts(); len(doubts) > 0 {
		note.Sections = append(note.Sections, contract.Section{Heading: "Look closely", Bullets: doubts})
	}
	note.Sections = append(note.Sections, d.draftSection(), why)
	note.Sections = append(note.Sections, d.trustSection(d.foundSigns()...)...)
	note.Sections = append(note.Sections, d.evidenceSection())
	return note
}

func (p *process) willHappen(dryRun bool) string {
	what := "A draft " + p.words().noun + " of " + string(p.draft.Total) + " " + p.draft.Currency + " for " + p.draft.Customer.Name
	who := " The customer is already in Odoo."
	switch {
	case !p.match.Configured:
		who = " Odoo is not configured, so it was not looked up whether the customer is there."
	case p.isNewcomer():
		who = ""
	}
	if dryRun {
		return "Dry run: " + what + " will be described exactly as it would go to Odoo; nothing is sent." + who
	}
	return what + " will be made in Odoo. " + p.words().stays + who
}

func (p *process) doubts() []string {
	var out []string
	for _, remark := range remarks(p.reading, p.shownAsTrust) {
		out = append(out, capital(remark)+".")
	}
	for _, remark := range p.earlier() {
		out = append(out, capital(remark)+".")
	}
	return append(append(out, p.alike()...), p.pricesOfTheMail()...)
}

// namedAlike is how many documents that may be the same business are named one by one.
const namedAlike = 10

// alike names what there is in Odoo that may be the same business, that with
// the same reference first and else the newest.
func (p *process) alike() []string {
	sameReference := func(e contract.ExistingInvoice) bool {
		return p.draft.Reference != "" && strings.EqualFold(strings.TrimSpace(e.Ref), strings.TrimSpace(p.draft.Reference))
	}
	var same, other []contract.ExistingInvoice
	for _, e := range p.existing {
		if sameReference(e) {
			same = append(same, e)
		} else {
			other = append(other, e)
		}
	}
	var out []string
	for i, e := range append(same, other...) {
		if i == namedAlike {
			return append(out, "Odoo has "+strconv.Itoa(len(p.existing)-namedAlike)+" more of this customer that are alike; look there before you decide.")
		}
		out = append(out, "Possible duplicate in Odoo: "+e.Name+", "+string(e.Total)+" "+e.Currency+", "+e.State+". "+e.Why)
	}
	return out
}

func (p *process) draftSection() contract.Section {
	s := contract.Section{Heading: "The " + p.words().noun, Columns: []string{"Description", "Quantity", "Unit", "Unit price", "Discount %", "Tax %"}}
	if p.showsProducts() {
		s.Columns = append(s.Columns, "Product in Odoo")
	}
	for _, l := range p.draft.Lines {
		row := []string{l.Description, string(l.Quantity), l.Unit, string(l.UnitPrice), string(l.DiscountPercent), string(l.TaxPercent)}
		if p.showsProducts() {
			row = append(row, l.Product)
		}
		s.Rows = append(s.Rows, row)
	}
	d, remark := p.draft, p.draft.Narration
	if p.quotes() && remark != "" {
		remark += " (in the place of your usual terms in Odoo)"
	}
	s.Bullets = []string{"Customer: " + d.Customer.Name}
	for _, row := range [][2]string{
		{"E-mail", d.Customer.Email},
		{"VAT ID", d.Customer.VATID},
		{"Reference", d.Reference},
		{"Due", d.DueDate},
		{"Valid until", d.ValidUntil},
		{"Pricelist", p.sales.Pricelist},
		{"Note", remark},
		{"Before tax", string(d.Subtotal) + " " + d.Currency},
		{"Tax", string(d.Tax) + " " + d.Currency},
		{"Total", string(d.Total) + " " + d.Currency},
	} {
		if row[1] != "" {
			s.Bullets = append(s.Bullets, row[0]+": "+row[1])
		}
	}
	if d.TaxIncluded {
		s.Bullets = append(s.Bullets, "Prices include tax.")
	}
	s.Bullets = append(s.Bullets, p.free...)
	return s
}

func candidates(partners []contract.Partner) contract.Section {
	s := contract.Section{Heading: "Customers in Odoo that fit", Columns: []string{"Number", "Name", "E-mail", "VAT ID", "City"}}
	for _, c := range partners {
		s.Rows = append(s.Rows, []string{strconv.FormatInt(c.ID, 10), c.Name, c.Email, c.VATID, c.City})
	}
	return s
}

// resultSections say what was done, for the top of the completed note.
func (p *process) resultSections(o contract.InvoiceOutcome, a contract.Attachment, trouble string) []contract.Section {
	var out []contract.Section
	if o.Found {
		out = append(out, madeSection(p.words(), o, a, trouble), p.what.comparison(o))
	} else {
		why := "Dry run: nothing was sent. This is exactly what would have gone to Odoo. To do it for real, set DRY_RUN=false, start the employee again and move this note back to Pending_Approval/."
		if !o.Configured {
			why = "Odoo is not configured, so nothing was sent. This is exactly what would have gone to Odoo. Set ODOO_URL and the other Odoo settings with DRY_RUN=false, start the employee again and move this note back to Pending_Approval/."
		}
		out = append(out, contract.Section{Heading: "Dry run", Text: []string{why}, Code: o.Described})
	}
	if len(p.edits) > 0 {
		out = append(out, contract.Section{Heading: "What you changed before approving", Bullets: p.edits})
	}
	return out
}

func madeSection(w words, o contract.InvoiceOutcome, a contract.Attachment, trouble string) contract.Section {
	s := contract.Section{Heading: "Done", Text: []string{"The draft " + w.noun + " is in Odoo (number " + strconv.FormatInt(max(o.InvoiceID, o.QuotationID, o.PaymentID), 10) + "). " + w.then}}
	if o.Adopted {
		s.Text = append(s.Text, "It was found there by its key after an answer had been lost; there is only one.")
	}
	if o.URL != "" {
		s.Links = []contract.Link{{Text: "Open the draft in Odoo", Target: o.URL}}
	}
	if a.ID != 0 {
		s.Text = append(s.Text, attachedWords(a))
	}
	s.Bullets = a.LeftOut
	if trouble != "" {
		s.Text = append(s.Text, trouble)
	}
	return s
}

// attachedWords say what stands beside the draft.
func attachedWords(a contract.Attachment) string {
	text := "The mail is attached to it."
	if len(a.Files) > 0 {
		names := make([]string, 0, len(a.Files))
		for _, f := range a.Files {
			names = append(names, f.Name)
		}
		text = "The mail is attached to it, and beside it " + strings.Join(names, ", ") + "."
	}
	if len(a.LeftOut) > 0 {
		text += " In the mail alone is:"
	}
	return text
}

func (p *process) comparison(o contract.InvoiceOutcome) contract.Section {
	return compared(contract.Section{Heading: "Totals", Columns: []string{"", "Approved", "In Odoo"}, Rows: [][]string{
		{"Before tax", string(p.draft.Subtotal), string(o.Untaxed)}, {"Tax", string(p.draft.Tax), string(o.Tax)}, {"Total", string(p.draft.Total), string(o.Total)},
	}}, o)
}

// compared says whether Odoo holds what was approved.
func compared(s contract.Section, o contract.InvoiceOutcome) contract.Section {
	if len(o.Differences) == 0 {
		s.Text = []string{"Odoo holds exactly what was approved."}
		return s
	}
	s.Text = []string{"Odoo holds something else than was approved. The draft was left as it is for you:"}
	s.Bullets = o.Differences
	return s
}
