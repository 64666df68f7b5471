package measure

import (
	"encoding/json"
	"io"

	"github.com/autonomous-employee/employee/test/evaluate/score"
)

// Report is the JSON of an outcome. Counts are of mails, shares from 0 to 1.
type Report struct {
	Sets     []SetReport    `json:"sets"`
	Measures []Measure      `json:"measures"`
	Outcomes map[string]int `json:"outcomes"`
	Fields   []FieldRow     `json:"fields"`
	Speed    Speed          `json:"speed"`
	Findings []Finding      `json:"findings"`
	// Hidden is the number of findings in held sets.
	Hidden  int      `json:"hidden"`
	Notes   []string `json:"notes"`
	Blocked bool     `json:"blocked"`
}

// SetReport is one set of a report.
type SetReport struct {
	Name     string    `json:"name"`
	Held     bool      `json:"held,omitempty"`
	Mails    int       `json:"mails"`
	Measures []Measure `json:"measures"`
}

// Report puts the outcome in the form of its JSON.
func (o Outcome) Report() Report {
	r := Report{
		Measures: Measures(o.All), Outcomes: o.All.Outcomes, Fields: FieldRows(o.All), Speed: o.Speed,
		Findings: append([]Finding{}, sorted(o.Findings)...), Hidden: o.Hidden, Notes: append([]string{}, o.Notes...), Blocked: o.All.Blocked(),
	}
	for _, s := range o.Sets {
		r.Sets = append(r.Sets, SetReport{Name: s.Name, Held: s.Held, Mails: s.Tally.Mails, Measures: Measures(s.Tally)})
	}
	return r
}

func writeJSON(w io.Writer, r Report) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(r)
}

// writePredictions writes what was read, one JSON object a line.
func writePredictions(w io.Writer, all []score.Prediction) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, p := range all {
		if err := e.Encode(p); err != nil {
			return err
		}
	}
	return nil
}
