package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// standsFor ends words by which the firm behind them only stands for the body named
// before: "WEG Lindenhof 4-8, vertreten durch die", "SDC Ker Avel / représenté par son syndic".
var standsFor = vocab.Around(`(?i)(?:^|[^\pL])(?:<represented by>|<care of>)(?:\s\p{Ll}[\pL'’-]*){0,3}[\s:,]*$`)

const maxBody = 8 // words of a body's name with the number of its house

// represented is the body for which the sender's own firm stands, where a mail names
// both together: the owners of a house and who runs it for them.
func (s *source) represented(lines []string) string {
	for i, line := range lines[:min(len(lines), maxSegments)] {
		if !strings.Contains(line, " ") || len(line) > longText {
			continue
		}
		for _, f := range firmsIn(line) {
			if name := bodyAtEnd(s.beforeStandIn(lines, i, f)); name != "" && !s.isOwnName(name) {
				return name
			}
		}
	}
	return ""
}

// beforeStandIn is what a line, or the one above it, names before the sender's own firm,
// where words say that the firm only stands for it.
func (s *source) beforeStandIn(lines []string, i int, f firm) string {
	at := strings.Index(lines[i], f.name)
	if at < 0 {
		return ""
	}
	before := lastBytes(lines[i][:at], maxNameReach)
	m := standsFor.FindStringIndex(before)
	if m == nil || !s.related(f.name) {
		return ""
	}
	if before = before[:m[0]]; strings.TrimSpace(before) == "" && i > 0 {
		return lines[i-1]
	}
	return before
}

// verbEnd is the rest of a German verb behind a name: "auf die WEG Am Deich 12 aus, ".
var verbEnd = regexp.MustCompile(`\s\p{Ll}{2,5}\s*,\s*$`)

// bodyAtEnd is the name that a text ends with, from the word that says that it is a
// body's: "Rechnung bitte an die WEG Lindenhof 4-8, ".
func bodyAtEnd(text string) string {
	text = strings.TrimRight(verbEnd.ReplaceAllString(text, ""), " ,;(–-*_|")
	ws := wordsOf(text)
	if first, _ := firmAt(text); len(ws) > 1 && len(ws) <= maxBody && strings.HasPrefix(text, first.name) && first.end == len(text) && firmWord(first.name) && !leadsName(ws[0].text) {
		return first.name
	}
	for i := max(0, len(ws)-maxBody); i < len(ws)-1; i++ {
		w := strings.TrimLeft(ws[i].text, `"'„“«(*_`)
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) || leadsName(w) || endsName(ws[i].text) || !houseBody.MatchString(vocab.Lower(w)) && !opensFirm(w) || i > 0 && capital(ws[i-1].text) {
			continue
		}
		for _, rest := range ws[i : len(ws)-1] {
			if endsName(rest.text) && !strings.HasSuffix(rest.text, ".") {
				return ""
			}
		}
		return strings.Trim(text[ws[i].start:], ` "'„“«»”*_`)
	}
	return ""
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// publicBody is true for a name that begins as those of towns and authorities do,
// which stand at the head of an address: "Stadt Bremen".
func publicBody(name string) bool {
	first, rest, _ := strings.Cut(name, " ")
	return rest != "" && public.MatchString(vocab.Lower(first))
}

var public = vocab.Around(`^(?:<public body>)$`)

// addressee is who stands at the head of the address that a mail gives for its
// invoice, where that is another than the customer that was found: two names.
func (s *source) addressee(lines []string, company string) string {
	for i, line := range lines {
		low := strings.TrimRight(vocab.Fold(line), " :")
		for _, m := range s.book.All("bill to", low) {
			if m[1] != len(low) || !addressLabel(low[m[0]:m[1]]) {
				continue
			}
			head, _ := below(lines, i)
			f, ok := firmAt(head)
			if ok && f.end == len(head) && strings.Contains(f.name, " ") && !hasDigit(head) && !sharesWord(f.name, company) && !sharesWord(f.name, s.from.Name) && !s.isOwnName(f.name) {
				return f.name
			}
		}
	}
	return ""
}
