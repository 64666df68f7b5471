package config

import (
	"maps"
	"net/url"
	"strings"
)

// Tracing is an OpenTelemetry collector that takes OTLP over HTTP. The names are OpenTelemetry's own.
// Source: https://opentelemetry.io/docs/specs/otel/protocol/exporter/
type Tracing struct {
	// Endpoint is OTEL_EXPORTER_OTLP_TRACES_ENDPOINT as it is, or OTEL_EXPORTER_OTLP_ENDPOINT with /v1/traces; empty = no tracing.
	Endpoint string
	// Service is OTEL_SERVICE_NAME, "employee" when not set.
	Service string

	headers map[string]string
}

// Configured is true when traces are sent.
func (t Tracing) Configured() bool { return t.Endpoint != "" }

// Headers are those of OTEL_EXPORTER_OTLP_HEADERS; they hold secrets.
func (t Tracing) Headers() map[string]string { return maps.Clone(t.headers) }

// tracing reads names that other programs read too, so that what it cannot use is a note and no reason to refuse the start.
func (l *loader) tracing() {
	if l.flag(otelDisabled, false) {
		return
	}
	name, endpoint := otelTraces, l.get(otelTraces)
	if base := l.get(otelEndpoint); endpoint == "" && base != "" {
		name, endpoint = otelEndpoint, strings.TrimRight(base, "/")+"/v1/traces"
	}
	if endpoint == "" {
		return
	}
	headers, ok := otelPairs(l.get(otelHeaders))
	u, err := url.Parse(endpoint)
	switch {
	case err != nil || u.Hostname() == "" || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil:
		l.note("%s is no whole address such as http://127.0.0.1:4318; no traces are sent.", name)
		return
	case !ok:
		l.note("%s is no list such as key=value,key=value; no traces are sent.", otelHeaders)
		return
	case len(headers) > 0 && u.Scheme == "http" && !loopback(u.Hostname()):
		l.note("%s would send %s unencrypted; take https. No traces are sent.", name, otelHeaders)
		return
	}
	l.cfg.Tracing = Tracing{Endpoint: endpoint, Service: l.get(otelService), headers: headers}
	if l.cfg.Tracing.Service == "" {
		l.cfg.Tracing.Service = "employee"
	}
}

// otelPairs reads key=value pairs with commas between them, the values URL-encoded.
func otelPairs(text string) (map[string]string, bool) {
	pairs := map[string]string{}
	for pair := range strings.SplitSeq(text, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		key, value, ok := strings.Cut(pair, "=")
		plain, err := url.PathUnescape(strings.TrimSpace(value))
		if key = strings.TrimSpace(key); !ok || key == "" || err != nil {
			return nil, false
		}
		pairs[key] = plain
	}
	return pairs, true
}
