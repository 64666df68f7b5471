package score

import "sort"

// Count is how often each verdict was given for a field.
type Count struct {
	Right   int `json:"right"` // RightOpen included
	Open    int `json:"open"`
	Empty   int `json:"empty"`
	Derived int `json:"derived"`
	Wrong   int `json:"wrong"`
}

// Filled is how many values were read: the cases in which one can be wrong.
func (c Count) Filled() int { return c.Right - c.Open + c.Derived + c.Wrong }

func (c *Count) add(v Verdict) {
	switch v {
	case Right:
		c.Right++
	case RightOpen:
		c.Right++
		c.Open++
	case Empty:
		c.Empty++
	case Derived:
		c.Derived++
	case Wrong:
		c.Wrong++
	}
}

func (c *Count) plus(d Count) {
	c.Right += d.Right
	c.Open += d.Open
	c.Empty += d.Empty
	c.Derived += d.Derived
	c.Wrong += d.Wrong
}

// Tally counts the results of many mails.
type Tally struct {
	Mails int
	// Ordinary mails are those of mailboxes without labels, Hard those labelled to be ignored, Suppliers those of either that
	// want our money. The rates count the mails that bother the owner, and the drafts among them.
	Ordinary, OrdinaryDrafts, Hard, HardDrafts, Suppliers Rate
	// Found counts requests that reach the owner in any form, by language and "" for all.
	Found map[string]Rate
	// Direction counts the mails whose direction is as labelled.
	Direction Rate
	// Ready counts drafts where the mail says everything.
	Ready Rate
	// Forbidden counts drafts among mails that must not become one.
	Forbidden Rate
	// FraudDrafts and FraudMissed count frauds that became a draft, and those that lost their warning in any way; Signs counts
	// labelled warning signs that were named.
	FraudDrafts, FraudMissed, Signs Rate
	// FalseAlarms counts warnings among mails that deserve none.
	FalseAlarms Rate
	// AskedAbout counts labelled questions that were put, ExtraMails asked mails with a question too many, Extra those questions.
	AskedAbout, ExtraMails Rate
	Extra                  int
	// Outcomes counts "expected -> got".
	Outcomes map[string]int
	// Fields counts verdicts by language ("" for all) and field.
	Fields     map[string]map[string]*Count
	Unreadable int
	// Broken counts mails on which the reader broke, which it must never do.
	Broken int
}

// NewTally is a tally of nothing.
func NewTally() *Tally {
	return &Tally{Found: map[string]Rate{}, Outcomes: map[string]int{}, Fields: map[string]map[string]*Count{}}
}

// Add counts one result.
func (t *Tally) Add(r Result) {
	l, got := r.Label, r.Prediction.Expected
	t.Mails++
	if r.Prediction.Unreadable {
		t.Unreadable++
	}
	if r.Prediction.Broken != "" {
		t.Broken++
	}
	t.addQuiet(l, got)
	if l.Origin != Labelled {
		return
	}
	t.Outcomes[l.Expected+" -> "+got]++
	if l.Expected == Draft || l.Expected == Ask {
		for _, language := range []string{"", l.Language} {
			found := t.Found[language]
			found.Add(got != Ignore)
			t.Found[language] = found
			if l.Language == "" {
				break
			}
		}
	}
	if l.Expected == Draft {
		t.Ready.Add(got == Draft)
	}
	if r.DirectionScored {
		t.Direction.Add(r.DirectionRight)
	}
	t.addFraud(r)
	t.addQuestions(r)
	for _, v := range r.Fields {
		t.count("", v)
		if l.Language != "" {
			t.count(l.Language, v)
		}
	}
}

// addQuiet counts mails that should not have reached the owner.
func (t *Tally) addQuiet(l Label, got string) {
	if l.Expected != Draft {
		t.Forbidden.Add(got == Draft)
	}
	if l.Expected != Fraud {
		t.FalseAlarms.Add(got == Fraud)
	}
	if l.Expected != Ignore {
		return
	}
	if l.Origin == Supplier || billsUs(l.Subtype) {
		t.Suppliers.Add(got != Ignore)
	}
	switch l.Origin {
	case Ordinary:
		t.Ordinary.Add(got != Ignore)
		t.OrdinaryDrafts.Add(got == Draft)
	case Labelled:
		t.Hard.Add(got != Ignore)
		t.HardDrafts.Add(got == Draft)
	}
}

func (t *Tally) addFraud(r Result) {
	if r.Label.Expected != Fraud {
		return
	}
	t.FraudDrafts.Add(r.Prediction.Expected == Draft)
	t.FraudMissed.Add(r.Prediction.Expected != Fraud)
	for _, sign := range r.Label.Signs() {
		t.Signs.Add(r.Prediction.names(sign))
	}
}

func (t *Tally) addQuestions(r Result) {
	if r.Label.Expected != Ask || r.Prediction.Expected != Ask || !r.Label.QuestionsLabelled {
		return
	}
	for range r.Asked {
		t.AskedAbout.Add(true)
	}
	for range r.Unasked {
		t.AskedAbout.Add(false)
	}
	t.ExtraMails.Add(len(r.Extra) > 0)
	t.Extra += len(r.Extra)
}

func (t *Tally) count(language string, v FieldVerdict) {
	if t.Fields[language] == nil {
		t.Fields[language] = map[string]*Count{}
	}
	if t.Fields[language][v.Field] == nil {
		t.Fields[language][v.Field] = &Count{}
	}
	t.Fields[language][v.Field].add(v.Verdict)
}

// Languages are the labelled languages, sorted.
func (t *Tally) Languages() (all []string) {
	for l := range t.Found {
		if l != "" {
			all = append(all, l)
		}
	}
	sort.Strings(all)
	return all
}

// Sum adds up the counts of the fields that keep wants, in one language or "".
func (t *Tally) Sum(language string, keep func(field string) bool) (sum Count) {
	for field, c := range t.Fields[language] {
		if keep(field) {
			sum.plus(*c)
		}
	}
	return sum
}

// Of is the count of one field, in one language or "".
func (t *Tally) Of(language, field string) Count {
	if c := t.Fields[language][field]; c != nil {
		return *c
	}
	return Count{}
}

// Wrongs counts WRONG values of all fields.
func (t *Tally) Wrongs() int { return t.Sum("", func(string) bool { return true }).Wrong }

// Blocked tells whether a release may not go out on these results.
func (t *Tally) Blocked() bool {
	return t.Broken > 0 || t.Wrongs() > 0 || t.Forbidden.Hits > 0 || t.FraudMissed.Hits > 0
}
