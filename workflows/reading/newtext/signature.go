package newtext

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

const (
	maxSignOff   = 60 // bytes of a closing formula's line
	maxSignature = 25 // lines below a bare "--" that are still a signature
	greeting     = 2  // lines above an early "Thanks," that are not yet a letter
)

var (
	// "Sent from my ..." in the languages' words; the possessive tells a device
	// from a courier.
	sentFromMine = vocab.Around(`(?i)^[\s*<(\[]*<sent from mine>[\s*>)\].!]*$`)
	sentWith     = vocab.Around(`(?i)^[\s*<(\[]*(?:<sent with>\s|<get> \[?outlook\s|outlook <outlook for>\s)`)
	device       = vocab.Around(`(?i)\b<device>\b`)
	postscript   = vocab.Around(`(?i)^\s*<postscript>\s*(?:[:;.,–-]\s*|\s+)\S`)
	closeRule    = regexp.MustCompile(`^[\s*#~=_+ᐧ-]+$`)
	listRule     = regexp.MustCompile(`^\s*(?:_{2,}|-{10,})\s*$`)
	listFooter   = vocab.Around(`(?i)<list footer>`)
)

// sorted is a stretch of the sender's lines taken apart.
type sorted struct{ fresh, signature, disclaimer []string }

// dissect takes a stretch between quotes apart. answers says that a quote
// stands above it.
func dissect(lines []string, signOff func(string) bool, answers bool) sorted {
	var out sorted
	lines, out.disclaimer = undisclaim(lines)
	kept, mobile := withoutMobile(lines)
	at := signatureAt(kept, signOff, answers)
	out.fresh = kept[:at:at]
	for i := at; i < len(kept); i++ {
		if !postscript.MatchString(kept[i]) || len(kept[i]) > 2000 {
			out.signature = append(out.signature, kept[i])
			continue
		}
		if n := len(out.fresh); n > 0 && strings.TrimSpace(out.fresh[n-1]) != "" {
			out.fresh = append(out.fresh[:n:n], "")
		}
		for ; i < len(kept) && strings.TrimSpace(kept[i]) != ""; i++ {
			out.fresh = append(out.fresh, kept[i])
		}
	}
	end := len(out.fresh)
	for end > 0 && (closeRule.MatchString(out.fresh[end-1]) || strings.TrimSpace(out.fresh[end-1]) == "") {
		end--
	}
	tail := out.fresh[end:]
	out.fresh = out.fresh[:end:end]
	if answers || end > 0 {
		out.fresh = append(out.fresh, blankTail(tail)...)
	}
	out.signature = append(append(rules(tail), out.signature...), mobile...)
	return out
}

// withoutMobile takes out what a phone signs with, and the blank line above it.
func withoutMobile(lines []string) (kept, mobile []string) {
	kept = lines[:0:0]
	for _, l := range lines {
		if !isMobile(l) {
			kept = append(kept, l)
			continue
		}
		mobile = append(mobile, l)
		if n := len(kept); n > 0 && strings.TrimSpace(kept[n-1]) == "" {
			kept = kept[:n-1]
		}
	}
	return kept, mobile
}

func isMobile(l string) bool {
	if len(l) > 200 || len(l) < 8 {
		return false
	}
	if sentFromMine.MatchString(l) {
		return true
	}
	// "Sent from the warehouse: 5 iPhone, 900 EUR" is no signature.
	return len(strings.Fields(l)) <= 12 && !strings.Contains(l, ": ") && sentWith.MatchString(l) && device.MatchString(l) && !priced.MatchString(l)
}

func rules(lines []string) []string {
	var out []string
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			out = append(out, l)
		}
	}
	return out
}

func blankTail(lines []string) []string {
	if len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		return []string{""}
	}
	return nil
}

// signatureAt returns the line the signature begins at, len(lines) for none.
func signatureAt(lines []string, signOff func(string) bool, answers bool) int {
	at := len(lines)
	if d := dashesAt(lines, answers); d >= 0 {
		at = d
	}
	if f := footerAt(lines[:at]); f >= 0 {
		at = f
	}
	if signOff == nil {
		return at
	}
	if s := signOffAt(lines[:at], signOff); s >= 0 {
		return s
	}
	return at
}

// dashesAt finds the "-- " of a signature. Bare dashes that come several times
// divide the text; then only the last are taken.
func dashesAt(lines []string, answers bool) int {
	found, said := -1, answers
	for i, l := range lines {
		if l == "-- " && said {
			return i
		}
		t := strings.TrimSpace(l)
		if (t == "--" || t == "—" || t == "–" || t == "——") && said {
			found = i
		}
		said = said || t != ""
	}
	if found >= 0 && len(rules(lines[found:])) > maxSignature {
		return -1
	}
	return found
}

// footerAt finds a mailing list's footer: a rule and a few lines that name the
// list.
func footerAt(lines []string) int {
	for i := len(lines) - 1; i >= 0 && i >= len(lines)-10; i-- {
		if len(lines[i]) < maxMark && listRule.MatchString(lines[i]) && listFooter.MatchString(cut(strings.Join(lines[i:], "\n"))) {
			return i
		}
	}
	return -1
}

func cut(s string) string { return s[:min(len(s), 4000)] }

// signOffAt finds the closing formula. Thanks given at the top or followed by
// another closing formula after more sentences close nothing yet.
func signOffAt(lines []string, signOff func(string) bool) int {
	spoken := make([]int, len(lines)+1) // sentences above each line
	for i, l := range lines {
		spoken[i+1] = spoken[i]
		if speaks(l) {
			spoken[i+1]++
		}
	}
	found, above := -1, 0
	for i, l := range lines {
		t := strings.TrimSpace(l)
		if t == "" {
			continue
		}
		above++
		if above == 1 || len(t) >= maxSignOff || found >= 0 && spoken[i] == spoken[found+1] || !signOff(t) {
			continue
		}
		if above > greeting+1 || spoken[len(lines)] == spoken[i+1] {
			found = i
		}
	}
	return found
}

// speaks is true for a sentence: seven words or more that end like one.
func speaks(l string) bool {
	t := strings.TrimSpace(l)
	if t == "" || !strings.ContainsAny(t[len(t)-1:], ".?!:") || strings.Contains(t, "://") {
		return false
	}
	return len(strings.Fields(cut(t))) >= 7
}
