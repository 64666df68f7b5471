package trust

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Topics of wording.txt.
const (
	topicSecrecy  = "secrecy"
	topicPressure = "pressure"
	topicBank     = "bank"
	topicBankAsk  = "bank ask"
	topicCard     = "card"
	topicBankSafe = "bank safe"
	topicFooter   = "disclaimer"
	topicGift     = "gift cards"
	topicOverpay  = "overpayment"
	topicPay      = "pay"
	topicNoCalls  = "no calls"
)

func topics() []string {
	return []string{topicSecrecy, topicPressure, topicBank, topicBankAsk, topicCard, topicBankSafe, topicFooter, topicGift, topicOverpay, topicPay, topicNoCalls}
}

// phrases find turns of speech in one pass over a text's words. A phrase is a
// row of words; "a|b" is either, "word*" any ending, "word?" may be missing,
// "..." up to six words of the same sentence.
type phrases struct {
	starts map[string][]phrase // by the first bytes of the first word
}

type phrase struct {
	topic string
	words []wordPattern
}

type wordPattern struct {
	any      []string
	prefixes []string
	optional bool
	gap      bool
}

const (
	maxGap    = 6
	startSize = 3 // bytes of a first word that phrases are found by
	maxWords  = 6000
	maxWorded = 48 << 10 // bytes of text that are read
)

func newPhrases() *phrases {
	p := &phrases{starts: map[string][]phrase{}}
	for _, topic := range topics() {
		for _, line := range section("wording", topic) {
			ph := phrase{topic: topic}
			for f := range strings.FieldsSeq(line) {
				ph.words = append(ph.words, newWordPattern(f))
			}
			p.add(ph)
		}
	}
	return p
}

// add files a phrase under its first word, and under the second one where the
// first may be missing.
func (p *phrases) add(ph phrase) {
	for _, start := range ph.words[0].starts() {
		p.starts[start] = append(p.starts[start], ph)
	}
	if ph.words[0].optional && len(ph.words) > 1 {
		p.add(phrase{topic: ph.topic, words: ph.words[1:]})
	}
}

func newWordPattern(s string) wordPattern {
	if s == "..." {
		return wordPattern{gap: true}
	}
	w := wordPattern{}
	s, w.optional = strings.CutSuffix(s, "?")
	for alt := range strings.SplitSeq(s, "|") {
		if prefix, ok := strings.CutSuffix(alt, "*"); ok {
			w.prefixes = append(w.prefixes, prefix)
		} else {
			w.any = append(w.any, alt)
		}
	}
	return w
}

// starts are the distinct keys of a first word.
func (w wordPattern) starts() []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range append(append([]string{}, w.any...), w.prefixes...) {
		if k := startOf(s); !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
	}
	return out
}

func startOf(word string) string {
	if len(word) > startSize {
		return word[:startSize]
	}
	return word
}

func (w wordPattern) matches(word string) bool {
	for _, a := range w.any {
		if a == word {
			return true
		}
	}
	for _, p := range w.prefixes {
		if strings.HasPrefix(word, p) {
			return true
		}
	}
	return false
}

// token is one word of a text with where it stands; an empty word ends a sentence.
type token struct {
	word       string
	start, end int32
	paragraph  int32 // counted from the top
}

// hit is a phrase in a text.
type hit struct {
	topic     string
	from, to  int // tokens
	paragraph int32
	words     string
}

// find returns all hits.
func (p *phrases) find(text string) []hit {
	if len(text) > maxWorded {
		text = strings.ToValidUTF8(text[:maxWorded], "")
	}
	folded := foldWords(text)
	tokens := tokenize(folded)
	var out []hit
	for i, t := range tokens {
		for _, ph := range p.starts[startOf(t.word)] {
			if !ph.words[0].matches(t.word) {
				continue
			}
			if end, ok := match(tokens, i+1, ph.words[1:]); ok {
				out = append(out, hit{topic: ph.topic, from: i, to: end, paragraph: t.paragraph, words: folded[t.start:tokens[end-1].end]})
			}
		}
	}
	return out
}

// foldWords is vocab.Fold, with a short way for texts without accents.
func foldWords(text string) string {
	if plainASCII(text) {
		return strings.ToLower(text)
	}
	return vocab.Fold(text)
}

// match tries the rest of a phrase from token i and returns where it ends.
func match(tokens []token, i int, rest []wordPattern) (end int, ok bool) {
	if len(rest) == 0 {
		return i, true
	}
	w := rest[0]
	if w.gap {
		for skip := 0; skip <= maxGap && i+skip < len(tokens); skip++ {
			if end, ok := match(tokens, i+skip, rest[1:]); ok {
				return end, true
			}
			if tokens[i+skip].word == "" {
				break
			}
		}
		return 0, false
	}
	if i < len(tokens) && w.matches(tokens[i].word) {
		if end, ok := match(tokens, i+1, rest[1:]); ok {
			return end, true
		}
	}
	if w.optional {
		return match(tokens, i, rest[1:])
	}
	return 0, false
}

// tokenize cuts a folded text into words; sentences are kept apart.
func tokenize(s string) []token {
	out := make([]token, 0, min(maxWords, len(s)/4+2))
	paragraph := int32(0)
	for i := 0; i < len(s) && len(out) < maxWords; {
		if end := wordEnd(s, i); end > i {
			out = append(out, token{word: s[i:end], start: int32(i), end: int32(end), paragraph: paragraph})
			i = end
			continue
		}
		blank := s[i] == '\n' && i+1 < len(s) && s[i+1] == '\n'
		if blank {
			paragraph++
		}
		if blank || s[i] == '.' || s[i] == '!' || s[i] == '?' {
			out = append(out, token{start: int32(i), end: int32(i), paragraph: paragraph})
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return out
}

// wordEnd is where the word that begins at i ends; i when none does.
func wordEnd(s string, i int) int {
	for i < len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '\'':
			i++
			continue
		case c < utf8.RuneSelf:
			return i
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return i
		}
		i += size
	}
	return i
}
