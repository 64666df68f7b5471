package reading

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/mime"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// trustedReceiver is the authserv-id whose Authentication-Results count;
// anybody else can write such a field.
const trustedReceiver = "mx.google.com"

var (
	dmarcFail   = regexp.MustCompile(`(?i)\bdmarc\s*=\s*fail\b`)
	frontMark   = regexp.MustCompile(`(?m)^\s*(?:` + "```" + `\s*dataview(?:js)?|---\s*$|- \[x\]|approved_by\s*:|status\s*:\s*(?:approved|completed))|!\[\[|\[\[(?:Approved|Rejected|Completed)/|<script|<img[^>]+onerror|<%[*=_-]`)
	executable  = regexp.MustCompile(`(?i)\.(?:exe|scr|com|pif|bat|cmd|vbs?|vbe|jse?|wsf|wsh|ps1|msi|jar|lnk|iso|img|hta|cpl|reg|dll|apk|dmg|html?|shtml|svg|xht(?:ml)?|chm|one|xll|docm|xlsm|pptm)$`)
	freeDomains = regexp.MustCompile(`^(?:gmail|googlemail|yahoo|outlook|hotmail|live|msn|aol|icloud|me|gmx|web|mail|proton|protonmail|yandex|zoho|t-online|freenet|orange|free|wanadoo|libero|virgilio|laposte)\.`)
)

// trust looks for what should be seen before anything is approved. A request
// with a grave sign is a fraud warning; other mail keeps its outcome.
func (s *source) trust(r *contract.Reading) {
	if r.Direction == contract.DirectionNone && !s.moneyTalk() || r.Direction == contract.DirectionMarketing {
		return
	}
	grave := s.graveSigns(r)
	request := r.Expected != contract.ExpectIgnore
	if request && !s.knowsSender() && s.form == nil {
		flag(r, FlagFirstContact)
	}
	if s.has("pressure") && (request || grave) {
		flag(r, FlagUrgency)
	}
	if grave && (request || s.soundsLikeRequest()) {
		r.Expected = contract.ExpectFraud
		r.Questions = nil
	}
}

// graveSigns flags what no honest request carries.
func (s *source) graveSigns(r *contract.Reading) bool {
	grave := false
	mark := func(found bool, name string) {
		if found {
			flag(r, name)
			grave = true
		}
	}
	mark(s.dmarcFails(), FlagDMARCFail)
	mark(s.lookalike(), FlagLookalikeDomain)
	mark(s.spoofsName(), FlagDisplayNameSpoof)
	mark(s.injects(), FlagInjection)
	mark(hasExecutable(s.msg.Attachments), FlagAttachmentExecutable)
	mark(s.bankTalk(), FlagBankChange)
	if s.hidden != "" && s.hiddenMatters() {
		flag(r, FlagHiddenText)
		grave = grave || s.book.Has("injection", vocab.Fold(s.hidden))
	}
	if s.replyElsewhere() {
		flag(r, FlagReplyToMismatch)
		grave = true
	}
	return grave
}

// moneyTalk is true for mail that wants money moved or paper issued though its
// direction is none.
func (s *source) moneyTalk() bool {
	return containsAny(s.folded, stems()) && !s.rambles() && s.soundsLikeRequest()
}

func (s *source) soundsLikeRequest() bool {
	return s.has("ask invoice") || s.has("ask quote") || s.has("order strong") || s.has("order weak")
}

func (s *source) dmarcFails() bool {
	for _, a := range s.msg.AuthResults {
		id, rest, _ := strings.Cut(a, ";")
		if strings.EqualFold(strings.Fields(id + " -")[0], trustedReceiver) {
			return dmarcFail.MatchString(rest) // the first one is the receiver's own
		}
	}
	return false
}

func (s *source) knowsSender() bool {
	from := strings.ToLower(s.from.Address)
	if s.isHouse(from) {
		return true
	}
	for _, k := range s.owner.KnownCustomers {
		if k.Email != "" && strings.EqualFold(k.Email, from) {
			return true
		}
	}
	return false
}

// lookalike compares the sender's domain with those of known customers and of
// the owner: one edit away, or the same after characters that look alike.
func (s *source) lookalike() bool {
	from := orgDomain(domainOf(s.msg.From.Address))
	if from == "" || freeDomains.MatchString(from) {
		return false
	}
	for _, known := range s.knownDomains() {
		if from == known || freeDomains.MatchString(known) {
			continue
		}
		if skeleton(from) == skeleton(known) || len(known) >= 10 && editDistance(name(from), name(known)) == 1 {
			return true
		}
		if len(name(known)) >= 7 && name(from) != name(known) && name(from) != "" && strings.ReplaceAll(name(from), "-", "") == strings.ReplaceAll(name(known), "-", "") {
			return true
		}
	}
	return false
}

