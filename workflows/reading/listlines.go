package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// maxListLine is how long a line of a list without bullets is, in bytes.
const maxListLine = 160

// inList is true for a line among others of its kind: with a bullet, below a
// line that announces a list, or beside another short line with an amount.
func inList(lines []string, i int) bool {
	if bullet.MatchString(lines[i]) {
		return true
	}
	if !priced(lines[i]) {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		t := strings.TrimSpace(lines[k])
		if t == "" {
			continue
		}
		if strings.HasSuffix(t, ":") || priced(t) {
			return true
		}
		break
	}
	return i+1 < len(lines) && priced(lines[i+1])
}

// priced is true for a short line that holds an amount and is no sentence.
func priced(l string) bool {
	t := strings.TrimSpace(l)
	return len(t) > 0 && len(t) <= maxListLine && strings.ContainsAny(t, "0123456789") && amountLike.MatchString(t) && !endsSentence(t) &&
		(!strings.HasSuffix(t, ".") && !strings.HasSuffix(t, "?") || len(strings.Fields(t)) < 10)
}

var amountLike = vocab.Around(`[€£$¥₹]|\b[A-Z]{3}\b|\d[.,]\d\d(?:\D|$)|\d[.,][-–]|\d\s?(?:c|ct|cts|cents?|p) <of one>|(?i:<currency in words>|kr\b|sek)`)

// asksFirst begins a short line with a question or a call, behind which the things stand.
var asksFirst = vocab.Around(`^[^\d?!]{8,}[?!]\s+\S`)

func trimBullet(l string) string {
	if m := bullet.FindString(l); m != "" {
		return l[len(m):]
	}
	return strings.TrimSpace(l)
}

func moneys(nums []numbers.Number) int {
	n := 0
	for _, m := range nums {
		if m.Kind == numbers.Money {
			n++
		}
	}
	return n
}

// nextMoney is where the next amount begins, or the end of the segment.
func nextMoney(nums []numbers.Number, end int) int {
	for _, n := range nums {
		if n.Kind == numbers.Money {
			return n.Start
		}
	}
	return end
}

func plainBetween(nums []numbers.Number, from, to int) []numbers.Number {
	var out []numbers.Number
	for _, n := range nums {
		if n.Start >= from && n.End <= to && n.Kind == numbers.Plain {
			out = append(out, n)
		}
	}
	return out
}
