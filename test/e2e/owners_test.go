package e2e_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	xfake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/test/harness"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// tenant is an installation of one owner beside others, with books of its own.
type tenant struct {
	*harness.Product
	owner contract.OwnerID
	odoo  *odoofake.Server
}

// owns checks that a listing and the log hold what is the owner's, and nothing else.
func (o tenant) owns(t *testing.T) {
	t.Helper()
	out, err := o.Starter("status", "--json")
	require.NoError(t, err, out)
	var report struct {
		Processes []struct {
			WorkflowID string `json:"workflow_id"`
		} `json:"processes"`
	}
	require.NoError(t, json.Unmarshal([]byte(out), &report))
	for _, p := range report.Processes {
		require.True(t, o.owner.Owns(p.WorkflowID), "%q lists %s", o.owner, p.WorkflowID)
	}
	lines := 0
	for _, line := range o.Log() {
		if line.WorkflowID != "" {
			require.True(t, o.owner.Owns(line.WorkflowID), "%q logs %s", o.owner, line.WorkflowID)
			lines++
		}
	}
	require.NotZero(t, lines)
}

func TestOwners_ShareAClusterAndNothingElse(t *testing.T) {
	t.Parallel()
	x, onPlatform := onX(t, xfake.Options{})
	begin := func(owner contract.OwnerID, env ...string) tenant {
		fake := odoofake.New(t, odoofake.Options{})
		p := harness.New(t, append(append(realOdoo(fake.URL), "OWNER_ID="+string(owner)), env...)...)
		return tenant{Product: p, owner: owner, odoo: fake}
	}
	alone := begin("")
	address := "TEMPORAL_ADDRESS=" + alone.Start().TemporalAddress
	anna, bob := begin("anna", append(onPlatform, address)...), begin("bob", append(onPlatform, address)...)
	anna.Start()
	bob.Start()
	all := []tenant{alone, anna, bob}

	// The very same mail comes to all three, and is everybody's own.
	notes := map[contract.OwnerID]string{}
	for _, o := range all {
		o.Drop("request 2300.eml", request("2300"))
	}
	for _, o := range all {
		notes[o.owner] = awaitPending(o.Product, "2300")
	}
	anna.Approve(notes["anna"])
	_, done := completed(anna.Product, "2300")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Len(t, anna.odoo.Drafts(), 1)
	for _, o := range []tenant{alone, bob} {
		require.Empty(t, o.odoo.Drafts(), "%q", o.owner)
		require.NotEmpty(t, o.Notes("Pending_Approval"), "%q", o.owner)
	}

	// A post goes through processes that begin each other.
	lay(anna.Product, "sunday.md", socialNote("We are open on Sunday.", "x", "now"))
	require.Equal(t, "done", harness.Property(filed(anna.Product, "Completed", "sunday.md"), "outcome"))
	require.Equal(t, 1, x.Count("We are open on Sunday."))

	// One worker dies in the middle; the others go on, and its owner decides meanwhile.
	bob.Kill()
	bob.Approve(notes["bob"])
	anna.Approve(pending(anna.Product, "2301"))
	completed(anna.Product, "2301")
	alone.Approve(notes[""])
	completed(alone.Product, "2300")
	require.Empty(t, bob.odoo.Drafts())
	bob.Start()
	completed(bob.Product, "2300")

	for _, o := range all {
		o.owns(t)
	}
	require.Len(t, anna.odoo.Drafts(), 2)
	require.Len(t, bob.odoo.Drafts(), 1)
	require.Len(t, alone.odoo.Drafts(), 1)
	annas := harness.Property(done, "workflow_id")
	require.True(t, contract.OwnerID("anna").Owns(annas), annas)
	out, err := anna.Starter("export-history", annas)
	require.NoError(t, err, out)
	for _, o := range []tenant{alone, bob} {
		out, err := o.Starter("export-history", annas)
		require.Error(t, err)
		require.Contains(t, out, "there is no process")
	}
	eachHasAPage(t, address[len("TEMPORAL_ADDRESS="):])
}

// eachHasAPage looks at the Schedules as the operator of the cluster sees them.
func eachHasAPage(t *testing.T, address string) {
	t.Helper()
	c, err := client.Dial(client.Options{HostPort: address})
	require.NoError(t, err)
	defer c.Close()
	for _, owner := range []contract.OwnerID{"", "anna", "bob"} {
		about, err := c.WorkflowService().DescribeSchedule(t.Context(), &workflowservice.DescribeScheduleRequest{
			Namespace: client.DefaultNamespace, ScheduleId: owner.ID(contract.BriefingSchedule),
		})
		require.NoError(t, err, "%q", owner)
		require.Equal(t, owner.Queue(), about.GetSchedule().GetAction().GetStartWorkflow().GetTaskQueue().GetName())
	}
}
