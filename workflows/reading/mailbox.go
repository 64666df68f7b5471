package reading

import (
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
// a club: such an address belongs to nobody's firm, so that it cannot contradict.
func (s *source) namedToBill(company string) bool {
	label, _, _ := strings.Cut(orgDomain(domainOf(s.from.Address)), ".")
	if label == "" || !slices.Contains(mailboxes(), label) && !strings.Contains(label, "mail") && !s.clubOfficer() {
		return false
	}
	for _, v := range s.views {
		for _, f := range s.billed(strings.Split(unwrap(v.text), "\n")) {
			if strings.HasPrefix(letters(company), letters(f.name)) {
				return true
			}
		}
	}
	return false
}

// clubOffice stands alone below a letter, or in brackets behind a name.
var clubOffice = vocab.Around(`(?i)(?:^|[(,|–-]\s*)<office of a club>\s*[),.]?\s*(?:$|,|\|)`)

// clubOfficer is true for a sender who signs as treasurer or the like.
func (s *source) clubOfficer() bool {
	for _, v := range s.views {
		for _, l := range append(s.closing(v), lastLines(v)...) {
			if clubOffice.MatchString(strings.TrimSpace(l)) {
				return true
			}
		}
	}
	return false
}

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
