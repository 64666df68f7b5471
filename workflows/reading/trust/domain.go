package trust

import (
	"net/mail"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// maxHost is the longest host name, in bytes (RFC 1035).
const maxHost = 253

// domain is a host name taken apart. All parts are lower case.
type domain struct {
	host   string // as a reader sees it, punycode decoded
	ascii  string // as machines see it
	org    string // the registrable domain, as machines see it
	name   string // first label of org, as a reader sees it
	suffix string // what is behind it, as machines see it
	// hidden is true when characters were dropped that nobody sees.
	hidden bool
}

// parseDomain never fails; what is no host name has an org like any other.
func parseDomain(raw string) domain {
	host, hidden := lowerHost(raw)
	if host == "" {
		return domain{hidden: hidden}
	}
	d := domain{host: host, ascii: host, hidden: hidden}
	if !plainASCII(host) || strings.Contains(host, "xn--") {
		if u, err := idna.Punycode.ToUnicode(host); err == nil {
			d.host = strings.ToLower(u)
		}
		if a, err := idna.Punycode.ToASCII(d.host); err == nil {
			d.ascii = a
		}
	}
	d.org = orgOf(d.ascii)
	first, rest, _ := strings.Cut(d.org, ".")
	d.name, d.suffix = first, rest
	if strings.HasPrefix(first, "xn--") {
		if u, err := idna.Punycode.ToUnicode(first); err == nil {
			d.name = u
		}
	}
	return d
}

// shown is how the domain is written in a sentence: never in letters that
// could be taken for others.
func (d domain) shown() string { return quote(d.ascii, 44) }

func orgOf(ascii string) string {
	if org, err := publicsuffix.EffectiveTLDPlusOne(ascii); err == nil {
		return org
	}
	return ascii
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// lowerHost drops what is not seen and makes every kind of dot one.
func lowerHost(raw string) (host string, hidden bool) {
	if len(raw) > maxHost*4 {
		raw = strings.ToValidUTF8(raw[:maxHost*4], "")
	}
	if plainASCII(raw) {
		return cutHost(strings.Trim(strings.ToLower(raw), ". \t\r\n<>")), false
	}
	raw = strings.ToValidUTF8(raw, "")
	host = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("。．｡․", r):
			return '.'
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
			hidden = true
			return -1
		}
		return unicode.ToLower(r)
	}, raw)
	return cutHost(strings.Trim(host, ". \t\r\n<>")), hidden
}

func cutHost(host string) string {
	if len(host) > maxHost {
		return strings.ToValidUTF8(host[:maxHost], "")
	}
	return host
}

// party is somebody with an address.
type party struct {
	name    string // as shown, unchanged
	address string // lower case
	local   string
	domain  domain
}

func newParty(a mail.Address) party {
	p := party{name: a.Name, address: strings.ToLower(strings.TrimSpace(a.Address))}
	at := strings.LastIndexByte(p.address, '@')
	if at < 0 {
		return p
	}
	p.local, p.domain = p.address[:at], parseDomain(p.address[at+1:])
	return p
}

// shown is the address in a sentence.
func (p party) shown() string {
	if p.domain.ascii == "" {
		return quote(p.address, 60)
	}
	return quote(squeeze(p.local, 32)+"@"+squeeze(p.domain.ascii, 44), 77)
}

// mailbox follows the provider's own habit: Gmail ignores dots, and what
// is behind a plus belongs to the same mailbox everywhere.
func (p party) mailbox() string {
	local, _, _ := strings.Cut(p.local, "+")
	org := p.domain.org
	if org == "googlemail.com" {
		org = "gmail.com"
	}
	if org == "gmail.com" {
		local = strings.ReplaceAll(local, ".", "")
	}
	return local + "@" + org
}
