package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/newtext"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// maxAnswers is how many questions of one mail are looked at.
const maxAnswers = 20

var (
	// askedMany asks how many there are of a thing: "How many gates was it?"
	askedMany = vocab.Around(`(?i)(?:^|[^\pL])<how many of>\s?(\pL[\pL'’-]*)(?:\s(\pL[\pL'’-]*))?`)
	// askedToo asks whether a thing goes on the invoice: "And the posts?"
	askedToo = vocab.Around(`(?i)(?:^|[.!?\n]\s*)(?:<joined by>\s)?<shall be billed>\s(?:(?:<article>|<ours>)\s|<article glued>)(\pL[\pL'’-]*)(?:$|[^\pL])`)
	// saysYes begins an answer.
	saysYes = vocab.Around(`(?i)^(?:<yes>[\s,.!:–-]+)+`)
	// countAlone is an answer's count in a sentence of its own: "Three."
	countAlone = regexp.MustCompile(`^([\pL\d][\pL\d.,]{0,20}?)[.!]\s+`)
	// billLead begins a price that is asked to be billed: "Invoice £425 each".
	billLead      = vocab.Around(`(?i)^(?:<please said>\s)?<bill somebody>\s`)
	countThing    = regexp.MustCompile(`^(\pL+|\d[\d.,]*)\s(\pL{3,})`)
	answeredMarks = regexp.MustCompile(`(?m)^[ \t]*>[> \t]*`)
)

// withAsked is the new text of a mail, with the things the house asked about put
// before the answers that stand right below: "> And the tiles?" above "64, EUR 31
// each" says what there are 64 of.
func (s *source) withAsked(p newtext.Parts) string {
	if len(p.Answers) == 0 || len(p.Answers) > maxAnswers || len(p.Quoted) > longText || !s.quotesHouse(p.Quoted) {
		return p.New
	}
	text, questions := p.New, 0
	for _, a := range p.Answers {
		asked := strings.TrimSpace(answeredMarks.ReplaceAllString(a.Quoted, ""))
		if !strings.HasSuffix(asked, "?") {
			continue
		}
		questions++
		said := saysYes.ReplaceAllString(a.Text, "")
		if name := s.askedThing(asked); name != "" && strings.ContainsAny(said, "0123456789") && !s.namesItself(said) && !strings.Contains(vocab.Lower(said), vocab.Lower(name)) {
			if m := countAlone.FindStringSubmatchIndex(said); m != nil {
				said = said[:m[3]] + ", " + billLead.ReplaceAllString(said[m[1]:], "")
			}
			said = name + ": " + said
		}
		if hasDigit(said) && said != a.Text {
			text = strings.Replace(text, a.Text, said, 1)
		}
	}
	if questions > 1 {
		s.askedIn = s.book.Detect(vocab.Fold(answeredMarks.ReplaceAllString(p.Quoted, "")))
	}
	s.between = s.between || questions > 1 && docWord.MatchString(vocab.Fold(p.Quoted))
	return text
}

// namesItself is true for an answer that counts a thing of its own: "Eleven
// portraits at EUR 65".
func (s *source) namesItself(said string) bool {
	m := countThing.FindStringSubmatch(vocab.Lower(said))
	if m == nil {
		return false
	}
	if _, number := s.book.Word("number words", m[1]); !number && !startsWithDigit(m[1]) {
		return false
	}
	_, measure := s.book.Word("units", m[2])
	return !measure
}

// quotesHouse is true for quoted text whose attribution names the owner or an
// address of the house.
func (s *source) quotesHouse(quoted string) bool {
	first, _, _ := strings.Cut(strings.TrimSpace(quoted), ">")
	head := vocab.Lower(first)
	if named(s.owner.Name) && strings.Contains(head, vocab.Lower(s.owner.Name)) {
		return true
	}
	return s.isHouse(firstAddress(head))
}

// askedThing is the thing that a question is about, where it names one.
func (s *source) askedThing(question string) string {
	low := vocab.Lower(question)
	if len(low) != len(question) {
		return ""
	}
	rd := &reader{s: s, lang: s.book.Detect(low)}
	usable := func(at, end int) string {
		if at < 0 {
			return ""
		}
		word := question[at:end]
		if _, measure := s.book.Word("units", low[at:end]); measure || !named(word) || rd.small(low[at:end]) || docWord.MatchString(low[at:end]) {
			return ""
		}
		return word
	}
	if m := askedMany.FindStringSubmatchIndex(low); m != nil {
		if name := usable(m[2], m[3]); name != "" {
			return name
		}
		if _, measure := s.book.Word("units", low[m[2]:m[3]]); measure {
			return usable(m[4], m[5])
		}
		return ""
	}
	if m := askedToo.FindStringSubmatchIndex(low); m != nil {
		return usable(m[2], m[3])
	}
	return ""
}
