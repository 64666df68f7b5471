package reading

import (
	"regexp"
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// mailboxes are providers whose addresses say nothing of a firm.
func mailboxes() []string {
	return []string{
		"gmail", "googlemail", "outlook", "hotmail", "live", "msn", "icloud", "me", "mac", "yahoo", "ymail", "aol", "proton", "protonmail", "pm", "gmx", "web", "t-online", "freenet", "posteo", "mailbox", "tutanota", "tuta",
		"zoho", "fastmail", "hey", "orange", "wanadoo", "free", "sfr", "laposte", "bbox", "numericable", "libero", "virgilio", "tiscali", "alice", "tin", "inwind", "ziggo", "kpnmail", "planet", "xs4all", "hetnet", "home", "telenet", "skynet", "proximus",
		"btinternet", "sky", "ntlworld", "virginmedia", "talktalk", "comcast", "verizon", "att", "bigpond", "optusnet", "shaw", "rogers", "terra", "telefonica", "bluewin", "sunrise", "a1", "aon", "chello", "rediffmail", "eircom",
	}
}

// namedToBill is true when the mail says in so many words that a firm is to be
// billed, and comes from a provider's mailbox or from who signs as an officer of
// a club, or names a body of volunteers: such an address belongs to nobody's firm, so that it cannot contradict.
// A known customer writes from its own address; who names it from another is
// asked about.
func (s *source) namedToBill(company string) bool {
	if s.isCustomers(company) || !s.fromMailbox() && !s.clubOfficer() && !s.headsFirm(company) && !volunteers.MatchString(vocab.Fold(company)) && !houseBody.MatchString(vocab.Lower(company)) {
		return false
	}
	for _, v := range s.views {
		lines := strings.Split(unwrap(v.text), "\n")
		for _, f := range append(s.billed(lines), s.taxedBodies(lines)...) {
			if strings.HasPrefix(letters(company), letters(f.name)) {
				return true
			}
		}
	}
	return false
}

// volunteers are bodies whose members write from mailboxes of their own.
var volunteers = vocab.Around(`(?:^|[^\pL])<volunteers>(?:$|[^\pL])`)

// clubOffice stands alone below a letter, or in brackets behind a name.
var clubOffice = vocab.Around(`(?i)(?:^|[(,|–-]\s*)<office of a club>\s*[),.]?\s*(?:$|,|\|)`)

// saysOffice is the office that the sender claims in the letter: "I am still treasurer".
var saysOffice = vocab.Around(`(?i)(?:^|[^\pL])<i am>\s(?:\pL+\s){0,3}?<office of a club>(?:$|[^\pL])`)

// clubOfficer is true for a sender who signs as treasurer or the like, or says
// to be one.
func (s *source) clubOfficer() bool {
	for _, v := range s.views {
		if saysOffice.MatchString(v.text) {
			return true
		}
		for _, l := range append(s.closing(v), lastLines(v)...) {
			if clubOffice.MatchString(strings.TrimSpace(l)) {
				return true
			}
		}
	}
	return false
}

// headOffice stands alone below a letter, or behind a name.
var headOffice = vocab.Around(`(?i)(?:^|[(,|–-]\s*)<head of a firm>\s*[),.]?\s*(?:$|\|)`)

// headsFirm is true for a sender who signs as the head of a firm and names no other than
// the one that is to be billed.
func (s *source) headsFirm(company string) bool {
	heads := false
	for _, v := range s.views {
		for _, l := range append(s.closing(v), lastLines(v)...) {
			for _, f := range firmsIn(l) {
				if !strings.HasPrefix(letters(company), letters(f.name)) {
					return false
				}
			}
			heads = heads || headOffice.MatchString(strings.TrimSpace(l))
		}
	}
	return heads && len(firmsIn(s.from.Name)) == 0
}

// fromMailbox is true for the address of a provider.
func (s *source) fromMailbox() bool {
	label, _, _ := strings.Cut(orgDomain(domainOf(s.from.Address)), ".")
	return slices.Contains(mailboxes(), label) || mailboxName.MatchString(label) || strings.HasSuffix(label, "mail") && !strings.Contains(label, "-") && !slices.Contains(notMailboxes(), label)
}

// mailboxName is what providers of mailboxes are called, of which there are more than a list can hold.
var mailboxName = regexp.MustCompile(`inbox|postbox|mailbox|^mail-?(?:post|me|hub|net|home|now)$|^(?:correo|buzon|posta|courriel)\pL*$|^(?:[a-z]+-)?(?:web|e|free|my|home)mail(?:-[a-z]+)?$`)

// notMailboxes are firms whose name ends like a provider's.
func notMailboxes() []string { return []string{"royalmail", "dailymail", "globeandmail"} }

// isCustomers is true for the name of a known customer with another address.
func (s *source) isCustomers(company string) bool {
	for _, k := range s.owner.KnownCustomers {
		if k.Name != "" && letters(k.Name) == letters(company) && !strings.EqualFold(k.Email, s.from.Address) {
			return true
		}
	}
	return false
}

// notMe follows the name of who is to be billed instead of the sender.
var notMe = vocab.Around(`(?i)^["”’]?\s*[,(–-]?\s*(?:<and also>\s+)?<not me>(?:$|[^\pL])`)

// notMe is true when the mail sets the name apart from the sender's own: "make
// it out to Nant Guest House and not to me".
func (s *source) notMe(name string) bool {
	for _, v := range s.views {
		text := unwrap(v.text)
		if i := strings.Index(text, name); i >= 0 && notMe.MatchString(near(text, i+len(name), i+len(name)+60)) {
			return true
		}
	}
	return false
}

// refuses is true when the mail says that the invoice is not to go to the sender, whoever
// else it is to go to.
func (s *source) refuses(text string) bool {
	for _, sen := range sentences(text) {
		if notToSender.MatchString(vocab.Lower(sen)) {
			return true
		}
	}
	return false
}

// notToSender says that an invoice is for somebody else.
var notToSender = vocab.Around(`(?:^|[\s,(–-])(?:<not to the sender>)(?:$|[^\pL])`)

// signs is true when the sender writes a name below the letter, as the body
// that he or she writes for.
func (s *source) signs(name string) bool {
	want := letters(name)
	if len(want) < 5 {
		return false
	}
	for _, v := range s.views {
		for _, l := range s.closing(v) {
			if strings.Contains(letters(l), want) {
				return true
			}
		}
	}
	return false
}

// sendsTo is true when the invoice is to be sent to an address of the firm that
// is to be billed: it will see the invoice itself.
func (s *source) sendsTo(company, address string) bool {
	label, _, _ := strings.Cut(orgDomain(domainOf(address)), ".")
	want := letters(label)
	return len(want) >= 5 && !s.isCustomers(company) && strings.HasPrefix(letters(company), want) && !slices.Contains(mailboxes(), label)
}
