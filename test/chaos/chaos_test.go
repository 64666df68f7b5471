package chaos_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	graphfake "github.com/autonomous-employee/employee/test/fakes/graph"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	xfake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/test/harness"
	// Compiled before the tests' time runs; see test/e2e.
	_ "github.com/autonomous-employee/employee/worker/app"
)

const (
	usualKills = 30
	// meet is how long a named moment is waited for before the worker is killed at whatever it does.
	meet = 6 * time.Second
	// mostOpen keeps mails from piling up while the machine is slow.
	mostOpen = 8
	// mostPosts does the same for posts. One whose call was cut off is looked for during two minutes before it is tried once more, so many may be open.
	mostPosts = 30
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
	r := newRun(t, seed, nil)
	r.p.Start()
	r.openHouse()
	for n := range kills {
		r.round(n, kills)
	}
	t.Logf("%d mails and %d posts, killed: %s", r.mails, len(r.posts), r.moments())
	r.finish()
	r.check()
	r.tellReady()
}

// run is one owner with one worker that dies often.
type run struct {
	t     *testing.T
	p     *harness.Product
	dice  *rand.Rand
	zone  *time.Location
	odoo  *gate
	onX   *gate
	meta  *gate
	books *odoofake.Server
	x     *xfake.Server
	graph *graphfake.Server

	mails  int
	posts  []post
	met    map[string]int // by moment
	slow   []time.Duration
	unlock func() // of the log, nil while it is not locked
}

// newRun prepares an installation. Between puts what it likes before a server;
// nil puts nothing.
func newRun(t *testing.T, seed uint64, between func(server string) string) *run {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	r := &run{t: t, dice: rand.New(rand.NewPCG(seed, 1)), zone: zone, met: map[string]int{}}
	r.books = odoofake.New(t, odoofake.Options{})
	r.x = xfake.Start(xfake.Options{TokenLifetime: 48 * time.Hour, Roomy: 1000})
	t.Cleanup(r.x.Close)
	r.graph = graphfake.Start(graphfake.Options{QuotaTotal: 100_000})
	t.Cleanup(r.graph.Close)
	if between == nil {
		between = func(server string) string { return server }
	}
	stand := func(server string) *gate { return newGate(t, server, between(server)) }
	r.odoo, r.onX, r.meta = stand(r.books.URL), stand(r.x.URL()), stand(r.graph.URL())
	r.p = harness.New(t, append(signedIn(r.onX, r.meta, r.x.AccessToken()), "DRY_RUN=false", "ODOO_URL="+r.odoo.url, "ODOO_DB="+odoofake.DefaultDatabase,
		"ODOO_USERNAME="+odoofake.DefaultUsername, "ODOO_PASSWORD="+odoofake.DefaultPassword)...)
	return r
}

// round lets the worker work until a moment has come, kills it and starts it again.
func (r *run) round(n, kills int) {
	if r.open() < mostOpen {
		r.drop()
	}
	chosen, ofPost := r.choose(n)
	if ofPost && r.openPosts() < mostPosts {
		r.lay(chosen.of)
	}
	name := chosen.name
	if !chosen.await(r) {
		name += " (did not come)"
	}
	r.p.Kill()
	r.letGo()
	r.met[name]++
	r.t.Logf("%s kill %d of %d: %s, %d mails, %d posts", time.Now().UTC().Format("15:04:05.000"), n+1, kills, name, r.mails, len(r.posts))
	if r.dice.IntN(4) == 0 {
		r.tearLog()
	}
	began := time.Now()
	r.p.Start()
	r.slow = append(r.slow, time.Since(began))
}

// choose takes each moment once, however few kills there are, and then throws dice.
func (r *run) choose(n int) (chosen moment, ofPost bool) {
	ofMails, ofPosts := moments(), postMoments()
	switch {
	case n < len(ofMails):
		return ofMails[n], false
	case n-len(ofMails) < len(ofPosts):
		return ofPosts[n-len(ofMails)], true
	case r.dice.IntN(2) == 0:
		return ofMails[r.dice.IntN(len(ofMails))], false
	}
	return ofPosts[r.dice.IntN(len(ofPosts))], true
}

// letGo drops what is held at the gates, and gives the log back.
func (r *run) letGo() {
	for _, g := range []*gate{r.odoo, r.onX, r.meta} {
		g.open()
	}
	if r.unlock != nil {
		r.unlock()
		r.unlock = nil
	}
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

// patience is for what takes its time on a busy machine.
const patience = time.Minute

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
func (r *run) open() int { return r.mails - r.completed() }

// completed counts finished notes of mails.
func (r *run) completed() int { return len(r.notesOf("Completed")) }

// notesOf lists the notes in a folder that are not about posts.
func (r *run) notesOf(folder string) []string {
	return slices.DeleteFunc(r.p.Notes(folder), func(name string) bool {
		return strings.HasPrefix(strings.TrimPrefix(name, "Post "), "post ") // the post, or a request about it
	})
}

// finish lets the worker live until all is done.
func (r *run) finish() {
	for end := time.Now().Add(settle + time.Duration(r.mails+len(r.posts))*time.Second/4); !r.finished(); pause(100 * time.Millisecond) {
		if time.Now().Before(end) { // notices about a note that is being filed go away by themselves
			continue
		}
		for _, folder := range []string{"Needs_Action", "Approved", "Pending_Approval", "Social_Posts"} {
			for _, n := range r.p.Notes(folder) {
				r.t.Logf("%s/%s\n%s", folder, n, r.p.Glimpse(folder, n))
				r.tell(harness.Property(r.p.Glimpse(folder, n), "workflow_id"))
			}
		}
		r.t.Fatal("not everything was finished, or something was left lying")
	}
}

// finished tells whether every mail and every post has come to its end.
func (r *run) finished() bool {
	r.approve()
	if r.open() > 0 || r.openPosts() > 0 || r.desk() > 0 {
		return false
	}
	mails, posts := 0, 0
	for _, l := range r.p.Log() {
		switch {
		case l.Action == "process.ended" && strings.HasPrefix(l.WorkflowID, "invoice/"):
			mails++
		case l.Action == "social.cross_channel":
			posts++
		}
	}
	return mails >= r.mails && posts >= len(r.posts)
}

// desk counts what lies where something waits, without posts that were filed as unknown.
func (r *run) desk() int {
	n := 0
	for _, folder := range []string{"Needs_Action", "Pending_Approval", "Approved", "Rejected", "Inbox"} {
		n += len(r.notesOf(folder))
	}
	return n
}

// moments are the counts of what was met, one a line.
func (r *run) moments() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(r.met)) {
		fmt.Fprintf(&b, "\n%5d %s", r.met[name], name)
	}
	return b.String()
}
