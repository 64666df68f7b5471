package trust

import (
	"net/mail"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Mail is what is judged. All fields may be empty.
type Mail struct {
	// From is the header field, also of a forward or of a web form's notification.
	From mail.Address
	// Author is whose words they are in a forward or a web form; zero means From.
	Author  mail.Address
	Sender  mail.Address
	ReplyTo []mail.Address
	// AuthResults are all Authentication-Results fields from the top down.
	AuthResults []string
	// Bulk is true for lists and mailers, Auto for what a machine answers by itself.
	Bulk, Auto bool

	Subject     string
	Text        string // new text without signature
	Signature   string
	Attachments []Attachment

	FromForm  bool // From is one of the owner's web forms
	Forwarded bool // From forwards a mail of Author
	Request   bool // asks something of us
	// Company is the name that the mail claims to write for.
	Company string
	Words   Words
}

// Words are hits of the vocabulary, as the words found; empty means none.
type Words struct {
	BankChange string // talks of new bank details, or asks for ours
	Pressure   string // hurry or secrecy
	Injection  string // addresses a machine or imitates our notes
	Hidden     string // matters and is not seen by a reader
}

// Attachment is a file that came along.
type Attachment struct {
	Name string // as the sender calls it
	Type string // media type as declared
	// Content is as much of the file as is at hand. Its first bytes, the place
	// of a disc's label and the directory at the end of an archive are looked at.
	Content []byte
	Inline  bool // shown within the text, as a logo is
}

// Verdict is the trust panel of one mail.
type Verdict struct {
	// Flags of the contract, in its order.
	Flags []string
	// Signs hold at least one line for every Area, the worst first.
	Signs []contract.TrustSign
	// Grave is true when a sign is red.
	Grave bool
}

// Judge looks a mail over. For many mails of one owner prepare with Know.
func Judge(m Mail, owner contract.Owner) Verdict { return Know(owner).Judge(m) }

// Judge looks a mail over. Its time grows with the mail's text and with the
// number of known customers; nothing is kept.
func (c *Circle) Judge(m Mail) Verdict {
	k := &desk{Mail: m, circle: c, lists: embedded()}
	k.from = newParty(m.From)
	k.author = k.from
	if m.Author.Address != "" {
		k.author = newParty(m.Author)
	}
	k.verifyFrom()
	k.readWording()
	k.judgeReply()
	k.judgeSender()
	k.judgeAttachments()
	return k.verdict()
}

// desk is one mail on the desk, with what has been found so far.
type desk struct {
	Mail
	circle *Circle
	lists  *lists
	panel  panel

	from, author party
	verified     bool // our own server proved that the mail comes from From's organisation
	money        bool // wants money moved or bank details touched
	replyAway    bool // answers go to another organisation
}

// stranger is true when the words are from outside of the owner's business.
func (k *desk) stranger() bool { return !k.circle.house(k.from) }
