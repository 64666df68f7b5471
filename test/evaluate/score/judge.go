package score

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
)

// Verdict is the judgement of one field of one mail.
type Verdict string

const (
	// Right is the labelled value, or another that the label accepts.
	Right Verdict = "right"
	// RightOpen is a value left out where the label accepts that; it counts as right but not as filled.
	RightOpen Verdict = "open"
	// Empty is a value left out that the mail states: a question too many, or a detail lost.
	Empty Verdict = "empty"
	// Derived is a sum that the mail does not state and that follows from its lines: neutral.
	Derived Verdict = "derived"
	// Wrong is any other value.
	Wrong Verdict = "WRONG"
)

// FieldVerdict is the verdict on one field; Name tells lines apart, Evidence
// is the words the value stands on.
type FieldVerdict struct {
	Field, Name string
	Verdict     Verdict
	Want, Got   string
	Evidence    string
}

// Result is everything that is to be said about one mail.
type Result struct {
	Label      Label
	Prediction Prediction
	Fields     []FieldVerdict
	// Asked and Unasked are the labelled questions that were put and that were not, Extra those put beyond them.
	Asked, Unasked, Extra []string
	// LooseDescriptions are lines found by fewer than half of their labelled words.
	LooseDescriptions []string
	// DirectionRight is meaningless where the label's subtype is not scored.
	DirectionRight, DirectionScored bool
}

// Judge holds a reading against the label. Fields of mails that must be
// ignored or warned about are not scored: nothing is done with them.
//
// Where the label accepts the outcome besides its own, the mail is judged as if
// that had been expected.
func Judge(l Label, p Prediction) Result {
	if slices.Contains(l.OtherOutcomes, p.Expected) {
		l.Expected = p.Expected
	}
	r := Result{Label: l, Prediction: p}
	r.DirectionRight, r.DirectionScored = l.rightDirection(p.Direction)
	if l.Expected != Draft && l.Expected != Ask {
		return r
	}
	sums := l.follows()
	for _, f := range Scalars() {
		want, labelled := l.wanted(f)
		if !labelled {
			continue
		}
		r.put(l.judge(f, f, want, p.value(f), sums), p.Evidence[f])
	}
	if l.Expected == Ask && p.Expected == Ask && l.QuestionsLabelled {
		r.Asked, r.Unasked, r.Extra = l.questions(p.AskAbout)
	}
	if l.LinesLabelled && !l.FreeLines {
		r.judgeLines()
	}
	return r
}

func (r *Result) put(v FieldVerdict, evidence string) {
	if v.Verdict == "" {
		return
	}
	v.Evidence = evidence
	r.Fields = append(r.Fields, v)
}

// judge is the verdict on one value; none when the mail does not state it and
// nothing was read.
func (l Label) judge(field, name, want, got string, sums map[string]decimal.Decimal) FieldVerdict {
	v := FieldVerdict{Field: field, Name: name, Want: want, Got: got, Verdict: Wrong}
	switch {
	case got == "" && want == "":
		v.Verdict = ""
	case got == "" && l.mayBeEmpty(name):
		v.Verdict = RightOpen
	case got == "":
		v.Verdict = Empty
	case want != "" && same(field, want, got), l.alternative(field, name, got), l.totalAsSubtotal(field, want, got):
		v.Verdict = Right
	case want == "" && derived(field, got, sums):
		v.Verdict = Derived
	}
	return v
}

// totalAsSubtotal accepts the stated sum of a mail that never speaks of tax as
// a sum before tax too: they are one.
func (l Label) totalAsSubtotal(field, want, got string) bool {
	total := l.Fields[Total]
	return field == Subtotal && want == "" && !l.Fields[Tax].Stated && total.Stated && sameNumber(total.Text, got)
}

func derived(field, got string, sums map[string]decimal.Decimal) bool {
	sum, ok := sums[field]
	return ok && sameNumber(sum.String(), got)
}

// leftOff stands for a line that a draft does not hold: the invoice would be too
// small, and nobody is asked.
const leftOff = "a draft without it"

// judgeLines pairs the labelled lines with those read and judges the pairs.
func (r *Result) judgeLines() {
	pairs, extra := match(r.Label, r.Prediction.Lines)
	for i, line := range r.Label.Lines {
		got, evidence := PredictionLine{}, ""
		there := FieldVerdict{Field: Line, Name: "lines[" + strconv.Itoa(i) + "]", Want: line.Description, Verdict: Empty}
		if pair := pairs[i]; pair != nil {
			got, evidence = *pair, r.Prediction.Evidence["line_"+strconv.Itoa(pair.number)]
			there.Verdict, there.Got = Right, got.Description
			if r.Label.loose(i, got.Description) {
				r.LooseDescriptions = append(r.LooseDescriptions, got.Description)
			}
		} else if r.Prediction.Expected == Draft && !line.free() && !r.Label.mayBeEmpty(there.Name) {
			there.Verdict, there.Got = Wrong, leftOff
		}
		r.put(there, evidence)
		for _, f := range LineFigures() {
			want, labelled := line.Figures[f]
			if !labelled {
				continue
			}
			r.put(r.Label.judge(f, lineName(i, f), want.Text, got.figure(f), nil), evidence)
		}
	}
	for _, x := range extra {
		r.put(FieldVerdict{Field: Line, Name: "extra line", Verdict: Wrong, Got: x.Description}, r.Prediction.Evidence["line_"+strconv.Itoa(x.number)])
	}
}
