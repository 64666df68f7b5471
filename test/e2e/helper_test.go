package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// Two workers of one owner share a cluster: one is where the vault is, the other
// one elsewhere helps with what needs no vault. The helper is killed while a
// draft of its making is under way.
func TestHelper_KilledInTheMiddleOfItsCallTheOtherGoesOnAndNothingIsThereTwice(t *testing.T) {
	t.Parallel()
	cluster := harness.New(t, "TEMPORAL_NAMESPACE=somebody-else")
	address := cluster.Start().TemporalAddress
	registerNamespace(t, address, "owner")
	fake := odoofake.New(t, odoofake.Options{})
	settings := append(realOdoo(fake.URL), "TEMPORAL_ADDRESS="+address, "TEMPORAL_NAMESPACE=owner", "ODOO_MAX_CONCURRENT=1")
	home, helper := harness.New(t, settings...), harness.New(t, append(settings, "EMPLOYEE_HELPER=true")...)
	home.Start()
	helper.Launch()
	said, code := helper.Exit()
	require.Equal(t, 1, code)
	require.Contains(t, said, "on the machine whose worker wrote this")
	sameKeys(t, home, helper)
	helper.Start()
	helper.Eventually("it to say what it is", func() bool { return strings.Contains(helper.Output(), "helps the worker that holds the vault") })
	c, err := client.Dial(client.Options{HostPort: address, Namespace: "owner"})
	require.NoError(t, err)
	t.Cleanup(c.Close)
	ids := []string{"2400", "2401"}
	notes := []string{pending(home, ids[0]), pending(home, ids[1])}

	// Home is at one call at a time: with the first one held there, the second is the helper's.
	var held []func()
	for taken := false; !taken; {
		require.Less(t, len(held), len(notes), "the helper takes no call")
		note := notes[len(held)]
		process := harness.Property(home.Read("Pending_Approval", note), "workflow_id")
		arrived, release := fake.Hold("account.move.load")
		held = append(held, release)
		home.Approve(note)
		home.Eventually("the call", func() bool { return isClosed(arrived) })
		taken = strings.HasPrefix(calling(t, home, c, process), fmt.Sprintf("%d@", helper.PID()))
	}
	helper.Kill()
	for _, release := range held {
		release() // Odoo makes the draft that nobody hears of any more
	}
	for _, note := range notes[len(held):] {
		home.Approve(note)
	}
	go func() { _, _ = home.Starter("briefing") }() // goes by the Schedule, as Monday does; what comes of it is seen below

	for _, id := range ids {
		_, done := completed(home, id)
		require.Equal(t, "done", harness.Property(done, "outcome"))
	}
	home.Eventually("the page where the vault is", func() bool { return len(home.Notes("CEO_Briefings")) > 0 })
	require.Empty(t, helper.Notes("CEO_Briefings"))
	require.Len(t, fake.Drafts(), len(ids))
	require.Equal(t, len(ids), home.Logged("odoo.create_draft_invoice", "intent"))
	require.Equal(t, len(ids), home.Logged("odoo.create_draft_invoice", "result"))
}

// calling is the worker that is at a process's call to an outside system.
func calling(t *testing.T, p *harness.Product, c client.Client, process string) (by string) {
	t.Helper()
	p.Eventually("the call to be known", func() bool {
		about, err := c.DescribeWorkflowExecution(t.Context(), process, "")
		if err != nil || len(about.GetPendingActivities()) != 1 {
			return false
		}
		by = about.GetPendingActivities()[0].GetLastWorkerIdentity()
		return by != ""
	})
	return by
}

// sameKeys gives an installation the keys of another, with which what Temporal
// holds of the owner's is read.
func sameKeys(t *testing.T, from, to *harness.Product) {
	t.Helper()
	const keys = ".employee/payload-keys.json"
	require.NoError(t, os.MkdirAll(filepath.Join(to.Dir, ".employee"), 0o700))
	content, err := os.ReadFile(filepath.Join(from.Dir, keys))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(to.Dir, keys), content, 0o600))
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
