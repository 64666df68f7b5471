package reading

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	honorific = vocab.Around(`(?i)^(?:<honorific>\s+)+`)
	// clergy and the like stands before a name in a display name, and is no part of it.
	clergy    = vocab.Around(`(?i)^(?:<style before a name>\s+)+`)
	titleEnd  = vocab.Around(`(?i)(?:(?:^|\s+)<title behind>)+\s*$`)
	bracketed = regexp.MustCompile(`\s*[(\[][^)\]]*[)\]]\s*`)
)

// office is a desk of a firm or an authority, not a person.
var office = vocab.Around(`(?i)^<office>(?:$|[^\pL])`)

// personNamed is true when the name is the sender's own: a private person.
func (s *source) personNamed(n string) bool {
	if s.from.Name == "" || tradeFirst(n) || !strings.HasPrefix(letters(n), letters(s.from.Name)) {
		return false
	}
	local, _, _ := strings.Cut(s.from.Address, "@")
	for _, w := range strings.Fields(s.from.Name) {
		if len(w) > 2 && strings.Contains(letters(local), letters(w)) {
			return true
		}
	}
	return false
}

// signedFor begins a line above the name of who signs: "Pour le comité,".
var signedFor = vocab.Around(`(?i)^<signed for whom>`)

// noPerson begins a wish, or names to whom a letter goes: "Frohe Weihnachten", "FAO Gill Mather".
var noPerson = vocab.Around(`^(?i:<no person>)(?:$|[^\pL])|^\p{Ll}\s`)

// person is the human who writes: who signs for a body, else the display name
// when it is no firm's, in the spelling of the signature, else the name in the
// signature, else the contact the mail names.
func (s *source) person(v view, company string) (name, quote string) {
	if by := s.bySignature(v, company); by != "" && !sharesWord(by, s.from.Name) {
		return by, by
	}
	return s.sender(v, company)
}

func (s *source) sender(v view, company string) (name, quote string) {
	display := s.behindDesk(displayName(s.from.Name))
	signed := s.signedName(v, company)
	if full := s.wholeName(display, v, company); full != "" {
		return full, full
	}
	if who, is := s.bodyWrites(v, display, signed, company); is {
		return who, who
	}
	if (personLike(display) && !s.tradesAs(display) || s.smallName(display)) && !s.firmLike(display, company) && !s.signedByOther(v, display, company) {
		return s.displayed(display, signed, v)
	}
	if len(strings.Fields(signed)) >= 2 {
		return signed, signed
	}
	lines := strings.Split(v.text+"\n"+v.signature, "\n")
	for _, n := range labelled(lines, labelPerson) {
		n, _, _ = strings.Cut(n, "(")
		n = strings.Trim(bracketed.ReplaceAllString(n, " "), " .,;")
		if who, _, desk := strings.Cut(n, ", "); desk && personLike(who) {
			n = who // "Requested by: Nigel Trask, Parks"
		}
		if personLike(n) && !s.firmLike(n, company) && !s.isOwnName(n) {
			return n, n
		}
	}
	if own := ownNameSaid(v.text); own != "" && !s.firmLike(own, company) && !s.isOwnName(own) {
		return own, own
	}
	if one := s.firstNameOnly(display, v); one != "" {
		return one, one
	}
	return "", ""
}

// ownName is the writer's name in the words by which a mail wants it on the invoice:
// "In my name please - Imogen Barraclough".
var ownName = vocab.Around(`(?:^|[^\pL])(?i:<in my name>)(?:[\s,:(–-]+(?i:<please said>))?[\s,:(–-]+(\p{Lu}[\pL'’-]+(?:\s\p{Lu}[\pL'’-]+){1,2})(?:$|[^\pL])`)

func ownNameSaid(text string) string {
	if m := ownName.FindStringSubmatch(text[:min(len(text), maxMatterText)]); m != nil && personLike(m[1]) {
		return m[1]
	}
	return ""
}

// smallName is true for a display name in small letters that the address
// bears out: jordan pike, jordan@.
func (s *source) smallName(n string) bool {
	words := strings.Fields(n)
	return (len(words) == 2 || len(words) == 3) && n == strings.ToLower(n) && personLike(strings.ToUpper(n)) && s.personInAddress(n)
}

