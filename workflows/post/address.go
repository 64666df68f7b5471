package post

import (
	"net"
	"regexp"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Which characters an address may hold, after twitter-text: a CJK letter ends
// it, an accented or Cyrillic one does not.
const (
	letters   = `A-Za-z0-9\x{00C0}-\x{024F}\x{0400}-\x{04FF}`
	hostChars = `[` + letters + `][` + letters + `_-]*(?:\.[` + letters + `_-]+)*\.[A-Za-z\x{0400}-\x{04FF}][` + letters + `-]*`
	pathChars = `[` + letters + `!*'();:=+,.$/%#\[\]\-–_~@|&?]`
)

var (
	fullAddress = regexp.MustCompile(`(?i)https?://(?:` + hostChars + `|[^\s/?#]+)(?::\d+)?(?:[/?#]` + pathChars + `*)?`)
	bareAddress = regexp.MustCompile(`(?i)` + hostChars + `(?::\d+)?(?:[/?]` + pathChars + `*)?`)
)

// span is a piece of a text, in bytes.
type span struct{ from, to int }

// addresses finds what X makes a link of, in order: addresses with a scheme,
// and domains without one under a known ending. A bare name under the ending of
// a country, such as readme.md, is none (twitter-text, invalidShortDomain).
func addresses(text string) []span {
	var out []span
	last := 0
	for _, m := range fullAddress.FindAllStringIndex(text, -1) {
		out = append(out, bareIn(text, last, m[0])...)
		from, to := m[0], m[0]+len(trimAddress(text[m[0]:m[1]]))
		if before(text, from) != '@' && knownHost(hostOf(text[from:to])) {
			out = append(out, span{from, to})
		}
		last = m[1]
	}
	return append(out, bareIn(text, last, len(text))...)
}

func bareIn(text string, from, to int) []span {
	var out []span
	for _, m := range bareAddress.FindAllStringIndex(text[from:to], -1) {
		at := span{from + m[0], from + m[1]}
		found := trimAddress(text[at.from:at.to])
		at.to = at.from + len(found)
		if strings.ContainsRune("@#$/._-", before(text, at.from)) || strings.HasPrefix(text[at.to:], "@") {
			continue // a name, a tag, or half of a mail address
		}
		host := hostOf(found)
		if knownHost(host) && !shortCountry(found, host) {
			out = append(out, at)
		}
	}
	return out
}

func before(text string, at int) rune {
	var last rune
	for _, r := range text[max(0, at-4):at] {
		last = r
	}
	return last
}

// trimAddress leaves the punctuation of the sentence outside, and a bracket that was opened before.
func trimAddress(s string) string {
	for s != "" {
		last := s[len(s)-1]
		switch {
		case strings.IndexByte(".,:;!?'\"", last) >= 0:
		case last == ')' && strings.Count(s, "(") < strings.Count(s, ")"):
		case last == ']' && strings.Count(s, "[") < strings.Count(s, "]"):
		default:
			return s
		}
		s = s[:len(s)-1]
	}
	return s
}

func hostOf(address string) string {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = rest
	}
	if i := strings.IndexAny(address, "/?#"); i >= 0 {
		address = address[:i]
	}
	if _, host, ok := strings.Cut(address, "@"); ok {
		address = host
	}
	if host, port, err := net.SplitHostPort(address); err == nil && port != "" {
		address = host
	}
	return strings.ToLower(strings.Trim(address, "."))
}

func knownHost(host string) bool {
	if !strings.Contains(host, ".") {
		return false
	}
	suffix, icann := publicsuffix.PublicSuffix(host)
	return host != suffix && (icann || strings.Contains(suffix, "."))
}

func shortCountry(found, host string) bool {
	labels := strings.Split(host, ".")
	ending := labels[len(labels)-1]
	return len(labels) == 2 && len(ending) == 2 && ending != "co" && ending != "tv" && len(found) == len(host)
}

// HasAddress tells whether X would count the text as one with a URL.
func HasAddress(text string) bool { return len(addresses(text)) > 0 }
