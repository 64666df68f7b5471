package newtext

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

const (
	maxWrapped = 5   // lines an attribution is wrapped over; phones break it at every comma
	maxJoined  = 420 // bytes of an attribution; an address may be long, a sentence of prose is longer
)

var (
	// With "On <date>" or a date in front.
	datedWrote = vocab.Around(`(?i)^(?:[-–—]{2,}\s*)?(?:<on a day>\s.*?\d|(?:\pL{2,14}[.,،]*\s+)?(?:<before the day>\s+)?\d{1,4}(?:[.\-/, ]|:\d\d)).*?<wrote>(?:\s*:|\s*[-–—]{2,}|(?:\s.+)?:)?\s*$`)
	// With the sender's address in front: "Jo <jo@a.example> wrote:", "... schrieb am Fr., 28. Apr. um 11:53 Uhr:".
	namedWrote = vocab.Around(`(?i)^.*[^\s@]@[^\s@]+\s*>?[)"']*,?\s+<wrote>(?:\s<wrote on>\s.+)?\s*:\s*$`)
	// Without a verb: a date or time, a name, and an address that ends the line.
	datedAddress = regexp.MustCompile(`(?i)^(?:\pL{2,14}[.,]*\s+)?\d{1,4}[.\-/: ].+<[^<>\s]*@[^<>\s]+>\s*:\s*$`)
	gmtLine      = regexp.MustCompile(`^\d{4}-\d\d-\d\d \d{1,2}:\d\d GMT[+-]\d\d:?\d\d .+$`)
	barAddress   = regexp.MustCompile(`^\d{4}/\d{1,2}/\d{1,2} .+<[^<>\s]*@[^<>\s]+>:?\s*$`)
	// Name and verb alone: taken only when marked lines follow.
	plainWrote = vocab.Around(`(?i)^.+\s<wrote>(?:\s.+)?\s*:\s*$`)
	dateIn     = regexp.MustCompile(`\d{1,2}[:.h]\d\d|(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}|\d{1,2}\.?\s?\pL{3,}|\pL{3,}\.? \d{1,2}`)
	firstHand  = vocab.Around(`(?i)<i wrote>\s*:?\s*$`)
)

// attribution returns how many lines an "On ... wrote:" takes here, 0 for none.
func attribution(lines []string) int {
	if !mayAttribute(lines[0]) {
		return 0
	}
	// Wrapped over lines, the address must come first: else the sentence above an
	// attribution would pass for its beginning.
	named := strings.ContainsAny(lines[0], "@<")
	joined, blanks := "", 0
	for n, used := 0, 0; n < len(lines) && used < maxWrapped; n++ {
		if len(lines[n]) > maxJoined {
			return 0
		}
		l := strings.Join(strings.Fields(lines[n]), " ") // no-break spaces too: "a écrit :"
		if l == "" {
			// Some programs put the address in a paragraph of its own.
			if blanks++; blanks > 1 || !addressBelow(lines[n+1:]) {
				return 0
			}
			continue
		}
		if beginsQuote(l, joined) {
			return 0
		}
		joined = strings.TrimSpace(joined + " " + l)
		used++
		if len(joined) > maxJoined {
			return 0
		}
		if attributes(joined, used, named, lines[n+1:]) {
			return n + 1
		}
		if used == 1 && strings.HasSuffix(l, ":") {
			return 0
		}
	}
	return 0
}

// addressBelow is true when the next line begins with an address in brackets.
func addressBelow(below []string) bool {
	return len(below) > 0 && strings.HasPrefix(strings.TrimSpace(below[0]), "<")
}

// beginsQuote is true for a marked line below the beginning of an attribution
// that is no more of it. An empty one may stand below the address.
func beginsQuote(l, joined string) bool {
	if joined == "" || !quoteMark(l) || strings.HasSuffix(l, ":") {
		return false
	}
	return strings.Trim(l, "> ") != "" || !strings.Contains(joined, "@")
}

// endsInVerb is the cheap look at a joined attribution: "wrote", also before
// the dashes that some programs set around the line.
func endsInVerb(joined string) bool {
	t := strings.TrimRight(joined, " -–—")
	tail := strings.ToLower(t[max(0, len(t)-24):])
	for _, v := range vocab.List("wrote at the end") {
		if strings.HasSuffix(tail, v) {
			return true
		}
	}
	return false
}

// mayAttribute is the cheap look that spares most lines the patterns.
func mayAttribute(l string) bool {
	if len(l) > maxJoined || strings.TrimSpace(l) == "" || strings.HasPrefix(l, "|") {
		return false
	}
	return strings.ContainsAny(l, "0123456789@٠١٢٣٤٥٦٧٨٩<") || strings.HasSuffix(strings.TrimSpace(l), ":")
}

func attributes(joined string, used int, named bool, below []string) bool {
	colon := strings.HasSuffix(joined, ":")
	if !colon && !endsInVerb(joined) {
		return used == 1 && (gmtLine.MatchString(joined) || barAddress.MatchString(joined) && (marked(below) || barred(below)))
	}
	if firstHand.MatchString(joined) {
		return false
	}
	address := strings.Contains(joined, "@")
	if datedWrote.MatchString(joined) && (address || colon && dateIn.MatchString(joined)) {
		return true
	}
	if datedAddress.MatchString(joined) || colon && gmtLine.MatchString(joined) {
		return true
	}
	if used == 1 && colon && plainWrote.MatchString(joined) && len(strings.Fields(joined)) <= 12 && marked(below) {
		return true
	}
	return colon && named && address && namedWrote.MatchString(joined)
}

// barred is true when quoted lines below are marked with "|"; a row of a table
// ends in one as well.
func barred(below []string) bool {
	for _, l := range below {
		if t := strings.TrimSpace(l); t != "" {
			return strings.HasPrefix(t, "| ") && !strings.HasSuffix(t, " |")
		}
	}
	return false
}
