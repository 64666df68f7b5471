package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// companyLead is what leads to a name within a sentence and is no part of it:
	// "d'Ancelin SARL", "Bedrijfsnaam Zijlstra BV".
	companyLead = vocab.Around(`^(?:(?:d|qu|all|dall|dell|nell|sull)['’]|(?i:<name of firm label>)\s+)(\p{Lu})`)
	// deskOf is a desk behind the name of its body: "Mairie de Brissarthe - Service scolaire".
	deskOf = regexp.MustCompile(`^(.{4,}?)\s+[-–—]\s+\P{N}{3,40}$`)
	// deskLast is a desk that a name ends with: "St Wilfrid's Primary School Office".
	deskLast = regexp.MustCompile(`^(.+\s(?:School|College|Academy|Council|Church|Club|Association|Society|Trust))\s(?:Office|Reception|Accounts|Admin|Finance|Bursary)$`)
)

// withoutLead is a name without what leads to it.
func withoutLead(name string) string {
	if m := companyLead.FindStringSubmatchIndex(name); m != nil {
		return name[m[2]:]
	}
	return name
}

// withoutDesk is a body's name without the desk that a mailbox adds to it, where the
// mail names the body alone as well, or the desk is a plain one.
func withoutDesk(text, name string) string {
	if m := deskLast.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	m := deskOf.FindStringSubmatch(name)
	if m == nil {
		return name
	}
	for rest := text; ; {
		_, behind, ok := strings.Cut(rest, m[1])
		if !ok {
			return name
		}
		if !strings.HasPrefix(strings.TrimLeft(behind, " "), "-") && !strings.HasPrefix(strings.TrimLeft(behind, " "), "–") {
			return m[1]
		}
		rest = behind
	}
}