// displayName brings "Last, First" into order and drops what stands in
// brackets or behind a dash.
func displayName(n string) string {
	n = strings.TrimSpace(strings.Trim(bracketed.ReplaceAllString(n, " "), ` "'`))
	for _, cut := range []string{" - ", " – ", " | ", " via ", " @ ", " / "} {
		if i := strings.Index(n, cut); i > 0 && personLike(n[:i]) {
			n = strings.Trim(n[:i], ` "'`) // 'Anna Berg' via a list
		}
	}
	if bare := strings.TrimSpace(clergy.ReplaceAllString(n, "")); len(strings.Fields(bare)) > 1 {
		n = bare
	}
	last, first, ok := strings.Cut(n, ",")
	if ok {
		if last, first = withoutTitle(last), withoutTitle(first); first == "" || last == "" {
			return first + last // "Tanja Wessel, Dr."
		}
	}
	if ok && !strings.Contains(first, ",") && len(strings.Fields(last)) <= 3 && len(strings.Fields(first)) <= 2 && strings.TrimSpace(first) != "" && formAt([]word{{text: strings.TrimSpace(first)}}, 0) == 0 {
		n = strings.TrimSpace(first) + " " + strings.TrimSpace(last)
	}
	return n
}

// withoutTitle drops titles from both ends of one half of "Last, First Dr.".
func withoutTitle(n string) string {
	return strings.TrimSpace(titleEnd.ReplaceAllString(honorific.ReplaceAllString(strings.TrimSpace(n)+" ", ""), ""))
}

// sameWords is true for the same name in another order or case.
func sameWords(a, b string) bool {
	x, y := strings.Fields(strings.ReplaceAll(vocab.Fold(a), ".", "")), strings.Fields(strings.ReplaceAll(vocab.Fold(b), ".", ""))
	if len(x) != len(y) || len(x) == 0 {
		return false
	}
	for _, w := range x {
		if !strings.Contains(" "+strings.Join(y, " ")+" ", " "+w+" ") {
			return false
		}
	}
	return true
}

// firstNameOnly takes a single name that display name, address or the line
// below the letter agree on.
func (s *source) firstNameOnly(display string, v view) string {
	local, _, _ := strings.Cut(letters(s.from.Address), "@")
	ok := func(n string) bool {
		l := letters(n)
		return len(strings.Fields(n)) == 1 && len(l) >= 3 && unicode.IsUpper([]rune(n)[0]) && !hasDigit(n) && strings.HasPrefix(local, l) && !s.jobWord(n) && !deskWord(l) && !s.firmLike(n, "")
	}
	if display != "" && ok(display) {
		return display
	}
	if display == "" || !personLike(display) && len(strings.Fields(display)) == 1 {
		for _, l := range s.closing(v) {
			words := strings.Fields(strings.Trim(l, " ,.!"))
			if len(words) > 0 && len(words) <= 2 && ok(words[len(words)-1]) {
				return words[len(words)-1]
			}
		}
	}
	return ""
}

// desk is true for a name with a word that stands before the at sign and is
// nobody's: kreditoren@, info@.
func (s *source) desk(n string) bool {
	local, _, _ := strings.Cut(s.from.Address, "@")
	for _, w := range strings.Fields(n) {
		if l := letters(w); len(l) > 3 && deskWord(l) && (len(strings.Fields(n)) > 1 || strings.HasPrefix(letters(local), l)) {
			return true
		}
	}
	return false
}

func deskWord(l string) bool {
	_, ok := vocab.Word("desks", l)
	return ok
}

const (
	maxClosing = 5  // lines below a closing formula that can hold a name
	maxAbove   = 40 // bytes of a line such as "thanks a lot"
	maxSigned  = 3  // words of a name that only its place vouches for
)

// closing are the lines a name can stand on below a letter: the signature,
// else what follows the closing formula.
func (s *source) closing(v view) []string {
	lines := strings.Split(strings.TrimSpace(v.signature), "\n")
	text := strings.Split(strings.TrimSpace(v.text), "\n")
	for i := len(text) - 1; i >= 0 && i >= len(text)-4*maxClosing; i-- {
		t := vocab.Fold(strings.TrimSpace(text[i]))
		if t == "" || len(t) >= 60 {
			continue
		}
		start, end, ok := s.book.Find("sign off", t)
		if ok && start == 0 && end >= len(strings.TrimRight(t, " ,.!")) || signsFor.MatchString(strings.TrimSpace(text[i])) {
			return append(lines, text[i:min(len(text), i+maxClosing)]...)
		}
	}
	return lines
}

// signsFor begins a line that is signed for a firm: "i. A. Sandra Klotz".
var signsFor = vocab.Around(`^(?i:<signs for>)\s+\p{Lu}\pL+\s+\p{Lu}`)

// lastLines are the last lines of a letter without a closing formula, of which
// one that stands apart or below a few words may be a name.
func lastLines(v view) []string {
	text := strings.Split(strings.TrimSpace(v.text), "\n")
	var out []string
	for i := max(1, len(text)-3); i < len(text); i++ {
		t, above := strings.TrimSpace(text[i]), strings.TrimSpace(text[i-1])
		apart := above == "" || office.MatchString(above) && !hasDigit(above) || len(above) < maxAbove && !hasDigit(above) && !strings.HasSuffix(above, ":") && !bullet.MatchString(text[i-1])
		if t != "" && apart && !tells(t) && !columned(t) && !strings.HasPrefix(t, "|") && !bullet.MatchString(text[i]) && !hasDigit(t) {
			out = append(out, t)
		}
	}
	return out
}

