package reading

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Limits of what is read as the number of a document.
const (
	maxDocument   = 30 // bytes of a number
	documentReach = 60 // bytes between the word for an invoice and its number
	maxDocuments  = 10
	maxPrefix     = 4 // bytes of a word for an invoice that numbers begin with
)

var (
	// invoiceWord is what an existing invoice is called.
	invoiceWord = vocab.Around(`(?:^|[^\pL\pN])(?:<named invoice>)(?:$|[^\pL])`)
	// numberSign says that the number follows.
	numberSign = vocab.Around(`(?:[#№]|(?:^|[^\pL])n\.? ?[°ºo]s?\b?|(?:^|[^\pL])n\.? ?$|(?:^|[^\pL])(?:<number sign>)(?:$|[^\pL]))`)
	// toNumber is all that may stand between the word and the number.
	toNumber = vocab.Around(`^(?:[\s:#№°º'"“”„«»()=*_.,|>-]|\bn[°ºo]?s?\b|\b(?:<number sign>|<reference noise>|<to a number>|<named invoice>)(?:$|[^\pL]))*$`)
	// andNext stands between the numbers of a list.
	andNext = vocab.Around(`^ ?(?:,|&|\+|;|/ |<and>\b)(?: ?<and>\b)? ?(?:#|n[°ºr]?\.? ?)?`)
	// document is a number as it is printed: groups of letters and digits with signs between.
	document = regexp.MustCompile(`[\pL\pN]+(?:[-/._][\pL\pN]+)*`)
	// group continues a number that is written with blanks: RE 2026 118.
	group     = regexp.MustCompile(`^ ?\d{2,6}(?:[-/._][\pL\pN]+)*`)
	prefix    = regexp.MustCompile(`(?:^|[^\pL\pN])(\p{Lu}{1,6}[ -]?)$`)
	yearAlone = regexp.MustCompile(`^(?:19|20)\d\d$`)
	fileName  = regexp.MustCompile(`(?i)\.(?:pdf|xml|png|jpe?g|docx?|xlsx?|zip)$`)
)

// invoiceNumber is the number of an existing invoice and the words it stands on.
type invoiceNumber struct{ text, words string }

// invoiceNumbers finds the numbers behind a word for an invoice, with what the
// word and the number say of it between: "invoice of 9 March, no. 2026-118".
func (s *source) invoiceNumbers(text string) []invoiceNumber {
	var out []invoiceNumber
	for _, line := range strings.Split(vocab.Plain(unwrap(text)), "\n") {
		low := vocab.Lower(line)
		end := 0
		for _, m := range invoiceWord.FindAllStringIndex(low, maxReferences) {
			if m[0] < end || len(out) >= maxDocuments {
				continue
			}
			var found []invoiceNumber
			found, end = s.numbersBehind(line, low, m)
			out = append(out, found...)
		}
	}
	return out[:min(len(out), maxDocuments)]
}

// numbersBehind reads the number, or the list of them, behind the word at m and
// returns where it ends.
func (s *source) numbersBehind(line, low string, m []int) (found []invoiceNumber, end int) {
	from, begin := m[1], m[0]
	if r, size := utf8.DecodeLastRuneInString(line[:from]); !unicode.IsLetter(r) {
		from -= size // the character that ended the word
	}
	if r, size := utf8.DecodeRuneInString(line[begin:]); !unicode.IsLetter(r) {
		begin += size
	}
	start, stop, signed := s.firstDocument(line, low, from)
	if start < 0 || !isDocument(line, start, stop, signed) {
		return nil, from
	}
	if start == m[1] && from-begin <= maxPrefix && strings.IndexByte("-/_", line[from]) >= 0 {
		start = begin // the word is a part of the number: RE-2026-0387
	}
	form := shape(line[start:stop])
	for {
		found = append(found, invoiceNumber{line[start:stop], line[begin:stop]})
		next := andNext.FindString(low[stop:])
		if next == "" {
			return found, stop
		}
		rest := stop + len(next)
		at := document.FindStringIndex(line[rest:])
		if at == nil || at[0] != 0 || shape(line[rest:rest+at[1]]) != form {
			return found, stop
		}
		start, stop = rest, rest+at[1]
	}
}

// firstDocument is the first thing with a digit behind a word for an invoice
// that is no date, when only words that lead to a number stand between. signed
// is true when one of them says that it is a number.
func (s *source) firstDocument(line, low string, from int) (start, stop int, signed bool) {
	window := line[from:min(len(line), from+documentReach)]
	gap := []byte(low[from : from+len(window)])
	for _, d := range s.dates(window, s.language(line)) {
		if strings.ContainsAny(window[d.Start:d.End], "./ ") || isoLike.MatchString(window[d.Start:d.End]) {
			for i := d.Start; i < d.End; i++ {
				gap[i] = ' '
			}
		}
	}
	for _, at := range document.FindAllIndex(gap, -1) {
		if !hasDigit(string(gap[at[0]:at[1]])) {
			continue
		}
		between := string(gap[:at[0]])
		if p := prefix.FindStringSubmatchIndex(window[:at[0]]); p != nil && !toNumber.MatchString(between) {
			at[0], between = p[2], string(gap[:p[2]])
		}
		if !toNumber.MatchString(between) {
			return -1, 0, false
		}
		start, stop, signed = from+at[0], from+at[1], numberSign.MatchString(between)
		if p := prefix.FindStringSubmatchIndex(line[:start]); p != nil && !isDocument(line, start, stop, signed) {
			start = p[2] // INV 2026 00017, where INV is a word for an invoice too
		}
		return start, grownBehind(line, start, stop), signed
	}
	return -1, 0, false
}

// grownBehind takes the groups of a number with a prefix in.
func grownBehind(line string, start, stop int) int {
	for range 2 {
		g := group.FindString(line[stop:])
		if !unicode.IsUpper(rune(line[start])) || g == "" || g[0] != ' ' || countDigits(line[start:stop]) == 0 ||
			strings.ContainsAny(line[start:stop], "-/._") || moneyBehind.MatchString(line[stop+len(g):]) {
			break
		}
		stop += len(g)
	}
	return stop
}

// isDocument is true for what can be the number of an invoice: no amount, no
// count, no year. A bare number that nothing announces has three digits.
func isDocument(line string, start, stop int, signed bool) bool {
	text, after := line[start:stop], line[stop:]
	if len(text) > maxDocument || isoLike.MatchString(text) || fileName.MatchString(text) || grouped.MatchString(text) {
		return false
	}
	for _, n := range numbers.Scan(line, numbers.StyleOf(line)) {
		if n.Start < stop && start < n.End && (n.Kind == numbers.Money || n.Kind == numbers.Percent) {
			return false
		}
	}
	if countDigits(text) < len(text) || signed {
		return countDigits(text) > 0 && (len(text) > 1 || signed)
	}
	return len(text) > 2 && !yearAlone.MatchString(text) && !counted(after) && !moneyBehind.MatchString(after)
}

// shape is a number with all digits alike, so that the parts of a list are told
// from what else stands behind a comma.
func shape(t string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '9'
		}
		return unicode.ToUpper(r)
	}, t)
}

// eachOnce drops repetitions, whatever signs they are written with.
func eachOnce(list []invoiceNumber) []invoiceNumber {
	var seen []string
	return slices.DeleteFunc(list, func(n invoiceNumber) bool {
		key := letters(n.text)
		again := slices.Contains(seen, key)
		seen = append(seen, key)
		return again
	})
}
