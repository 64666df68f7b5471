package metrics

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.temporal.io/sdk/client"
)

// SDK takes what Temporal's SDK counts, in its own names (temporal_…). A nil
// Set takes nothing.
func (s *Set) SDK() client.MetricsHandler {
	if s == nil {
		return nil
	}
	return sdkHandler{metrics: s.sdk}
}

// sdkMetrics is a collector without a fixed description: the SDK gives one
// metric now with these tags and now with those, which Prometheus' own vectors
// refuse.
type sdkMetrics struct {
	mu     sync.Mutex
	series map[string]*series
}

func newSDKMetrics() *sdkMetrics { return &sdkMetrics{series: map[string]*series{}} }

type series struct {
	desc      *prometheus.Desc
	labels    []string
	kind      prometheus.ValueType
	value     float64
	histogram prometheus.Histogram // of a timer, nil for the others
}

// Describe implements prometheus.Collector; saying nothing makes it unchecked.
func (m *sdkMetrics) Describe(chan<- *prometheus.Desc) {}

// Collect implements prometheus.Collector.
func (m *sdkMetrics) Collect(out chan<- prometheus.Metric) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, s := range m.series {
		if s.histogram != nil {
			out <- s.histogram
			continue
		}
		if metric, err := prometheus.NewConstMetric(s.desc, s.kind, s.value, s.labels...); err == nil {
			out <- metric
		}
	}
}

// at finds or makes the series of a name and its tags; the caller holds mu.
func (m *sdkMetrics) at(name string, tags map[string]string, kind prometheus.ValueType, timer bool) *series {
	names := slices.Sorted(maps.Keys(tags))
	key := name
	labels := make([]string, len(names))
	for i, n := range names {
		labels[i] = tags[n]
		key += "\x00" + n + "\x00" + tags[n]
	}
	if s, ok := m.series[key]; ok {
		return s
	}
	s := &series{desc: prometheus.NewDesc(name, "A metric of Temporal's SDK.", names, nil), labels: labels, kind: kind}
	if timer {
		s.histogram = prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: name + "_seconds", Help: "A timer of Temporal's SDK.", ConstLabels: maps.Clone(tags), Buckets: prometheus.ExponentialBuckets(.001, 4, 9),
		})
	}
	m.series[key] = s
	return s
}

// sdkHandler is what the SDK calls.
type sdkHandler struct {
	metrics *sdkMetrics
	tags    map[string]string
}

// WithTags implements client.MetricsHandler.
func (h sdkHandler) WithTags(tags map[string]string) client.MetricsHandler {
	all := maps.Clone(h.tags)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, tags)
	return sdkHandler{h.metrics, all}
}

type (
	counterFunc func(int64)
	gaugeFunc   func(float64)
	timerFunc   func(time.Duration)
)

func (f counterFunc) Inc(n int64)             { f(n) }
func (f gaugeFunc) Update(v float64)          { f(v) }
func (f timerFunc) Record(took time.Duration) { f(took) }

// Counter implements client.MetricsHandler.
func (h sdkHandler) Counter(name string) client.MetricsCounter {
	return counterFunc(func(n int64) {
		h.metrics.mu.Lock()
		defer h.metrics.mu.Unlock()
		h.metrics.at(name+"_total", h.tags, prometheus.CounterValue, false).value += float64(n)
	})
}

// Gauge implements client.MetricsHandler.
func (h sdkHandler) Gauge(name string) client.MetricsGauge {
	return gaugeFunc(func(v float64) {
		h.metrics.mu.Lock()
		defer h.metrics.mu.Unlock()
		h.metrics.at(name, h.tags, prometheus.GaugeValue, false).value = v
	})
}

// Timer implements client.MetricsHandler.
func (h sdkHandler) Timer(name string) client.MetricsTimer {
	return timerFunc(func(took time.Duration) {
		h.metrics.mu.Lock()
		defer h.metrics.mu.Unlock()
		h.metrics.at(name, h.tags, prometheus.UntypedValue, true).histogram.Observe(took.Seconds())
	})
}
