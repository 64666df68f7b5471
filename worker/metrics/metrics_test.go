package metrics_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/converter"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/metrics"
	"github.com/autonomous-employee/employee/worker/standing"
	"github.com/autonomous-employee/employee/worker/supervise"
)

// serve gives the address of a set that is listened to until the test ends.
func serve(t *testing.T, s *metrics.Set) string {
	t.Helper()
	l, err := metrics.Listen(t.Context(), 0)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	var done sync.WaitGroup
	var ended error
	done.Go(func() { ended = s.Serve(ctx, l) })
	t.Cleanup(func() {
		cancel()
		done.Wait()
		require.NoError(t, ended)
	})
	return "http://" + l.Addr().String() + metrics.Path
}

func scrape(t *testing.T, url, host string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	require.NoError(t, err)
	request.Host = host
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(raw)
}

// shown are the lines about one name.
func shown(t *testing.T, s *metrics.Set, name string) []string {
	t.Helper()
	status, text := scrape(t, serve(t, s), "")
	require.Equal(t, http.StatusOK, status, text)
	var out []string
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, name) {
			out = append(out, strings.TrimSpace(line))
		}
	}
	return out
}

// book is a log that takes each record once.
type book struct {
	seen map[string]bool
	err  error
}

func (b *book) AppendAll(records ...auditlog.Record) (written []bool, err error) {
	for _, r := range records {
		written = append(written, !b.seen[r.RecordID] && b.err == nil)
		b.seen[r.RecordID] = true
	}
	return written, b.err
}

func (b *book) Dir() string { return "logs" }

func TestMetrics_CountsEachEffectOnceByItsOutcome(t *testing.T) {
	t.Parallel()
	s := metrics.New()
	log := s.Journal(&book{seen: map[string]bool{}})
	require.Equal(t, "logs", log.Dir())
	for _, r := range []auditlog.Record{
		{RecordID: "1", Action: "approval.decided", Result: "approved", WorkflowID: "invoice/a"},
		{RecordID: "2", Action: "odoo.create_draft_invoice", Phase: auditlog.Intent, WorkflowID: "invoice/a"},
		{RecordID: "3", Action: "odoo.create_draft_invoice", Phase: auditlog.Result, Result: "done", WorkflowID: "invoice/a"},
		{RecordID: "3", Action: "odoo.create_draft_invoice", Phase: auditlog.Result, Result: "done", WorkflowID: "invoice/a"},
		{RecordID: "4", Action: "odoo.create_draft_invoice", Phase: auditlog.Result, Result: "refused: Berger Design GmbH owes 2020.00", WorkflowID: "invoice/b"},
		{RecordID: "5", Action: "x.publish_post", Phase: auditlog.Result, Result: "done", DryRun: true, WorkflowID: "post/c"},
	} {
		_, err := log.AppendAll(r)
		require.NoError(t, err)
	}
	require.ElementsMatch(t, []string{
		`employee_effects_total{action="odoo.create_draft_invoice",dry_run="false",result="done"} 1`,
		`employee_effects_total{action="odoo.create_draft_invoice",dry_run="false",result="refused"} 1`,
		`employee_effects_total{action="x.publish_post",dry_run="true",result="done"} 1`,
	}, shown(t, s, "employee_effects_total"))
	require.Equal(t, []string{`employee_approval_to_effect_seconds_count{action="odoo.create_draft_invoice"} 1`}, shown(t, s, "employee_approval_to_effect_seconds_count"))
	_, all := scrape(t, serve(t, s), "")
	require.NotContains(t, all, "Berger")
}

func TestMetrics_WhatTheLogDidNotTakeIsNotCounted(t *testing.T) {
	t.Parallel()
	s := metrics.New()
	_, err := s.Journal(&book{seen: map[string]bool{}, err: errors.New("disk full")}).AppendAll(auditlog.Record{RecordID: "1", Action: "a", Phase: auditlog.Result, Result: "done"})
	require.Error(t, err)
	require.Empty(t, shown(t, s, "employee_effects_total"))
}

// temporal has three open processes and counts how often it is asked.
type temporal struct{ asked []string }

func (c *temporal) CountWorkflow(_ context.Context, r *workflowservice.CountWorkflowExecutionsRequest) (*workflowservice.CountWorkflowExecutionsResponse, error) {
	c.asked = append(c.asked, r.GetQuery())
	if strings.HasPrefix(r.GetQuery(), "GROUP BY") {
		running, err := converter.GetDefaultDataConverter().ToPayload("Running")
		return &workflowservice.CountWorkflowExecutionsResponse{Groups: []*workflowservice.CountWorkflowExecutionsResponse_AggregationGroup{
			{GroupValues: []*commonpb.Payload{running}, Count: 3},
		}}, err
	}
	if strings.Contains(r.GetQuery(), "'waiting_for_approval'") {
		return &workflowservice.CountWorkflowExecutionsResponse{Count: 2}, nil
	}
	return &workflowservice.CountWorkflowExecutionsResponse{}, nil
}

