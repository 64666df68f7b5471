package invoice

import (
	"slices"
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// mailSection shows the mail the request stands on.
func (p *process) mailSection() contract.Section {
	return mailSection("The mail", p.reading, p.in.Mail)
}

func mailSection(heading string, r contract.Reading, mail contract.MailRef) contract.Section {
	s := contract.Section{Heading: heading, Quote: r.Excerpt}
	for _, row := range [][2]string{{"From", r.FromName + " " + r.FromAddress}, {"Subject", r.Subject}, {"Sent", r.SentAt}} {
		if row[1] != "" && row[1] != " " {
			s.Bullets = append(s.Bullets, row[0]+": "+row[1])
		}
	}
	for _, a := range r.Attachments {
		s.Bullets = append(s.Bullets, "Attachment: "+a)
	}
	for _, paper := range r.Papers {
		if paper.Say != "" {
			s.Bullets = append(s.Bullets, paper.Name+": "+paper.Say)
		}
	}
	if mail.TakenPath != "" {
		s.Links = []contract.Link{{Text: "The whole mail", Target: mail.TakenPath}}
	}
	return s
}

// evidenceSection says for each field what it was filled with, how that was
// come by and on which words it stands.
func (p *process) evidenceSection() contract.Section {
	s := contract.Section{Heading: "What was read, and from which words", Columns: []string{"Field", "How", "Words in the mail", "Where"}}
	add := func(field, source string) {
		if e, ok := p.reading.Evidence[source]; ok {
			s.Rows = append(s.Rows, []string{field, how(e), e.Words, e.Part})
		}
	}
	for _, pair := range [][2]string{
		{keyCustomer, "company"},
		{keyContact, "customer_name"},
		{keyEmail, "customer_email"},
		{keyVAT, "vat_id"},
		{keyCurrency, "currency"},
		{keyReference, "po"},
		{keyDueDate, "due_date"},
		{keyDueDate, "net_days"},
		{keyValidUntil, "valid_until"},
		{keyPeriod, "service_period"},
		{keyTaxIncluded, "tax_included"},
		{"subtotal", "subtotal"},
		{"tax", "tax"},
		{"total", "total"},
		{"address", "address"},
		{"delivery address", "delivery_address"},
		{"invoice e-mail", "invoice_email"},
		{"project", "project"},
		{"issue date", "issue_date"},
	} {
		add(pair[0], pair[1])
	}
	for n := 1; n <= len(p.reading.Lines); n++ {
		add("line "+strconv.Itoa(n), "line_"+strconv.Itoa(n))
	}
	for _, field := range p.defaults {
		s.Rows = append(s.Rows, []string{field, "default from the handbook", "", ""})
	}
	if len(s.Rows) == 0 {
		s.Columns, s.Text = nil, []string{"Nothing could be read with certainty."}
	}
	return s
}

func how(e contract.Evidence) string {
	if e.Why != "" {
		return e.Method + ": " + e.Why
	}
	return e.Method
}

// trustSection is the panel of what speaks for and against the sender, with
// what was found elsewhere than in the mail, the gravest first and what says
// nothing either way last.
func (p *process) trustSection(found ...contract.TrustSign) []contract.Section {
	signs := append(slices.Clone(p.reading.Trust), found...)
	if len(signs) == 0 {
		return nil
	}
	s := contract.Section{Heading: "Can the sender be trusted?", Columns: []string{"", "Finding"}}
	for _, level := range []string{contract.TrustRed, contract.TrustLook, contract.TrustGood, ""} {
		for _, sign := range signs {
			if sign.Level == level {
				s.Rows = append(s.Rows, []string{strings.ToUpper(level), sign.Text})
			}
		}
	}
	return []contract.Section{s}
}

func (p *process) shownAsTrust(flag string) bool {
	for _, sign := range p.reading.Trust {
		if sign.Name == flag {
			return true
		}
	}
	return false
}

// replySection is an answer the owner can send as it is.
func (p *process) replySection() []contract.Section {
	if p.reading.Reply == "" || p.red() {
		return nil
	}
	return []contract.Section{{
		Heading: "A reply you can send", Text: []string{"Nothing was sent. To ask the sender, copy this into an answer to the mail:"}, Code: p.reading.Reply,
	}}
}
