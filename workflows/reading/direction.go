package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// direct decides who wants what from whom, on the new text alone. What is not
// plainly a request is none. Looking for the stems first, without which no mail is
// a request, keeps ordinary mail cheap.
func (s *source) direct() contract.Direction {
	if !s.between && !vocab.HasListed("request stems", s.folded) || s.rambles() {
		return contract.DirectionNone
	}
	if !s.forward && s.form == nil && s.isHouse(s.msg.From.Address) {
		return contract.DirectionNone
	}
	many := s.form == nil && s.sentToMany()
	if many && !s.meant() {
		return s.massMail()
	}
	w := s.wish()
	switch {
	case s.form != nil && w.direction != "":
		return w.direction
	case many && !w.strong:
		return s.wantedOrMass(w)
	case w.placed && s.has("order placed"):
		return contract.DirectionOrder
	case s.has("correction"), s.faulty():
		return contract.DirectionCorrection
	case s.has("dunning") && (!w.strong || s.remindsToPay()):
		return contract.DirectionDunning
	case s.passedToPay(), s.theirBill() && !s.billsItself():
		return contract.DirectionIncomingBill
	case s.has("decline") && !(w.strong && s.stated() && s.awaitsReference()):
		return contract.DirectionNone
	case s.has("question") && !(w.strong && s.stated()):
		return contract.DirectionQuestion
	case w.strong || w.placed:
		return s.orOffer(w)
	}
	return s.otherPaper(w)
}

// remindsToPay is true for a subject that reminds of a bill and asks for none:
// such mails speak of what they will charge.
func (s *source) remindsToPay() bool {
	subject := vocab.Fold(s.subject)
	return s.book.Has("dunning", subject) && !s.book.Has("ask invoice", subject) && s.book.Has("dunning", vocab.Fold(s.best().text))
}

// wantedOrMass tells a customer's mail, whose one word of advertising is what was ordered,
// "4 newsletters at 65", from what is written to many.
func (s *source) wantedOrMass(w wish) contract.Direction {
	if w.direction != "" && !s.msg.Bulk && !s.msg.Auto && !s.praises() && s.otherPaper(w) == w.direction {
		return w.direction
	}
	return s.massMail()
}

// otherPaper sorts mail that asks for nothing in plain words: paper of others,
// and what is a request only for want of a better reading.
func (s *source) otherPaper(w wish) contract.Direction {
	switch {
	case s.tells("paid"):
		return contract.DirectionReceipt
	case !s.msg.Bulk && !s.msg.Auto && s.billsItself() && s.listsPriced():
		return contract.DirectionInvoice
	case s.isReply() && s.has("settled talk") && s.has("existing invoice") && !s.has("receipt"):
		return contract.DirectionNone // the owner's own bill has arrived
	case s.has("incoming bill"):
		return contract.DirectionIncomingBill
	case s.tells("receipt"):
		return contract.DirectionReceipt
	case s.amendsReply():
		return s.threadWish()
	case s.between && w.direction == "" && s.stated():
		return contract.DirectionInvoice
	case s.has("amends") && docWord.MatchString(s.folded):
		return contract.DirectionInvoice
	case s.has("offer"):
		return contract.DirectionNone
	case w.direction != "":
		return w.direction
	case s.has("existing invoice") && strings.Contains(s.folded, "?"):
		return contract.DirectionQuestion
	case s.has("settled talk"):
		return contract.DirectionNone
	case s.implied():
		s.unsaid = !s.namesBilled() && !s.billsFirm()
		return contract.DirectionInvoice
	}
	return contract.DirectionNone
}

// orOffer holds a plain request against signs of paper that is offered to the
// owner: an offer with "please order" in it, a bill with "we accept cards".
func (s *source) orOffer(w wish) contract.Direction {
	switch {
	case w.direction == contract.DirectionInvoice || w.placed:
		return w.direction
	case w.direction == contract.DirectionOrder && s.has("incoming bill"):
		return contract.DirectionIncomingBill
	case s.has("offer"):
		return contract.DirectionNone
	}
	return w.direction
}

