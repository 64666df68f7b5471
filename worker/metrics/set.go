package metrics

import (
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	namespace = "employee"
	// mostWaiting bounds the approvals whose effect is still to come; what is over it is not measured.
	mostWaiting = 100_000
	// mostWord keeps a result that is a sentence from becoming a label.
	mostWord = 40 // bytes
)

// Set are the metrics of one worker. A nil Set measures nothing.
type Set struct {
	registry *prometheus.Registry
	effects  *prometheus.CounterVec
	latency  *prometheus.HistogramVec
	sdk      *sdkMetrics

	mu       sync.Mutex
	approved map[string]time.Time // by workflow ID
}

// New makes an empty set and listens nowhere.
func New() *Set {
	s := &Set{
		registry: prometheus.NewRegistry(), sdk: newSDKMetrics(), approved: map[string]time.Time{},
		effects: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace, Name: "effects_total", Help: "Effects by what came of them; only described ones have dry_run true.",
		}, []string{"action", "result", "dry_run"}),
		latency: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: namespace, Name: "approval_to_effect_seconds", Help: "From the owner's approval, or the rule's, to the result of the effect.",
			Buckets: []float64{.1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300, 3600},
		}, []string{"action"}),
	}
	s.registry.MustRegister(s.effects, s.latency, s.sdk)
	return s
}

// Log is the audit log.
type Log interface {
	AppendAll(...auditlog.Record) (written []bool, err error)
	Dir() string
}

// Journal counts what goes into the log: the one place that every effect passes.
func (s *Set) Journal(log Log) Log {
	if s == nil {
		return log
	}
	return journal{log, s}
}

type journal struct {
	Log
	set *Set
}

// AppendAll implements Log. A record that was there already has been counted.
func (j journal) AppendAll(records ...auditlog.Record) ([]bool, error) {
	written, err := j.Log.AppendAll(records...)
	for i, is := range written {
		if is {
			j.set.note(records[i], time.Now())
		}
	}
	return written, err
}

func (s *Set) note(r auditlog.Record, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case approves(r):
		if len(s.approved) < mostWaiting {
			s.approved[r.WorkflowID] = now
		}
	case r.Action == "process.ended":
		delete(s.approved, r.WorkflowID)
	case string(r.Phase) == contract.PhaseResult:
		dry := "false"
		if r.DryRun {
			dry = "true"
		}
		s.effects.WithLabelValues(r.Action, word(r.Result), dry).Inc()
		if at, ok := s.approved[r.WorkflowID]; ok {
			s.latency.WithLabelValues(r.Action).Observe(now.Sub(at).Seconds())
			delete(s.approved, r.WorkflowID)
		}
	}
}

func approves(r auditlog.Record) bool {
	return r.Action == "approval.automatic" || (r.Action == "approval.decided" && word(r.Result) == "approved")
}

// word is the first of a result: "refused: the period is locked" is "refused".
func word(result string) string {
	result, _, _ = strings.Cut(result, ":")
	result, _, _ = strings.Cut(strings.TrimSpace(result), " ")
	if result == "" || len(result) > mostWord {
		return "other"
	}
	return result
}
