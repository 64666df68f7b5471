package clauses

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Text is what is parsed.
type Text struct {
	Text    string
	Figures []numbers.Number  // of the text, in order; a date or a size is a Code
	Tax     [][2]int          // where it speaks of tax, in order
	Months  [][2]int          // names of months
	Subject string            // of the mail, which may name what is billed
	Priced  bool              // a currency is declared for all amounts: figures with cents are money
	Off     []decimal.Decimal // percentages that are discounts
}

// wordAt is the word that a text begins with, and what may stand within one:
// [\pL²³][\pL\d²³]*(?:['’.&-][\pL\d²³]+)*['’]?
func wordAt(text string) string {
	end, joint := 0, -1 // where a sign stands that needs a letter or digit behind it
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || r == '²' || r == '³' || i > 0 && r >= '0' && r <= '9':
			end, joint = i+utf8.RuneLen(r), -1
		case i == 0 || joint >= 0 || !strings.ContainsRune("'’.&-", r):
			return text[:apostropheEnd(text, end)]
		default:
			joint = i
		}
	}
	return text[:apostropheEnd(text, end)]
}

// apostropheEnd takes an apostrophe in behind a word.
func apostropheEnd(text string, end int) int {
	if r, size := utf8.DecodeRuneInString(text[end:]); end > 0 && (r == '\'' || r == '’') {
		return end + size
	}
	return end
}

// compound is true where a text goes on with a figure as part of a word: "24-port".
func compound(rest string) bool {
	rest, hyphen := strings.CutPrefix(rest, "-")
	letters := 0
	for _, r := range rest {
		if !unicode.IsLetter(r) || letters == 3 {
			break
		}
		letters++
	}
	return letters == 3 || hyphen && letters > 0
}

// lex takes a text apart. Signs that part nothing are left out.
func lex(t Text, words Words) []token {
	raw := rawTokens(t, words)
	var out []token
	for i := 0; i < len(raw); {
		n := phrase(raw[i:], words)
		tok := raw[i]
		if tok.kind == wordToken || tok.sign("@") {
			tok.end, tok.text = raw[i+n-1].end, joined(raw[i:i+n])
			tok = wordRoles(tok, n, words)
		}
		tok.roles |= taxRole(t.Tax, tok)
		out = append(out, tok)
		i += n
		if again := saidTwice(tok, raw[i:]); again > 0 {
			out[len(out)-1].end = raw[i+again-1].end
			i += again
		}
	}
	return out
}

// saidTwice is how many tokens say a count in figures again: "three (3) months".
func saidTwice(tok token, rest []token) int {
	if tok.kind == countToken && len(rest) >= 3 && rest[0].sign("(") && rest[1].kind == countToken && rest[2].sign(")") && rest[1].value.Equal(tok.value) {
		return 3
	}
	return 0
}

func taxRole(spans [][2]int, tok token) Role {
	for _, s := range spans {
		if tok.start >= s[0] && tok.end <= s[1] && tok.kind != moneyToken && tok.kind != countToken {
			return Tax
		}
	}
	return 0
}

func wordRoles(tok token, n int, words Words) token {
	tok.roles, tok.unit = words.Roles(tok.text)
	if n > 1 {
		return tok
	}
	if v, ok := words.Number(tok.text); ok {
		tok.kind, tok.value = countToken, v
		return tok
	}
	if u, ok := words.Unit(tok.text); ok && tok.roles&^(Pieces|Small|Person|Nth) == 0 {
		tok.roles, tok.unit = tok.roles&^Small|Measure, u
	}
	return tok
}

// phrase is how many tokens make the longest phrase that plays a part; one at least.
func phrase(raw []token, words Words) int {
	if raw[0].kind != wordToken {
		return 1
	}
	for n := min(words.Longest(raw[0].text), len(raw)); n > 1; n-- {
		if !slices.ContainsFunc(raw[:n], func(t token) bool { return t.kind != wordToken }) {
			if r, _ := words.Roles(joined(raw[:n])); r != 0 {
				return n
			}
		}
	}
	return 1
}

func joined(raw []token) string {
	parts := make([]string, len(raw))
	for i, t := range raw {
		parts[i] = t.text
	}
	return strings.Join(parts, " ")
}

