package reading

import (
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/newtext"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// joinPassedOn adds to a customer's covering words what a colleague of the
// customer's wrote below them, where the figures stand only there: "Please see
// below from Martin and invoice us accordingly."
func (s *source) joinPassedOn(signOff func(string) bool) {
	if !passedOn.MatchString(s.msg.Subject) {
		return
	}
	for i, v := range s.views {
		f := v.inner
		if f == nil {
			f = v.original
		}
		if f == nil || hasMoney(v.text) {
			continue
		}
		p := newtext.Split(s.cap(f.Body), signOff)
		if hasMoney(p.New) && len(p.New) < longText && (s.colleague(f) || s.meansUs(v.text, f, p.New)) {
			s.views[i].text = strings.TrimRight(v.text, "\n") + "\n\n" + s.keyed(clean(p.New))
		}
	}
}

// meansUs is true for covering words that ask for an invoice above what their writer's
// own client wrote about the owner's work: "Anna, please bill them directly. ...
// Lindholm Studio did 6 days at 400 for us." Another's bill or offer is not billed.
func (s *source) meansUs(cover string, f *newtext.Forward, below string) bool {
	low := vocab.Fold(below)
	if s.isHouse(author(f.From).Address) || !s.namesOwner(low) && !s.surnamed(low) || !s.book.Has("ask invoice", vocab.Fold(cover)) {
		return false
	}
	for _, section := range []string{"incoming bill", "offer", "dunning", "receipt"} {
		if s.book.Has(section, low) {
			return false
		}
	}
	return true
}

// surnamed is true for a text that names the owner by the last word of the name.
func (s *source) surnamed(low string) bool {
	words := wordPattern.FindAllString(vocab.Fold(s.owner.Name), -1)
	return len(words) > 1 && len(words[len(words)-1]) >= minSurname && slices.Contains(wordPattern.FindAllString(low, -1), words[len(words)-1])
}

const minSurname = 5 // letters of a name that is hardly a word as well

// colleague is true for a message from the sender's own house, by its address or
// by a name alone.
func (s *source) colleague(f *newtext.Forward) bool {
	a := author(f.From)
	if a.Address == "" {
		return a.Name != "" && !s.isOwnName(a.Name) && a.Name != s.owner.Name
	}
	return !s.isHouse(a.Address) && !s.fromMailbox() && domainOf(a.Address) == domainOf(s.from.Address)
}
