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
	if firm, who, ok := strings.Cut(s.from.Name, " - "); ok && s.inDomain(wordsOf(firm)) > 0 && strings.Contains(strings.TrimSpace(firm), " ") && !strings.Contains(who, " ") && !s.personInAddress(firm) {
		return displayName(who) // "Bonetti Ceramiche - Elisa"
	}
	return display
}

// behindDeskWord is the firm in a piece of a signature that begins with its desk,
// with how much of the domain it explains: "Boekhouding Van den Berg Interieurs".
func (s *source) behindDeskWord(piece string) (string, float64) {
	c := s.coverage(piece)
	first, rest, ok := strings.Cut(piece, " ")
	if !ok || !deskWord(letters(first)) || !leadsName(first) {
		return piece, c
	}
	if !strings.Contains(rest, " ") && (!firmWord(rest) || opensFirm(rest)) {
		return piece, 0 // "Front desk Surgery": of which surgery, it does not say
	}
	if of := s.coverage(rest); of >= c {
		return rest, of
	}
	return piece, c
}

// tells is true for a line that is a sentence: no name stands on it alone.
func tells(line string) bool { return wordThenStop.MatchString(line) && len(strings.Fields(line)) > 4 }

var wordThenStop = regexp.MustCompile(`\pL{2,}[.!?]$`)
