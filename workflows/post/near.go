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
	own := WordsOf(c.fitted.Text)
	if own.text == "" || c.fitted.Kind == contract.PostDM {
		return
	}
	if c.post.Series != nil && c.fitted.Platform == contract.X {
		c.hint("series", "X refuses a text that it has seen a short while ago, so a series with one text may fail there.")
	}
	for _, other := range c.facts.Lately {
		if other.PostID == c.post.PostID || other.Platform != c.fitted.Platform || !own.alike(other.words()) {
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

// Words is a text as it is compared with others, which costs more than the
// comparing. It does not change.
type Words struct {
	text    string // as normal gives it
	triples map[string]bool
}

// WordsOf prepares a text.
func WordsOf(text string) *Words {
	w := &Words{text: normal(text), triples: map[string]bool{}}
	all := strings.Fields(w.text)
	for i := 0; i+3 <= len(all); i++ {
		w.triples[strings.Join(all[i:i+3], " ")] = true
	}
	return w
}

func (p Published) words() *Words {
	if p.Words != nil {
		return p.Words
	}
	return WordsOf(p.Text)
}

// alike compares two texts by their word triples.
func (w *Words) alike(other *Words) bool {
	if w.text == other.text {
		return true
	}
	x, y := w.triples, other.triples
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
