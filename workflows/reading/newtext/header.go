package newtext

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Roles of the header fields that mail programs write above a quoted message.
const (
	roleFrom    = "from"
	roleTo      = "to"
	roleDate    = "date"
	roleSubject = "subject"
	roleOther   = "other"
)

const (
	maxField = 400 // bytes of a header line; recipients fold over lines above that
	maxBlock = 12  // lines looked at for a header block
)

// field reads one header line in the words of the programs' languages. Marks
// of quoting, Markdown bold and table cells around it are ignored.
func field(line string) (role, value string, ok bool) {
	if len(line) > 4*maxField {
		return "", "", false
	}
	l := strings.TrimLeft(line, "> \t\u00a0|*\u200e\u200f\u202a\u202b\u202c\ufeff")
	at := strings.IndexByte(l, ':')
	if at < 1 || at > 40 {
		return "", "", false
	}
	role = fieldRole(strings.Trim(strings.ToLower(l[:at]), " *\t\u00a0\u200e\u200f"))
	if role == "" {
		return "", "", false
	}
	return role, strings.Trim(l[at+1:], "* \t\r\u00a0|\u200e\u200f\u202a\u202b\u202c"), true
}

// fieldRole knows the field names of mail programs in many languages. "A" is
// Spanish and Italian for "To", "De" is French and Spanish for "From".
func fieldRole(name string) string {
	role, _ := vocab.Word("mail fields", name)
	return role
}

func isField(line string) bool {
	_, _, ok := field(line)
	return ok
}

// headerBlock is true where a quoted message begins the way Outlook and phones
// write it: header fields in a row, in any order, the sender among them. A
// bare From, To and Date without subject or address is how people write a trip
// or a delivery, and stays.
func headerBlock(lines []string) bool {
	if len(lines) == 0 || !isField(lines[0]) {
		return false
	}
	var b block
	blank := 0
	for i, l := range lines[:min(len(lines), maxBlock)] {
		if isBlank(l) {
			if blank++; blank > 1 {
				break
			}
			continue
		}
		role, value, ok := field(l)
		if !ok {
			if blank > 0 || !continued(lines[i:]) && !strings.HasPrefix(strings.TrimSpace(l), "<") {
				break
			}
			b.address = b.address || strings.Contains(l, "@")
			continue
		}
		blank = 0
		b.add(role, value)
	}
	return b.complete()
}

// block counts what a header block has so far.
type block struct {
	from, to, date, subject, other int
	address                        bool
}

func (b *block) add(role, value string) {
	switch role {
	case roleFrom:
		if value != "" {
			b.from++
		}
	case roleTo:
		b.to++
	case roleDate:
		b.date++
	case roleSubject:
		b.subject++
	default:
		b.other++
	}
	b.address = b.address || role != roleSubject && strings.Contains(value, "@")
}

func (b *block) complete() bool {
	if b.from == 0 {
		return false
	}
	kinds := 1 + min(b.to, 1) + min(b.date, 1) + min(b.subject, 1) + min(b.other, 1)
	if kinds < 3 {
		return false
	}
	return b.subject > 0 || b.address
}
