package numbers

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Style is how a text separates decimals, as its own numbers show.
type Style int

// Styles. Mixed means that the text shows both, so that evidence decides nothing.
const (
	Unknown Style = iota
	Point         // 1,234.50
	Comma         // 1.234,50
	Mixed
)

// maxDigits bounds what is read: no invoice has larger figures.
const maxDigits = 15

// Parse reads one numeral: digits with separators, nothing else. It is false
// when the numeral can be read in two ways or is malformed.
func Parse(numeral string, style Style) (decimal.Decimal, bool) {
	s := strings.Map(func(r rune) rune {
		switch r {
		case '\u00a0', '\u202f', '\u2009', '\u2007':
			return ' '
		case '’', '‘', '´', '`':
			return '\''
		}
		return r
	}, numeral)
	whole, fraction, ok := split(s, style)
	if !ok {
		return decimal.Decimal{}, false
	}
	digits, ok := ungroup(whole)
	if !ok || len(digits)+len(fraction) > maxDigits {
		return decimal.Decimal{}, false
	}
	if fraction != "" {
		digits += "." + fraction
	}
	d, err := decimal.NewFromString(digits)
	return d, err == nil
}

// split finds the decimal separator, if there is one.
func split(s string, style Style) (whole, fraction string, ok bool) {
	last := strings.LastIndexAny(s, ".,")
	if last < 0 {
		return s, "", true
	}
	sep, other := s[last:last+1], "."
	if sep == "." {
		other = ","
	}
	head, tail := s[:last], s[last+1:]
	switch {
	case tail == "" || strings.ContainsAny(tail, " '"):
		return "", "", false
	case strings.Contains(head, sep):
		return s, "", !strings.Contains(head, other) // 1.234.567: all are groups
	case strings.ContainsAny(head, other+" '"):
		return head, tail, true // two kinds of separator: the last one is the decimal
	case len(tail) != 3 || head == "0" || head == "":
		return head, tail, head != ""
	case len(head) > 3:
		return head, tail, true // 1234.500 is not grouped
	}
	return decide(s, sep, style)
}

// decide settles "1.234": three digits after the only separator. They are a
// group where the text's decimals use the other separator; else they stay
// open, because "1.250" in a text with decimal points can still be a thousand
// written carelessly.
func decide(s, sep string, style Style) (string, string, bool) {
	if style == Point && sep == "," || style == Comma && sep == "." {
		return s, "", true
	}
	return "", "", false
}

// ungroup takes the separators out of groups of three, or of lakhs (1,50,000).
func ungroup(s string) (string, bool) {
	at := strings.IndexAny(s, "., '")
	if at < 0 {
		return s, onlyDigits(s)
	}
	sep := s[at : at+1]
	groups := strings.Split(s, sep)
	for i, g := range groups {
		if !onlyDigits(g) || i == 0 && len(g) > 3 {
			return "", false
		}
	}
	if !threes(groups) && (sep != "," || !lakhs(groups)) {
		return "", false
	}
	return strings.Join(groups, ""), true
}

func threes(groups []string) bool {
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return true
}

func lakhs(groups []string) bool {
	last := len(groups) - 1
	for i, g := range groups {
		switch {
		case i == last && len(g) != 3, i > 0 && i < last && len(g) != 2, i == 0 && len(g) > 2:
			return false
		}
	}
	return true
}

func onlyDigits(s string) bool {
	if s == "" {
		return false
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// Join puts the evidence of two texts together.
func (s Style) Join(other Style) Style {
	switch {
	case s == Unknown || s == other:
		return other
	case other == Unknown:
		return s
	}
	return Mixed
}

// evidence is what one numeral shows about its text.
func evidence(numeral string) Style {
	point, comma := strings.Count(numeral, "."), strings.Count(numeral, ",")
	last := strings.LastIndexAny(numeral, ".,")
	if last < 0 {
		return Unknown
	}
	tail := len(numeral) - last - 1
	decimalIs := Unknown
	switch {
	case point > 0 && comma > 0, point+comma == 1 && tail > 0 && tail != 3, point+comma == 1 && strings.HasPrefix(numeral, "0"),
		point+comma == 1 && strings.ContainsAny(numeral, "' \u00a0\u202f’"):
		decimalIs = styleOf(numeral[last])
	case point > 1 && threes(strings.Split(numeral, ".")):
		return Comma
	case comma > 1 && (threes(strings.Split(numeral, ",")) || lakhs(strings.Split(numeral, ","))):
		return Point
	}
	return decimalIs
}

func styleOf(sep byte) Style {
	if sep == '.' {
		return Point
	}
	return Comma
}
