package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	addressPattern = regexp.MustCompile(`[\pL\pN._%+'-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)
	dayOfDate      = vocab.Around(`^\d{1,2}\.\pL{3,10}\.? \d{4}`)
	bullet         = regexp.MustCompile(`^\s*(?:[-*•·▪–—◦‣→➔➜➤►▶»✓✔☑□■●○∙⁃]|\(?\d{1,2}[.)]|\(?[a-h][.)]|#\d{1,2})\s+`)
)

// firstAddress returns the first e-mail address in a text.
func firstAddress(s string) string { return strings.TrimRight(addressPattern.FindString(s), ".-'") }

func domainOf(address string) string {
	_, d, _ := strings.Cut(strings.ToLower(address), "@")
	return strings.TrimRight(d, ".>")
}

// slashDash ends an amount in India: "INR 15,000/-".
var slashDash = vocab.Around(`(\d) ?/[-=]([^\d]|$)`)

// clean makes a text plain for reading: Western digits, plain spaces within
// lines, no characters without width, no Markdown emphasis.
func clean(s string) string {
	s = slashDash.ReplaceAllString(rupeesSaid(vocab.Plain(s)), "$1$2")
	if strings.IndexByte(s, '+') >= 0 {
		s = plusBehind.ReplaceAllString(s, "$1 +$2") // "£260+VAT"
	}
	return strings.ReplaceAll(strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return '0' + r - '٠'
		case r >= '۰' && r <= '۹':
			return '0' + r - '۰'
		case r >= '０' && r <= '９':
			return '0' + r - '０'
		case r == '٬':
			return '\''
		case r == '٫':
			return '.'
		case r == '٪':
			return '%'
		case r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u200e' || r == '\u200f' || r == '\u2060' || r == '\ufeff' || r == '\u00ad':
			return -1
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			return -1
		case r == '\r' || r != '\n' && r != '\t' && unicode.IsControl(r):
			return -1
		}
		return r
	}, s), "**", "")
}

// lastBytes is the end of a text, at whole runes: what looks at the words right
// before a place need not go through all before them.
func lastBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[len(s)-n:], "")
}

// unwrap joins lines that a mailer broke within a sentence, and keeps list
// items, rows and short lines apart. A break is the mailer's when the next word
// would not have fitted on the line.
func unwrap(s string) string {
	lines := strings.Split(s, "\n")
	width := wrapWidth(lines)
	if width == 0 {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	longest := onlyLongest(lines, width)
	for i, l := range lines {
		out.WriteString(l)
		if i == len(lines)-1 {
			break
		}
		next := lines[i+1]
		word, _, _ := strings.Cut(strings.TrimSpace(next), " ")
		full := utf8.RuneCountInString(strings.TrimRight(l, " "))+1+utf8.RuneCountInString(word) > width
		if full && continues(next) && !announces(l) && !(i == longest && ownRow(lines, i)) && !priceOfItsOwn(l, next) && !(endsProduct.MatchString(l) && amountLike.MatchString(next)) && !(countFirst.MatchString(next) && !currencyLast.MatchString(l) && amountLike.MatchString(l) && amountLike.MatchString(next)) && !strings.HasPrefix(strings.TrimSpace(l), "|") && !columned(l) && !columned(next) && !slashed(l) && !slashed(next) {
			out.WriteByte(' ')
		} else {
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// nameAndPrice is a line of a thing and its price and nothing else: "Delivery €25.00".
var nameAndPrice = regexp.MustCompile(`^\s*\p{Lu}\pL+(?:[ \t]\pL+){0,4}:?[ \t]+(?:[€£$]\s?)?\d[\d.,]*(?:\s?(?:[€£$]|EUR|CHF|[Ee]uros?))?\s*$`)

// priceOfItsOwn is true for such a line below one with a price, which does not go on in it.
func priceOfItsOwn(l, next string) bool {
	return nameAndPrice.MatchString(next) && amountLike.MatchString(next) && amountLike.MatchString(l) && !strings.HasSuffix(strings.TrimSpace(l), ",")
}

// slashed is true for a row of cells with slashes between them.
func slashed(l string) bool { return strings.Count(l, lineInCell) >= minSlashes }

// nearWidth is how much shorter than the width a line is that a mailer broke.
const nearWidth = 11

// onlyLongest is the one line that is about as long as the longest, -1 where there
// are others: a text that a mailer broke has several, but for one of two lines.
func onlyLongest(lines []string, width int) int {
	at := -1
	for i, l := range lines {
		if utf8.RuneCountInString(strings.TrimRight(l, " ")) > width-nearWidth {
			if at >= 0 {
				return -1
			}
			at = i
		}
	}
	return at
}

// fewSmall is how many small words a line of data has at most: an address, a name.
const fewSmall = 2

// ownRow is true for a line of data, and for the longest of rows that each have an
// amount and no full stop between them.
func ownRow(lines []string, i int) bool {
	l, next := lines[i], strings.TrimSpace(lines[i+1])
	first, _ := utf8.DecodeRuneInString(next)
	rows := i > 0 && unicode.IsUpper(first) && amountLike.MatchString(lines[i-1]) && amountLike.MatchString(l) && amountLike.MatchString(next) && !strings.ContainsAny(lines[i-1]+l, ".;!?")
	return rows || ownLine(l, lines[i+1])
}

// ownLine is true for a line of data above another that begins with a capital or a
// figure: neither is part of a sentence that a mailer broke.
func ownLine(l, next string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(next))
	if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
		return false
	}
	small := 0
	for _, w := range strings.Fields(vocab.Lower(l)) {
		if _, ok := vocab.Word("small words", strings.Trim(w, ".,;:!?()")); ok {
			small++
		}
	}
	return small <= fewSmall
}

// announces is true for a line with a colon at its end: what follows is a list or an
// address, which begins on a line of its own however long this one is.
func announces(l string) bool { return strings.HasSuffix(strings.TrimRight(l, " "), ":") }

// countFirst begins the next line of a list: an amount ended the line before.
var countFirst = vocab.Around(`^\s*\d[\d.,]*\s+\pL`)

// endsProduct ends a line of a list with what it comes to: "18 pcs at CHF 11.00 = CHF 198.00".
var endsProduct = vocab.Around(`\d.*=\s*(?:\pL{1,4}\.?|[€£$])?\s*\d[\d.,'’]*(?:[.,]?[-–]+)?\s*(?:\pL{1,5}\.?|[€£$])?\s*$`)

// currencyLast ends a line with a currency, whose amount begins the next.
var currencyLast = vocab.Around(`(?:^|[\s(])(?:[€£$]|(?i:eur|chf|usd|gbp|<currency in words>))\s*$`)

// Widths at which mailers break lines, in characters: RFC 5322 wants 78 at
// most, some go to 100. A text with longer lines was not broken.
const (
	minWidth = 56
	maxWidth = 100
)

// wrapWidth is the width a text was broken at, 0 when it was not.
func wrapWidth(lines []string) int {
	width, long := 0, 0
	for _, l := range lines {
		n := utf8.RuneCountInString(strings.TrimRight(l, " "))
		switch {
		case strings.Contains(l, "://") || columned(l):
		case n > maxWidth:
			long++
		case n > width:
			width = n
		}
	}
	if long > 0 || width < minWidth {
		return 0
	}
	return width
}

func continues(next string) bool {
	t := strings.TrimSpace(next)
	if t == "" || strings.HasPrefix(t, "|") || strings.HasPrefix(next, "  ") || bullet.MatchString(next) {
		return false
	}
	return true
}

// columned is true for a line laid out in columns with runs of spaces.
func columned(l string) bool {
	t := strings.TrimSpace(l)
	return strings.Contains(t, "   ") || strings.Contains(t, "\t")
}

// squeeze folds white space and caps at n runes, with an ellipsis.
func squeeze(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:n-1])) + "…"
}

