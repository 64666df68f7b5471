package codec

import (
	"context"
	"errors"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// Converter turns values into encrypted payloads and back.
func (k *Keys) Converter() converter.DataConverter {
	return private{converter.NewCodecDataConverter(converter.GetDefaultDataConverter(), k)}
}

// FailureConverter does the same for failures: their messages and stack traces
// say what stands in mails as much as a result does.
func (k *Keys) FailureConverter() converter.FailureConverter {
	return temporal.NewDefaultFailureConverter(temporal.DefaultFailureConverterOptions{
		DataConverter: k.Converter(), EncodeCommonAttributes: true,
	})
}

// Apply has a client encrypt. A client that has a converter already, because
// the settings name a codec server of the owner's, keeps it.
func (k *Keys) Apply(options *client.Options) {
	if options.DataConverter != nil {
		return
	}
	options.DataConverter, options.FailureConverter = k.Converter(), k.FailureConverter()
}

// private is the converter outside of workflow code, where a missing key is an error as others are.
type private struct{ converter.DataConverter }

var _ workflow.ContextAware = private{}

// WithContext implements workflow.ContextAware.
func (p private) WithContext(context.Context) converter.DataConverter { return p }

// WithWorkflowContext implements workflow.ContextAware.
func (p private) WithWorkflowContext(workflow.Context) converter.DataConverter { return blocking(p) }

// blocking is the converter inside of workflow code. There an error would be
// the workflow's own: an input that cannot be read fails the process for good,
// and a signal that cannot be read is dropped. A panic fails the task only,
// which Temporal tries again until the key is back.
type blocking struct{ converter.DataConverter }

func (b blocking) ToPayload(value any) (*commonpb.Payload, error) {
	p, err := b.DataConverter.ToPayload(value)
	return p, blockOn(err)
}

func (b blocking) ToPayloads(values ...any) (*commonpb.Payloads, error) {
	p, err := b.DataConverter.ToPayloads(values...)
	return p, blockOn(err)
}

func (b blocking) FromPayload(p *commonpb.Payload, into any) error {
	return blockOn(b.DataConverter.FromPayload(p, into))
}

func (b blocking) FromPayloads(p *commonpb.Payloads, into ...any) error {
	return blockOn(b.DataConverter.FromPayloads(p, into...))
}

func blockOn(err error) error {
	var (
		missing *KeyError
		damaged *DamagedError
	)
	if errors.As(err, &missing) || errors.As(err, &damaged) {
		panic(err)
	}
	return err
}
