package auditlog

import (
	"crypto/sha256"
	"encoding/hex"
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Person shortens a mail address so that lines about the same person can be found without telling who it is:
// `a…@example.com#1f2e3d4c`. The eight hex digits are the start of the SHA-256 of the bare address in lower case. A display
// name is dropped. Something which is not an address becomes `person#…`; empty stays empty.
func Person(address string) string {
	bare := strings.TrimSpace(address)
	if bare == "" {
		return ""
	}
	if parsed, err := mail.ParseAddress(bare); err == nil {
		bare = parsed.Address
	}
	bare = strings.ToLower(bare)
	sum := sha256.Sum256([]byte(bare))
	mark := "#" + hex.EncodeToString(sum[:4])
	at := strings.LastIndexByte(bare, '@')
	if at <= 0 || at == len(bare)-1 || strings.ContainsFunc(bare[at:], func(r rune) bool { return unicode.IsSpace(r) || r == '>' || r == '<' }) {
		return "person" + mark
	}
	first, _ := utf8.DecodeRuneInString(bare)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		first = '*'
	}
	return Short(string(first)+"…"+bare[at:], 80) + mark
}

// Short makes one line of the text and cuts it after n characters, with … as the last of them where something is missing. Control and
// invisible direction characters become spaces.
func Short(text string, n int) string {
	if n <= 0 {
		return ""
	}
	words := strings.Fields(strings.Map(visible, strings.ToValidUTF8(text, "\uFFFD")))
	joined := strings.Join(words, " ")
	if utf8.RuneCountInString(joined) <= n {
		return joined
	}
	runes := []rune(joined)
	return strings.TrimRight(string(runes[:n-1]), " ") + "…"
}

// visible also drops format characters: bidi overrides can make a line read differently from what it says.
func visible(r rune) rune {
	if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
		return ' '
	}
	return r
}
