package mime

import (
	"bytes"
	"errors"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jhillyerd/enmime/v2"
	"github.com/jhillyerd/enmime/v2/mediatype"
)

// ErrUnreadable is returned for a mail that the parser gives up on. Its text
// is fixed: parser errors quote the mail.
var ErrUnreadable = errors.New("mail could not be parsed")

// Parse decodes a mail that Scan let through. Attachments are decoded in place;
// at its peak a mail takes less than eight times its size, and beside that a
// mail of very many parts turns over at most 12 MB of the library's buffers.
func Parse(raw []byte) (msg Message, err error) {
	defer func() {
		// The parser is foreign code fed by strangers; its panic must not take the worker down.
		if recover() != nil {
			msg, err = Message{}, ErrUnreadable
		}
	}()
	parser := enmime.NewParser(
		enmime.RawContent(true),
		enmime.SkipMalformedParts(true),
		enmime.MultipartWOBoundaryAsSinglePart(true),
		enmime.SetReadPartErrorPolicy(func(*enmime.Part, error) bool { return true }),
		enmime.MaxStoredPartErrors(1),
		enmime.SetCustomParseMediaType(mediaType),
	)
	root, err := parser.ReadParts(bytes.NewReader(Trim(raw)))
	if err != nil || root == nil {
		return Message{}, ErrUnreadable
	}
	msg = header(root.Header)
	var c collector
	c.walk(root)
	msg.Text, msg.HTML = strings.Join(c.text, "\n\n"), strings.Join(c.html, "\n\n")
	msg.Attachments, msg.Guessed = c.attachments, c.guessed
	return msg, nil
}

// mediaType never fails on a type that is there: a part with a damaged type
// is a part all the same.
func mediaType(field string) (string, map[string]string, []string, error) {
	if strings.TrimSpace(field) == "" {
		return "", nil, nil, errNoType
	}
	if !utf8.ValidString(field) {
		field = mixed([]byte(field)) // a raw file name
	}
	field = noSemicolon.ReplaceAllString(field, "$1; $2")
	kind, params, invalid, err := mediatype.ParseWithOptions(field, mediatype.ParseOptions{StripMediaTypeInvalidCharacters: true})
	// For a type it cannot read the library says octet-stream, which would hide a text.
	if err == nil && (wholeType.MatchString(kind) && (kind != octets || strings.HasPrefix(strings.ToLower(strings.TrimSpace(field)), octets)) || kind == "attachment" || kind == "inline") {
		return kind, params, invalid, nil
	}
	kind = strings.ToLower(strings.Trim(field[:strings.IndexAny(field+";", "; \t")], `"'<>`))
	params = map[string]string{}
	if b := boundary(field); b != "" && strings.HasPrefix(kind, "multipart/") {
		params["boundary"] = b
	}
	if m := charsetParam.FindStringSubmatch(field); m != nil {
		params["charset"] = m[1]
	}
	if kind != "attachment" && kind != "inline" && !wholeType.MatchString(kind) {
		kind = "text/plain"
	}
	return kind, params, nil, nil
}

var (
	wholeType   = regexp.MustCompile(`^[^/\s]+/[^/\s]+$`)
	noSemicolon = regexp.MustCompile(`^(\s*[\w.+-]+/[\w.+-]+)\s+(\w[\w*-]*\s*=)`) // "text/plain charset=utf-8"
)

const octets = "application/octet-stream"

var errNoType = errors.New("no media type")

