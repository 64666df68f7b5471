package mime

import "net/mail"

// Message is a decoded mail. All text is valid UTF-8 with LF line ends.
type Message struct {
	Subject string
	From    mail.Address // zero when missing or unreadable
	// Authors are all addresses of the From field, From first. More than one is
	// allowed (RFC 5322, 3.6.2) and next to never meant well.
	Authors    []mail.Address
	Sender     mail.Address
	ReplyTo    []mail.Address
	To         []mail.Address // To and Cc
	Date       string         // RFC 3339, empty when missing or unreadable
	MessageID  string
	InReplyTo  string
	References string
	// AuthResults are the Authentication-Results fields from the top down,
	// those of strangers' servers included.
	AuthResults []string
	// Bulk is true for what lists and mailers mark as sent to many.
	Bulk bool
	// Auto is true for what a machine answers by itself.
	Auto bool

	Text string // all text/plain parts that are not attachments, in order
	HTML string // all text/html parts that are not attachments, in order
	// Guessed is true when letters of the text were in no known or declared
	// charset and were read as Windows-1252: names may be spelt wrongly, digits
	// and Latin letters are right.
	Guessed     bool
	Attachments []Attachment
}

// Attachment is a decoded part that is not a body. It is never executed or
// followed.
type Attachment struct {
	Name string // one line, no path, no characters that turn the direction of writing
	Type string // media type as declared, lower case
	// Content is decoded; text of a known charset is UTF-8. A forwarded mail
	// (message/rfc822) is kept as it is: Open reads it.
	Content []byte
	Inline  bool
	// Problem is empty, or a sentence for the owner that says why the content
	// cannot be used and what to do.
	Problem string
}

// TypeMail is the media type of a mail attached to a mail.
const TypeMail = "message/rfc822"

// Open reads an attached mail as Parse would, under the limits of Scan. It
// returns ErrUnreadable for what is no mail or must not be parsed.
func (a Attachment) Open() (Message, error) {
	if a.Type != TypeMail && a.Type != "message/global" || Scan(a.Content) != "" {
		return Message{}, ErrUnreadable
	}
	return Parse(a.Content)
}
