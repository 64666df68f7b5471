package measure

import (
	"fmt"
	"io"
	"sort"
	"strings"
	"text/tabwriter"

	"github.com/autonomous-employee/employee/test/evaluate/score"
)

// Render writes the report for a person; details adds the findings that are no
// errors in themselves, such as values left out.
func (o Outcome) Render(w io.Writer, details bool) {
	o.renderSets(w)
	renderMeasures(w, Measures(o.All))
	s := o.Speed
	fmt.Fprintf(w, "speed: %.0f mails a second of one core (target 500), p50 %.2f ms, p99 %.1f ms (under 20), max %.0f ms (under 1000, %s); %d mails, %.1f MB\n\n",
		s.PerSecond, s.P50, s.P99, s.Max, capped(s.Slowest, maxWords), s.Mails, s.Megabytes)
	renderOutcomes(w, o.All)
	renderFields(w, o.All)
	o.renderFindings(w, details)
	for _, n := range o.Notes {
		fmt.Fprintf(w, "note: %s\n", n)
	}
	if o.All.Blocked() {
		fmt.Fprintf(w, "BLOCKED: %d WRONG values, %d forbidden drafts, %d missed frauds, %d mails the reader broke on.\n",
			o.All.Wrongs(), o.All.Forbidden.Hits, o.All.FraudMissed.Hits, o.All.Broken)
		return
	}
	fmt.Fprintln(w, "No WRONG value, no forbidden draft, no missed fraud.")
}

func table(w io.Writer, rows func(line func(cells ...any))) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	rows(func(cells ...any) {
		parts := make([]string, len(cells))
		for i, c := range cells {
			parts[i] = fmt.Sprint(c)
		}
		fmt.Fprintln(t, strings.Join(parts, "\t"))
	})
	_ = t.Flush()
	fmt.Fprintln(w)
}

func (o Outcome) renderSets(w io.Writer) {
	table(w, func(line func(...any)) {
		line("set", "mails", "found", "ready", "noise", "WRONG", "forbidden drafts", "missed frauds")
		for _, s := range o.Sets {
			name, t := s.Name, s.Tally
			if s.Held {
				name += " (held)"
			}
			noise := score.Rate{Hits: t.Hard.Hits + t.Ordinary.Hits, Of: t.Hard.Of + t.Ordinary.Of}
			if t.Hard.Of+t.Ordinary.Of == 0 {
				noise = t.Suppliers
			}
			line(name, t.Mails, of(t.Found[""]), of(t.Ready), of(noise), t.Wrongs(), t.Forbidden.Hits, t.FraudMissed.Hits)
		}
	})
}

func of(r score.Rate) string {
	if r.Of == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d", r.Hits, r.Of)
}

func renderMeasures(w io.Writer, all []Measure) {
	table(w, func(line func(...any)) {
		line("measure", "count", "rate", "95 % interval", "target", "")
		for _, m := range all {
			if m.Of == 0 {
				line(m.Name, "no cases", "", "", m.aim(), "")
				continue
			}
			verdict := ""
			if m.Met != nil {
				verdict = map[bool]string{true: "met", false: "MISSED"}[*m.Met]
			}
			line(m.Name, fmt.Sprintf("%d of %d", m.Hits, m.Of), m.show(m.Share), m.show(m.Low)+" - "+m.show(m.High), m.aim(), verdict)
		}
	})
}

func (m Measure) show(share float64) string {
	if m.PerThousand {
		return fmt.Sprintf("%.2f per 1,000", share*1000)
	}
	return fmt.Sprintf("%.1f %%", share*100)
}

func (m Measure) aim() string {
	if m.Target == nil {
		return ""
	}
	if m.AtMost {
		return "at most " + m.show(*m.Target)
	}
	return "at least " + m.show(*m.Target)
}

func renderOutcomes(w io.Writer, t *score.Tally) {
	if len(t.Outcomes) == 0 {
		return
	}
	var names []string
	for name := range t.Outcomes {
		names = append(names, name)
	}
	sort.Strings(names)
	for i, name := range names {
		names[i] = fmt.Sprintf("%s %d", name, t.Outcomes[name])
	}
	fmt.Fprintf(w, "expected -> got: %s\nquestions beyond the labelled ones: %d\n\n", strings.Join(names, ", "), t.Extra)
}

func renderFields(w io.Writer, t *score.Tally) {
	rows := FieldRows(t)
	if len(rows) == 0 {
		return
	}
	table(w, func(line func(...any)) {
		line("field", "right", "of which open", "empty", "derived", "WRONG", "of filled", "95 % interval")
		for _, r := range rows {
			line(r.Field, r.Right, r.Open, r.Empty, r.Derived, r.Wrong, percent(r.Count), fmt.Sprintf("%.1f - %.1f %%", r.Low*100, r.High*100))
		}
	})
	table(w, func(line func(...any)) {
		head := []any{"right/empty/WRONG"}
		for _, l := range t.Languages() {
			head = append(head, l)
		}
		line(head...)
		for _, r := range rows {
			cells := []any{r.Field}
			for _, l := range t.Languages() {
				c := r.Languages[l]
				cells = append(cells, fmt.Sprintf("%d/%d/%d", c.Right, c.Empty, c.Wrong))
			}
			line(cells...)
		}
	})
}

func percent(c score.Count) string {
	return fmt.Sprintf("%.1f %%", score.Rate{Hits: c.Wrong, Of: c.Filled()}.Share()*100)
}

func (o Outcome) renderFindings(w io.Writer, details bool) {
	set, left := "", 0
	for _, f := range sorted(o.Findings) {
		if f.Detail() && !details {
			left++
			continue
		}
		if f.Set != set {
			set = f.Set
			fmt.Fprintf(w, "in %s\n", set)
		}
		fmt.Fprintf(w, "  %s\n", f)
	}
	if left > 0 {
		fmt.Fprintf(w, "%d values left out, questions and other details; give -v to see them.\n", left)
	}
	if o.Hidden > 0 {
		fmt.Fprintf(w, "%d findings in held sets, which are not shown: rules must not be fitted to them.\n", o.Hidden)
	}
}