func header(h textproto.MIMEHeader) Message {
	msg := Message{
		Subject:    decodeField(h.Get("Subject")),
		Authors:    addresses(h.Get("From")),
		Sender:     first(addresses(h.Get("Sender"))),
		ReplyTo:    addresses(h.Get("Reply-To")),
		MessageID:  oneLine(h.Get("Message-Id")),
		InReplyTo:  oneLine(h.Get("In-Reply-To")),
		References: oneLine(h.Get("References")),
	}
	msg.From = first(msg.Authors)
	for _, field := range h.Values("Authentication-Results") {
		msg.AuthResults = append(msg.AuthResults, oneLine(field))
	}
	msg.To = append(addresses(h.Get("To")), addresses(h.Get("Cc"))...)
	if t, err := mail.ParseDate(oneLine(h.Get("Date"))); err == nil && t.Year() > 1970 && t.Year() < 3000 {
		msg.Date = t.Format(time.RFC3339)
	}
	precedence := strings.ToLower(h.Get("Precedence"))
	msg.Bulk = h.Get("List-Id") != "" || h.Get("List-Unsubscribe") != "" || h.Get("List-Post") != "" ||
		precedence == "bulk" || precedence == "list" || precedence == "junk"
	auto := strings.ToLower(h.Get("Auto-Submitted"))
	msg.Auto = auto != "" && auto != "no"
	return msg
}

// collector gathers the leaves of the tree in the order they are shown.
type collector struct {
	text, html  []string
	attachments []Attachment
	guessed     bool
}

func (c *collector) walk(p *enmime.Part) {
	for ; p != nil; p = p.NextSibling {
		if p.FirstChild != nil {
			c.walk(p.FirstChild)
			continue
		}
		kind := strings.ToLower(p.ContentType)
		if kind == "" && p.Parent != nil && strings.EqualFold(p.Parent.ContentType, "multipart/digest") {
			kind = TypeMail // RFC 2046, 5.1.5
		}
		if strings.HasPrefix(kind, "multipart/") {
			if len(bytes.TrimSpace(p.Content)) == 0 {
				continue
			}
			kind = "text/plain" // a multipart without a boundary or without parts still says something
		}
		c.leaf(p, kind)
		p.Content = nil
	}
}

func (c *collector) leaf(p *enmime.Part, kind string) {
	name := fileName(p)
	attached := strings.EqualFold(p.Disposition, "attachment") || name != ""
	content, problem := decodeTransfer(p.Content, p.Header.Get("Content-Transfer-Encoding"))
	if problem == SayOldCoding || attached || kind != "text/plain" && kind != "text/html" && kind != "" {
		c.attach(p, Attachment{Name: name, Type: kind, Content: content, Problem: problem})
		return
	}
	c.guessed = c.guessed || problem != ""
	charset := p.Charset
	if kind == "text/html" {
		text, guessed := decodeText(content, htmlCharset(charset, content))
		c.html, c.guessed = append(c.html, text), c.guessed || guessed
		return
	}
	text, guessed := decodeText(content, charset)
	text, coded := uncode(text)
	c.attachments = append(c.attachments, coded...)
	if _, params, _, err := mediaType(p.Header.Get("Content-Type")); err == nil && strings.EqualFold(params["format"], "flowed") {
		text = unflow(text, strings.EqualFold(params["delsp"], "yes"))
	}
	c.text, c.guessed = append(c.text, text), c.guessed || guessed
}

func (c *collector) attach(p *enmime.Part, a Attachment) {
	a.Inline = strings.EqualFold(p.Disposition, "inline") ||
		!strings.EqualFold(p.Disposition, "attachment") && p.ContentID != "" && p.Parent != nil && strings.EqualFold(p.Parent.ContentType, "multipart/related")
	if a.Problem == "" {
		a.Problem = unreadable(a.Type, a.Name)
	}
	if a.Problem == "" && strings.HasPrefix(a.Type, "text/") && p.Charset != "" {
		if enc, known := lookup(p.Charset); known && enc != nil {
			if out, ok := transcode(enc, a.Content); ok {
				a.Content = out
			}
		}
	}
	c.attachments = append(c.attachments, a)
}

// unreadable says what to do about attachments that only one program opens.
func unreadable(kind, name string) string {
	switch {
	case kind == "application/ms-tnef" || kind == "application/vnd.ms-tnef" || strings.EqualFold(name, "winmail.dat"):
		return SayTNEF
	case kind == "application/pkcs7-mime" || kind == "application/x-pkcs7-mime" || kind == "application/pgp-encrypted" || strings.EqualFold(name, "smime.p7m"):
		return SayEncrypted
	case kind == "message/partial":
		return SayPartial
	}
	return ""
}
