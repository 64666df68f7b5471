package odooclient

import "context"

// Call is one call of a model's method, in a form that XML-RPC (positional)
// and JSON-2 (named) can both carry.
type Call struct {
	Model  string
	Method string
	// IDs are the records of a method on records; nil for a method of the model.
	IDs []int64
	// Params are in the order of the method's signature, without gaps.
	Params  []Param
	Context map[string]any
}

// Param is one argument. The value holds no nil, which XML-RPC cannot carry.
type Param struct {
	Name  string
	Value any
}

// Op names the call for logs and errors.
func (c Call) Op() string {
	if c.Model == "" {
		return c.Method
	}
	return c.Model + "." + c.Method
}

// Write tells whether the call can change anything on the server.
func (c Call) Write() bool { return c.Method == methodLoad }

// Dialect is a language that Odoo servers speak.
type Dialect string

// The dialects. Odoo 19 to 21 speak both, older ones the first, 22 and later
// the second.
const (
	XMLRPC Dialect = "XML-RPC"
	JSON2  Dialect = "JSON-2"
)

// transport carries calls to one database as one user, in one dialect. Its
// failures are *Error, and it never repeats a call.
type transport interface {
	// Version returns the server's major version and its full text.
	Version(ctx context.Context) (major int, text string, err error)
	// Authenticate returns the user's ID.
	Authenticate(ctx context.Context) (int64, error)
	// Execute carries a call that permit has let through. The answer holds
	// only bool, int64, float64, string, nil, []any and map[string]any.
	Execute(ctx context.Context, uid int64, call Call) (any, error)
}
