package trust

import "strings"

// oneEdit is true when one letter is added, dropped, changed or swapped with
// its neighbour. at is where, in bytes of a.
func oneEdit(a, b string) (at int, ok bool) {
	if a == b || len(a)-len(b) > 1 || len(b)-len(a) > 1 {
		return 0, false
	}
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) > len(b):
		return i, a[i+1:] == b[i:]
	case len(b) > len(a):
		return i, a[i:] == b[i+1:]
	case a[i+1:] == b[i+1:]:
		return i, true
	}
	return i, i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// squeezed writes every run of one letter once.
func squeezed(s string) string {
	for i := 1; i < len(s); i++ {
		if s[i] == s[i-1] {
			return squeezeRuns(s)
		}
	}
	return s
}

func squeezeRuns(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if i == 0 || s[i] != s[i-1] {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// digitPair is true when one letter was changed and both are digits: studio21
// and studio22 are two firms.
func digitPair(a, b string, at int) bool {
	return len(a) == len(b) && at < len(a) && isDigit(a[at]) && isDigit(b[at])
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// digitForLetter is true when one of two names of one skeleton has a digit
// where the other has a letter.
func digitForLetter(a, b string) bool { return countDigits(a) != countDigits(b) }

func countDigits(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}
