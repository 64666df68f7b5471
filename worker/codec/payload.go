package codec

import (
	"errors"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
	"google.golang.org/protobuf/proto"
)

const (
	// encoding marks our payloads, in the words of Temporal's own samples.
	encoding   = "binary/encrypted"
	keyIDField = "encryption-key-id"
)

var _ converter.PayloadCodec = (*Keys)(nil)

// Encode implements converter.PayloadCodec: each payload whole, with its
// metadata, under the active key.
func (k *Keys) Encode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	id, key, err := k.current()
	if err != nil {
		return payloads, err
	}
	out := make([]*commonpb.Payload, len(payloads))
	for i, p := range payloads {
		plain, err := proto.Marshal(p)
		if err != nil {
			return payloads, err
		}
		out[i] = &commonpb.Payload{
			Metadata: map[string][]byte{converter.MetadataEncoding: []byte(encoding), keyIDField: []byte(id)},
			Data:     key.Seal(nil, nil, plain, []byte(id)),
		}
	}
	return out, nil
}

// Decode implements converter.PayloadCodec. What is not of ours passes as it
// is. Errors are *KeyError and *DamagedError.
func (k *Keys) Decode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	out := make([]*commonpb.Payload, len(payloads))
	for i, p := range payloads {
		if string(p.GetMetadata()[converter.MetadataEncoding]) != encoding {
			out[i] = p
			continue
		}
		plain, err := k.open(p)
		if err != nil {
			return payloads, err
		}
		out[i] = plain
	}
	return out, nil
}

func (k *Keys) open(p *commonpb.Payload) (*commonpb.Payload, error) {
	id := string(p.GetMetadata()[keyIDField])
	key, err := k.key(id)
	if err != nil {
		return nil, err
	}
	plain, err := key.Open(nil, nil, p.GetData(), []byte(id))
	if err != nil {
		return nil, &DamagedError{Err: err}
	}
	out := &commonpb.Payload{}
	if err := proto.Unmarshal(plain, out); err != nil {
		return nil, &DamagedError{Err: errors.New("it holds no payload")}
	}
	return out, nil
}