func (s *source) knownDomains() []string {
	var out []string
	for _, k := range s.owner.KnownCustomers {
		if d := orgDomain(domainOf(k.Email)); d != "" {
			out = append(out, d)
		}
	}
	for _, d := range s.owner.Domains {
		if d := orgDomain(strings.ToLower(d)); d != "" {
			out = append(out, d)
		}
	}
	return out
}

// orgDomain is the registrable domain.
func orgDomain(d string) string {
	d = strings.Trim(strings.ToLower(d), ".")
	if org, err := publicsuffix.EffectiveTLDPlusOne(d); err == nil {
		return org
	}
	return d
}

func name(domain string) string {
	n, _, _ := strings.Cut(domain, ".")
	return n
}

// skeleton maps characters that look alike to one.
func skeleton(s string) string {
	s = strings.NewReplacer("rn", "m", "vv", "w", "cl", "d").Replace(s)
	return strings.Map(func(r rune) rune {
		switch r {
		case '1', 'i', 'ı', 'і', '|', 'ӏ':
			return 'l'
		case '0', 'о', 'ο':
			return 'o'
		case 'а', 'ɑ', 'α':
			return 'a'
		case 'е', 'ė', 'ę':
			return 'e'
		case 'р':
			return 'p'
		case 'с':
			return 'c'
		case 'у':
			return 'y'
		case 'х':
			return 'x'
		case '5':
			return 's'
		}
		return r
	}, s)
}

func editDistance(a, b string) int {
	if a == b || len(a)-len(b) > 1 || len(b)-len(a) > 1 {
		return len(a) - len(b)
	}
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) == len(b) && a[i+1:] == b[i+1:], len(a) > len(b) && a[i+1:] == b[i:], len(b) > len(a) && a[i:] == b[i+1:]:
		return 1
	case len(a) == len(b) && i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]:
		return 1 // two letters swapped
	}
	return 2
}

// spoofsName is true when the display name is the owner's or a colleague's, or
// a known customer's, over a foreign address.
func (s *source) spoofsName() bool {
	display := letters(s.msg.From.Name)
	if len(display) < 5 || s.isHouse(s.msg.From.Address) || s.fromFormSender() {
		return false
	}
	names := []string{s.owner.Name, s.owner.Company}
	for _, c := range s.owner.Colleagues {
		n, _, _ := strings.Cut(c, "<")
		names = append(names, n)
	}
	for _, n := range names {
		if len(letters(n)) >= 5 && letters(n) == display {
			return true
		}
	}
	if at := firstAddress(s.msg.From.Name); at != "" && orgDomain(domainOf(at)) != orgDomain(domainOf(s.msg.From.Address)) {
		return true
	}
	return false
}

func (s *source) injects() bool {
	for _, v := range s.views {
		if s.book.Has("injection", vocab.Fold(v.text)) || frontMark.MatchString(v.text) {
			return true
		}
	}
	return s.book.Has("injection", vocab.Fold(s.hidden)) || s.book.Has("injection", vocab.Fold(s.subject))
}

// bankTalk looks at the words of the sender; an account in a footer is none.
func (s *source) bankTalk() bool { return s.has("bank change") }

// hiddenMatters leaves out the preheader of newsletters, which is a teaser.
func (s *source) hiddenMatters() bool {
	f := vocab.Fold(s.hidden)
	return s.book.Has("injection", f) || strings.ContainsAny(f, "0123456789") || len(f) > 200
}

// replyElsewhere is true when answers go to another organisation than the
// sender's; a web form's do by design, a list's too.
func (s *source) replyElsewhere() bool {
	if s.form != nil || s.msg.Bulk || s.forward {
		return false
	}
	from := orgDomain(domainOf(s.msg.From.Address))
	for _, a := range s.msg.ReplyTo {
		if to := orgDomain(domainOf(a.Address)); to != "" && from != "" && to != from {
			return true
		}
	}
	return false
}

// hasExecutable looks at names and first bytes; what the mail declares counts
// for nothing.
func hasExecutable(list []mime.Attachment) bool {
	for _, a := range list {
		if executable.MatchString(strings.TrimSpace(a.Name)) || bytes.HasPrefix(a.Content, []byte("MZ")) || bytes.HasPrefix(a.Content, []byte("\x7fELF")) || bytes.HasPrefix(a.Content, []byte("L\x00\x00\x00\x01\x14\x02\x00")) {
			return true
		}
	}
	return false
}
