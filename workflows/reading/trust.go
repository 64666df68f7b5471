package reading

import (
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/trust"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// frontMark imitates our notes, or is what a program would run. A line of dashes alone
// parts a mail from its footer; front matter has a key below it.
var frontMark = vocab.Around(`(?m)^\s*(?:` + "```" + `\s*dataview(?:js)?|---[ \t]*\n(?:[ \t]*\n)*[ \t]*[a-z_]+:|- \[x\]|approved_by\s*:|status\s*:\s*(?:approved|completed))|!\[\[|\[\[(?:Approved|Rejected|Completed)/|<script|<img[^>]+onerror|<%[*=_-]`)

// noteMark is a ticked box or a callout of Obsidian, which no mail program quotes.
var noteMark = vocab.Around(`(?m)^[> \t]*(?:- \[[xX]\] |\[!\w+\])`)

// judgeTrust lays the trust panel beside a request. A request with a grave sign
// is a fraud warning, and so is mail that is after money by its wording; other
// mail keeps its outcome, and word of a payment has the panel all the same.
func (s *source) judgeTrust(r *contract.Reading) {
	request := r.Expected != contract.ExpectIgnore
	wants, paid := request || s.moneyTalk() || s.givesOrders(), r.Payment != nil
	if !wants && !paid && (r.Direction == contract.DirectionMarketing || s.msg.Bulk || !vocab.HasListed("money stems", s.folded)) {
		return
	}
	v := trust.Judge(s.trustMail(r, wants || paid), s.owner)
	fraud := v.Grave && (wants || afterMoney(v.Signs))
	if !request && !fraud && !paid {
		return
	}
	r.Trust = v.Signs
	for _, name := range v.Flags {
		flag(r, name)
	}
	if hiddenMatters(s.hidden) {
		flag(r, FlagHiddenText)
	}
	if fraud {
		r.Expected = contract.ExpectFraud
	}
}

// afterMoney is true for mail about money that asks for no paper of ours and is
// a fraud all the same: gift cards, overpayment, a sender who plays somebody
// else, or a change of bank details from one who is suspicious besides. A
// supplier's new account alone is ordinary mail.
func afterMoney(signs []contract.TrustSign) bool {
	money, besides := false, false
	for _, sign := range signs {
		switch {
		case sign.Level != contract.TrustRed:
		case sign.Name == trust.SignGiftCards || sign.Name == trust.SignOverpayment, sign.Name == contract.FlagDisplayNameSpoof || sign.Name == contract.FlagLookalikeDomain:
			return true
		case sign.Name == contract.FlagBankChange || sign.Name == contract.FlagUrgency:
			money = true
		default:
			besides = true
		}
	}
	return money && besides
}

func (s *source) trustMail(r *contract.Reading, wants bool) trust.Mail {
	best := s.best()
	m := trust.Mail{
		From: s.msg.From, Sender: s.msg.Sender, ReplyTo: s.msg.ReplyTo, AuthResults: s.msg.AuthResults, Bulk: s.msg.Bulk, Auto: s.msg.Auto,
		Subject: s.subject, Text: best.text, Signature: best.signature, FromForm: s.fromFormSender(), Forwarded: s.forward, Request: wants, Company: r.Company,
		Words: trust.Words{BankChange: s.words("bank change"), Pressure: s.words("pressure"), Injection: s.injection(), Hidden: s.hiddenWords()},
	}
	if s.forward {
		m.Author = s.from
	}
	for _, a := range s.msg.Attachments {
		m.Attachments = append(m.Attachments, trust.Attachment{Name: a.Name, Type: a.Type, Content: a.Content, Inline: a.Inline})
	}
	return m
}

// words are what a section of the vocabulary finds in subject and new text.
func (s *source) words(section string) string {
	if !s.has(section) {
		return ""
	}
	start, end, ok := s.book.Find(section, s.folded)
	if !ok {
		return ""
	}
	return squeeze(s.folded[start:end], maxEvidence)
}

// moneyTalk is true for mail that wants money moved or paper issued though its
// direction is none.
func (s *source) moneyTalk() bool {
	return vocab.HasListed("request stems", s.folded) && !s.rambles() && s.soundsLikeRequest()
}

func (s *source) soundsLikeRequest() bool {
	return s.has("ask invoice") || s.has("ask quote") || s.has("order strong") || s.has("order weak")
}

// injection finds words that address a machine or imitate our notes, wherever
// they stand: in the text, in the subject, in what a reader does not see, in
// the names of files.
func (s *source) injection() string {
	texts := []string{s.msg.Subject, s.hidden}
	for _, v := range s.views {
		if m := frontMark.FindString(v.text); m != "" {
			return squeeze(m, maxEvidence)
		}
		if m := noteMark.FindString(v.quoted); m != "" {
			return squeeze(m, maxEvidence)
		}
		texts = append(texts, v.text)
	}
	for _, a := range s.msg.Attachments {
		texts = append(texts, strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(a.Name))
	}
	for _, text := range texts {
		f := vocab.Fold(text)
		if start, end, ok := s.book.Find("injection", f); ok {
			return squeeze(f[start:end], maxEvidence)
		}
		if m := overruling.FindString(f); m != "" {
			return squeeze(m, maxEvidence)
		}
	}
	return ""
}

// hiddenMatters leaves out the preheader of newsletters, which is a teaser.
func hiddenMatters(hidden string) bool {
	return strings.ContainsAny(hidden, "0123456789") || len(hidden) > 200
}

// unseen are words by which hidden text gives orders or claims a consent; a
// preheader has none of them, an amount aside.
var unseen = vocab.Around(`(?:^|[^\pL])<hidden order>(?:$|[^\pL])`)

// comment is an HTML comment; those that only Outlook reads are left out.
var comment = vocab.Around(`(?s)<!--([^\[<][^<]{20,900}?)-->`)

// hiddenWords are instructions, claims or amounts that a reader does not see.
func (s *source) hiddenWords() string {
	texts := []string{s.hidden}
	for _, m := range comment.FindAllStringSubmatch(s.msg.HTML[:min(len(s.msg.HTML), maxText)], 20) {
		if strings.Count(m[1], " ") > 4 && !strings.ContainsAny(m[1], "{}") {
			texts = append(texts, m[1])
		}
	}
	for i, text := range texts {
		f := vocab.Fold(text)
		if start, end, ok := s.book.Find("injection", f); ok {
			return squeeze(f[start:end], maxEvidence)
		}
		if m := unseen.FindString(f); m != "" {
			return squeeze(m, maxEvidence)
		}
		if i == 0 && !s.msg.Bulk && len(f) < longText && otherMoney(clean(text), s.best().text) {
			return squeeze(f, maxEvidence)
		}
	}
	return ""
}

// otherMoney is true when the hidden text names an amount that the visible one
// does not; a preheader repeats what is seen.
func otherMoney(hidden, seen string) bool {
	shown := map[string]bool{}
	for _, n := range numbers.Scan(seen, numbers.StyleOf(seen)) {
		shown[n.Value.String()] = true
	}
	for _, n := range numbers.Scan(hidden, numbers.StyleOf(hidden)) {
		if n.Kind == numbers.Money && n.OK && !shown[n.Value.String()] {
			return true
		}
	}
	return false
}

// orgDomain is the registrable domain.
func orgDomain(d string) string {
	d = strings.Trim(strings.ToLower(d), ".")
	if org, err := publicsuffix.EffectiveTLDPlusOne(d); err == nil {
		return org
	}
	return d
}
