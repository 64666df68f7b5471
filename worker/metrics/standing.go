package metrics

import (
	"context"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/converter"

	"github.com/autonomous-employee/employee/worker/standing"
	"github.com/autonomous-employee/employee/worker/supervise"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	// countsLast is how long counts are shown before Temporal is asked again, however often somebody looks.
	countsLast = 5 * time.Second
	countTime  = 2 * time.Second
)

// Watch adds what is asked at each look: the systems and parts as the
// dashboard lists them, and the processes that Temporal has.
func (s *Set) Watch(systems []standing.System, parts func() []supervise.State, temporal standing.Counter) {
	s.registry.MustRegister(&standings{systems: systems, parts: parts}, &processes{temporal: temporal})
}

func desc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(namespace+"_"+name, help, labels, nil)
}

// standings tells how systems stand and how late parts are.
type standings struct {
	systems []standing.System
	parts   func() []supervise.State
}

// Describe implements prometheus.Collector; saying nothing makes it unchecked.
func (c *standings) Describe(chan<- *prometheus.Desc) {}

// Collect implements prometheus.Collector.
func (c *standings) Collect(out chan<- prometheus.Metric) {
	now := time.Now()
	gauge := func(d *prometheus.Desc, value float64, label string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, label)
	}
	for _, s := range c.systems {
		if s.Status != nil {
			status := s.Status()
			gauge(desc("system_up", "1 when the system's last word was an answer, or none is known yet.", "system"), truth(!status.Down()), s.Name)
			gauge(desc("breaker_open", "1 while calls are kept off the system.", "system"), truth(status.Open), s.Name)
		}
		if s.Progress != nil {
			if last := s.Progress(); !last.IsZero() {
				gauge(desc("progress_lag_seconds", "Since a part that works by the clock last got through its work.", "part"), now.Sub(last).Seconds(), s.Name)
				gauge(desc("progress_every_seconds", "How often it should.", "part"), s.Every().Seconds(), s.Name)
			}
		}
	}
	c.collectParts(out)
}

// collectParts tells which parts of this worker fail.
func (c *standings) collectParts(out chan<- prometheus.Metric) {
	restarts := desc("part_restarts_total", "How often a part of the worker failed and was begun again.", "part")
	up := desc("part_up", "1 unless the part has failed within the last minute.", "part")
	for _, s := range c.parts() {
		out <- prometheus.MustNewConstMetric(restarts, prometheus.CounterValue, float64(s.Restarts), s.Name)
		out <- prometheus.MustNewConstMetric(up, prometheus.GaugeValue, truth(!s.Failing()), s.Name)
	}
}

func truth(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// processes counts what Temporal has: by state of the execution, and the open
// ones by what they wait for.
type processes struct {
	temporal standing.Counter

	mu    sync.Mutex
	asked time.Time
	last  []prometheus.Metric
}

// Describe implements prometheus.Collector; saying nothing makes it unchecked.
func (c *processes) Describe(chan<- *prometheus.Desc) {}

// Collect implements prometheus.Collector.
func (c *processes) Collect(out chan<- prometheus.Metric) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if time.Since(c.asked) >= countsLast {
		c.last, c.asked = c.ask(), time.Now()
	}
	for _, m := range c.last {
		out <- m
	}
}

// ask leaves out what Temporal does not tell in time: no figure is better than a wrong one.
func (c *processes) ask() []prometheus.Metric {
	ctx, cancel := context.WithTimeout(context.Background(), countTime)
	defer cancel()
	var out []prometheus.Metric
	byState := desc("workflows", "Processes by the state of their execution, as long as Temporal keeps them.", "state")
	answer, err := c.temporal.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{Query: "GROUP BY ExecutionStatus"})
	if err != nil {
		return nil
	}
	for _, group := range answer.GetGroups() {
		var state string
		if len(group.GetGroupValues()) != 1 || converter.GetDefaultDataConverter().FromPayload(group.GetGroupValues()[0], &state) != nil {
			continue
		}
		out = append(out, prometheus.MustNewConstMetric(byState, prometheus.GaugeValue, float64(group.GetCount()), state))
	}
	waiting := desc("workflows_open", "Open processes by what they are at.", "status")
	for _, status := range []string{
		contract.StatusWatching, contract.StatusReading, contract.StatusWaitingAnswer, contract.StatusWaitingApproval, contract.StatusWaitingSystem,
		contract.StatusWaitingNote, contract.StatusScheduled, contract.StatusPaused, contract.StatusEffect, contract.StatusVerifying,
	} {
		query := "ExecutionStatus = '" + enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING.String() + "' AND " + contract.SearchStatus + " = '" + status + "'"
		answer, err := c.temporal.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{Query: query})
		if err == nil {
			out = append(out, prometheus.MustNewConstMetric(waiting, prometheus.GaugeValue, float64(answer.GetCount()), status))
		}
	}
	return out
}
