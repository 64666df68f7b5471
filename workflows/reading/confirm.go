package reading

import (
	"sort"
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

const (
	covered   = 0.7 // of the sender's domain, for a name to be taken from it
	maxDomain = 60
)

// domainLetters makes a name and a domain comparable: small letters without
// accents, "ae" like "ä".
func domainLetters(s string) string {
	s = strings.ReplaceAll(letters(strings.ReplaceAll(s, "ß", "ss")), "ae", "a")
	return strings.ReplaceAll(strings.ReplaceAll(s, "oe", "o"), "ue", "u")
}

// domainParts are the parts of the sender's own domain, without its ending.
func (s *source) domainParts() []string {
	org := orgDomain(domainOf(s.from.Address))
	if org == "" {
		org = domainOf(s.from.Address)
	}
	label, _, _ := strings.Cut(org, ".")
	if len(label) > maxDomain {
		return nil
	}
	var out []string
	for _, p := range strings.Split(label, "-") {
		if p = domainLetters(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// coverage is how much of the sender's domain the words of a name explain,
// from 0 to 1.
func (s *source) coverage(name string) float64 {
	parts := s.domainParts()
	whole := strings.Join(parts, "")
	if len(whole) < 4 {
		return 0
	}
	var words []string
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' }) {
		if l := domainLetters(w); len(l) >= 2 {
			words = append(words, l)
		}
	}
	sort.SliceStable(words, func(i, k int) bool { return len(words[i]) > len(words[k]) })
	rest, matched := whole, 0
	for _, w := range words[:min(len(words), maxNameWords)] {
		if len(w) >= 3 && strings.Contains(rest, w) {
			rest, matched = strings.Replace(rest, w, " ", 1), max(matched, len(w))
			continue
		}
		for _, p := range parts {
			if len(p) >= 4 && (strings.HasPrefix(w, p) || strings.HasSuffix(w, p)) && strings.Contains(rest, p) {
				rest, matched = strings.Replace(rest, p, " ", 1), max(matched, len(p))
			}
		}
	}
	for _, w := range vocab.List("in domains") {
		rest = strings.Replace(rest, w, "", 1)
	}
	if matched < 4 {
		return 0
	}
	return 1 - float64(len(strings.ReplaceAll(rest, " ", "")))/float64(len(whole))
}

// inDomain is how many words stand in the sender's own domain.
func (s *source) inDomain(ws []word) (n int) {
	whole := strings.Join(s.domainParts(), "")
	for _, w := range ws {
		if l := domainLetters(w.text); len(l) > 3 && strings.Contains(whole, l) {
			n++
		}
	}
	return n
}

// confirmed is true for a name that shares a word with the sender's address,
// or is that of the known customer behind it.
func (s *source) confirmed(n string) bool {
	local, _, _ := strings.Cut(s.from.Address, "@")
	have := domainLetters(domainOf(s.from.Address))
	person := domainLetters(s.from.Name)
	for _, w := range strings.FieldsFunc(n, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		l := domainLetters(w)
		if len(l) < 4 {
			continue
		}
		if strings.Contains(have, l) || strings.Contains(domainLetters(local), l) && !strings.Contains(person, l) {
			return true
		}
	}
	whole := withoutForm(n)
	if len(whole) > 4 && strings.Contains(have, whole) {
		return true // "Fox PR Ltd" at foxpr.example
	}
	if s.begunByDomain(n) {
		return true
	}
	if parts := s.domainParts(); len(parts) == 1 && len(parts[0]) > 5 && strings.HasPrefix(whole, parts[0]) && !s.fromMailbox() {
		return true // "Roe Brewing Ltd" at roebrew.example
	}
	k, ok := s.knownCustomer()
	return ok && letters(k) == letters(n)
}

// begunByDomain is true where each of several parts of the sender's domain begins a word
// of the name, in their order: "Rau Elektrotechnik GmbH" at rau-elektro.example.
func (s *source) begunByDomain(n string) bool {
	parts := s.domainParts()
	if len(parts) < 2 || s.fromMailbox() {
		return false
	}
	long := false
	for _, w := range strings.Fields(n) {
		if len(parts) > 0 && strings.HasPrefix(domainLetters(w), parts[0]) {
			long, parts = long || len(parts[0]) > 4, parts[1:]
		}
	}
	return long && len(parts) == 0
}

// withoutForm is all of a name but its legal form, as a domain writes it.
func withoutForm(n string) string {
	ws := wordsOf(n)
	for i := 1; i < len(ws); i++ {
		if formAt(ws, i) > 0 {
			return domainLetters(n[:ws[i].start])
		}
	}
	return domainLetters(n)
}

// related is true when sender and firm share a word of the address, the
// display name or the signature: a stranger's wish to bill a third firm is a
// question.
func (s *source) related(company string) bool {
	if k, ok := s.knownCustomer(); ok && strings.EqualFold(k, company) || s.confirmed(company) {
		return true
	}
	if s.careOf(company) || s.actsFor(company) {
		return true
	}
	if s.initials(company) {
		return true
	}
	have := domainLetters(s.from.Name)
	for _, v := range s.views {
		have += " " + domainLetters(v.signature)
	}
	for _, w := range strings.FieldsFunc(company, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if l := domainLetters(w); len(l) >= 4 && strings.Contains(have, l) {
			return true
		}
	}
	return false
}

// initials is true when the sender's domain is made of the first letters of a
// name: rvcm.example for the Royal Vélo-Club Mosan.
func (s *source) initials(company string) bool {
	var first strings.Builder
	ws := wordsOf(company)
	for i, w := range ws {
		if i > 0 && formAt(ws, i) > 0 {
			break
		}
		for _, part := range strings.Split(w.text, "-") {
			if r := []rune(part); len(r) > 0 && unicode.IsUpper(r[0]) {
				first.WriteRune(unicode.ToLower(r[0]))
			}
		}
	}
	label, _, _ := strings.Cut(orgDomain(domainOf(s.from.Address)), ".")
	return first.Len() >= 3 && first.String() == letters(label) && !s.isCustomers(company)
}

// careOf is true when the line that names the firm goes on with the sender's own
// house: "Stichting Openbaar Onderwijs, t.a.v. OBS De Kameleon".
func (s *source) careOf(company string) bool {
	for _, line := range strings.Split(s.best().text, "\n") {
		if _, behind, ok := strings.Cut(line, company); ok {
			if m := attention.FindStringIndex(behind); m != nil && s.confirmed(behind[m[1]:]) {
				return true
			}
		}
	}
	return false
}

// attention names within a firm's address who takes the mail.
var attention = vocab.Around(`(?i)^[\s,;(–-]{0,4}<attention>\s+`)

// confirmedOnly is the one name of a list that the sender's domain confirms.
func (s *source) confirmedOnly(list []firm) string {
	found := ""
	for _, f := range list {
		if s.confirmed(f.name) {
			if found != "" {
				return ""
			}
			found = f.name
		}
	}
	return found
}

// confirmedLine finds the firm in the signature, the letterhead, the last
// lines or the display name: the piece of them that explains the domain.
func (s *source) confirmedLine(v view) string {
	tail := strings.Split(strings.TrimSpace(v.text), "\n")
	lines := strings.Split(v.signature, "\n")
	lines = append(lines, tail[max(0, len(tail)-4):]...)
	lines = append(lines, tail[:min(len(tail), 3)]...)
	lines = append(lines, s.from.Name)
	best, score := "", 0.0
	for _, line := range lines[:min(len(lines), maxNames)] {
		for _, part := range pieces(line) {
			part, c := s.behindDeskWord(part)
			if c < covered || c < score || c == score && len(part) <= len(best) || !s.firmPiece(part) {
				continue
			}
			best, score = part, c
		}
	}
	if best == "" {
		best = s.confirmedChain(tail)
	}
	if best == "" {
		if f := firmsIn(s.from.Name); len(f) == 1 {
			best = f[0].name
		}
	}
	return best
}

// confirmedChain finds the firm in running text: words with capitals that
// explain the domain.
func (s *source) confirmedChain(lines []string) string {
	best, score := "", 0.0
	for _, line := range strings.Split(unwrap(strings.Join(lines, "\n")), "\n") {
		if len(line) > 4000 {
			continue
		}
		ws := wordsOf(line)
		for i := 0; i < len(ws); i++ {
			if !partOfName(ws, i, true) || leadsName(ws[i].text) {
				continue
			}
			f, ok := firmAt(line[ws[i].start:])
			if !ok {
				continue
			}
			if c := s.coverage(f.name); c >= covered && c > score && len(strings.Fields(f.name)) > 1 && s.explained(f.name) && s.firmPiece(f.name) && !namedFormer(line, f.name) {
				best, score = f.name, c
			}
			for i+1 < len(ws) && ws[i+1].end <= ws[0].start+f.end {
				i++
			}
		}
	}
	return best
}

// explained is true when every word of a name is in the domain, or such as
// firms bear: "Coralline Media Website" is a thing of Coralline Media's.
func (s *source) explained(name string) bool {
	whole := strings.Join(s.domainParts(), "")
	for _, w := range strings.Fields(name) {
		if l := domainLetters(w); len(l) > 1 && !strings.Contains(whole, l) && !glue(w) && !namesFirm(w) {
			return false
		}
	}
	return true
}

// pieces are what stands between the signs people put into signatures.
func pieces(line string) []string {
	if len(line) > 300 {
		return nil
	}
	line = strings.NewReplacer(" - ", "|", " – ", "|", " — ", "|", "•", "|", "·", "|", ",", "|", "/", "|", "~", "|", "(", "|", ")", "|", "\t", "|", ";", "|", " @ ", "|").Replace(line)
	var out []string
	for _, p := range strings.Split(line, "|") {
		t := strings.Trim(p, " .*_-–—\"'“”„")
		if strings.Count(t, `"`) == 1 && strings.HasSuffix(strings.TrimRight(p, " .*_-–—"), `"`) {
			t += `"` // Scuola "Anna Frank"
		}
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

// firmPiece wants capitalised words that are no person's name, address or
// desk.
func (s *source) firmPiece(p string) bool {
	if strings.ContainsAny(p, "@:!?") || strings.Contains(p, "www.") || hasDigit(p) || s.isOwnName(p) {
		return false
	}
	f, ok := firmAt(p)
	if !ok || f.name != p && strings.Trim(p, ". ") != f.name || len(p) > 80 {
		return false
	}
	if s.ownName(p) {
		return false
	}
	return len(strings.Fields(p)) > 1 || len(p) >= 5
}

// ownName is true for the sender's own name in any order.
func (s *source) ownName(p string) bool {
	own := displayName(s.from.Name)
	have := " " + strings.Join(strings.Fields(domainWords(own)), " ") + " "
	n := 0
	words := strings.Fields(domainWords(p))
	for _, w := range words {
		if strings.Contains(have, " "+w+" ") || len(w) == 1 {
			n++
		}
	}
	return len(words) > 0 && n == len(words) && personLike(own) && !firmWord(p)
}

func domainWords(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return ' '
	}, s)
}

// houseOfOwner puts the name of a house before its owner's: "Apotheke am Tor,
// Inh. Eva Kern e.K."
func houseOfOwner(text, name string) string {
	if !ownerOf.MatchString(name) {
		return name
	}
	for _, line := range strings.Split(text, "\n") {
		lead, _, ok := strings.Cut(line, name)
		lead, comma := strings.CutSuffix(strings.TrimRight(lead, " "), ",")
		if !ok || !comma {
			continue
		}
		lead = strings.TrimSpace(lead[strings.LastIndexAny(lead, ":;,|/(")+1:])
		if f, ok := firmAt(lead); ok && f.name == lead {
			return lead + ", " + name
		}
	}
	return ownerOf.ReplaceAllString(name, "")
}

var ownerOf = vocab.Around(`^(?i:<owner of>)\s+`)
