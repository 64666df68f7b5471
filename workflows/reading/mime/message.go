package mime

import "net/mail"

// Message is a decoded mail. All text is valid UTF-8 with LF line ends.
type Message struct {
	Subject    string
	From       mail.Address // zero when missing or unreadable
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

	Text        string // all text/plain parts that are not attachments
	HTML        string // all text/html parts that are not attachments
	Attachments []Attachment
}

// Attachment is a decoded part that is not a body. Content is cut to the bytes
// of the mail it came from and is never executed or followed.
type Attachment struct {
	Name    string
	Type    string // media type as declared, lower case
	Content []byte
	Inline  bool
}
