package e2e_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	collectorpb "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// collector is an OpenTelemetry collector on loopback.
type collector struct {
	*httptest.Server
	mu    sync.Mutex
	raw   []byte
	spans []*tracepb.Span
	wrong []string
}

func startCollector(t *testing.T) *collector {
	t.Helper()
	c := &collector{}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var in collectorpb.ExportTraceServiceRequest
		c.mu.Lock()
		defer c.mu.Unlock()
		if err != nil || r.Method != http.MethodPost || r.URL.Path != "/v1/traces" || proto.Unmarshal(body, &in) != nil {
			c.wrong = append(c.wrong, r.Method+" "+r.URL.Path)
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		c.raw = append(c.raw, body...)
		for _, resource := range in.GetResourceSpans() {
			for _, scope := range resource.GetScopeSpans() {
				c.spans = append(c.spans, scope.GetSpans()...)
			}
		}
		w.Header().Set("Content-Type", "application/x-protobuf")
	}))
	t.Cleanup(c.Close)
	return c
}

func TestTracing_AMailItsApprovalAndItsDraftAreOneTraceWithoutAWordOfIt(t *testing.T) {
	t.Parallel()
	to := startCollector(t)
	fake := odoofake.New(t, odoofake.Options{})
	knowsTheCustomer(fake)
	// Odoo refuses once, and quotes what it was given: an error that a span could tell.
	fake.LoadMessage("The period of "+canary(16)+" is locked.", 1, "account.move.load")
	p := harness.New(t, append(append(realOdoo(fake.URL), secretSettings()...), "OTEL_EXPORTER_OTLP_ENDPOINT="+to.URL)...)
	p.Start()
	p.Drop("request "+canary(17)+".eml", planted())
	question := p.Note("Needs_Action", "Question")
	fill := answers("1")
	delete(fill, "reference")
	fill["line_1_description"], fill["line_1_unit_price"] = canary(9)+" day", `"7653.21"`
	fill["line_2_description"], fill["line_2_unit_price"] = canary(18)+" materials", `"812.37"`
	p.Fill("Needs_Action", question, fill)
	p.Approve(p.Note("Pending_Approval", "Invoice"))
	again, text := p.Revised("Pending_Approval", canary(16))
	id := harness.Property(text, "workflow_id")
	p.Approve(again)
	p.Eventually("the process to end", func() bool { return p.Logged("process.ended", "event") == 1 })
	require.Len(t, fake.Drafts(), 1)
	p.Stop()

	to.mu.Lock()
	defer to.mu.Unlock()
	require.Empty(t, to.wrong)
	traces := map[string]map[string]int{} // trace -> span name -> count
	for _, s := range to.spans {
		require.Empty(t, s.GetEvents())
		require.Empty(t, s.GetStatus().GetMessage())
		for _, a := range s.GetAttributes() {
			require.Contains(t, []string{"temporalWorkflowID", "temporalRunID", "temporalActivityID"}, a.GetKey())
			if a.GetKey() == "temporalWorkflowID" && a.GetValue().GetStringValue() == id {
				trace := string(s.GetTraceId())
				if traces[trace] == nil {
					traces[trace] = map[string]int{}
				}
				traces[trace][s.GetName()]++
			}
		}
	}
	var whole map[string]int
	for _, names := range traces {
		if names["RunActivity:odoo.CreateDraftInvoice"] > 0 {
			require.Nil(t, whole, "the process is in several traces")
			whole = names
		}
	}
	t.Logf("%d spans, %d bytes, in %d traces; that of the process: %v", len(to.spans), len(to.raw), len(traces), whole)
	require.Equal(t, 2, whole["RunActivity:odoo.CreateDraftInvoice"])
	for _, name := range []string{"StartWorkflow:GmailToOdooInvoice", "RunActivity:mail.ReadRequest", "RunActivity:notes.EnsureNote", "RunActivity:notes.FetchDecision", "RunActivity:notes.EnsureFiled", "RunWorkflow:GmailToOdooInvoice"} {
		require.Positive(t, whole[name], "%s is missing", name)
	}
	for i := 1; i <= 34; i++ {
		require.NotContains(t, string(to.raw), canary(i))
	}
	for _, private := range []string{"Berger", "berger", "7653", "812.37", odoofake.DefaultPassword, p.Dir} {
		require.False(t, strings.Contains(string(to.raw), private), private)
	}
}
