package reading

import (
	"net/mail"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/htmltext"
	"github.com/autonomous-employee/employee/workflows/reading/mime"
	"github.com/autonomous-employee/employee/workflows/reading/newtext"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// maxText is how much of one alternative is read; a request is said in less.
const maxText = 40 << 10

// source is the material of one mail, taken apart: whose words they are and
// where they stand.
type source struct {
	msg     mime.Message
	owner   contract.Owner
	book    *vocab.Book
	subject string
	views   []view // the alternatives, HTML last
	form    *form  // a web form's notification
	from    mail.Address
	unsaid  bool   // a request only by its content
	forward bool   // opened: views and from are those of the forwarded message
	cover   string // folded words of the one who passed it on
	hidden  string
	cut     bool
	between bool       // the questions of the house about an invoice are answered where they stand
	askedIn string     // the language of those questions
	folded  string     // subject and first view, for deciding
	index   vocab.Text // of folded
	memo    map[string]bool
	scans   scans // nil until all is known that they depend on
}

// view is one alternative of the body.
type view struct {
	html      bool
	text      string // new text without signature
	signature string
	quoted    string
	inner     *newtext.Forward // a forwarded message, not yet opened
	original  *newtext.Forward // a quoted message that may be a forward
}

func gather(msg mime.Message, owner contract.Owner, book *vocab.Book) *source {
	s := &source{msg: msg, owner: owner, book: book, memo: map[string]bool{}, subject: msg.Subject, from: msg.From}
	signOff := func(line string) bool {
		f := vocab.Fold(line)
		start, end, ok := book.Find("sign off", f)
		if ok && docWord.MatchString(f) && len(f) > maxAbove {
			return false // "Restiamo in attesa della fattura per 6 ore a 40 €" asks for it
		}
		return ok && start == 0 && end >= len(strings.TrimRight(f, " ,.!"))
	}
	s.read(msg, signOff)
	s.openForward(signOff)
	s.subjectSays()
	s.form = formOf(s)
	s.folded = vocab.Fold(s.subject) + ".\n"
	if len(s.views) > 0 {
		words := s.best().text
		if s.form != nil {
			words = s.formWords()
		}
		if runsOn(s.subject, words) {
			s.folded = strings.TrimRight(vocab.Fold(s.subject), " .…") + " "
			words = strings.TrimLeft(words, " .…\n")
		}
		s.folded += vocab.Fold(unwrap(words))
		if len(s.folded) > decisive {
			s.folded = strings.ToValidUTF8(s.folded[:decisive], "")
		}
	}
	s.index = vocab.NewText(decimalsWhole(s.folded))
	s.book = book.Speaking(s.folded)
	s.scans = scans{}
	return s
}

// has is true when the subject or the new text speaks in words of a section.
func (s *source) has(section string) bool {
	if v, ok := s.memo[section]; ok {
		return v
	}
	v := s.book.HasIn(section, s.index)
	s.memo[section] = v
	return v
}

// decimalsWhole writes the point within a numeral as a comma, so that it ends no
// sentence: "send the invoice for 12.5 hours".
func decimalsWhole(text string) string {
	out := []byte(text)
	for i := 1; i+1 < len(out); i++ {
		if out[i] == '.' && out[i-1] >= '0' && out[i-1] <= '9' && out[i+1] >= '0' && out[i+1] <= '9' {
			out[i] = ','
		}
	}
	return string(out)
}

func (s *source) cap(text string) string {
	if len(text) > maxText {
		s.cut = true
		return strings.ToValidUTF8(text[:maxText], "")
	}
	return text
}

// add takes one alternative in. A signature with several prices is none: a
// closing formula stood in the middle of the letter. A postscript is the letter's.
func (s *source) add(p newtext.Parts, html bool) {
	if s.fromFormSender() {
		p.New = jsonFields(p.New)
	}
	if amounts := amountLines(p.Signature); amounts > 1 {
		p.New, p.Signature = p.New+"\n\n"+p.Signature, ""
	}
	if at := postscript.FindStringIndex(p.Signature); at != nil {
		p.New, p.Signature = p.New+"\n\n"+p.Signature[at[0]:], p.Signature[:at[0]]
	}
	s.views = append(s.views, view{html: html, text: s.forWritten(s.keyed(s.separated(clean(s.withAsked(p))))), signature: clean(p.Signature), quoted: p.Quoted, inner: p.Forward, original: p.Original})
}

// maxAside is how much is written below a subject that says it all, in bytes.
const maxAside = 200

// runsOn is true for a subject with which the letter's first sentence begins: "how
// much would you take..." and "...for two awnings?".
func runsOn(subject, text string) bool {
	tail, head := strings.TrimSpace(subject), strings.TrimSpace(text)
	return (strings.HasSuffix(tail, "..") || strings.HasSuffix(tail, "…")) && (strings.HasPrefix(head, "..") || strings.HasPrefix(head, "…"))
}

// subjectSays reads the subject as the letter where the text holds no figure and
// the subject names a price: "see subject".
func (s *source) subjectSays() {
	if len(s.msg.InReplyTo) > 0 || !hasMoney(s.subject) {
		return
	}
	for i, v := range s.views {
		if len(v.text) <= maxAside && !strings.ContainsAny(v.text, "0123456789") {
			s.views[i].text = strings.Join(strings.Fields(clean(s.subject)), " ") + "\n\n" + v.text
		}
	}
}

func amountLines(text string) int {
	n := 0
	for _, l := range strings.Split(text, "\n") {
		if priced(l) {
			n++
		}
	}
	return n
}

// passedOn is a subject by which a mail program marks a forward.
var passedOn = vocab.Around(`(?i)^\s*<passed on>\s*:`)

// openForward makes the forwarded message the material when a person of the
// owner's house passed it on; another's forward stays that person's mail.
func (s *source) openForward(signOff func(string) bool) {
	if !s.isHouse(s.msg.From.Address) {
		s.joinPassedOn(signOff)
		return
	}
	var inner []view
	for _, v := range s.views {
		f := v.inner
		if f == nil && v.original != nil && passedOn.MatchString(s.msg.Subject) {
			f = v.original
		}
		if f == nil {
			continue
		}
		f, p := f.Innermost(signOff, s.handsOn)
		if len(inner) == 0 {
			s.from = author(f.From)
			if f.Subject != "" {
				s.subject = f.Subject
			}
		}
		s.cover = vocab.Fold(v.text)
		inner = append(inner, view{html: v.html, text: s.keyed(s.separated(clean(p.New))), signature: clean(p.Signature), quoted: p.Quoted})
	}
	if len(inner) > 0 {
		s.views, s.forward = inner, true
		return
	}
	s.openAttached(signOff)
}

// handsOn is true for a message by which one of the house passed another on, with
// a word of his own above it: "Paul, who is this for?"
func (s *source) handsOn(f *newtext.Forward) bool {
	return passedOn.MatchString(f.Subject) && s.isHouse(author(f.From).Address)
}

// openAttached opens a mail that was passed on as an attachment.
func (s *source) openAttached(signOff func(string) bool) {
	for _, a := range s.msg.Attachments {
		msg, err := a.Open()
		if err != nil || s.isHouse(msg.From.Address) {
			continue
		}
		s.cover = vocab.Fold(s.best().text)
		s.views, s.forward = nil, true
		s.from, s.subject = msg.From, msg.Subject
		s.read(msg, signOff)
		s.msg.Attachments = append(s.msg.Attachments, msg.Attachments...)
		return
	}
}

// read takes both alternatives of a message apart.
func (s *source) read(msg mime.Message, signOff func(string) bool) {
	if strings.TrimSpace(msg.Text) != "" {
		s.add(newtext.Split(s.cap(msg.Text), signOff), false)
	}
	if strings.TrimSpace(msg.HTML) != "" {
		walked := htmltext.Walk(msg.HTML)
		s.hidden, s.cut = s.hidden+walked.Hidden, s.cut || walked.Cut
		s.add(newtext.Split(s.cap(walked.Text), signOff), true)
	}
}

// author reads the sender line of a forwarded block, which mail programs write
// in many ways: "Name <address>", "Name [mailto:address]", a name alone.
func author(line string) mail.Address {
	if a, err := mail.ParseAddress(line); err == nil {
		return *a
	}
	address := firstAddress(line)
	name, _, _ := strings.Cut(line, "<")
	name = strings.NewReplacer(address, "", "mailto:", "").Replace(name)
	return mail.Address{Name: strings.Trim(name, ` "'[]()`), Address: address}
}

// best is the alternative that says more: HTML when it holds a table, or when
// the plain text is only a line that sends the reader there.
func (s *source) best() view {
	if len(s.views) == 0 {
		return view{}
	}
	for _, v := range s.views {
		if v.html && (strings.Contains(v.text, "\n|") || len(v.text) > 3*len(s.views[0].text)) {
			return v
		}
	}
	return s.views[0]
}

// isHouse is true for the owner's own addresses, colleagues and domains.
func (s *source) isHouse(address string) bool {
	address = strings.ToLower(strings.TrimSpace(address))
	if address == "" {
		return false
	}
	for _, list := range [][]string{s.owner.Emails, s.owner.Colleagues} {
		for _, a := range list {
			if firstAddress(strings.ToLower(a)) == address {
				return true
			}
		}
	}
	domain := domainOf(address)
	for _, d := range s.owner.Domains {
		if domain == strings.ToLower(d) {
			return true
		}
	}
	return false
}
