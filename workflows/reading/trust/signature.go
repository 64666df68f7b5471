package trust

import (
	"net/mail"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Bounds of what is looked at in free text.
const (
	maxSignature = 4 << 10
	maxLinks     = 12
)

// signatureElsewhere is for a signature that names other organisations only.
func (k *desk) signatureElsewhere() {
	if !k.Request || !k.stranger() || k.FromForm || k.Forwarded || k.Signature == "" {
		return
	}
	var first domain
	for _, d := range hostsIn(k.Signature) {
		switch {
		case d.org == k.from.domain.org:
			return
		case k.lists.social[d.org], k.lists.isFree(d), k.circle.domains[d.org]:
		case first.org == "":
			first = d
		}
	}
	if first.org != "" {
		k.panel.add(AreaSender, SignSignatureDomain, contract.TrustLook,
			"The signature names "+first.shown()+", but the mail is from "+k.from.shown()+".")
	}
}

// hostsIn finds the host names of addresses and links.
func hostsIn(text string) []domain {
	if len(text) > maxSignature {
		text = strings.ToValidUTF8(text[:maxSignature], "")
	}
	var out []domain
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n<>()[]|,;\"'*", r) }) {
		if h := hostOf(w); h != "" && len(out) < maxLinks {
			out = append(out, parseDomain(h))
		}
	}
	return out
}

// hostOf is the host of an address, of a link or of www.something.
func hostOf(word string) string {
	low := strings.ToLower(word)
	for _, prefix := range []string{"mailto:", "https://", "http://"} {
		low = strings.TrimPrefix(low, prefix)
	}
	linked := len(low) < len(word) || strings.HasPrefix(low, "www.")
	if at := strings.LastIndexByte(low, '@'); at > 0 {
		low, linked = low[at+1:], true
	}
	if !linked {
		return ""
	}
	low, _, _ = strings.Cut(low, "/")
	low, _, _ = strings.Cut(low, "?")
	low, _, _ = strings.Cut(low, ":")
	low = strings.Trim(low, ".")
	if !strings.Contains(low, ".") {
		return ""
	}
	return low
}

// addressIn finds an e-mail address in a display name.
func addressIn(name string) party {
	if !strings.ContainsAny(name, "@＠") {
		return party{}
	}
	if len(name) > maxName {
		name = strings.ToValidUTF8(name[:maxName], "")
	}
	name = strings.ReplaceAll(name, "＠", "@")
	for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune(" \t\r\n<>()[]|,;\"':", r) }) {
		at := strings.LastIndexByte(w, '@')
		if at > 0 && strings.Contains(strings.Trim(w[at+1:], "."), ".") {
			return newParty(mail.Address{Address: w})
		}
	}
	return party{}
}
