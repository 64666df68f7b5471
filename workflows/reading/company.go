package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// company is who is to be billed: named behind "invoice to", else the one firm
// the mail names, else the known customer behind the address, else what the
// signature, the letterhead or the display name say and the sender's domain
// confirms. The second result is a question when the mail leaves it open.
func (s *source) company(v view) (name, unsure string) {
	lines := strings.Split(unwrap(v.text), "\n")
	if body := s.represented(lines); body != "" {
		return body, ""
	}
	billed := s.merge(s.billed(lines))
	said := s.firmsOf(lines)
	if open := s.undecided(v.text, append(append([]firm{}, billed...), said...)); open != "" {
		return "", open
	}
	sure := s.sure(billed)
	if one := forWhom(lines); one != "" && len(sure) < 2 && (len(sure) == 0 || letters(sure[0].name) == letters(one)) {
		return "", "The mail is about " + squeeze(one, 100) + " as the sender's own client; who is to be invoiced?"
	}
	if len(billed) == 0 {
		sure = s.sure(s.merge(s.behalf(lines)))
	}
	if len(billed) == 0 && len(sure) == 0 {
		sure = s.taxedBodies(lines)
	}
	private := s.private(v.text)
	switch {
	case private && s.onlySender(sure):
		return "", ""
	case len(sure) == 1:
		return fullest(sure[0], append(said, firm{name: s.from.Name})), ""
	case len(sure) > 1:
		return "", whichFirm(sure)
	}
	if len(billed) == 0 && s.refuses(v.text) {
		return "", "The invoice is not to go to who writes; who is the customer?"
	}
	signed := s.firmsOf(strings.Split(v.signature, "\n"))
	all := s.merge(append(said, signed...))
	if len(all) > 1 {
		if one := s.confirmedOnly(all); len(said) == 0 && one != "" {
			return one, ""
		}
		return "", whichFirm(all)
	}
	if len(all) == 1 && len(billed) == 0 {
		return s.onlyFirm(all[0], v)
	}
	if len(billed) > 0 {
		return s.billedOnly(v, billed)
	}
	return s.companyUnsaid(v), ""
}

// billedOnly weighs who is to be billed where no firm is named: the sender by the
// name that is traded under, the sender in person, or somebody who is asked about.
func (s *source) billedOnly(v view, billed []firm) (name, unsure string) {
	if own := displayName(s.from.Name); s.onlySender(billed) {
		if s.tradesAs(own) {
			return own, "" // "make the bill in the name of Om Sai Traders", from Om Sai Traders
		}
		if _, known := s.knownCustomer(); !known && s.confirmedLine(v) == "" {
			return "", "" // a person, who has the invoice made out in the own name
		}
	}
	return "", "The invoice is to go to “" + squeeze(billed[0].name, 80) + "”; is that the customer's name?"
}

// tradesAs is true for a display name that says what is traded, unless the address
// sets its words apart as those of a person's name: "Pilar Hotel <pilar.hotel@".
func (s *source) tradesAs(display string) bool {
	local, _, _ := strings.Cut(s.from.Address, "@")
	return firmWord(display) && !(strings.ContainsAny(local, "._-") && s.bothInAddress(strings.Fields(display)))
}

// behalfOf stands before whom the sender writes for.
var behalfOf = vocab.Around(`(?i)(?:^|[^\pL])<on behalf of>\s+(?:<article>\s+|<article glued>)?`)

// behalf are the names of whom the sender says to write for, which no label of a
// bill stands before.
func (s *source) behalf(lines []string) []firm {
	var out []firm
	for _, line := range lines[:min(len(lines), maxSegments)] {
		for _, m := range behalfOf.FindAllStringIndex(line, 2) {
			if f, ok := firmAt(line[m[1]:]); ok && s.partyName(f) && (f.legal || s.related(f.name)) {
				out = append(out, f)
			}
		}
	}
	return out
}

// onlyFirm weighs the one firm a mail names, though not as who is billed: one
// that stands within a sentence and that nothing ties to the sender may be
// anybody's.
func (s *source) onlyFirm(f firm, v view) (name, unsure string) {
	if s.related(f.name) || apart(v.text+"\n"+v.signature, f.name) {
		return f.name, ""
	}
	if k, ok := s.knownCustomer(); ok {
		return "", whichFirm([]firm{f, {name: k}})
	}
	if own := s.confirmedLine(v); own != "" {
		return "", whichFirm([]firm{f, {name: own}})
	}
	return "", "The mail names " + squeeze(f.name, 100) + ", which the sender's address does not confirm; is that who is to be invoiced?"
}

