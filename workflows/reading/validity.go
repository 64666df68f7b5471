package reading

import (
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// validTo stands before the day to which an offer is to hold.
var validTo = vocab.Around(`<valid>[^\d.;]{0,30}$`)

// validity reads until when the customer wants a quotation to hold. Two days, or
// one that can be read two ways, are left for the owner to say.
func (s *source) validity(r *contract.Reading, v view) {
	if r.Direction != contract.DirectionQuote {
		return
	}
	lang := s.book.Detect(v.text)
	day, words := "", ""
	for _, sen := range sentences(v.text) {
		if !hasDigit(sen) {
			continue
		}
		low := vocab.Lower(sen)
		for _, d := range s.dates(sen, lang) {
			if !validTo.MatchString(low[:d.Start]) {
				continue
			}
			if d.ISO == "" || day != "" && day != d.ISO {
				return
			}
			day, words = d.ISO, sen
		}
	}
	if day != "" {
		r.ValidUntil = day
		stand(r, "valid_until", words)
	}
}
