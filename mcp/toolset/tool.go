package toolset

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
	"go.uber.org/zap"
)

// patience bounds a call beside what the client means to wait: tools answer in seconds, and long work goes on in Temporal.
const patience = 25 * time.Second

// maxError bounds what a client is told of an error.
const maxError = 900

// tool is one tool. In and Out are structs; their json and jsonschema tags make the schemas.
type tool[In, Out any] struct {
	name, title, about string
	// acts is true for a tool that changes something; all others only read. A repeated call changes nothing more in either case.
	acts bool
	// outside is true when something beyond this installation may be touched by what the call sets off.
	outside bool
	// limit narrows the properties of the input.
	limit func(p properties)
	// blind names arguments whose text stays out of the log: its hash and size are kept.
	blind string
	// about which process the call was, for the log; nil for none.
	touches func(Out) (workflowID, requestID string)
	run     func(context.Context, In) (Out, error)
}

// offer registers a tool. An error is a mistake in its types.
func offer[In, Out any](s *server.MCPServer, o *Office, t tool[In, Out]) error {
	input, checked, err := inputSchema[In](t.limit)
	if err != nil {
		return fmt.Errorf("input of the tool %s: %w", t.name, err)
	}
	output, err := outputSchema[Out]()
	if err != nil {
		return fmt.Errorf("output of the tool %s: %w", t.name, err)
	}
	no := false
	reads, same := !t.acts, true
	s.AddTool(mcp.Tool{
		Name: t.name, Title: t.title, Description: t.about, RawInputSchema: input, RawOutputSchema: output,
		Annotations: mcp.ToolAnnotation{Title: t.title, ReadOnlyHint: &reads, DestructiveHint: &no, IdempotentHint: &same, OpenWorldHint: &t.outside},
	}, func(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		return t.call(reporting(ctx, s, o, request.Params.Meta), o, checked, request.Params.Arguments), nil
	})
	return nil
}

// call is the one way through which every tool is used: the arguments are checked, the call is logged, and whatever goes wrong becomes an
// answer that says what to do.
func (t tool[In, Out]) call(ctx context.Context, o *Office, schema *jsonschema.Resolved, given any) *mcp.CallToolResult {
	arguments, in, err := arguments[In](schema, given)
	entry := o.entry(t.name, arguments, t.blind)
	if err == nil && t.acts {
		err = entry.intend() // nothing is done that is not in the log
	}
	var out Out
	if err == nil {
		ctx, cancel := context.WithTimeout(ctx, patience+waitOf(in))
		defer cancel()
		out, err = t.guarded(ctx, o, in)
	}
	if err == nil && t.touches != nil {
		entry.record.WorkflowID, entry.record.RequestID = t.touches(out)
	}
	if logged := entry.conclude(err); logged != nil {
		err = errors.Join(err, logged)
	}
	if err != nil {
		return mcp.NewToolResultError(shorten(o.secrets.String(err.Error()), maxError))
	}
	return o.answer(out)
}

// waitOf is how long the client means to wait for more than the answer.
func waitOf(in any) time.Duration {
	if p, ok := in.(interface{ waits() time.Duration }); ok {
		return p.waits()
	}
	return 0
}

// guarded keeps a mistake of ours from ending the server or showing its inside.
func (t tool[In, Out]) guarded(ctx context.Context, o *Office, in In) (out Out, err error) {
	defer func() {
		if r := recover(); r != nil {
			o.log.Error("a tool broke off", zap.String("tool", t.name), zap.Any("panic", r), zap.ByteString("stack", debug.Stack()))
			err = errors.New("the tool broke off because of a mistake in the program; nothing is half done that the processes do not finish. What happened stands in the server's messages")
		}
	}()
	return t.run(ctx, in)
}

// answer gives the result as data and the same as text, without a secret in any string of it.
func (o *Office) answer(out any) *mcp.CallToolResult {
	raw, err := json.Marshal(out)
	var plain any
	if err == nil {
		err = json.Unmarshal(raw, &plain)
	}
	if err == nil {
		plain = o.clean(plain)
		raw, err = json.Marshal(plain)
	}
	if err != nil {
		o.log.Error("an answer could not be written", zap.Error(err))
		return mcp.NewToolResultError("the answer could not be written; this is a mistake in the program")
	}
	return mcp.NewToolResultStructured(plain, string(raw))
}

// clean takes secrets and invisible characters out of every text of a JSON value.
func (o *Office) clean(value any) any {
	switch v := value.(type) {
	case string:
		return o.secrets.String(visible(v))
	case []any:
		for i := range v {
			v[i] = o.clean(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = o.clean(v[key])
		}
	}
	return value
}
