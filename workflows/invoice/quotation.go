package invoice

import "github.com/autonomous-employee/employee/workflows/contract"

// quotation is the note about a customer who wants a price. No invoice comes
// from it; what was read is laid out so that the owner can quote.
func (p *process) quotation(note contract.Note) contract.Note {
	note.Type = contract.NoteQuotation
	note.Counterparty = p.fields[keyCustomer]
	r := p.reading
	wanted := contract.Section{Heading: "What is wanted"}
	for _, row := range [][2]string{
		{"Customer", p.fields[keyCustomer]},
		{"Contact", p.fields[keyContact]},
		{"E-mail", r.CustomerEmail},
		{"Reference", r.PO},
		{"Deliver to", r.DeliveryAddress},
	} {
		if row[1] != "" {
			wanted.Bullets = append(wanted.Bullets, row[0]+": "+row[1])
		}
	}
	if len(r.Lines) > 0 {
		wanted.Columns = []string{"Description", "Quantity", "Unit", "Price named"}
		for _, l := range r.Lines {
			wanted.Rows = append(wanted.Rows, []string{l.Description, string(l.Quantity), l.Unit, string(l.UnitPrice)})
		}
	}
	if len(wanted.Rows)+len(wanted.Bullets) > 0 {
		note.Sections = append(note.Sections, wanted)
	}
	if len(r.Questions) > 0 {
		open := contract.Section{Heading: "What the mail leaves open"}
		for _, q := range r.Questions {
			open.Bullets = append(open.Bullets, q.Text)
		}
		note.Sections = append(note.Sections, open)
	}
	note.Sections = append(note.Sections, p.replySection()...)
	note.Sections = append(note.Sections, p.evidenceSection())
	return note
}
