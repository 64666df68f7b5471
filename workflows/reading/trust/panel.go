package trust

import (
	"slices"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Areas that are looked at, each with at least one line in the panel. The good
// line of an area carries its name; other lines carry a flag's or a sign's.
const (
	AreaAuthentication = "authentication"
	AreaSender         = "sender"
	AreaReply          = "reply_address"
	AreaAttachments    = "attachments"
	AreaWording        = "wording"
)

// Signs for which the contract has no flag.
const (
	SignFreeMailbox     = "free_mailbox"     // a free mailbox that speaks for a company
	SignSignatureDomain = "signature_domain" // the signature names another organisation
	SignGiftCards       = "gift_cards"
	SignOverpayment     = "overpayment"
	SignNoCalls         = "no_calls" // new bank details from one who is not to be called
)

// areas in the order of the panel.
func areas() []string {
	return []string{AreaAuthentication, AreaSender, AreaReply, AreaAttachments, AreaWording}
}

// flagOrder is that of the contract.
func flagOrder() []string {
	return []string{
		contract.FlagLookalikeDomain, contract.FlagReplyToMismatch, contract.FlagDMARCFail, contract.FlagDisplayNameSpoof,
		contract.FlagBankChange, contract.FlagInjection, contract.FlagHiddenText, contract.FlagAttachmentExecutable,
		contract.FlagUrgency, contract.FlagFirstContact,
	}
}

// panel collects lines by area.
type panel struct {
	lines map[string][]contract.TrustSign
	flags []string
}

// add puts a line into an area; the text is cut to one short sentence.
func (p *panel) add(area, name, level, text string) {
	if p.lines == nil {
		p.lines = map[string][]contract.TrustSign{}
	}
	sign := contract.TrustSign{Name: name, Level: level, Text: sentence(text)}
	if !slices.Contains(p.lines[area], sign) {
		p.lines[area] = append(p.lines[area], sign)
	}
}

// flag adds a line whose name is a flag of the contract, and the flag.
func (p *panel) flag(area, name, level, text string) {
	p.add(area, name, level, text)
	p.flags = append(p.flags, name)
}

func (p *panel) good(area, text string) { p.add(area, area, contract.TrustGood, text) }

func (p *panel) look(area, text string) { p.add(area, area, contract.TrustLook, text) }

// has is true when an area has a line that is not good.
func (p *panel) has(area string) bool {
	return slices.ContainsFunc(p.lines[area], func(s contract.TrustSign) bool { return s.Level != contract.TrustGood })
}

func (p *panel) grave() bool {
	for _, lines := range p.lines {
		if slices.ContainsFunc(lines, isRed) {
			return true
		}
	}
	return false
}

func isRed(s contract.TrustSign) bool { return s.Level == contract.TrustRed }

// verdict closes the panel. Hurry is worth a flag only where something is asked
// or something is wrong: half of all ordinary mail is in a hurry.
func (k *desk) verdict() Verdict {
	v := Verdict{Grave: k.panel.grave()}
	for _, f := range flagOrder() {
		if slices.Contains(k.panel.flags, f) && (f != contract.FlagUrgency || k.Request || v.Grave) {
			v.Flags = append(v.Flags, f)
		}
	}
	for _, level := range []string{contract.TrustRed, contract.TrustLook, contract.TrustGood} {
		for _, area := range areas() {
			v.Signs = append(v.Signs, k.panel.atLevel(area, level)...)
		}
	}
	return v
}

// maxLines of one name keep a hundred bad attachments from burying the rest.
const maxLines = 3

func (p *panel) atLevel(area, level string) []contract.TrustSign {
	var out []contract.TrustSign
	count := map[string]int{}
	for _, s := range p.lines[area] {
		if s.Level == level && count[s.Name] < maxLines {
			count[s.Name]++
			out = append(out, s)
		}
	}
	return out
}
