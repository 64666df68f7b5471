package newtext

import "strings"

// Forward is a message inside a mail.
type Forward struct {
	From    string // as written, "Name <address>" or less
	To      string // as written
	Date    string // as written, in any language and form
	Subject string
	Body    string // all below the block's header, quotes within included
	// Header is the mark and the header lines as written: the evidence for the
	// fields above.
	Header string
}

// maxForwards bounds how deep forwards are opened; a chain of passed-on mails
// in an office is three or four long.
const maxForwards = 8

// Innermost opens forwards within forwards and returns the last one, which the
// first sender wrote, with its text taken apart. Marked forwards and bare header
// blocks with nothing above them are opened, as in Split; one with words above it
// where passesOn says of the message it stands in that it only hands it on.
func (f *Forward) Innermost(signOff func(string) bool, passesOn func(*Forward) bool) (*Forward, Parts) {
	p := Split(f.Body, signOff)
	for range maxForwards - 1 {
		next := p.Forward
		if next == nil && p.Original != nil && passesOn != nil && passesOn(f) {
			next = p.Original
		}
		if next == nil || next.From == "" {
			break
		}
		f, p = next, Split(next.Body, signOff)
	}
	return f, p
}

// parseForward reads the header of a passed-on or quoted message. Marks on
// every line ("> ") are taken off first.
func parseForward(mark string, lines []string) *Forward {
	if marked(lines) && allQuoted(lines) {
		lines = unmark(lines)
	}
	f := &Forward{}
	end := f.header(lines)
	f.Header = join(append([]string{mark}, lines[:end]...))
	body := lines[end:]
	if marked(body) && allQuoted(body) {
		body = unmark(body)
	}
	f.Body = join(body)
	return f
}

// header reads fields until the body begins and returns where that is.
func (f *Forward) header(lines []string) int {
	seen, last, i := 0, "", 0
	for ; i < len(lines); i++ {
		l := lines[i]
		if isBlank(l) {
			// Some programs set each field as a paragraph of its own.
			if seen > 0 && (i+1 >= len(lines) || !isField(lines[i+1])) {
				break
			}
			continue
		}
		role, value, ok := field(l)
		if ok {
			seen++
			last = role
			f.set(role, value)
			continue
		}
		if seen == 0 {
			return 0 // a mark without header lines: all is body
		}
		if !continued(lines[i:]) {
			break
		}
		f.extend(last, strings.TrimSpace(l))
	}
	if seen == 0 {
		return 0
	}
	return i
}

// continued is true for a line that goes on with the field above it: another
// field or, within two lines, the header's end follows.
func continued(lines []string) bool {
	if len(lines) > 1 && isField(lines[1]) {
		return true
	}
	return len(lines) > 2 && !isBlank(lines[1]) && isField(lines[2])
}

func (f *Forward) slot(role string) *string {
	switch role {
	case roleFrom:
		return &f.From
	case roleTo:
		return &f.To
	case roleDate:
		return &f.Date
	case roleSubject:
		return &f.Subject
	}
	return nil
}

func (f *Forward) set(role, value string) {
	if s := f.slot(role); s != nil && *s == "" {
		*s = value
	}
}

func (f *Forward) extend(role, value string) {
	if s := f.slot(role); s != nil {
		*s = strings.TrimSpace(*s + " " + value)
	}
}

func allQuoted(lines []string) bool {
	for _, l := range lines {
		if strings.TrimSpace(l) != "" && !quoteMark(l) {
			return false
		}
	}
	return true
}

func unmark(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		t := strings.TrimLeft(l, " \t\u00a0")
		out[i] = strings.TrimPrefix(strings.TrimPrefix(t, ">"), " ")
	}
	return out
}

func isBlank(l string) bool { return strings.Trim(l, " \t>\u00a0\r") == "" }
