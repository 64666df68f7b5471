package notes

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
)

const (
	keyRule = "policy_rule"
	// maxAutomatic is how many are announced; the older ones are in Completed/.
	maxAutomatic = 20
)

// Automatic is kept of a request that was carried out without asking.
type Automatic struct {
	Rule   string    `json:"rule"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}

// Automatics lists what was done without asking, the newest first.
func (r *Register) Automatics() []Summary {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.SortedFunc(maps.Values(r.automatic), func(a, b Summary) int {
		return cmp.Or(b.Automatic.At.Compare(a.Automatic.At), cmp.Compare(a.RequestID, b.RequestID))
	})
}

// automatic is what the register keeps of how a finished request came about;
// nil when the owner was asked.
func (d *Desk) automatic(in contract.FileNoteInput) *Automatic {
	if in.AutoRule == "" {
		return nil
	}
	return &Automatic{Rule: in.AutoRule, Reason: in.AutoReason, At: d.opts.Clock()}
}

// listAutomatic announces on the dashboard what was done without asking.
func (d *Desk) listAutomatic(b *strings.Builder) {
	rows := d.register.Automatics()
	b.WriteString("## Done without asking\n\n")
	if len(rows) == 0 {
		b.WriteString("Nothing was done without asking you.\n\n")
		return
	}
	b.WriteString("| When | What | Amount | Rule |\n| --- | --- | --- | --- |\n")
	for i, s := range rows {
		if i == maxAutomatic {
			fmt.Fprintf(b, "| | … and %d more in Completed/ | | |\n", len(rows)-maxAutomatic)
			break
		}
		what := linked(s)
		if s.Outcome == contract.StatusDryRun {
			what += " (dry run: nothing was sent)"
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", s.Automatic.At.In(d.opts.Zone).Format("2006-01-02 15:04"), what,
			markdown.Inline(s.Amount+" "+s.Currency), markdown.Inline(s.Automatic.Rule+": "+s.Automatic.Reason))
	}
	b.WriteString("\n")
}
