package standing_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/workflowservice/v1"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/worker/standing"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// page is the desk's side of the dashboard.
type page struct {
	mu      sync.Mutex
	version int
	fail    error
	written [][]notes.SystemState
	checks  int // of the handbook
}

func (p *page) CheckHandbook(context.Context) ([]string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.checks++
	return []string{"An example fails."}, nil
}

func (p *page) WriteDashboard(systems []notes.SystemState) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fail != nil {
		return p.fail
	}
	p.written = append(p.written, systems)
	return nil
}

func (p *page) Version() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.version
}

// times is how often it was written.
func (p *page) times() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.written)
}

// shown is what the page says now.
func (p *page) shown() []notes.SystemState {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.written[len(p.written)-1]
}

func (p *page) odoo() string { return p.shown()[0].State }

// office is a running board over one system that is up or down.
type office struct {
	page    page
	breaker *breaker.Breaker

	mu      sync.Mutex
	down    bool
	probes  []time.Time
	waiting int
	counted error
}

const detail = "https://odoo.example, books, bot"

// atOffice runs a test in its own time, which begins at 2000-01-01 00:00 UTC.
func atOffice(t *testing.T, test func(*testing.T, *office)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		o := &office{breaker: breaker.New(breaker.Options{})}
		ctx, cancel := context.WithCancel(t.Context())
		board := standing.Board{Desk: &o.page, Zone: time.UTC, Log: zap.NewNop(), Systems: []standing.System{
			{Name: "odoo", Detail: detail, Status: o.breaker.Status, Probe: o.probe, Waiting: o.count},
			{Name: "gmail", Detail: "not configured, mails come from Inbox/"},
		}}
		var running sync.WaitGroup
		running.Go(func() { require.NoError(t, board.Run(ctx)) })
		synctest.Wait()
		test(t, o)
		cancel()
		running.Wait()
	})
}

func (o *office) probe(context.Context) {
	o.mu.Lock()
	o.probes = append(o.probes, time.Now())
	o.mu.Unlock()
	o.call()
}

// call is a call of the system, as a request makes it.
func (o *office) call() {
	leave, err := o.breaker.Enter()
	if err != nil {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.down {
		leave(breaker.Outcome{Verdict: breaker.Failed, Reason: "connection refused"})
		return
	}
	leave(breaker.Outcome{Verdict: breaker.Answered})
}

func (o *office) set(down bool, waiting int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.down, o.waiting = down, waiting
}

func (o *office) count(context.Context) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.waiting, o.counted
}

func (o *office) tried() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.probes)
}

func (o *office) pages() int {
	o.page.mu.Lock()
	defer o.page.mu.Unlock()
	return len(o.page.written)
}

// pass lets time go by.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func TestBoard_ListsWhatIsConfiguredBeforeAnythingWasAsked(t *testing.T) {
	t.Parallel()
	atOffice(t, func(t *testing.T, o *office) {
		require.Equal(t, []notes.SystemState{{Name: "odoo", State: detail}, {Name: "gmail", State: "not configured, mails come from Inbox/"}}, o.page.shown())
		pass(time.Hour)
		require.Zero(t, o.tried(), "a system that nobody needs is left alone")
	})
}

func TestBoard_ShowsADownSystemWithinTenSecondsAndThatItAnswersAgain(t *testing.T) {
	t.Parallel()
	atOffice(t, func(t *testing.T, o *office) {
		o.call()
		pass(10 * time.Second)
		require.Equal(t, "answers; last at 00:00 · "+detail, o.page.odoo())

		pass(12 * time.Minute)
		o.set(true, 3)
		for range 5 {
			o.call()
		}
		pass(10 * time.Second)
		require.Equal(t, "down since 00:12 (connection refused); 3 requests wait; tried again at 00:12 · "+detail, o.page.odoo())

		pass(5 * time.Minute)
		require.Equal(t, "down since 00:12 (connection refused); 3 requests wait; tried again at 00:17 · "+detail, o.page.odoo())

		o.set(false, 3)
		pass(42 * time.Second)
		require.Equal(t, "answers; last at 00:17 · "+detail, o.page.odoo())
		tried := o.tried()
		pass(time.Hour)
		require.Equal(t, tried, o.tried(), "what answers is not asked without need")
	})
}

func TestBoard_IsWrittenOnlyWhenItChangesOrAMinuteHasPassed(t *testing.T) {
	t.Parallel()
	atOffice(t, func(t *testing.T, o *office) {
		require.Equal(t, 1, o.pages())
		pass(59 * time.Second)
		require.Equal(t, 1, o.pages())
		o.page.mu.Lock()
		o.page.version++
		o.page.mu.Unlock()
		pass(4 * time.Second)
		require.Equal(t, 2, o.pages())
		for range 20 { // answers within one minute are one line
			o.call()
			pass(time.Second)
		}
		require.Equal(t, 3, o.pages())
	})
}

func TestBoard_APageThatCannotBeWrittenIsTriedAgain(t *testing.T) {
	t.Parallel()
	atOffice(t, func(t *testing.T, o *office) {
		o.page.mu.Lock()
		o.page.version, o.page.fail = 1, errors.New("disk full")
		o.page.mu.Unlock()
		pass(10 * time.Second)
		require.Equal(t, 1, o.pages())
		o.page.mu.Lock()
		o.page.fail = nil
		o.page.mu.Unlock()
		pass(4 * time.Second)
		require.Equal(t, 2, o.pages())
	})
}

