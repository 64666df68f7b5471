package measure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/test/evaluate/score"
)

// Kinds of findings, worst first. Those up to KindMissedFraud block a release,
// those from KindMissedDraft on are shown on request.
const (
	KindBroken         = "BROKEN"
	KindWrong          = "WRONG"
	KindForbiddenDraft = "FORBIDDEN DRAFT"
	KindMissedFraud    = "MISSED FRAUD"
	KindMissedRequest  = "MISSED REQUEST"
	KindNoise          = "NOISE"
	KindFalseAlarm     = "FALSE ALARM"
	KindDirection      = "DIRECTION"
	KindMissedDraft    = "MISSED DRAFT"
	KindEmpty          = "EMPTY"
	KindUnasked        = "NOT ASKED"
	KindExtra          = "EXTRA QUESTION"
	KindSign           = "SIGN NOT NAMED"
	KindLoose          = "LOOSE DESCRIPTION"
)

// Caps of what is shown of a mail, in runes.
const (
	maxValue = 70
	maxWords = 100
)

// Finding is one error, with no more of the mail than it takes to see it.
type Finding struct {
	Kind     string `json:"kind"`
	Set      string `json:"set"`
	Mail     string `json:"mail"`
	Language string `json:"language,omitempty"`
	Field    string `json:"field,omitempty"`
	Expected string `json:"expected,omitempty"`
	Got      string `json:"got,omitempty"`
	// Evidence is the words of the mail that the value stands on.
	Evidence string `json:"evidence,omitempty"`
	// Why is what the reader made of the mail, in its own words.
	Why string `json:"why,omitempty"`
}

func kinds() []string {
	return []string{
		KindBroken, KindWrong, KindForbiddenDraft, KindMissedFraud, KindMissedRequest, KindNoise, KindFalseAlarm, KindDirection,
		KindMissedDraft, KindEmpty, KindUnasked, KindExtra, KindSign, KindLoose,
	}
}

// Detail tells findings that are shown on request only.
func (f Finding) Detail() bool {
	return slices.Index(kinds(), f.Kind) >= slices.Index(kinds(), KindMissedDraft)
}

// String is the finding on one line.
func (f Finding) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", f.Kind, f.Mail)
	if f.Language != "" {
		fmt.Fprintf(&b, " (%s)", f.Language)
	}
	if f.Field != "" {
		fmt.Fprintf(&b, " %s", f.Field)
	}
	if f.Expected != "" || f.Got != "" {
		fmt.Fprintf(&b, ": expected %s, got %s", shown(f.Expected), shown(f.Got))
	}
	if f.Evidence != "" {
		fmt.Fprintf(&b, ", on the words %s", shown(f.Evidence))
	}
	if f.Why != "" {
		fmt.Fprintf(&b, "; %s", f.Why)
	}
	return b.String()
}

func shown(s string) string {
	if s == "" {
		return "nothing"
	}
	return fmt.Sprintf("%q", s)
}

// findings are all errors of one mail.
func findings(set string, r score.Result) (all []Finding) {
	l, p := r.Label, r.Prediction
	add := func(kind, field, expected, got, evidence string) {
		all = append(all, Finding{
			Kind: kind, Set: set, Mail: l.ID, Language: l.Language, Field: field,
			Expected: capped(expected, maxValue), Got: capped(got, maxValue), Evidence: capped(evidence, maxWords),
		})
	}
	if p.Broken != "" {
		add(KindBroken, "", "", "", "")
		all[0].Why = capped(p.Broken, maxWords)
		return all
	}
	if kind := outcome(l.Expected, p.Expected); kind != "" {
		add(kind, "", l.Expected, p.Expected, "")
		all[0].Why = capped(why(p), 2*maxWords)
	}
	if r.DirectionScored && !r.DirectionRight && l.Origin == score.Labelled {
		add(KindDirection, "direction", l.Subtype, string(p.Direction), "")
	}
	for _, v := range r.Fields {
		switch v.Verdict {
		case score.Wrong:
			add(KindWrong, v.Name, v.Want, v.Got, v.Evidence)
		case score.Empty:
			add(KindEmpty, v.Name, v.Want, v.Got, "")
		}
	}
	for _, q := range r.Unasked {
		add(KindUnasked, "ask_about", q, strings.Join(p.AskAbout, ", "), "")
	}
	for _, q := range r.Extra {
		add(KindExtra, "ask_about", strings.Join(l.AskAbout, ", "), q, "")
	}
	for _, d := range r.LooseDescriptions {
		add(KindLoose, "line", "", d, "")
	}
	if l.Expected == score.Fraud {
		for _, s := range l.Signs() {
			if !slices.Contains(p.Flags, s) {
				add(KindSign, "flags", s, strings.Join(p.Flags, ", "), "")
			}
		}
	}
	return all
}

// outcome names what is wrong with doing got where expected was due.
func outcome(expected, got string) string {
	switch {
	case expected == got:
		return ""
	case got == score.Draft:
		return KindForbiddenDraft
	case expected == score.Fraud:
		return KindMissedFraud
	case got == score.Fraud:
		return KindFalseAlarm
	case expected == score.Ignore:
		return KindNoise
	case got == score.Ignore:
		return KindMissedRequest
	}
	return KindMissedDraft
}

// why says in the reader's own words what led to an outcome.
func why(p score.Prediction) string {
	if p.Unreadable {
		return "the mail could not be read"
	}
	parts := []string{"direction " + string(p.Direction)}
	if len(p.AskAbout) > 0 {
		parts = append(parts, "asks "+strings.Join(p.AskAbout, " "))
	}
	if len(p.Flags) > 0 {
		parts = append(parts, "flags "+strings.Join(p.Flags, " "))
	}
	return strings.Join(parts, "; ")
}

func capped(s string, runes int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > runes {
		return string(r[:runes]) + "…"
	}
	return s
}

// sorted puts the worst kinds first and keeps the order of the mails.
func sorted(all []Finding) []Finding {
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(a, b Finding) int {
		return slices.Index(kinds(), a.Kind) - slices.Index(kinds(), b.Kind)
	})
	return out
}
