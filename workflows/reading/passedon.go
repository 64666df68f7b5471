package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/newtext"
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
		if f == nil || hasMoney(v.text) || !s.colleague(f) {
			continue
		}
		if p := newtext.Split(s.cap(f.Body), signOff); hasMoney(p.New) && len(p.New) < longText {
			s.views[i].text = strings.TrimRight(v.text, "\n") + "\n\n" + s.keyed(clean(p.New))
		}
	}
}

// colleague is true for a message from the sender's own house, by its address or
// by a name alone.
func (s *source) colleague(f *newtext.Forward) bool {
	a := author(f.From)
	if a.Address == "" {
		return a.Name != "" && !s.isOwnName(a.Name) && a.Name != s.owner.Name
	}
	return !s.isHouse(a.Address) && !s.fromMailbox() && domainOf(a.Address) == domainOf(s.from.Address)
}
