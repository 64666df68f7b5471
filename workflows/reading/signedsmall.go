package reading

import "strings"

// smallSigned is true for a name in small letters right behind a closing formula
// that the sender's display name or address bears out: "saluti gianni motta" from
// garage.motta@.
func (s *source) smallSigned(n string) bool {
	words := strings.Fields(n)
	if len(words) < 2 || len(words) > 3 || n != strings.ToLower(n) || !personLike(strings.ToUpper(n)) {
		return false
	}
	return s.personInAddress(n) || sharesWord(n, s.from.Name)
}