func TestBoard_WhenTheWaitingCannotBeCountedTheLineGoesWithout(t *testing.T) {
	t.Parallel()
	atOffice(t, func(t *testing.T, o *office) {
		o.set(true, 3)
		o.mu.Lock()
		o.counted = errors.New("no visibility")
		o.mu.Unlock()
		o.call()
		pass(4 * time.Second)
		require.Equal(t, "down since 00:00 (connection refused); tried again at 00:00 · "+detail, o.page.odoo())
	})
}

func TestProber_TriesADownSystemAtTheTimeThatThePageNames(t *testing.T) {
	t.Parallel()
	atOffice(t, func(t *testing.T, o *office) {
		o.set(true, 1)
		for range 5 {
			o.call()
		}
		for range 20 {
			again, before := o.breaker.Status().Again, o.tried()
			pass(time.Until(again) - time.Millisecond)
			require.Equal(t, before, o.tried())
			pass(3 * time.Second)
			require.Equal(t, before+1, o.tried())
		}
	})
}

// One failure does not open the breaker, and yet the page says that the system
// is down; that must not stand there until the next request comes.
func TestProber_ASingleFailureIsLookedIntoWithoutARequest(t *testing.T) {
	t.Parallel()
	atOffice(t, func(t *testing.T, o *office) {
		o.set(true, 0)
		o.call()
		o.set(false, 0)
		pass(36 * time.Second)
		require.Equal(t, 1, o.tried())
		require.Equal(t, "answers; last at 00:00 · "+detail, o.page.odoo())
	})
}

// counter is Temporal's side of counting.
type counter struct{ query string }

func (c *counter) CountWorkflow(_ context.Context, r *workflowservice.CountWorkflowExecutionsRequest) (*workflowservice.CountWorkflowExecutionsResponse, error) {
	c.query = r.GetQuery()
	return &workflowservice.CountWorkflowExecutionsResponse{Count: 4}, nil
}

func TestWaitingProcesses_AsksTemporal(t *testing.T) {
	t.Parallel()
	c := &counter{}
	n, err := standing.WaitingProcesses(c, contract.GmailToOdooInvoice)(t.Context())
	require.NoError(t, err)
	require.Equal(t, 4, n)
	require.Equal(t, "WorkflowType = 'GmailToOdooInvoice' AND ExecutionStatus = 'Running' AND EmployeeStatus = 'waiting_for_system'", c.query)
}

func TestBoard_TriesTheHandbooksExamplesAtTheStartAndEachMinute(t *testing.T) {
	t.Parallel()
	atOffice(t, func(t *testing.T, o *office) {
		checks := func() int {
			o.page.mu.Lock()
			defer o.page.mu.Unlock()
			return o.page.checks
		}
		require.Equal(t, 1, checks())
		time.Sleep(30 * time.Second)
		require.Equal(t, 1, checks(), "half a line is no mistake to be told")
		time.Sleep(5 * time.Minute)
		require.InDelta(t, 6, checks(), 1)
	})
}

func TestBoard_SaysWhenAPartThatWorksByTheClockStandsStill(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var page page
		var last atomic.Pointer[time.Time]
		beat := func() { now := time.Now(); last.Store(&now) }
		beat()
		ctx, cancel := context.WithCancel(t.Context())
		board := standing.Board{Desk: &page, Zone: time.UTC, Log: zap.NewNop(), Systems: []standing.System{
			{Name: "vault", Detail: "looked through every 30s", Progress: func() time.Time { return *last.Load() }, Every: func() time.Duration { return 30 * time.Second }},
		}}
		var running sync.WaitGroup
		running.Go(func() { require.NoError(t, board.Run(ctx)) })
		for range 20 {
			pass(30 * time.Second)
			beat()
		}
		require.Equal(t, "looked through every 30s", page.shown()[0].State)
		pass(2 * time.Minute)
		require.Equal(t, "looked through every 30s", page.shown()[0].State, "a late round is no alarm")
		pass(45 * time.Second)
		require.Equal(t, "STANDS STILL since 2000-01-01 00:10; what comes meanwhile is not lost · looked through every 30s", page.shown()[0].State)
		beat()
		pass(5 * time.Second)
		require.Equal(t, "looked through every 30s", page.shown()[0].State)
		cancel()
		running.Wait()
	})
}

func TestBoard_WritesThePageWhenSomethingElseOnItHasChanged(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var page page
		var posts atomic.Int64
		ctx, cancel := context.WithCancel(t.Context())
		board := standing.Board{Desk: &page, Zone: time.UTC, Log: zap.NewNop(), Also: func() int { return int(posts.Load()) }}
		var running sync.WaitGroup
		running.Go(func() { require.NoError(t, board.Run(ctx)) })
		time.Sleep(20 * time.Second)
		before := page.times()
		posts.Add(1)
		time.Sleep(9 * time.Second)
		require.Equal(t, before+1, page.times())
		cancel()
		running.Wait()
	})
}
