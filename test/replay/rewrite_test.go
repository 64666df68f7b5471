//go:build record

package replay_test

import (
	commonpb "go.temporal.io/api/common/v1"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// rewrite changes every text of a message that is no payload.
func rewrite(m proto.Message, change func(string) string) {
	rewriteIn(m.ProtoReflect(), change)
}

func rewriteIn(m protoreflect.Message, change func(string) string) {
	if _, ok := m.Interface().(*commonpb.Payload); ok {
		return
	}
	m.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.IsMap():
		case field.IsList() && field.Kind() == protoreflect.MessageKind:
			for i := range value.List().Len() {
				rewriteIn(value.List().Get(i).Message(), change)
			}
		case field.IsList():
		case field.Kind() == protoreflect.MessageKind:
			rewriteIn(value.Message(), change)
		case field.Kind() == protoreflect.StringKind:
			m.Set(field, protoreflect.ValueOfString(change(value.String())))
		}
		return true
	})
}
