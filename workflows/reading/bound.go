package reading

import "github.com/autonomous-employee/employee/workflows/contract"

// Caps that keep a Reading under 64 KB as JSON, whatever the mail holds.
const (
	maxLines       = 60
	maxQuestions   = 20
	maxAttachments = 20
	maxShort       = 200 // runes of a name, number or subject
	maxEvidence    = 160 // runes of quoted words
)

// bound caps every text and list. A mail with more lines than the cap loses
// them all and is asked about: half an invoice would be a wrong one.
func bound(r contract.Reading) contract.Reading {
	for _, s := range []*string{
		&r.Subject, &r.FromName, &r.FromAddress, &r.MessageID, &r.CustomerName, &r.CustomerEmail, &r.Company, &r.VATID, &r.PO, &r.ServicePeriod,
	} {
		*s = squeeze(*s, maxShort)
	}
	if r.About != nil {
		r.About.Email = squeeze(r.About.Email, maxShort)
	}
	if len(r.Lines) > maxLines {
		r.Lines = nil
		r.Expected = contract.ExpectAsk
		ask(&r, "line_1_description", "The mail lists more than 60 lines; will you enter them in Odoo yourself?")
	}
	for i := range r.Lines {
		r.Lines[i].Description = squeeze(r.Lines[i].Description, maxShort)
	}
	if len(r.Questions) > maxQuestions {
		r.Questions = r.Questions[:maxQuestions]
	}
	for i := range r.Questions {
		r.Questions[i].Text = squeeze(r.Questions[i].Text, 300)
	}
	if len(r.Attachments) > maxAttachments {
		r.Attachments = r.Attachments[:maxAttachments]
	}
	for i := range r.Attachments {
		r.Attachments[i] = squeeze(r.Attachments[i], maxShort)
	}
	for k, v := range r.Evidence {
		v.Words = squeeze(v.Words, maxEvidence)
		r.Evidence[k] = v
	}
	if len(r.Evidence) == 0 {
		r.Evidence = nil
	}
	return r
}
