package processes

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflow/v1"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// kinds counts processes by type and state; failed are those that ended as none should.
func kinds(open, closed []*workflow.WorkflowExecutionInfo) (out []contract.ProcessKind, failed int) {
	counts := map[contract.ProcessKind]int{}
	for _, info := range open {
		counts[contract.ProcessKind{Type: info.GetType().GetName(), State: state(info), Open: true}]++
	}
	for _, info := range closed {
		counts[contract.ProcessKind{Type: info.GetType().GetName(), State: state(info)}]++
		switch info.GetStatus() {
		case enumspb.WORKFLOW_EXECUTION_STATUS_FAILED, enumspb.WORKFLOW_EXECUTION_STATUS_TIMED_OUT, enumspb.WORKFLOW_EXECUTION_STATUS_TERMINATED:
			failed++
		}
	}
	for kind, n := range counts {
		kind.Count = n
		out = append(out, kind)
	}
	slices.SortFunc(out, func(a, b contract.ProcessKind) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), compareBool(a.Open, b.Open), cmp.Compare(b.Count, a.Count), cmp.Compare(a.State, b.State))
	})
	return out, failed
}

// state is what the process has told, unless it ended in another way than by returning.
func state(info *workflow.WorkflowExecutionInfo) string {
	told := attribute(info.GetSearchAttributes().GetIndexedFields(), contract.SearchStatus)
	switch info.GetStatus() {
	case enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING, enumspb.WORKFLOW_EXECUTION_STATUS_COMPLETED:
		if told != "" {
			return told
		}
	}
	return strings.ToLower(info.GetStatus().String())
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func lasted(info *workflow.WorkflowExecutionInfo) time.Duration {
	return max(info.GetCloseTime().AsTime().Sub(info.GetStartTime().AsTime()), 0)
}

// pick chooses the processes whose histories are read: the slowest, since that
// is what the owner wants to know of, in an order that is always the same.
func pick(closed []*workflow.WorkflowExecutionInfo) []*workflow.WorkflowExecutionInfo {
	sorted := slices.Clone(closed)
	slices.SortFunc(sorted, func(a, b *workflow.WorkflowExecutionInfo) int {
		return cmp.Or(cmp.Compare(lasted(b), lasted(a)), cmp.Compare(a.GetExecution().GetWorkflowId(), b.GetExecution().GetWorkflowId()),
			cmp.Compare(a.GetExecution().GetRunId(), b.GetExecution().GetRunId()))
	})
	return sorted[:min(len(sorted), maxHistories)]
}

// steps put the times of each state beside what was planned, the longest in all first.
func steps(of []*workflow.WorkflowExecutionInfo, paths []path) []contract.ProcessStep {
	type key struct{ kind, state string }
	took, retried := map[key][]time.Duration{}, map[key]int{}
	for i, info := range of {
		for s, d := range paths[i].took {
			if _, _, counts := plan(s); counts && d > 0 {
				k := key{info.GetType().GetName(), s}
				took[k] = append(took[k], d)
				retried[k] += paths[i].retried[s]
			}
		}
	}
	var out []contract.ProcessStep
	for _, k := range slices.SortedFunc(maps.Keys(took), func(a, b key) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.state, b.state)) }) {
		planned, owner, _ := plan(k.state)
		step := contract.ProcessStep{Type: k.kind, Step: k.state, Planned: planned, Times: week.Times(took[k]), Retried: retried[k], Owner: owner}
		for _, d := range took[k] {
			step.Total += d
			if d > planned {
				step.Over++
			}
		}
		out = append(out, step)
	}
	slices.SortStableFunc(out, func(a, b contract.ProcessStep) int { return cmp.Compare(b.Total, a.Total) })
	return out
}

// slowest names the processes that took longest, and where they spent it.
func slowest(of []*workflow.WorkflowExecutionInfo, paths []path) []contract.SlowProcess {
	var out []contract.SlowProcess
	for i, info := range of[:min(len(of), maxSlowest)] {
		s := contract.SlowProcess{
			WorkflowID: info.GetExecution().GetWorkflowId(), Type: info.GetType().GetName(), Took: lasted(info),
			Counterparty: clip(attribute(info.GetSearchAttributes().GetIndexedFields(), contract.SearchCounterparty)),
		}
		s.Slowest, s.SlowestTook = paths[i].longest()
		out = append(out, s)
	}
	return out
}

func clip(s string) string {
	if r := []rune(s); len(r) > maxWho {
		return string(r[:maxWho-1]) + "…"
	}
	return s
}