// apart is true for a name at the beginning of a line, or right behind "we
// are" and the like.
func apart(text, name string) bool {
	i := strings.Index(text, name)
	if i < 0 {
		return false
	}
	before := strings.TrimRight(text[:i], " |*-•·")
	if before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, ":") {
		return true
	}
	words := strings.Fields(before[max(0, len(before)-30):])
	if len(words) == 0 {
		return false
	}
	_, ok := vocab.Word("before who we are", strings.ToLower(words[len(words)-1]))
	return ok
}

func whichFirm(list []firm) string {
	names := make([]string, 0, 3)
	for _, f := range list[:min(3, len(list))] {
		names = append(names, f.name)
	}
	return "The mail names " + squeeze(strings.Join(names, " and "), 120) + "; who is to be invoiced?"
}

// fullest is the longer spelling of a name elsewhere in the mail, when it adds
// the legal form or the noun before it, which may have been taken for a label.
func fullest(f firm, said []firm) string {
	for _, o := range said {
		if !f.legal && strings.HasPrefix(letters(o.name), letters(f.name)) || withOpener(o.name, f.name) {
			return o.name
		}
	}
	return f.name
}

// partyName wants a name of two words, or one that something confirms; never the
// owner's own name, the sender's, nor a desk.
func (s *source) partyName(f firm) bool {
	n := f.name
	if s.isOwnName(n) || s.personNamed(n) || len(n) > maxShort {
		return false
	}
	if f.legal {
		return true
	}
	words := strings.Fields(n)
	if leadsName(words[0]) && !article(words[0]) || s.jobWord(n) && !s.confirmed(n) {
		return false
	}
	if len(words) < 2 {
		return s.confirmed(n) && len(n) > 3 && !opensFirm(n) && legalForm(formKey(n)) == formNone
	}
	return !hasDigit(n) || s.confirmed(n)
}

func article(w string) bool {
	_, ok := vocab.Word("article of a name", w)
	return ok
}

// sure are the names of a list that cannot be a mere person's or a desk's.
func (s *source) sure(list []firm) []firm {
	var out []firm
	for _, f := range list {
		if f.legal || f.body || publicBody(f.name) || houseBody.MatchString(vocab.Lower(f.name)) || s.confirmed(f.name) || firmWord(f.name) || s.signs(f.name) || s.notMe(f.name) {
			out = append(out, f)
		}
	}
	return out
}

func firmWord(n string) bool {
	for _, w := range strings.Fields(n) {
		if namesFirm(w) {
			return true
		}
	}
	return false
}

// firmsOf are the firms that lines name by their legal form, but for the owner
// and whom the mail is written to.
func (s *source) firmsOf(lines []string) []firm {
	var out []firm
	for _, line := range lines {
		if len(out) >= maxNames {
			break
		}
		low := vocab.Lower(line)
		if otherRole(low) {
			continue
		}
		for _, f := range withoutFormer(line, firmsIn(line[greeted(low):])) {
			f.name = s.withoutOpening(line, s.withoutSender(f.name))
			if !s.isOwnName(f.name) && f.name != "" && !isClient(line, f.name) {
				out = append(out, f)
			}
		}
	}
	return s.merge(out)
}

// otherRole is true for a line that names somebody who is not the customer:
// the owner as supplier, a haulier, a bank.
func otherRole(low string) bool { return otherRoles.MatchString(strings.TrimLeft(low, " |*-")) }

var otherRoles = vocab.Around(`^<other role>`)

// greeted is where a line goes on behind its greeting: whom it is written to
// is the owner.
func greeted(low string) int {
	if greeting.MatchString(low) {
		if i := strings.IndexAny(low, ",:!"); i >= 0 && i < 90 {
			return i + 1
		}
	}
	return 0
}

// greeting is what a line begins with that greets.
var greeting = vocab.Around(`^ *<greeting>`)

func (s *source) isOwnName(n string) bool {
	l := letters(n)
	return l == "" || l == letters(s.owner.Company) || l == letters(s.owner.Name) || s.owner.Company != "" && strings.HasPrefix(l, letters(s.owner.Company))
}

func (s *source) jobWord(w string) bool {
	return s.book.Has("job words", vocab.Fold(strings.Trim(w, ".,:")))
}

