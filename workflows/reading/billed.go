package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// billed finds the names right behind words such as "invoice to", on the same
// line or at the top of the lines below.
func (s *source) billed(lines []string) []firm {
	var out []firm
	for i, line := range lines {
		low := vocab.Fold(line)
		if len(low) != len(line) {
			low = vocab.Lower(line)
		}
		labels := s.book.All("bill to", low)
		for _, m := range labels[:min(len(labels), maxNames)] {
			if f, ok := s.namedBehind(lines, i, low, m); ok {
				out = append(out, f)
			}
		}
		if f, ok := s.labelledFirm(lines, i); ok {
			out = append(out, f)
		}
		if f, ok := s.madeOutTo(line); ok {
			out = append(out, f)
		}
	}
	return out
}

// madeOut is a sentence whose verb stands behind the one to whom a bill is made out:
// "bitte auf die Evangelische Gemeinde Lindach ausstellen".
var madeOut = vocab.Around(`(?:^|[^\pL])(?i:<made out lead>)\s(\p{Lu}[^.!?\n,:;()]{3,80}?)\s(?i:<made out end>)(?:$|[^\pL])`)

// madeOutTo is the name in such a sentence, where all of it is one.
func (s *source) madeOutTo(line string) (firm, bool) {
	m := madeOut.FindStringSubmatchIndex(line)
	if m == nil || s.negated(vocab.Fold(line[:m[0]])) || len(strings.Fields(line[m[2]:m[3]])) < 2 {
		return firm{}, false
	}
	name := line[m[2]:m[3]]
	f, ok := s.nameAt(name)
	if !ok || strings.TrimSpace(name[min(len(name), f.end):]) != "" {
		return firm{}, false
	}
	f.body = true
	return f, s.partyName(f)
}

// namedBehind reads the name behind a label at m of the i-th line.
func (s *source) namedBehind(lines []string, i int, low string, m [2]int) (firm, bool) {
	label := low[m[0]:m[1]]
	if labelOfClient.MatchString(lastBytes(low[:m[1]], maxClient)) || s.negated(low[:m[0]]) || isFormer(low[:m[0]]) || isFormer(low[:m[1]]) {
		return firm{}, false
	}
	behind := lines[i][m[1]:]
	if strings.HasSuffix(label, "on the invoice") { // "it's Acme Works on the invoice"
		_, behind, _ = strings.Cut(lines[i][m[0]:], " ")
	}
	rest, body := afterLabel(behind)
	if named, ok := firmAt(rest); isKind.MatchString(vocab.Lower(behind)) && !(ok && named.legal) {
		rest = "" // "Rechnungsempfänger ist der Schulerhalter:", but not "Rechnung an Holz Maier GmbH:" above a list
	}
	if rest == "" && label != "invoice" && label != "bill" {
		rest, body = below(lines, i)
	}
	f, ok := s.nameAt(rest)
	if !ok || isGone(rest[min(len(rest), f.end):]) || !s.partyName(f) || strings.HasSuffix(label, " for") && !f.legal && s.goesOn(rest, f) || addressLabel(label) && !f.legal && !s.confirmed(f.name) && !publicBody(f.name) {
		return firm{}, false
	}
	if !f.legal && s.goesOn(rest, f) {
		f.name = forThing.ReplaceAllString(f.name, "") // "invoice St Olave's PCC for the Easter flowers"
	}
	s.withoutMatter(&f)
	f.body = (body || f.body) && len(strings.Fields(f.name)) > 1
	return f, true
}

// withoutMatter ends a name before what is billed, where the mail bears the name
// without it: "invoice Lakota Parks for Bluff Trail", from Lakota Parks.
func (s *source) withoutMatter(f *firm) {
	at := strings.Index(f.name, " for ")
	if f.legal || at < 0 {
		return
	}
	head, v := f.name[:at], s.best()
	said := v.text + "\n" + v.signature
	if len(strings.Fields(head)) > 1 && (s.confirmed(head) || strings.Count(said, head) > strings.Count(said, head+" for ")) {
		f.name = head
	}
}

// nameAt reads the name that a text begins with, a body's with its small words.
func (s *source) nameAt(rest string) (firm, bool) {
	f, ok := firmAt(rest)
	if b, isBody := bodyAt(rest); isBody && (!ok || len(strings.Fields(f.name)) < 2) {
		f, ok = b, true
	}
	if inner, is := nameInBrackets(rest, f); is && !f.legal && s.partyName(inner) {
		return inner, true // "to this Council (Reedham Town Council)"
	}
	return f, ok
}

// nameInBrackets is the name in brackets behind one word that only says what
// kind of body it is the name of.
func nameInBrackets(rest string, f firm) (firm, bool) {
	behind := strings.TrimLeft(rest[min(len(rest), f.end):], " ")
	if strings.Contains(f.name, " ") || !strings.HasPrefix(behind, "(") {
		return firm{}, false
	}
	inner, ok := firmAt(behind[1:])
	if !ok || len(strings.Fields(inner.name)) < 2 || !inner.legal && !strings.HasPrefix(strings.TrimLeft(behind[1+inner.end:], " "), ")") && !strings.HasSuffix(behind[:1+inner.end], ")") {
		return firm{}, false
	}
	inner.end, inner.body = len(rest)-len(behind)+1+inner.end, true
	return inner, true
}

