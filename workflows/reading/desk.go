package reading

import (
	"regexp"
	"strings"
)

// behindDesk is the person in a display name that begins with a desk, where the
// address bears the name out: "Lettings - Yusuf Karim" of yusuf@.
func (s *source) behindDesk(display string) string {
	for _, dash := range []string{" - ", " – ", " | ", ": "} {
		if _, who, ok := strings.Cut(display, dash); ok && personLike(who) && s.personInAddress(who) {
			return who
		}
	}
	return display
}

// tells is true for a line that is a sentence: no name stands on it alone.
func tells(line string) bool { return wordThenStop.MatchString(line) && len(strings.Fields(line)) > 4 }

var wordThenStop = regexp.MustCompile(`\pL{2,}[.!?]$`)
