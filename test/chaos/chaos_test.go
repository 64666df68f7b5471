package chaos_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
	// Compiled before the tests' time runs; see test/e2e.
	_ "github.com/autonomous-employee/employee/worker/app"
)

const (
	usualKills = 20
	// meet is how long a named moment is waited for before the worker is killed at whatever it does.
	meet = 6 * time.Second
	// mostOpen keeps mails from piling up while the machine is slow.
	mostOpen = 8
	// settle is for what is left after the last kill: a call that was cut off is looked for during 150 s before the owner is asked again,
	// and he may have to be asked more than once.
	settle = 6 * time.Minute
)

func TestMain(m *testing.M) { os.Exit(harness.Main(m)) }

func fromEnv(t *testing.T, name string, otherwise uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	require.NoError(t, err, name)
	return n
}

func TestChaos_KilledAtAnyMomentNothingIsLostAndNothingIsDoneTwice(t *testing.T) {
	t.Parallel()
	kills, seed := int(fromEnv(t, "CHAOS_KILLS", usualKills)), fromEnv(t, "CHAOS_SEED", rand.Uint64())
	t.Logf("CHAOS_SEED=%d CHAOS_KILLS=%d", seed, kills)
	fake := odoofake.New(t, odoofake.Options{})
	r := &run{t: t, dice: rand.New(rand.NewPCG(seed, 1)), gate: newGate(t, fake.URL), fake: fake, met: map[string]int{}}
	r.p = harness.New(t, "DRY_RUN=false", "ODOO_URL="+r.gate.url, "ODOO_DB="+odoofake.DefaultDatabase,
		"ODOO_USERNAME="+odoofake.DefaultUsername, "ODOO_PASSWORD="+odoofake.DefaultPassword)
	r.p.Start()
	for n := range kills {
		r.round(n, kills)
	}
	t.Logf("%d mails, killed: %v", r.mails, r.met)
	r.finish()
	r.check()
}

// run is one owner with one worker that dies often.
type run struct {
	t     *testing.T
	p     *harness.Product
	dice  *rand.Rand
	gate  *gate
	fake  *odoofake.Server
	mails int
	met   map[string]int // by moment
	slow  []time.Duration
}

// round lets the worker work until a moment has come, kills it and starts it again.
func (r *run) round(n, kills int) {
	if r.open() < mostOpen {
		r.drop()
	}
	chosen := moments()[r.dice.IntN(len(moments()))]
	if n < len(moments()) {
		chosen = moments()[n] // each once, however few kills there are
	}
	name := chosen.name
	if !chosen.await(r) {
		name += " (did not come)"
	}
	r.p.Kill()
	r.gate.open()
	r.met[name]++
	r.t.Logf("%s kill %d of %d: %s, %d mails", time.Now().UTC().Format("15:04:05.000"), n+1, kills, name, r.mails)
	if r.dice.IntN(4) == 0 {
		r.tearLog()
	}
	began := time.Now()
	r.p.Start()
	r.slow = append(r.slow, time.Since(began))
}

// drop brings a mail of a customer whom nobody knows yet.
func (r *run) drop() {
	r.p.Drop(fmt.Sprintf("request %d.eml", r.mails), mail(r.mails))
	r.mails++
}

func mail(n int) string {
	return fmt.Sprintf("From: Anna Berger <anna@berger-%[1]d.example>\r\nTo: office@northwind-consulting.example\r\n"+
		"Subject: Please invoice us for the October workshop c%[1]d\r\nDate: Mon, 16 Nov 2026 09:12:00 +0100\r\n"+
		"Message-ID: <c%[1]d@berger-%[1]d.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"+
		"Hello,\r\n\r\ncould you please send us an invoice for the following?\r\n\r\n"+
		"- 2 x Workshop day at EUR 950.00 each\r\n- 1 x Workshop materials at EUR 120.00 each\r\n\r\n"+
		"Please put our PO number PO-2026-c%[1]d on it.\r\n\r\nThank you\r\n\r\n--\r\nAnna Berger\r\nBerger %[1]d GmbH\r\n", n)
}

// read is how long the owner looks at a note before he decides. Without it he would write over a note in the millisecond in which it is
// laid or revised, which no person does.
const read = 200 * time.Millisecond

// approve is the owner, who says yes to whatever waits.
func (r *run) approve() (moved bool) {
	for _, n := range r.p.Notes("Pending_Approval") {
		info, err := os.Stat(r.p.Path("Pending_Approval", n))
		if err != nil || time.Since(info.ModTime()) < read {
			continue
		}
		moved = r.p.TryApprove(n) || moved
	}
	return moved
}

// open counts mails without a finished note.
func (r *run) open() int { return r.mails - len(r.p.Notes("Completed")) }

// finish lets the worker live until all is done.
func (r *run) finish() {
	finished := func() bool {
		r.approve()
		return len(r.p.Notes("Completed")) == r.mails && r.p.Logged("process.ended", "event") >= r.mails && r.desk() == 0
	}
	for end := time.Now().Add(settle + time.Duration(len(r.slow))*time.Second); !finished(); pause(100 * time.Millisecond) {
		if time.Now().Before(end) { // notices about a note that is being filed go away by themselves
			continue
		}
		for _, folder := range []string{"Needs_Action", "Approved", "Pending_Approval"} {
			for _, n := range r.p.Notes(folder) {
				r.t.Logf("%s/%s\n%s", folder, n, r.p.Glimpse(folder, n))
				r.tell(harness.Property(r.p.Glimpse(folder, n), "workflow_id"))
			}
		}
		r.t.Fatal("not every mail was finished, or something was left lying")
	}
}

// desk counts what lies where something waits.
func (r *run) desk() int {
	n := 0
	for _, folder := range []string{"Needs_Action", "Pending_Approval", "Approved", "Rejected", "Inbox"} {
		n += len(r.p.Notes(folder))
	}
	return n
}
