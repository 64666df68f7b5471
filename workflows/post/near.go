package post

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	// quotaWindow is the platforms' longest window for a number of posts.
	quotaWindow = 24 * time.Hour
	// Lately is how far back texts are compared.
	Lately = 14 * 24 * time.Hour
	// nearlySame is the share of word triples that two texts have in common from which on they count as the same.
	nearlySame = 0.8
)

// near tells of another post too close on the same platform.
func (c *checker) near() {
	gap := time.Duration(c.facts.Social.MinGapMinutes) * time.Minute
	if gap <= 0 || c.facts.Slot.IsZero() || c.fitted.Kind != contract.PostPublic {
		return
	}
	for _, other := range c.facts.Lately {
		if other.PostID == c.post.PostID || other.Platform != c.fitted.Platform || other.At.Sub(c.facts.Slot).Abs() >= gap {
			continue
		}
		c.problem("publish_at", "“"+clip(other.Title)+"” goes out on "+Name(other.Platform)+" at "+InWords(other.At, c.facts.Zone)+
			", less than "+strconv.Itoa(c.facts.Social.MinGapMinutes)+" minutes away (min_gap_minutes of the handbook); choose another time.")
		return
	}
}

// same tells of a text that was published lately, or is scheduled in another
// note. A series repeats itself on purpose, so its own posts do not count.
func (c *checker) same() {
	own := normal(c.fitted.Text)
	if own == "" || c.fitted.Kind == contract.PostDM {
		return
	}
	if c.post.Series != nil && c.fitted.Platform == contract.X {
		c.hint("series", "X refuses a text that it has seen a short while ago, so a series with one text may fail there.")
	}
	for _, other := range c.facts.Lately {
		if other.PostID == c.post.PostID || other.Platform != c.fitted.Platform || !alike(own, normal(other.Text)) {
			continue
		}
		if distance := other.At.Sub(c.facts.Slot).Abs(); !c.facts.Slot.IsZero() && distance > Lately {
			continue
		}
		was := "was published"
		if !other.Out {
			was = "is scheduled"
		}
		c.problem("text", "The same or nearly the same text "+was+" on "+Name(other.Platform)+" as “"+clip(other.Title)+"” ("+InWords(other.At, c.facts.Zone)+
			"); platforms refuse or hide repeats. Change the text, or take "+string(other.Platform)+" out.")
		return
	}
}

// normal is a text as it is compared: letters and digits in small words,
// without addresses.
func normal(text string) string {
	at, kept := 0, ""
	for _, s := range addresses(text) {
		kept += text[at:s.from] + " "
		at = s.to
	}
	kept = cases.Fold().String(norm.NFKC.String(kept + text[at:]))
	return strings.Join(strings.FieldsFunc(kept, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// alike compares two normal texts by their word triples.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	x, y := triples(a), triples(b)
	if len(x) < 4 || len(y) < 4 {
		return false
	}
	common := 0
	for t := range x {
		if y[t] {
			common++
		}
	}
	return float64(common) >= nearlySame*float64(max(len(x), len(y)))
}

func triples(s string) map[string]bool {
	words := strings.Fields(s)
	out := map[string]bool{}
	for i := 0; i+3 <= len(words); i++ {
		out[strings.Join(words[i:i+3], " ")] = true
	}
	return out
}