// sentences splits a text at line ends and at sentence ends followed by a
// blank; abbreviations and numbers keep their dots.
func sentences(s string) []string {
	var out []string
	for _, line := range strings.Split(unwrap(s), "\n") {
		start := 0
		for i, r := range line {
			if r != '.' && r != '!' && r != '?' && r != ';' {
				continue
			}
			rest := line[i+utf8.RuneLen(r):]
			if rest != "" && rest[0] != ' ' {
				continue
			}
			if r == '.' && abbreviated(line[start:i], strings.TrimSpace(rest)) {
				continue
			}
			if t := strings.TrimSpace(line[start : i+1]); t != "" {
				out = append(out, t)
			}
			start = i + 1
		}
		if t := strings.TrimSpace(line[start:]); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// smallFirst is true for words of which the first is a small one written large.
func smallFirst(words string) bool {
	first, _, _ := strings.Cut(words, " ")
	_, small := vocab.Word("small words", vocab.Fold(first))
	return small && startsLarge(first)
}

// countShort ends in a number and a short word for what it counts.
var countShort = vocab.Around(`(?i)\d\s?(?:nos?|pcs?|hrs?|pkts?|mtrs?|stk|std|pz|uds?|pces?|st)$`)

// abbreviated is true when the word before a dot is short or a known
// abbreviation, or when what follows goes on in lower case or with a digit.
func abbreviated(before, after string) bool {
	word := before[strings.LastIndexAny(before, " (")+1:]
	if strings.Contains("€£$%", word) && word != "" {
		r, _ := utf8.DecodeRuneInString(after)
		return !unicode.IsUpper(r) // "zu je 15 €. Außerdem"
	}
	if hasDigit(word) && len(word) == 1 && len(word) < len(before) && smallFirst(after) {
		return false // "Birch Lane, plot 4. The price was"
	}
	if n := utf8.RuneCountInString(word); n <= 1 || strings.Contains(word, ".") && n <= 6 {
		return true
	}
	if dayOfDate.MatchString(word + "." + after) {
		return true
	}
	if countShort.MatchString(lastBytes(before, 16)) {
		return true // "4 nos. SS316 flanges"
	}
	r, _ := utf8.DecodeRuneInString(after)
	switch kind, _ := vocab.Word("abbreviations", strings.ToLower(word)); kind {
	case "always":
		return true
	case "mostly":
		if legalForm(formKey(word)) != formNone && unicode.IsDigit(r) {
			return false // "invoice Reed Ltd. 4 lamps at £95"
		}
		return !unicode.IsUpper(r)
	}
	return unicode.IsLower(r)
}

var sentenceEnd = vocab.Around(`[.!?]\s+\p{Lu}`)

// endsSentence is true for a line in which one sentence ends and another
// begins; "5 Std. Montage" is one.
func endsSentence(l string) bool {
	for _, m := range sentenceEnd.FindAllStringIndex(l, 20) {
		if l[m[0]] != '.' || !abbreviated(l[:m[0]], strings.TrimSpace(l[m[0]+1:])) {
			return true
		}
	}
	return false
}

// plusBehind is a figure, a plus and a word in one piece.
var plusBehind = regexp.MustCompile(`(\d)\+(\pL)`)
