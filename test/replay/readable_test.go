package replay_test

import (
	"regexp"
	"strings"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/history/v1"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// readable is everything in an event that a person could read: its texts and
// its payloads.
func readable(event *history.HistoryEvent) string {
	var b strings.Builder
	gather(event.ProtoReflect(), &b)
	return b.String()
}

func gather(m protoreflect.Message, into *strings.Builder) {
	if payload, ok := m.Interface().(*commonpb.Payload); ok {
		into.Write(payload.GetData())
		into.WriteByte('\n')
	}
	m.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.IsList():
			for i := range value.List().Len() {
				gatherOne(field, value.List().Get(i), into)
			}
		case field.IsMap():
			value.Map().Range(func(key protoreflect.MapKey, v protoreflect.Value) bool {
				into.WriteString(key.String() + "\n")
				gatherOne(field.MapValue(), v, into)
				return true
			})
		default:
			gatherOne(field, value, into)
		}
		return true
	})
}

func gatherOne(field protoreflect.FieldDescriptor, value protoreflect.Value, into *strings.Builder) {
	switch field.Kind() {
	case protoreflect.MessageKind, protoreflect.GroupKind:
		gather(value.Message(), into)
	case protoreflect.StringKind:
		into.WriteString(value.String() + "\n")
	}
}

var (
	// mailAddress is what looks like an address in the text of a payload.
	mailAddress = regexp.MustCompile(`[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+`)
	// identity is how the SDK names a worker: process@host@.
	identity = regexp.MustCompile(`(?m)^\d+@(\S+)@$`)
)

// hosts are the machines that a text names as those of workers.
func hosts(text string) []string {
	var out []string
	for _, found := range identity.FindAllStringSubmatch(text, -1) {
		out = append(out, found[1])
	}
	return out
}

func addresses(text string) []string {
	found := mailAddress.FindAllString(text, -1)
	for i, a := range found {
		found[i] = strings.TrimSuffix(a, ".md") // in the name of a note
	}
	return found
}