// Requests are short, and long ones say early what they want.
const (
	longText = 8000
	opening  = 1500
	decisive = 24 << 10 // what of a text decides, in bytes
)

// rambles is true for a long text that asks for nothing at its beginning:
// digests and minutes quote other people's requests.
func (s *source) rambles() bool {
	if len(s.folded) < longText {
		return false
	}
	head := strings.ToValidUTF8(s.folded[:opening], "")
	return !s.book.Has("ask invoice", head) && !s.book.Has("ask quote", head) && !s.book.Has("order placed", head) && !s.book.Has("order strong", head)
}

// wish is what the sender wants of the owner.
type wish struct {
	direction contract.Direction // empty for nothing
	strong    bool               // in plain words, not only by the circumstances
	placed    bool               // a purchase order laid out for the owner to fill
}

// wish reads which request the words make. An explicit order comes before the
// wish to be billed that goes with it; a wish for a price comes before an order
// that is to follow.
func (s *source) wish() wish {
	text := s.index
	if s.form != nil {
		text = vocab.NewText(strings.ReplaceAll(s.folded, "|", " "))
	}
	var cut *vocab.Text
	says := func(section string) bool {
		if s.form == nil && !s.has(section) || s.form != nil && !s.book.HasIn(section, text) {
			return false
		}
		if cut == nil {
			without := s.uncalled(text)
			cut = &without
		}
		return cut.String() == text.String() || s.book.HasIn(section, *cut)
	}
	invoice := says("ask invoice")
	switch {
	case s.onlyThen(invoice, text) && says("ask quote"):
		return wish{direction: contract.DirectionQuote, strong: true}
	case says("order placed"):
		return wish{direction: contract.DirectionOrder, strong: true}
	case invoice:
		return wish{direction: contract.DirectionInvoice, strong: true}
	case s.has("order form") && (s.isVendor() || s.has("order columns") && !s.has("incoming bill") && !s.has("receipt")):
		return wish{direction: contract.DirectionOrder, placed: true}
	case says("order strong"):
		return wish{direction: contract.DirectionOrder, strong: true}
	case says("order hint") && s.stated():
		return wish{direction: contract.DirectionOrder}
	case s.isReply() && s.has("bill announced") && s.stated(), says("ask weak") && s.goesWith(), says("ask hint") && (s.form != nil || s.namesBilled()):
		return wish{direction: contract.DirectionInvoice}
	}
	if s.form != nil {
		return wish{direction: s.formDirection()}
	}
	return wish{}
}

// asksPrice is true for a question without an amount: what has no price cannot be
// billed yet, so the invoice it speaks of is one for later.
func (s *source) asksPrice() bool {
	return s.form == nil && strings.Contains(s.folded, "?") && !hasMoney(s.best().text)
}

// uncalled is a text without words that only look like a request: what is not
// wanted, and papers that exist already.
func (s *source) uncalled(text vocab.Text) vocab.Text {
	var cut []byte
	for _, section := range []string{"not asked", "question"} {
		for _, m := range s.book.AllIn(section, text) {
			if cut == nil {
				cut = []byte(text.String())
			}
			for i := m[0]; i < m[1]; i++ {
				cut[i] = '#'
			}
		}
	}
	if cut == nil {
		return text
	}
	return vocab.NewText(string(cut))
}

// massMail tells advertising from the paper of shops and from what lists and
// machines write.
func (s *source) massMail() contract.Direction {
	advertises := s.has("marketing")
	switch {
	case advertises && (s.msg.Bulk || s.praises()):
		return contract.DirectionMarketing
	case s.has("dunning"):
		return contract.DirectionDunning
	case s.has("paid"):
		return contract.DirectionReceipt
	case s.has("incoming bill"):
		return contract.DirectionIncomingBill
	case s.has("receipt"):
		return contract.DirectionReceipt
	case advertises:
		return contract.DirectionMarketing
	}
	return contract.DirectionNone
}

// sentToMany is true for what lists and machines send and what speaks like it.
func (s *source) sentToMany() bool { return s.msg.Bulk || s.msg.Auto || s.has("marketing") }