// forThing ends a name that runs into what it is to be billed for.
var forThing = regexp.MustCompile(`\s+for\s+(?:the|an?|our|your|my)\s.*$`)

// goesOn is true for a name that runs into the noun it only describes: "it's
// for the Farsi Bible study sheets".
func (s *source) goesOn(rest string, f firm) bool {
	next, _, _ := strings.Cut(strings.TrimLeft(rest[min(len(rest), f.end):], " "), " ")
	r, _ := utf8.DecodeRuneInString(next)
	if !unicode.IsLower(r) || len(next) < 3 {
		return false
	}
	word := strings.Trim(vocab.Fold(next), ".,;:!?")
	_, small := s.book.Word("small words", word)
	_, none := s.book.Word("no thing", word)
	return !small && !none
}

// isKind says between a label and a line's end what kind of body the next line names.
var isKind = vocab.Around(`^\s*(?:(?:<are>|<copula>)\s+)?(?:<article>\s+|<article glued>)?(?:[\pL-]+\s?){1,3}:\s*$`)

// bodyAt reads the name of a body whose words are written small: "Comité des
// fêtes de Gairaut". It ends with its last word in capitals before a sign, or
// before a word that no such name holds.
func bodyAt(rest string) (firm, bool) {
	m := smallBody.FindStringSubmatch(rest)
	if m == nil {
		return firm{}, false
	}
	name := strings.TrimSpace(m[1])
	if end := bodyEnd.FindStringIndex(name); end != nil {
		name = name[:end[0]]
	}
	words := strings.Fields(strings.TrimRight(name, " .,;:"))
	for len(words) > 1 && !unicode.IsUpper([]rune(words[len(words)-1])[0]) {
		words = words[:len(words)-1]
	}
	if len(words) < 3 || len(words) > maxNameWords || !unicode.IsUpper([]rune(name)[0]) {
		return firm{}, false
	}
	return firm{name: strings.Join(words, " "), body: true}, true
}

var (
	smallBody = vocab.Around(`^((?i:<small body>)\s[\pL' ’.-]+)`)
	// bodyEnd is a sentence's end, or a word with which the sentence goes on.
	bodyEnd = vocab.Around(`\pL{3,}\.\s|\s(?i:<behind a body>)(?:\s|$)`)
)

// addressing is the verb, behind which somebody is named: "addressed to".
var addressing = regexp.MustCompile(` (?:to|an|à|aux?|al?|alla?|aan)$`)

// addressLabel is true for a label behind which a street may stand as well.
func addressLabel(label string) bool {
	if addressing.MatchString(label) {
		return false
	}
	for _, w := range vocab.List("address parts") {
		if strings.Contains(label, w) {
			return true
		}
	}
	return false
}

// negated is true for "not to" and "anstatt an".
func (s *source) negated(before string) bool {
	words := strings.Fields(before[max(0, len(before)-30):])
	if len(words) == 0 {
		return false
	}
	last := strings.Trim(words[len(words)-1], ",;")
	_, ok := vocab.Word("not to", last)
	if ok || len(words) < 2 || len(last) > 3 {
		return ok
	}
	_, ok = vocab.Word("not to", strings.Trim(words[len(words)-2], ",;")) // "not to me"
	return ok
}

// afterLabel drops what stands between a label and a name. The second result
// is true when that says that a body is named: "the association".
func afterLabel(rest string) (string, bool) {
	body := false
	for {
		rest = strings.TrimLeft(rest, " :=|/>*_\t-–—\"'“„«")
		for _, elided := range []string{"l'", "L'", "l’", "d'", "d’"} {
			rest = strings.TrimPrefix(rest, elided)
		}
		head, tail, _ := strings.Cut(rest, " ")
		switch kind, _ := vocab.Word("behind a label", strings.ToLower(strings.Trim(head, ".,:"))); kind {
		case "body":
			if next, _, _ := strings.Cut(tail, " "); keptNoun(head) || unicode.IsUpper([]rune(head)[0]) && farm.MatchString(head+" "+next) {
				return rest, body // "Stichting Buurthuis", "Società Agricola Valli"
			}
			body = true
		case "article":
			if unicode.IsUpper([]rune(head)[0]) {
				return rest, body // "The Salted Plum"
			}
			body = body || head == "the" // nobody is called so in English: "to the Avonmere Singers"
		case "glue":
		default:
			return rest, body
		}
		if tail == "" {
			return "", body
		}
		rest = tail
	}
}

// keptNoun is true for a noun with a capital that belongs to the name:
// "Stichting Buurthuis".
func keptNoun(head string) bool {
	return unicode.IsUpper([]rune(head)[0]) && opensFirm(head)
}

// below is what a label that ends its line names: the next line with words.
func below(lines []string, i int) (string, bool) {
	for k := i + 1; k < len(lines) && k <= i+3; k++ {
		if t, body := afterLabel(strings.TrimSpace(lines[k])); t != "" {
			return t, body
		}
	}
	return "", false
}
