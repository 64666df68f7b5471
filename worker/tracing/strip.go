package tracing

import (
	"context"
	"slices"

	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

// stripped lets out only what is listed.
type stripped struct{ sdktrace.SpanExporter }

// ExportSpans implements sdktrace.SpanExporter.
func (s stripped) ExportSpans(ctx context.Context, spans []sdktrace.ReadOnlySpan) error {
	bare := make([]sdktrace.ReadOnlySpan, len(spans))
	for i, span := range spans {
		bare[i] = bareSpan{span}
	}
	return s.SpanExporter.ExportSpans(ctx, bare)
}

// bareSpan is a span without what may hold words of a mail, an amount or a
// secret: the SDK records the text of every error, which may quote any of them.
type bareSpan struct{ sdktrace.ReadOnlySpan }

// Attributes are the IDs of ours.
func (s bareSpan) Attributes() []attribute.KeyValue {
	return slices.DeleteFunc(slices.Clone(s.ReadOnlySpan.Attributes()), func(a attribute.KeyValue) bool {
		switch a.Key {
		case "temporalWorkflowID", "temporalRunID", "temporalActivityID":
			return false
		default:
			return true
		}
	})
}

// Events are none: they are errors.
func (bareSpan) Events() []sdktrace.Event { return nil }

// Links are none: nothing of ours makes any.
func (bareSpan) Links() []sdktrace.Link { return nil }

// Status tells that there was an error, and not which.
func (s bareSpan) Status() sdktrace.Status {
	return sdktrace.Status{Code: s.ReadOnlySpan.Status().Code}
}