func TestMetrics_TellsProcessesSystemsAndLag(t *testing.T) {
	t.Parallel()
	s, c := metrics.New(), &temporal{}
	parts := func() []supervise.State {
		return []supervise.State{{Name: "vault watch", Failures: 2, Restarts: 7}, {Name: "dashboard"}}
	}
	s.Watch([]standing.System{
		{Name: "odoo", Status: func() breaker.Status { return breaker.Status{Open: true, Since: time.Now()} }},
		{Name: "vault", Progress: func() time.Time { return time.Now().Add(-90 * time.Second) }, Every: func() time.Duration { return 30 * time.Second }},
		{Name: "x"},
	}, parts, c)
	require.Equal(t, []string{`employee_part_restarts_total{part="dashboard"} 0`, `employee_part_restarts_total{part="vault watch"} 7`}, shown(t, s, "employee_part_restarts"))
	require.Equal(t, []string{`employee_part_up{part="dashboard"} 1`, `employee_part_up{part="vault watch"} 0`}, shown(t, s, "employee_part_up"))
	require.Equal(t, []string{`employee_workflows{state="Running"} 3`}, shown(t, s, "employee_workflows{"))
	require.Contains(t, shown(t, s, "employee_workflows_open"), `employee_workflows_open{status="waiting_for_approval"} 2`)
	asked := len(c.asked)
	require.Equal(t, []string{`employee_breaker_open{system="odoo"} 1`}, shown(t, s, "employee_breaker_open"))
	require.Equal(t, []string{`employee_system_up{system="odoo"} 0`}, shown(t, s, "employee_system_up"))
	require.Regexp(t, `^employee_progress_lag_seconds\{part="vault"\} (89\.9|9\d)`, shown(t, s, "employee_progress_lag_seconds")[0])
	require.Len(t, c.asked, asked, "who looks often does not keep Temporal busy")
}

func TestMetrics_TakesWhatTheSDKCountsWithWhicheverTags(t *testing.T) {
	t.Parallel()
	s := metrics.New()
	h := s.SDK()
	h.WithTags(map[string]string{"namespace": "default"}).Counter("temporal_request").Inc(2)
	h.WithTags(map[string]string{"namespace": "default"}).Counter("temporal_request").Inc(1)
	h.WithTags(map[string]string{"namespace": "default"}).WithTags(map[string]string{"operation": "Poll"}).Counter("temporal_request").Inc(5)
	h.Gauge("temporal_slots").Update(7)
	h.Timer("temporal_latency").Record(20 * time.Millisecond)
	require.ElementsMatch(t, []string{
		`temporal_request_total{namespace="default"} 3`, `temporal_request_total{namespace="default",operation="Poll"} 5`,
	}, shown(t, s, "temporal_request_total"))
	require.Equal(t, []string{"temporal_slots 7"}, shown(t, s, "temporal_slots"))
	require.Equal(t, []string{"temporal_latency_seconds_count 1"}, shown(t, s, "temporal_latency_seconds_count"))
}

func TestMetrics_AreForThisMachineOnly(t *testing.T) {
	t.Parallel()
	url := serve(t, metrics.New())
	require.True(t, strings.HasPrefix(url, "http://127.0.0.1:"))
	status, text := scrape(t, url, "evil.example")
	require.Equal(t, http.StatusForbidden, status)
	require.NotContains(t, text, "employee_")
}

func TestMetrics_ATakenPortSaysWhichSettingToChange(t *testing.T) {
	t.Parallel()
	l, err := metrics.Listen(t.Context(), 0)
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.Close() })
	port := 0
	for _, r := range l.Addr().String()[len("127.0.0.1:"):] {
		port = port*10 + int(r-'0')
	}
	_, err = metrics.Listen(t.Context(), port)
	require.ErrorContains(t, err, "EMPLOYEE_METRICS_PORT")
}

func TestMetrics_NoSetMeasuresNothing(t *testing.T) {
	t.Parallel()
	var none *metrics.Set
	log := &book{seen: map[string]bool{}}
	require.Equal(t, metrics.Log(log), none.Journal(log))
	require.Nil(t, none.SDK())
}

func TestServing_IsAtTheSameAddressWhenItIsBegunAgain(t *testing.T) {
	t.Parallel()
	l, err := metrics.Listen(t.Context(), 0)
	require.NoError(t, err)
	run := metrics.New().Serving(l)
	for range 3 {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- run(ctx) }()
		require.Eventually(t, func() bool {
			response, err := http.Get("http://" + l.Addr().String() + metrics.Path)
			return err == nil && response.Body.Close() == nil && response.StatusCode == http.StatusOK
		}, 5*time.Second, 10*time.Millisecond)
		cancel()
		require.NoError(t, <-done)
	}
}
