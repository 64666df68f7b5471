package reading

import "github.com/autonomous-employee/employee/workflows/reading/numbers"

// settledView reads one alternative and settles what it says. Where no numeral
// shows how the writer sets off thousands, the language does, and where the
// sums do not close that way the other way is tried: "9,210" is nine pesos and
// a fifth in Madrid and nine thousand in Mexico.
func (s *source) settledView(v view) settled {
	style := s.styleOf(v)
	st := s.settledIn(v, style)
	if style == numbers.Unknown || numbers.StyleOf(v.text) != numbers.Unknown || st.mismatch == "" && len(st.loose) == 0 {
		return st
	}
	other := numbers.Point
	if style == numbers.Point {
		other = numbers.Comma
	}
	if again := s.settledIn(v, other); again.proved() {
		return again
	}
	return st
}

// styleOf is how the numerals of a text are written: as they show themselves,
// else as the language writes them.
func (s *source) styleOf(v view) numbers.Style {
	if style := numbers.StyleOf(v.text); style != numbers.Unknown {
		return style
	}
	return styleOfLanguage(s.language(v.text))
}

func (s *source) settledIn(v view, style numbers.Style) settled {
	e := s.withOnce(v, s.withFields(v, s.extract(v, style)))
	return s.onlyNamed(v, s.doubts(v, s.addedUp(v, e, s.secondOpinion(v, e, s.reckoned(v, e, s.settle(e, foldedText(v)))))))
}

// proved is true when every figure stands and a stated sum is what the lines make.
func (st settled) proved() bool {
	if !complete(st.items) || st.mismatch != "" || len(st.loose) > 0 {
		return false
	}
	for _, sm := range st.sums {
		if sm.used && sm.value.ok {
			return true
		}
	}
	return false
}