// meant is true when a mail that a machine sent is meant for the owner alone:
// it names the owner as the supplier, or by name together with a price.
func (s *source) meant() bool {
	switch {
	case s.isVendor():
		return true
	case !s.stated():
		return false
	case (s.msg.Bulk || s.msg.Auto || s.praises()) && s.has("marketing"):
		return s.namesFully(s.folded)
	}
	return s.namesOwner(s.folded)
}

// praises is true for a mail with words of advertising in more than one place:
// a customer's may have one, and greet by the first name.
func (s *source) praises() bool {
	end, places := 0, 0
	for _, m := range s.book.AllIn("marketing", s.index) {
		if m[0] >= end {
			end, places = m[1], places+1
		}
	}
	return places > 1
}

// isVendor is true where a form names the owner as the one who is to supply.
func (s *source) isVendor() bool {
	const reach = 60 // bytes from the label to the name
	for _, m := range s.book.All("vendor label", s.folded) {
		if s.namesFully(strings.ToValidUTF8(s.folded[m[1]:min(len(s.folded), m[1]+reach)], "")) {
			return true
		}
	}
	return false
}

// namesFully is true when the folded text holds the owner's company or whole
// name; a first name alone is what every newsletter greets with.
func (s *source) namesFully(text string) bool {
	for _, name := range []string{s.owner.Company, s.owner.Name} {
		if name = vocab.Fold(strings.TrimSpace(name)); len(name) > 4 && strings.Contains(text, name) {
			return true
		}
	}
	return false
}

// namesOwner is true when the folded text holds the owner's company or name,
// or the first name.
func (s *source) namesOwner(text string) bool {
	first, _, _ := strings.Cut(s.owner.Name, " ")
	for _, name := range []string{s.owner.Company, s.owner.Name, first} {
		if name = vocab.Fold(strings.TrimSpace(name)); len(name) > 2 && strings.Contains(text, name) {
			return true
		}
	}
	return false
}

// amendsReply is true for a reply whose new text only changes figures or lines
// of a request that stands in its thread.
func (s *source) amendsReply() bool {
	return s.isReply() && !s.wish().strong && (s.has("amends reply") || len(s.changes()) > 0) && s.threadWish() != contract.DirectionNone
}

func (s *source) isReply() bool {
	return len(s.references()) > 0 || strings.HasPrefix(s.folded, "re:") || strings.HasPrefix(s.folded, "aw:")
}

// threadWish is what the quoted part of a mail asks for, or its subject where
// nothing is quoted.
func (s *source) threadWish() contract.Direction {
	quoted := vocab.Fold(s.best().quoted)
	quoted = strings.ToValidUTF8(quoted[:min(len(quoted), longText)], "")
	for _, about := range []string{strings.ReplaceAll(quoted, "\n>", "\n"), vocab.Fold(s.subject)} {
		switch {
		case s.book.Has("existing invoice", about):
			return contract.DirectionNone
		case s.book.Has("ask invoice", about), s.book.Has("ask weak", about):
			return contract.DirectionInvoice
		case s.book.Has("ask quote", about):
			return contract.DirectionQuote
		case s.book.Has("order placed", about), s.book.Has("order strong", about), s.book.Has("order form", about):
			return contract.DirectionOrder
		}
	}
	return contract.DirectionNone
}

// stated is true when the new text names a price, or who is to be billed: what
// makes talk of an invoice a request for one.
func (s *source) stated() bool {
	text := s.best().text
	if len(text) > longText {
		return false
	}
	return s.namesBilled() || hasMoney(text) || centsInName.MatchString(text) && (namedCurrency(strings.Join(strings.Fields(s.folded), " ")) != "" || declaredCurrency(text) != "")
}

// namesBilled is true when the new text says who is to be billed, or what is to be
// on the bill.
func (s *source) namesBilled() bool {
	return s.has("bill to strong") || s.has("order reference wanted")
}

func hasMoney(text string) bool {
	for _, n := range numbers.Scan(text, numbers.StyleOf(text)) {
		if n.Kind == numbers.Money {
			return true
		}
	}
	return false
}