// merge leaves one spelling of each name: of two that begin alike the one
// with the legal form, else the longer.
func (s *source) merge(list []firm) []firm {
	var out []firm
	for _, f := range list[:min(len(list), maxNames)] {
		at, l := -1, letters(f.name)
		for i, have := range out {
			h := letters(have.name)
			if strings.HasPrefix(h, l) || strings.HasPrefix(l, h) || strings.HasSuffix(h, l) && f.legal == have.legal || withOpener(f.name, have.name) || withOpener(have.name, f.name) {
				at = i
			}
		}
		switch {
		case at < 0:
			out = append(out, f)
		case f.legal && !out[at].legal || f.legal == out[at].legal && len(f.name) > len(out[at].name):
			out[at] = f
		}
	}
	return out
}

// withOpener is true when the longer name is the shorter one with the word
// before it that says what kind of body it is: "Association Les Hiboux".
func withOpener(longer, shorter string) bool {
	first, rest, ok := strings.Cut(longer, " ")
	return ok && opensFirm(first) && letters(rest) == letters(shorter)
}

// companyUnsaid is the company of a sender who names none: the one of the handbook, else one
// that the address confirms. A person in the handbook has none.
func (s *source) companyUnsaid(v view) string {
	k, ok := s.knownCustomer()
	switch {
	case ok && s.privately(k):
		return ""
	case ok:
		return k
	}
	return s.confirmedLine(v)
}

// privately is true for a name of the handbook that is the sender's own, at a mailbox
// that no firm has to itself.
func (s *source) privately(known string) bool {
	return strings.EqualFold(known, displayName(s.from.Name)) && personLike(known) && !firmWord(known) && s.fromMailbox()
}

// knownCustomer is the name by which the handbook knows the sender's address.
func (s *source) knownCustomer() (string, bool) {
	for _, k := range s.owner.KnownCustomers {
		if k.Email != "" && strings.EqualFold(k.Email, s.from.Address) && k.Name != "" {
			return k.Name, true
		}
	}
	return "", false
}

// maxLead is how many words of a line may stand before the name that was found
// in it.
const maxLead = 5

// wholeLine is the name as it stands alone on a line of the signature or of an
// address, where only its end was found: small letters within a name look like
// its beginning.
func (s *source) wholeLine(v view, name string) string {
	for _, line := range strings.Split(v.signature+"\n"+v.text, "\n") {
		line = strings.Trim(line, " *_,")
		lead, found := strings.CutSuffix(line, name)
		if !found || strings.TrimSpace(lead) == "" || !strings.HasSuffix(lead, " ") {
			continue
		}
		words := strings.Fields(lead)
		first, _ := utf8.DecodeRuneInString(line)
		words = append(words, strings.Fields(name)[0])
		if len(words) > maxLead+1 || !unicode.IsUpper(first) || strings.ContainsAny(lead, "@:|,;/()0123456789") || !nameLead(words) || s.speaking(words) ||
			s.jobWord(lead) || s.personNamed(strings.TrimSpace(lead)) || pronouns.MatchString(vocab.Lower(lead)) || docWord.MatchString(vocab.Lower(lead)) {
			continue
		}
		return strings.Join(strings.Fields(line), " ")
	}
	return name
}

// speaking is true for words of a sentence: small ones that no name holds.
func (s *source) speaking(words []string) bool {
	for _, w := range words {
		low := vocab.Fold(w)
		if _, small := s.book.Word("small words", low); small && !glue(low) {
			return true
		}
	}
	return false
}

// nameLead is true for the beginning of a name with small letters in it, such as
// "Fonderie de cloches", or with a word before it that also introduces names:
// "Azienda Agricola".
func nameLead(words []string) bool {
	if partOfHouse.MatchString(words[0]) {
		return false
	}
	if leadsName(words[0]) {
		return farm.MatchString(words[0] + " " + words[1])
	}
	for _, w := range words[1 : len(words)-1] {
		w = vocab.Plain(w)
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && glue(w) || strings.HasPrefix(w, "d'") || strings.HasPrefix(w, "dell'") {
			return true
		}
	}
	return false
}

// farm is a name that begins with a word which elsewhere introduces one.
var farm = vocab.Around(`(?i)^<named by what it is>$`)

// partOfHouse says of one firm that it belongs to another.
var partOfHouse = vocab.Around(`(?i)^<part of a house>$`)
