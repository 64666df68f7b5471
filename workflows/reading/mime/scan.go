package mime

import (
	"bytes"
	stdmime "mime"
	"regexp"
	"strings"
)

// Limits on what is parsed. The parser is quadratic in nesting and in the
// number of parts: 5,000 nested parts in 343 kB take it 18 s.
const (
	MaxSize    = 25 << 20 // bytes of the whole mail, Gmail's own limit
	MaxHeader  = 256 << 10
	MaxNesting = 20
	MaxParts   = 500
	// MaxFields is for all headers of a mail together; a mail of 500 parts has
	// about 3,000. Each costs the parser far more memory than its bytes.
	MaxFields = 10_000
)

// Sentences for the owner. They name the reason and what to do, and never
// quote the mail.
const (
	SayEmpty      = "The file is empty; save the mail again and drop it once more."
	SayTooLarge   = "The mail is larger than 25 MB and was not read; ask the sender for a smaller one or make the invoice by hand."
	SayHeader     = "The mail's header is larger than 256 KB or has more than 10,000 fields, which no ordinary mail is; open it in your mail program and look who sent it."
	SayNotMail    = "The file is not a mail: it has no mail header. Save the mail as .eml from your mail program and drop that file."
	SayTwoSenders = "The mail names its sender twice, which real mail programs never do; ask the supposed sender by another way before you act on it."
	SayNesting    = "The mail has parts nested more than 20 deep, which no ordinary mail has, and was not read; ask the sender to send it again as a plain mail."
	SayParts      = "The mail has more than 500 parts and was not read; ask the sender to send the text as a plain mail."
	SayTNEF       = "The attachment winmail.dat can be opened by Outlook only; ask the sender to send the mail as plain text or HTML with the files attached."
	SayEncrypted  = "The attachment is encrypted and was not read; open it in your mail program."
	SayPartial    = "The attachment is a piece of a larger mail and was not read; ask the sender to send it in one mail."
	SayDamaged    = "The attachment is damaged and may be incomplete; ask the sender to send it again."
	SayOldCoding  = "The attachment is in an old coding (uuencode) that is not read; ask the sender to send it as an ordinary attachment."
	SayUnreadable = "The mail is damaged and could not be read; ask the sender to send it again."
)

var boundaryParam = regexp.MustCompile(`(?i)boundary\s*=\s*(?:"([^"]*)"|([^\s;"]+))`)

// isField is true for a line that begins with the name of a header field and a
// colon: [!-9;-~]+[ \t]*:
func isField(line []byte) bool {
	i := 0
	for i < len(line) && line[i] >= '!' && line[i] <= '~' && line[i] != ':' {
		i++
	}
	named := i > 0
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	return named && i < len(line) && line[i] == ':'
}

// scanner is a line machine over one mail: open boundaries from the outside
// in, and the header block it is in, if any.
type scanner struct {
	open     []string // an entry of "" is an embedded message, which has no boundary
	parts    int
	inHeader bool
	top      bool // the header of the mail itself
	fields   int  // recognised header fields of the mail itself
	froms    int
	named    int    // header fields of all parts
	header   int    // bytes of the current header block
	field    []byte // current Content-Type field, unfolded
	typing   bool   // the current field is Content-Type
	// loose is set by a boundary that different parsers read differently; then
	// every line that looks like a delimiter counts as a part.
	loose      bool
	multiparts int // Content-Type fields that name a multipart, wherever they stand
}

// Scan returns a sentence for the owner when the mail must not be parsed, and
// an empty string otherwise. Time is linear in the size.
func Scan(raw []byte) string {
	if len(bytes.TrimSpace(raw)) == 0 {
		return SayEmpty
	}
	if len(raw) > MaxSize {
		return SayTooLarge
	}
	raw = Trim(raw)
	s := scanner{inHeader: true, top: true}
	for len(raw) > 0 {
		line := raw
		if i := bytes.IndexByte(raw, '\n'); i >= 0 {
			line, raw = raw[:i+1], raw[i+1:]
		} else {
			raw = nil
		}
		if say := s.line(line); say != "" {
			return say
		}
	}
	if s.inHeader && s.top {
		return s.endOfTop()
	}
	return ""
}

// Trim takes off what may stand before a mail's first header field: a byte
// order mark, blank lines, and the "From " line of a mailbox file.
func Trim(raw []byte) []byte {
	raw = bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), " \t\r\n")
	if bytes.HasPrefix(raw, []byte("From ")) || bytes.HasPrefix(raw, []byte(">From ")) {
		if i := bytes.IndexByte(raw, '\n'); i >= 0 {
			return raw[i+1:]
		}
	}
	return raw
}

