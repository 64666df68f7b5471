package social

import (
	"fmt"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// summary is how a slot stands on all platforms, in one line.
func summary(result contract.SlotResult) string {
	var parts []string
	for _, r := range result.Results {
		words := resultWord(r)
		if r.Status != contract.StatusDone && r.Status != contract.StatusDryRun && r.Sentence != "" {
			words += " (" + strings.TrimSuffix(r.Sentence, ".") + ")"
		}
		parts = append(parts, platformName(r.Platform)+": "+words)
	}
	return strings.Join(parts, "; ") + "."
}

func resultWord(r contract.PlatformResult) string {
	switch r.Status {
	case contract.StatusDone:
		if r.Parts < r.Of {
			return fmt.Sprintf("published, but only %d of %d parts", r.Parts, r.Of)
		}
		return "published"
	case contract.StatusDryRun:
		return "described, not sent"
	case contract.StatusUnknown:
		return "not known whether it was published"
	case contract.StatusWaitingSystem:
		return "waiting"
	case contract.StatusEffect:
		return "under way"
	}
	return "not published"
}

// resultSections are the links of a slot, for where the note itself does not
// show them.
func resultSections(result contract.SlotResult) []contract.Section {
	table := contract.Section{Heading: "How it went", Columns: []string{"Platform", "Outcome", "When (UTC)", "Remark"}}
	for _, r := range result.Results {
		when := ""
		if !r.Outcome.PublishedAt.IsZero() {
			when = r.Outcome.PublishedAt.UTC().Format("2006-01-02 15:04")
		}
		table.Rows = append(table.Rows, []string{platformName(r.Platform), resultWord(r), when, r.Sentence})
		if r.Outcome.URL != "" {
			table.Links = append(table.Links, contract.Link{Text: "Open it on " + platformName(r.Platform), Target: r.Outcome.URL})
		}
	}
	return append([]contract.Section{table}, described(result)...)
}

// described are the exact requests of a dry run.
func described(result contract.SlotResult) []contract.Section {
	var out []contract.Section
	for _, r := range result.Results {
		if r.Outcome.Request != "" {
			out = append(out, contract.Section{Heading: "Would be sent to " + platformName(r.Platform), Code: r.Outcome.Request})
		}
	}
	return out
}

// lastSection says in the note of a series how its last slot went.
func (p *process) lastSection() []contract.Section {
	if len(p.last) == 0 || !p.series() {
		return nil
	}
	sections := resultSections(contract.SlotResult{Slot: p.state.Last, Results: p.last})
	sections[0].Heading = "The last one, of " + p.state.Last.UTC().Format("2006-01-02 15:04") + " UTC"
	return sections
}

// metricSection shows counts as the platforms give them; what they do not give is named.
func metricSection(results []contract.PlatformResult, found map[contract.Platform]contract.Metrics, after string) contract.Section {
	s := contract.Section{Heading: "Counts " + afterWord(after), Columns: []string{"Platform", "Counts", "Not given by the platform"}}
	for _, r := range results {
		m, ok := found[r.Platform]
		if !ok {
			continue
		}
		var counts []string
		for _, v := range m.Values {
			counts = append(counts, fmt.Sprintf("%s %d", strings.ReplaceAll(v.Name, "_", " "), v.Count))
		}
		s.Rows = append(s.Rows, []string{platformName(r.Platform), strings.Join(counts, ", "), strings.ReplaceAll(strings.Join(m.Missing, ", "), "_", " ")})
	}
	return s
}

func afterWord(after string) string {
	switch after {
	case "1h":
		return "after an hour"
	case "24h":
		return "after a day"
	}
	return "after a week"
}
