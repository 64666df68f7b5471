package mime

import (
	"bytes"
	"errors"
	stdmime "mime"
	"net/mail"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jhillyerd/enmime/v2"
	"golang.org/x/text/encoding/charmap"
)

// ErrUnreadable is returned for a mail that the parser gives up on. Its text
// is fixed: parser errors quote the mail.
var ErrUnreadable = errors.New("mail could not be parsed")

// Parse decodes a mail that Scan let through.
func Parse(raw []byte) (msg Message, err error) {
	defer func() {
		// The parser is foreign code fed by strangers; its panic must not take the worker down.
		if recover() != nil {
			msg, err = Message{}, ErrUnreadable
		}
	}()
	parser := enmime.NewParser(
		enmime.DisableTextConversion(true),
		enmime.DisableCharacterDetection(true),
		enmime.SkipMalformedParts(true),
		enmime.MultipartWOBoundaryAsSinglePart(true),
		enmime.SetReadPartErrorPolicy(func(*enmime.Part, error) bool { return true }),
		enmime.MaxStoredPartErrors(1),
		enmime.StripMediaTypeInvalidCharacters(true),
	)
	root, err := parser.ReadParts(bytes.NewReader(Trim(raw)))
	if err != nil || root == nil {
		return Message{}, ErrUnreadable
	}
	env, err := parser.EnvelopeFromPart(root)
	if err != nil {
		return Message{}, ErrUnreadable
	}
	msg = header(env)
	collect(root, &msg)
	return msg, nil
}

func header(env *enmime.Envelope) Message {
	msg := Message{
		Subject:     oneLine(env.GetHeader("Subject")),
		From:        first(addresses(env.GetHeader("From"))),
		Sender:      first(addresses(env.GetHeader("Sender"))),
		ReplyTo:     addresses(env.GetHeader("Reply-To")),
		MessageID:   oneLine(env.GetHeader("Message-Id")),
		InReplyTo:   oneLine(env.GetHeader("In-Reply-To")),
		References:  oneLine(env.GetHeader("References")),
		AuthResults: env.GetHeaderValues("Authentication-Results"),
	}
	msg.To = append(addresses(env.GetHeader("To")), addresses(env.GetHeader("Cc"))...)
	if t, err := mail.ParseDate(oneLine(env.GetHeader("Date"))); err == nil && t.Year() > 1970 && t.Year() < 3000 {
		msg.Date = t.Format(time.RFC3339)
	}
	precedence := strings.ToLower(env.GetHeader("Precedence"))
	msg.Bulk = env.GetHeader("List-Id") != "" || env.GetHeader("List-Unsubscribe") != "" || env.GetHeader("List-Post") != "" ||
		precedence == "bulk" || precedence == "list" || precedence == "junk"
	auto := strings.ToLower(env.GetHeader("Auto-Submitted"))
	msg.Auto = auto != "" && auto != "no"
	return msg
}

func collect(p *enmime.Part, msg *Message) {
	for ; p != nil; p = p.NextSibling {
		if p.FirstChild != nil {
			collect(p.FirstChild, msg)
			continue
		}
		if strings.HasPrefix(p.ContentType, "multipart/") && len(p.Content) == 0 {
			continue
		}
		attached := p.Disposition == "attachment" || p.FileName != ""
		switch {
		case !attached && (p.ContentType == "text/plain" || p.ContentType == ""):
			msg.Text = joined(msg.Text, utf8Text(p.Content))
		case !attached && p.ContentType == "text/html":
			msg.HTML = joined(msg.HTML, utf8Text(p.Content))
		default:
			msg.Attachments = append(msg.Attachments, Attachment{
				Name: oneLine(p.FileName), Type: strings.ToLower(p.ContentType), Content: p.Content, Inline: p.Disposition == "inline",
			})
		}
	}
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n\n" + b
}

// utf8Text makes text valid: bytes in no declared charset are read as
// Windows-1252, which real mailers without a declaration mean.
func utf8Text(b []byte) string {
	s := string(b)
	if !utf8.ValidString(s) {
		if dec, err := charmap.Windows1252.NewDecoder().Bytes(b); err == nil {
			s = string(dec)
		}
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	return strings.ReplaceAll(s, "\x00", "")
}

func oneLine(s string) string { return strings.Join(strings.Fields(utf8Text([]byte(s))), " ") }

// addresses reads an address field leniently; what cannot be read is left out.
func addresses(field string) []mail.Address {
	field = oneLine(field)
	if field == "" {
		return nil
	}
	parser := mail.AddressParser{WordDecoder: &stdmime.WordDecoder{}}
	if list, err := parser.ParseList(field); err == nil {
		out := make([]mail.Address, 0, len(list))
		for _, a := range list {
			out = append(out, mail.Address{Name: oneLine(a.Name), Address: a.Address})
		}
		return out
	}
	return loose(field)
}

// loose takes the last <...> or the only word with an @, and the words before
// it as the name: display names with commas or non-ASCII letters left unquoted
// are common.
func loose(field string) []mail.Address {
	open, end := strings.LastIndexByte(field, '<'), strings.LastIndexByte(field, '>')
	if open >= 0 && end > open {
		addr := strings.TrimSpace(field[open+1 : end])
		if strings.Count(addr, "@") == 1 && !strings.ContainsAny(addr, " <>,;") {
			return []mail.Address{{Name: strings.Trim(field[:open], ` "'`), Address: addr}}
		}
		return nil
	}
	if strings.Count(field, "@") == 1 && !strings.ContainsAny(field, " <>,;:") {
		return []mail.Address{{Address: field}}
	}
	return nil
}

func first(list []mail.Address) mail.Address {
	if len(list) == 0 {
		return mail.Address{}
	}
	return list[0]
}