// signedName is the person's name below the letter.
func (s *source) signedName(v view, company string) string {
	lines := s.closing(v)
	for _, l := range lines[:min(len(lines), maxNames)] {
		if n := s.nameIn(l, company); n != "" {
			return n
		}
	}
	for _, l := range lastLines(v) {
		if n := s.nameIn(l, company); n != "" && (len(strings.Fields(n)) <= maxSigned || sharesWord(n, s.from.Name)) {
			return n
		}
	}
	return ""
}

// nameIn finds a person's name in a line of a signature.
func (s *source) nameIn(l, company string) string {
	l = strings.TrimSpace(l)
	if len(l) > 200 || columned(l) {
		return ""
	}
	if start, end, ok := s.book.Find("sign off", vocab.Lower(l)); ok && (start == 0 || end < len(l)) {
		if _, name, _ := strings.Cut(l, ","); end == len(l) {
			l = name // a formula that swallows the name: "Atentamente, Ana Gil"
		} else {
			l = strings.Trim(l[end:], " ,")
		}
		if s.smallSigned(l) && !s.firmLike(l, company) {
			return l
		}
	}
	if m := wholeName.FindStringSubmatch(l); m != nil && personLike(m[2]) && sharesWord(m[1], m[2]) && !s.firmLike(m[2], company) {
		return m[2] // "Juf Ellen (Ellen Kuipers)"
	}
	l = strings.NewReplacer(" - ", "|", " – ", "|", " — ", "|").Replace(bracketed.ReplaceAllString(l, " "))
	for _, part := range strings.FieldsFunc(l, func(r rune) bool { return strings.ContainsRune(",|/·•", r) }) {
		n := strings.Trim(honorific.ReplaceAllString(strings.TrimSpace(part), ""), " .*_")
		if personLike(n) && !street.MatchString(vocab.Lower(n)) && !titled(n) && !s.firmLike(n, company) && !firmWord(n) && !s.isOwnName(n) && s.from.Address != "" {
			return n
		}
	}
	return ""
}

// wholeName is a name with the whole name behind it in brackets.
var wholeName = regexp.MustCompile(`^([^()]+) \(([^()]+)\)$`)

// titled is true for an office in letters: "V.P. Research", "CEO Europe".
func titled(n string) bool {
	head, _, _ := strings.Cut(n, " ")
	_, ok := vocab.Word("offices in letters", formKey(head))
	return ok
}

func (s *source) firmLike(n, company string) bool {
	if n == "" {
		return false
	}
	ws := wordsOf(n)
	for i := 1; i < len(ws); i++ {
		if formAt(ws, i) > 0 {
			return true
		}
	}
	if s.jobWord(n) || len(ws) > 0 && opensFirm(ws[0].text) || tradeFirst(n) || s.desk(n) {
		return true
	}
	l := letters(n)
	parts := s.domainParts()
	if d := strings.Join(parts, ""); len(d) >= 6 && len(l) >= 6 && (strings.Contains(d, domainLetters(n)) || strings.Contains(domainLetters(n), d)) && !s.personInAddress(n) {
		return true
	}
	if len(ws) > 2 && (len(parts) > 1 || s.inDomain(ws) > 1) && s.coverage(n) >= covered {
		return true
	}
	return company != "" && l != "" && strings.Contains(letters(company), l) && !s.personInAddress(n)
}

// personInAddress is true when the part before the at sign holds the words of
// a name: jordan.pike@pike.example.
func (s *source) personInAddress(n string) bool {
	local, _, _ := strings.Cut(s.from.Address, "@")
	words := strings.Fields(n)
	l := domainLetters(local)
	first, last := domainLetters(words[0]), domainLetters(words[len(words)-1])
	return len(words) > 1 && (len(first) > 2 && strings.Contains(l, first) || len(last) > 3 && strings.Contains(l, last)) && !firmWord(n)
}

// sentFromMine is what a telephone writes below a mail.
var sentFromMine = vocab.Around(`(?i)^<sent from mine>`)

// personLike is two to five capitalised words without digits or signs.
func personLike(n string) bool {
	words := strings.Fields(n)
	if sentFromMine.MatchString(n) || office.MatchString(n) || signedFor.MatchString(n) || noPerson.MatchString(n) {
		return false
	}
	if len(words) < 2 || len(words) > 5 || hasDigit(n) || strings.ContainsAny(n, "@:;!?\"<>[]{}=+*&|/") {
		return false
	}
	small := 0
	for _, w := range words {
		r := []rune(w)[0]
		if w == "-" || w == "–" || w == "—" {
			return false // a desk and who sits at it
		}
		if unicode.IsLower(r) {
			small++
			if len(w) > 4 {
				return false
			}
		}
	}
	return small < len(words)-1
}
