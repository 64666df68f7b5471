package newtext

import "strings"

// Parts of a text. New excludes the signature.
type Parts struct {
	New       string
	Signature string // closing formula and below, mobile signatures, list footers
	Quoted    string
	// Disclaimer is the "This e-mail is confidential" paragraph and the banner
	// that a gateway puts above mail from outside.
	Disclaimer string
	// Forward is set when the text carries a forwarded message: under a mark
	// that says so, or under a bare header block with nothing new above it.
	Forward *Forward
	// Original is the first quoted message where it stands under a header block
	// and nothing in the text says whether it was answered or passed on. The
	// mail's subject does: FW:, WG:, TR:, RV:, I:, Doorst:. Its words are in
	// Quoted too.
	Original *Forward
	// Answers are what stands below quoted lines, each with those lines: a mail
	// that is answered between its questions. Their words are in New too.
	Answers []Answer
}

// Answer is new text right below a stretch of quoted lines.
type Answer struct{ Quoted, Text string }

// splitter is a line machine over one text. Lines of the sender wait in
// segment until a quote or the end tells that the stretch is complete.
type splitter struct {
	lines   []string
	signOff func(string) bool
	segment []string
	answers bool // a quote stands above the segment

	fresh, signature, disclaimer, quoted []string

	asked  []string // quoted lines that nothing stands below yet
	answer []Answer
}

// Split takes a text apart. signOff says whether a line closes a letter
// ("Kind regards"), in whatever languages the caller knows; nil knows none.
// Line ends are LF. Time is linear in the text.
func Split(text string, signOff func(string) bool) Parts {
	s := splitter{lines: strings.Split(text, "\n"), signOff: signOff}
	for i := 0; i < len(s.lines); {
		l := s.lines[i]
		if isForwardMark(l) && (!quoteMark(l) || len(s.quoted) == 0) {
			s.flush()
			return s.forward(i)
		}
		if n := s.original(i); n >= 0 {
			s.flush()
			return s.below(i, n)
		}
		if quoteMark(l) || lettered(s.lines, i) {
			s.quote(s.lines[i : i+1])
			i++
			continue
		}
		n := attribution(s.lines[i:])
		if n == 0 {
			s.segment = append(s.segment, l)
			i++
			continue
		}
		s.quote(s.lines[i : i+n])
		i += n
		// Marks tell quote from answer. Without marks and with nothing above, the
		// words below are the only ones there are.
		if !marked(s.lines[i:]) && !s.silent() {
			s.quote(s.lines[i:])
			break
		}
	}
	s.flush()
	return s.parts()
}

func (s *splitter) parts() Parts {
	return Parts{New: join(s.fresh), Signature: join(s.signature), Disclaimer: join(s.disclaimer), Quoted: join(s.quoted), Answers: s.answer}
}

func (s *splitter) quote(lines []string) {
	s.flush()
	s.answers = true
	s.quoted = append(s.quoted, lines...)
	s.asked = append(s.asked, lines...)
}

// silent is true when the sender has said nothing so far.
func (s *splitter) silent() bool { return join(s.fresh) == "" }

// flush sorts the lines of a complete stretch into new text, signature and
// disclaimer.
func (s *splitter) flush() {
	if len(s.segment) == 0 {
		return
	}
	p := dissect(s.segment, s.signOff, s.answers)
	s.add(p)
	s.segment = nil
}

// add takes in a stretch, with no more than one blank line where a quote stood.
func (s *splitter) add(p sorted) {
	fresh := p.fresh
	if n := len(s.fresh); n == 0 || strings.TrimSpace(s.fresh[n-1]) == "" {
		for len(fresh) > 0 && strings.TrimSpace(fresh[0]) == "" {
			fresh = fresh[1:]
		}
	}
	if said := join(fresh); said != "" && len(s.asked) > 0 {
		s.answer, s.asked = append(s.answer, Answer{Quoted: join(s.asked), Text: said}), nil
	}
	s.fresh = append(s.fresh, fresh...)
	s.signature = append(s.signature, p.signature...)
	s.disclaimer = append(s.disclaimer, p.disclaimer...)
}

// forward ends the text at a forward mark. Where the forwarded message is
// marked with ">", what stands unmarked below it is the sender's again.
func (s *splitter) forward(at int) Parts {
	body, end := s.lines[at+1:], len(s.lines)
	if marked(body) {
		for k, l := range body {
			if strings.TrimSpace(l) != "" && !quoteMark(l) {
				end = at + 1 + k
				break
			}
		}
	}
	f := parseForward(s.lines[at], s.lines[at+1:end])
	if end < len(s.lines) {
		s.add(dissect(s.lines[end:], s.signOff, true))
	}
	p := s.parts()
	p.Forward = f
	return p
}

// original returns how many lines of marks ("-----Original Message-----", a
// rule of underscores) stand above a quoted message at i, and -1 when none
// begins here.
func (s *splitter) original(i int) int {
	if isOriginalMark(s.lines[i]) {
		return 1
	}
	if isRule(s.lines[i]) {
		next := i + 1
		for next < len(s.lines) && next < i+3 && strings.TrimSpace(s.lines[next]) == "" {
			next++
		}
		if headerBlock(s.lines[next:]) {
			return next - i
		}
		return -1
	}
	if !quoteMark(s.lines[i]) && headerBlock(s.lines[i:]) {
		return 0
	}
	return -1
}

// below ends the text at a quoted message without marks on its lines.
func (s *splitter) below(at, marks int) Parts {
	f := parseForward(strings.Join(s.lines[at:at+marks], "\n"), s.lines[at+marks:])
	if s.silent() && f.From != "" {
		p := s.parts()
		p.Forward = f
		return p
	}
	s.quoted = append(s.quoted, s.lines[at:]...)
	p := s.parts()
	if f.From != "" {
		p.Original = f
	}
	return p
}

// quoteMark is true for a line that a mail program marked as quoted.
func quoteMark(l string) bool { return strings.HasPrefix(strings.TrimLeft(l, " \t\u00a0"), ">") }

// lettered is true for the old style that quotes with the author's initials,
// "JM> text", on at least two lines in a row.
func lettered(lines []string, i int) bool {
	mark := initials(lines[i])
	return mark != "" && (i > 0 && initials(lines[i-1]) == mark || i+1 < len(lines) && initials(lines[i+1]) == mark)
}

func initials(l string) string {
	at := strings.IndexByte(l, '>')
	if at < 1 || at > 3 || len(l) > at+1 && l[at+1] != ' ' && l[at+1] != '>' {
		return ""
	}
	for _, c := range []byte(l[:at]) {
		if c < 'A' || c > 'Z' {
			return ""
		}
	}
	return l[:at]
}

// marked is true when the next line that is not blank is marked as quoted.
func marked(lines []string) bool {
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			return quoteMark(l)
		}
	}
	return false
}

func join(lines []string) string {
	return strings.Trim(strings.TrimRight(strings.Join(lines, "\n"), " \t\n\u00a0"), "\n")
}
