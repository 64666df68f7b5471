package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// kills is how often the worker is killed in the flow; EMPLOYEE_TEST_KILLS
// asks for more.
func kills(t *testing.T) int {
	text := os.Getenv("EMPLOYEE_TEST_KILLS")
	if text == "" {
		return 10
	}
	n, err := strconv.Atoi(text)
	require.NoError(t, err)
	return n
}

// The owner approves whatever waits, also what comes back with a reason; after
// every kill the worker starts again. In the end each mail has one finished
// note and one draft.
func TestDurability_KilledAtRandomMomentsEveryMailEndsOnce(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	dice := rand.New(rand.NewPCG(seed, 1))
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	n := kills(t)
	p.Start()
	for i := range n {
		id := fmt.Sprintf("k%d", i)
		p.Drop(id+".eml", request(id))
		approveAll(p, time.Duration(dice.IntN(1200))*time.Millisecond)
		p.Kill()
		p.Start()
	}
	// A call that a kill cut off is looked for during 150 s before the owner is asked again.
	p.EventuallyWithin(5*time.Minute, "every mail to be finished", func() bool {
		approveAll(p, 200*time.Millisecond)
		return len(p.Notes("Completed")) >= n && len(p.Notes("Pending_Approval"))+len(p.Notes("Approved"))+len(p.Notes("Needs_Action")) == 0
	})
	p.Eventually("the last process to end", func() bool { return p.Logged("process.ended", "event") == n })

	outcomes := map[string]int{}
	for _, name := range p.Notes("Completed") {
		outcomes[harness.Property(p.Read("Completed", name), "outcome")]++
	}
	require.Equal(t, map[string]int{"done": n}, outcomes)
	require.Len(t, fake.Drafts(), n)
	require.Len(t, fake.Attachments(), n)
	refs := map[any]int{}
	for _, d := range fake.Drafts() {
		refs[d["ref"]]++
	}
	for i := range n {
		require.Equal(t, 1, refs[fmt.Sprintf("PO-2026-k%d", i)])
		_, done := completed(p, fmt.Sprintf("k%d", i))
		require.Equal(t, "done", harness.Property(done, "outcome"))
	}
	require.Equal(t, p.Logged("odoo.create_draft_invoice", "intent"), p.Logged("odoo.create_draft_invoice", "result"))
	out, err := p.Starter("verify-log")
	require.NoError(t, err, out)
}

// approveAll does for a while what an owner would: answers questions and moves
// what waits to Approved/.
func approveAll(p *harness.Product, during time.Duration) {
	for end := time.Now().Add(during); ; {
		for _, q := range p.Notes("Needs_Action") {
			b, err := os.ReadFile(p.Path("Needs_Action", q))
			_, after, ok := strings.Cut(string(b), "October workshop ")
			if err == nil && ok && harness.Property(string(b), "answered") == "false" {
				p.Fill("Needs_Action", q, answers(strings.Fields(after)[0]))
			}
		}
		for _, n := range p.Notes("Pending_Approval") {
			p.TryApprove(n)
		}
		if time.Now().After(end) {
			return
		}
		<-time.After(30 * time.Millisecond)
	}
}

func TestDurability_SecondWorkerOnTheSameDataIsRefused(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	first := p.Start()
	second := p.Twin()
	second.Launch()

	out, code := second.Exit()

	require.Equal(t, 1, code)
	require.Contains(t, out, "already running")
	require.Contains(t, out, strconv.Itoa(first.PID))
	require.FileExists(t, filepath.Join(p.Dir, ".employee", "ready.json"))
}

func TestDurability_OdooDownBeforeSendingWaitsAndGoesAheadByItself(t *testing.T) {
	t.Parallel()
	server := newSwitchable(t, odoofake.NewServer(odoofake.Options{}))
	p := harness.New(t, realOdoo(server.url)...)
	p.Start()
	note := pending(p, "2100")
	server.down()
	p.Approve(note)
	p.Eventually("the wait to be told", func() bool {
		out, err := p.Starter("status")
		return err == nil && strings.Contains(out, "waiting for Odoo")
	})
	require.Equal(t, []string{note}, p.Notes("Approved"))
	p.Eventually("the dashboard to tell it", func() bool {
		return dashboardSays(p, `\| odoo \| down since \d\d:\d\d \(connection refused\); 1 request waits; tried again at \d\d:\d\d · `)
	})
	server.up()

	_, done := completed(p, "2100")

	p.Eventually("the dashboard to tell that Odoo is back", func() bool {
		return dashboardSays(p, `\| odoo \| answers; last at \d\d:\d\d · `)
	})

	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Len(t, server.fake.Drafts(), 1)
	require.Equal(t, p.Logged("odoo.create_draft_invoice", "intent"), p.Logged("odoo.create_draft_invoice", "result"))
}

func dashboardSays(p *harness.Product, pattern string) bool {
	return regexp.MustCompile(pattern).MatchString(strings.ReplaceAll(p.Glimpse("", "Dashboard.md"), `\`, ""))
}

func TestDurability_OutsideClusterIsUsedInsteadOfTheEmbeddedOne(t *testing.T) {
	t.Parallel()
	cluster := harness.New(t, "TEMPORAL_NAMESPACE=somebody-else")
	ready := cluster.Start()
	registerNamespace(t, ready.TemporalAddress, "owner")
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, append(realOdoo(fake.URL), "TEMPORAL_ADDRESS="+ready.TemporalAddress, "TEMPORAL_NAMESPACE=owner")...)
	require.Equal(t, ready.TemporalAddress, p.Start().TemporalAddress)
	require.NoFileExists(t, filepath.Join(p.Dir, ".employee", "temporal.db"))

	p.Approve(pending(p, "2200"))

	_, done := completed(p, "2200")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Len(t, fake.Drafts(), 1)
}

// registerNamespace does what the operator of a cluster does for an owner, and
// waits until the namespace is known everywhere.
func registerNamespace(t *testing.T, address, name string) {
	t.Helper()
	c, err := client.NewNamespaceClient(client.Options{HostPort: address})
	require.NoError(t, err)
	defer c.Close()
	require.NoError(t, c.Register(t.Context(), &workflowservice.RegisterNamespaceRequest{
		Namespace: name, WorkflowExecutionRetentionPeriod: durationpb.New(24 * time.Hour),
	}))
	require.Eventually(t, func() bool {
		_, err := c.Describe(t.Context(), name)
		return err == nil
	}, time.Minute, 100*time.Millisecond)
}
