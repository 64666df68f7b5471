package invoice

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// red is true when something about the mail is so suspicious that a yes needs
// a typed confirmation.
func (p *process) red() bool {
	for _, sign := range p.reading.Trust {
		if sign.Level == contract.TrustRed {
			return true
		}
	}
	return p.reading.Expected == contract.ExpectFraud
}

// passphrase is what the owner types: the address the mail came from, so that
// it has been looked at letter by letter.
func (p *process) passphrase() string {
	if p.reading.FromAddress != "" {
		return p.reading.FromAddress
	}
	return "unknown sender"
}

func (p *process) confirmed() bool {
	return strings.EqualFold(strings.TrimSpace(p.fields[keyConfirm]), p.passphrase())
}

// confirmation adds the property and how to fill it in to a red note.
func (p *process) confirmation(note contract.Note) contract.Note {
	if !p.red() {
		return note
	}
	note.Fields = append([]contract.Field{{Key: keyConfirm, Value: p.fields[keyConfirm]}}, note.Fields...)
	note.Lead = append([]string{
		"This request looks like a fraud; the reasons are below. If you do not know it to be genuine, move this note to Rejected/ and ask the sender over a channel you already have.",
	}, note.Lead...)
	note.HowTo = append([]string{
		"A yes needs the sender's address typed by hand: put " + p.passphrase() + " into \"" + keyConfirm + "\" before you approve. Read it letter by letter.",
	}, note.HowTo...)
	return note
}

// earlier says which requests about the same thing are closed already, or are
// left alone by a mail that may not change them.
func (p *process) earlier() []string {
	var out []string
	for _, b := range p.before {
		switch {
		case p.in.DryRun:
			out = append(out, "an earlier mail is about the same thing; this dry run leaves its request alone")
		case !p.mayChangeOthers():
			out = append(out, "an earlier mail is about the same thing; what an assistant brings leaves its request alone")
		case b.Why == contract.RelatedSame:
			out = append(out, "an earlier mail asked for the same thing, and its request is closed")
		default:
			out = append(out, "the mail answers an earlier one whose request is closed")
		}
	}
	return union(nil, out)
}