func (s *scanner) line(line []byte) string {
	if s.inHeader {
		return s.headerLine(line)
	}
	return s.bodyLine(line)
}

func (s *scanner) headerLine(line []byte) string {
	s.header += len(line)
	if s.header > MaxHeader {
		return SayHeader
	}
	trimmed := bytes.TrimRight(line, "\r\n")
	if len(trimmed) == 0 {
		return s.endOfHeader()
	}
	if line[0] == ' ' || line[0] == '\t' {
		if s.typing {
			s.field = append(s.field, trimmed...)
		}
		return ""
	}
	if !s.top && bytes.HasPrefix(line, []byte("--")) {
		return s.bodyLine(line) // a part that ends within its header
	}
	if s.top && bytes.IndexByte(trimmed, 0) >= 0 {
		return SayNotMail
	}
	s.typing = false
	if !isField(trimmed) {
		return ""
	}
	if s.named++; s.named > MaxFields {
		return SayHeader
	}
	name := strings.ToLower(string(bytes.TrimSpace(trimmed[:bytes.IndexByte(trimmed, ':')])))
	s.count(name)
	if name == "content-type" {
		s.typing, s.field = true, append(s.field[:0], trimmed...)
	}
	return ""
}

func (s *scanner) count(name string) {
	if !s.top {
		return
	}
	switch name {
	case "from":
		s.froms++
		s.fields++
	case "to", "subject", "date", "message-id", "received", "mime-version", "content-type", "return-path", "delivered-to", "reply-to", "cc", "sender":
		s.fields++
	}
}

func (s *scanner) endOfTop() string {
	if s.fields == 0 {
		return SayNotMail
	}
	if s.froms > 1 {
		return SayTwoSenders
	}
	return ""
}

func (s *scanner) endOfHeader() string {
	if s.top {
		if say := s.endOfTop(); say != "" {
			return say
		}
	}
	s.inHeader, s.top, s.header = false, false, 0
	field := string(s.field)
	s.field, s.typing = s.field[:0], false
	lower := strings.ToLower(field)
	switch {
	case strings.Contains(lower, "multipart/"):
		b := boundary(field)
		if b == "" || b != strictBoundary(field) {
			s.loose = true
		}
		if b != "" {
			s.open = append(s.open, b)
		}
	case strings.Contains(lower, "message/rfc822"):
		s.open = append(s.open, "")
		s.inHeader = true
	}
	if len(s.open) > MaxNesting {
		return SayNesting
	}
	return ""
}

func (s *scanner) bodyLine(line []byte) string {
	if !bytes.HasPrefix(line, []byte("--")) {
		return s.countMultipart(line)
	}
	if s.loose {
		s.parts++
		if s.parts > MaxParts {
			return SayParts
		}
	}
	mark := string(bytes.TrimRight(line[2:], " \t\r\n"))
	for i := len(s.open) - 1; i >= 0; i-- {
		b := s.open[i]
		if b == "" {
			continue
		}
		if mark == b {
			s.open = s.open[:i+1]
			s.parts++
			s.inHeader, s.header = true, 0
			s.field, s.typing = s.field[:0], false
			if s.parts > MaxParts {
				return SayParts
			}
			return ""
		}
		if mark == b+"--" {
			s.open = s.open[:i]
			s.inHeader = false
			return ""
		}
	}
	return ""
}

// countMultipart bounds nesting that hides from this machine: what looks like
// a multipart header in a body is counted, whether it is one or not.
func (s *scanner) countMultipart(line []byte) string {
	if len(line) < 23 || (line[0] != 'C' && line[0] != 'c') || !bytes.HasPrefix(bytes.ToLower(line[:23]), []byte("content-type: multipart")) {
		return ""
	}
	s.multiparts++
	if s.multiparts > MaxParts {
		return SayNesting
	}
	return ""
}

func boundary(field string) string {
	if m := boundaryParam.FindStringSubmatch(field); m != nil {
		return strings.TrimRight(m[1]+m[2], " \t")
	}
	return strictBoundary(field)
}

func strictBoundary(field string) string {
	_, value, _ := strings.Cut(field, ":")
	_, params, err := stdmime.ParseMediaType(value)
	if err != nil {
		return ""
	}
	return params["boundary"]
}
