// Package tracing tells an OpenTelemetry collector how the processes went: one
// trace for each, from the mail or the note that began it over the owner's
// decision to its last step. It is off, and costs nothing, unless
// OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is set.
//
// A span holds names of ours, IDs (hashes) and times. Whatever else the SDK
// would put there, above all the text of an error, stays here: what is let out
// is listed, not what is kept back. Start reading at Open in tracing.go, then
// strip.go.
package tracing
