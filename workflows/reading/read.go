package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/mime"
	"github.com/autonomous-employee/employee/workflows/reading/reply"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Read reads a mail for its owner. It never fails: what cannot be read comes
// back with Unreadable set and nothing else but Expected ask.
func Read(raw []byte, owner contract.Owner) (r contract.Reading) {
	// The last net under a parser's fault: one mail must not stop the others.
	defer func() {
		if recover() != nil {
			r = unreadable(SayFault)
		}
	}()
	return read(raw, owner)
}

// SayFault is what the owner is told of a mail on which the program broke.
const SayFault = "The program stumbled over this mail; please see to it yourself, and tell the makers. The file is kept as it came."

func read(raw []byte, owner contract.Owner) contract.Reading {
	if say := mime.Scan(raw); say != "" {
		return unreadable(say)
	}
	msg, err := mime.Parse(raw)
	if err != nil {
		return unreadable(mime.SayUnreadable)
	}
	book, err := vocab.Load()
	if err != nil {
		return unreadable("The program's own vocabulary is damaged; install it again.")
	}
	s := gather(msg, owner, book.ForOneMail())
	r := s.envelope()
	r.Direction = s.direct()
	s.judge(&r)
	s.about(&r)
	s.locate(&r)
	s.thread(&r)
	r = bound(r)
	r.Reply = reply.Compose(r, owner)
	return r
}

func unreadable(say string) contract.Reading {
	return contract.Reading{Expected: contract.ExpectAsk, Direction: contract.DirectionNone, Unreadable: say}
}

// envelope fills what the header says, for every mail.
func (s *source) envelope() contract.Reading {
	r := contract.Reading{
		Expected: contract.ExpectIgnore, Direction: contract.DirectionNone,
		Subject: s.msg.Subject, FromName: s.msg.From.Name, FromAddress: s.msg.From.Address,
		SentAt: s.msg.Date, MessageID: s.msg.MessageID,
		Language: s.book.Detect(s.best().text),
		Excerpt:  excerpt(s.best().text),
		Evidence: map[string]contract.Evidence{},
	}
	for _, a := range s.msg.Attachments {
		name := a.Name
		if name == "" {
			name = a.Type
		}
		r.Attachments = append(r.Attachments, name)
	}
	return r
}

func ask(r *contract.Reading, field, text string) { askAbout(r, field, text, "") }

// askAbout asks about words of the mail. A field is asked about once.
func askAbout(r *contract.Reading, field, text, words string) {
	for _, q := range r.Questions {
		if q.Field == field {
			return
		}
	}
	r.Questions = append(r.Questions, contract.Question{Field: field, Text: text, Words: words})
}

func excerpt(text string) string {
	var lines []string
	for _, l := range strings.Split(text, "\n") {
		if l = squeeze(l, 160); l != "" {
			lines = append(lines, l)
		}
		if len(lines) == 12 {
			break
		}
	}
	return strings.Join(lines, "\n")
}

// TooLarge is the reading of a mail that is over the size limit, for callers
// that know the size and need not hold the bytes.
func TooLarge() contract.Reading { return unreadable(mime.SayTooLarge) }
