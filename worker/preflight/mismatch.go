package preflight

import (
	"fmt"
	"strings"
)

const mostWhy = 500 // bytes of a reason; the SDK's begin with what matters

// Found is a process that this program would not go on with as it was begun.
type Found struct {
	WorkflowID, RunID, Type string
	// Why is what the SDK says: the step of the history and what came instead of it.
	Why string
}

// MismatchError names the processes, at most five of Count.
type MismatchError struct {
	Found []Found
	Count int
}

// Error says what differs and what to do.
func (e *MismatchError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "this program would not go on as %d of the processes under way have begun, so it does not start; nothing was touched:\n", e.Count)
	for _, f := range e.Found {
		fmt.Fprintf(&b, "  %s (%s): %s\n", f.WorkflowID, f.Type, short(f.Why))
	}
	if e.Count > len(e.Found) {
		fmt.Fprintf(&b, "  and %d more\n", e.Count-len(e.Found))
	}
	b.WriteString("Start the former version again: it goes on where it was. Who changes the program puts the change behind workflow.GetVersion (\"Changing a workflow\" in CONTRIBUTING.md). " +
		"With EMPLOYEE_PREFLIGHT=false it starts all the same, and these processes stand still until a program fits them.")
	return b.String()
}

func short(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > mostWhy {
		return strings.ToValidUTF8(text[:mostWhy], "") + "…"
	}
	return text
}
