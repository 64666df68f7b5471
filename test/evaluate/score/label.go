package score

import (
	"fmt"
	"strings"
)

// Outcomes of a mail, labelled and read alike.
const (
	Draft  = "draft"
	Ask    = "ask"
	Ignore = "ignore"
	Fraud  = "fraud"
)

// Origin says where a mail's label comes from, since figures of easy and of
// hard mails must not be mixed.
type Origin int

const (
	// Labelled mails have a label of their own.
	Labelled Origin = iota
	// Ordinary mails come from a mailbox without labels: all are to be ignored.
	Ordinary
	// Supplier mails bill us or sell to us: none is a request.
	Supplier
)

// Label is what a person wrote down about one mail. A field that is missing in
// Fields was not looked at and is not scored; a Value that is not Stated says
// that the mail does not say it.
type Label struct {
	ID, File, Category, Language, Subtype, Expected string
	Origin                                          Origin

	AskAbout, Flags, Implied []string

	Fields map[string]Value
	Lines  []LabelLine
	// LinesLabelled is false when the label has no lines at all, FreeLines is true when any reading of them is accepted.
	LinesLabelled, FreeLines bool
	// QuestionsLabelled is false when the label does not say what is to be asked.
	QuestionsLabelled bool
	// Alternatives are other accepted values by field name, lines as "lines[0].qty".
	Alternatives map[string][]Value
	// OtherOutcomes and OtherSubtypes are accepted as well, each of OtherQuestions instead of AskAbout.
	OtherOutcomes, OtherSubtypes []string
	OtherQuestions               [][]string
}

// LabelLine is one labelled line; Figures has the fields of LineFigures that
// the label names.
type LabelLine struct {
	Description string
	Figures     map[string]Value
}

func (l Label) wanted(field string) (want string, labelled bool) {
	v, ok := l.Fields[field]
	return v.Text, ok
}

func (l Label) implied(name string) bool {
	for _, i := range l.Implied {
		if i == name {
			return true
		}
	}
	return false
}

// mayBeEmpty tells whether an empty value is as right as the labelled one.
func (l Label) mayBeEmpty(name string) bool {
	if l.implied(name) {
		return true
	}
	for _, a := range l.Alternatives[name] {
		if !a.Stated {
			return true
		}
	}
	return false
}

func (l Label) alternative(field, name, got string) bool {
	for _, a := range l.Alternatives[name] {
		if a.Stated && same(field, a.Text, got) {
			return true
		}
	}
	return false
}

func (l Label) has(flag string) bool {
	for _, f := range l.Flags {
		if f == flag {
			return true
		}
	}
	return false
}

// lineName is how a label calls a field of a line, counted from 0.
func lineName(i int, field string) string { return fmt.Sprintf("lines[%d].%s", i, field) }

// isLineName tells names such as "lines[0].qty" of a label with n lines.
func isLineName(name string, n int) bool {
	if !strings.HasPrefix(name, "lines[") {
		return false
	}
	for i := range n {
		for _, f := range append(LineFigures(), "description", "unit") {
			if name == lineName(i, f) {
				return true
			}
		}
	}
	return false
}
