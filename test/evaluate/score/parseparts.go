package score

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

func (l *Label) putLines(lines []map[string]Value, all map[string]json.RawMessage) error {
	_, l.LinesLabelled = all["lines"]
	for i, given := range lines {
		line := LabelLine{Description: given["description"].Text, Figures: map[string]Value{}}
		if len(wordsOf(line.Description)) == 0 {
			return fmt.Errorf("lines[%d] has no description; write the words of the mail that name the thing", i)
		}
		for _, f := range LineFigures() {
			v, ok := given[f]
			if !ok {
				continue
			}
			if err := checkValue(f, v); err != nil {
				return fmt.Errorf("lines[%d]: %w", i, err)
			}
			line.Figures[f] = v
		}
		l.Lines = append(l.Lines, line)
	}
	return nil
}

// putAlternatives takes a list of values for a field, a list of lists for
// questions, and anything at all for "lines", which frees them from scoring.
// Other flags and amended documents are for people, as those themselves are.
func (l *Label) putAlternatives(given map[string]json.RawMessage) (odd []string, err error) {
	for name, raw := range given {
		switch name {
		case "lines":
			l.FreeLines = string(raw) != "false" && string(raw) != "null"
			continue
		case "flags", "amends":
			continue
		case "expected", "subtype", "ask_about":
			if err := l.putOthers(name, raw); err != nil {
				return nil, err
			}
			continue
		}
		if !l.knows(name) {
			odd = append(odd, "the alternative "+name)
		}
		var values []Value
		if json.Unmarshal(raw, &values) != nil {
			return nil, errors.New("alternatives of " + name + " must be a list of values, such as [\"Acme\", null]")
		}
		l.Alternatives[name] = values
	}
	return odd, nil
}

// putOthers takes what else is accepted to be done with the mail.
func (l *Label) putOthers(name string, raw json.RawMessage) error {
	switch name {
	case "ask_about":
		if json.Unmarshal(raw, &l.OtherQuestions) != nil {
			return errors.New("alternatives of ask_about must be a list of lists, such as [[\"qty\", \"currency\"]]")
		}
	case "subtype":
		if json.Unmarshal(raw, &l.OtherSubtypes) != nil {
			return errors.New("alternatives of subtype must be a list of texts, such as [\"order\"]")
		}
	default:
		if json.Unmarshal(raw, &l.OtherOutcomes) != nil || !allOutcomes(l.OtherOutcomes) {
			return errors.New("alternatives of expected must be a list out of draft, ask, ignore and fraud")
		}
	}
	return nil
}

func (l *Label) knows(name string) bool {
	return slices.Contains(Scalars(), name) || isLineName(name, len(l.Lines))
}

// oddWords are words outside the closed sets: such a label would silently not
// be scored where its writer thinks it is.
func (l *Label) oddWords() (odd []string) {
	for _, name := range l.Implied {
		if !l.knows(name) && name != "lines" {
			odd = append(odd, "the implied field "+name)
		}
	}
	for _, a := range slices.Concat(append(l.OtherQuestions, l.AskAbout)...) {
		if !slices.Contains(askable(), a) {
			odd = append(odd, "the question about "+a)
		}
	}
	if l.Expected == Ask && l.QuestionsLabelled && len(l.AskAbout) == 0 {
		odd = append(odd, "an expected question that does not say about what")
	}
	if l.Subtype != Fraud && len(directions(l.Subtype)) == 0 {
		odd = append(odd, "the subtype "+l.Subtype)
	}
	return odd
}