func rawTokens(t Text, words Words) []token {
	var out []token
	figures := t.Figures
	for at := 0; at < len(t.Text); {
		for len(figures) > 0 && figures[0].Start < at {
			figures = figures[1:]
		}
		if len(figures) > 0 && figures[0].Start == at {
			tok := figureToken(t, figures[0])
			tok.end += sizeRest(t.Text[tok.start:], tok)
			tok.text = t.Text[tok.start:tok.end]
			out, at = append(out, tok), tok.end
			continue
		}
		stop := len(t.Text)
		if len(figures) > 0 && !endsWord(t.Text, at, figures[0]) {
			stop = figures[0].Start
		}
		if w := wordAt(t.Text[at:stop]); w != "" {
			tok := token{start: at, end: at + len(w), text: strings.ReplaceAll(vocab.Lower(w), "’", "'")}
			tok.month = slices.ContainsFunc(t.Months, func(m [2]int) bool { return m[0] == at })
			out, at = append(out, tok), at+len(w)
			continue
		}
		r, width := utf8.DecodeRuneInString(t.Text[at:])
		if s := signAt(t.Text, at, r, out, words); s != "" && !(s == "." && t.beforeMonth(at)) {
			out = append(out, token{kind: signToken, start: at, end: at + width, text: s})
		}
		at += width
	}
	return out
}

// endsWord is true for a figure that is the end of a word: the 1 of "A1 prints".
func endsWord(text string, from int, n numbers.Number) bool {
	before, _ := utf8.DecodeLastRuneInString(text[from:n.Start])
	return n.Kind == numbers.Code && n.Start > from && unicode.IsUpper(before)
}

// beforeMonth is true for the full stop of a day: "13. Mai".
func (t Text) beforeMonth(at int) bool {
	if at == 0 || t.Text[at-1] < '0' || t.Text[at-1] > '9' {
		return false
	}
	next := at + 1 + len(t.Text[at+1:]) - len(strings.TrimLeft(t.Text[at+1:], " "))
	return slices.ContainsFunc(t.Months, func(m [2]int) bool { return m[0] == next })
}

func figureToken(t Text, n numbers.Number) token {
	tok := token{kind: codeToken, start: n.Start, end: n.End, text: t.Text[n.Start:n.End], value: n.Value, currency: n.Currency, figure: true}
	if i := strings.LastIndexAny(n.Text, ".,"); i >= 0 {
		tok.cents = len(n.Text)-i == 3
	}
	switch {
	case n.Kind == numbers.Percent:
		tok.kind = percentToken
	case n.Kind == numbers.Money && n.OK && n.Value.IsPositive():
		tok.kind = moneyToken
	case n.Kind == numbers.Money:
		tok.kind, tok.roles = moneyToken, Unsure
	case n.Kind == numbers.Code && n.OK && n.Value.IsPositive() && crossed(t.Text[:n.Start]):
		tok.kind = countToken
	case n.Kind == numbers.Plain && n.OK && n.Value.IsPositive() && !compound(t.Text[n.End:]):
		tok.kind = countToken
	}
	return tok
}

// glued is a size in one word, and its metres: "6x9", "6x9 m".
var glued = regexp.MustCompile(`^\d{1,2}(?:[.,]\d{1,2})?[x×]\d{1,2}(?:[.,]\d{1,2})?(?:\s?m)?(?:[^\pL\d.,]|[.,]\s|$)`)

// sizeRest is how far a size goes on behind its first figure.
func sizeRest(text string, tok token) int {
	if tok.kind != codeToken {
		return 0
	}
	size := strings.TrimRightFunc(glued.FindString(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return max(0, len(size)-(tok.end-tok.start))
}

// crossed is true before a count that a cross is glued to: "brackets replaced x2".
func crossed(before string) bool {
	head, ok := strings.CutSuffix(before, "x")
	return ok && strings.HasSuffix(head, " ")
}

// signAt says what a sign is to the parser; empty for one that parts nothing. A
// full stop parts only where a sentence can end.
func signAt(text string, at int, r rune, before []token, words Words) string {
	switch r {
	case '\n', ',', ';', ':', '(', ')', '=', '/', '+', '|', '!', '?', '@', '&':
		return string(r)
	case '[', '{':
		return "("
	case ']', '}':
		return ")"
	case '×', '*':
		return "x"
	case '–', '—', '-', '•', '→':
		if at+utf8.RuneLen(r) >= len(text) || text[at+utf8.RuneLen(r)] == ' ' || text[at+utf8.RuneLen(r)] == '\t' {
			return "-"
		}
	case '.':
		rest := strings.TrimLeft(text[at+1:], " ")
		next, _ := utf8.DecodeRuneInString(rest)
		if rest == "" || next == '\n' || rest != text[at+1:] && !unicode.IsLower(next) && !unicode.IsDigit(next) && !abbreviated(before, words) || rest != text[at+1:] && unicode.IsDigit(next) && !abbreviated(before, words) {
			return "."
		}
	}
	return ""
}

// abbreviated is true behind a short word that is none of the small words a
// sentence can end with: "Std.", "nr.", not "it is."
func abbreviated(before []token, words Words) bool {
	if len(before) == 0 {
		return false
	}
	last := before[len(before)-1]
	roles, _ := words.Roles(last.text)
	return last.kind == wordToken && utf8.RuneCountInString(last.text) <= 3 && roles&(Stop|Costs|Ask) == 0
}
