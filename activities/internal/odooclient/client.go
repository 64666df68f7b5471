package odooclient

import (
	"context"
	"strings"
	"sync"
	"time"
)

// Client is one user in one database. It is safe for concurrent use, starts
// nothing and needs no closing.
type Client struct {
	roads    map[Dialect]transport
	user     string
	password string
	base     string
	now      func() time.Time
	login    chan struct{} // holds the one who is logging in

	mu      sync.Mutex
	session *Session
	since   time.Time // when the session was opened
	entered bool      // one has been opened before
	fields  map[string]map[string]bool
}

// Option changes how a client is built.
type Option func(*Client)

// WithClock replaces the clock that a session's life is counted by.
func WithClock(now func() time.Time) Option {
	return func(c *Client) { c.now = now }
}

// New checks the configuration; it contacts nobody.
func New(cfg Config, opts ...Option) (*Client, error) {
	cfg, base, err := cfg.checked()
	if err != nil {
		return nil, err
	}
	w := newWire(cfg)
	c := &Client{
		roads: map[Dialect]transport{
			XMLRPC: &xmlrpcTransport{cfg: cfg, base: base, wire: w},
			JSON2:  &json2Transport{cfg: cfg, base: base, wire: w},
		},
		user:     cfg.Username,
		password: cfg.Password,
		base:     base.String(),
		now:      time.Now,
		login:    make(chan struct{}, 1),
		fields:   map[string]map[string]bool{},
	}
	for _, opt := range opts {
		opt(c)
	}
	return c, nil
}

// Base is the server's address without a slash at its end.
func (c *Client) Base() string { return c.base }

// Query is a search_read.
type Query struct {
	Domain []any // Odoo's prefix notation, without nil
	Fields []string
	Limit  int    // at most this many records, 200 when 0
	Order  string // "id" when empty
	// Archived includes records the owner has archived.
	Archived bool
}

// Search returns the matching records of the user's company.
func (c *Client) Search(ctx context.Context, model string, q Query) ([]Record, error) {
	s, err := c.Session(ctx)
	if err != nil {
		return nil, err
	}
	return c.readAs(ctx, s, searchCall(model, q, readContext(s, q.Archived)))
}

// Read returns the records with the given IDs that exist.
func (c *Client) Read(ctx context.Context, model string, ids []int64, fields []string) ([]Record, error) {
	s, err := c.Session(ctx)
	if err != nil {
		return nil, err
	}
	return c.readAs(ctx, s, readCall(model, ids, fields, readContext(s, true)))
}

// Count returns how many records match.
func (c *Client) Count(ctx context.Context, model string, domain []any) (int64, error) {
	s, err := c.Session(ctx)
	if err != nil {
		return 0, err
	}
	call := Call{Model: model, Method: methodSearchCount, Params: []Param{{"domain", domain}}, Context: readContext(s, false)}
	answer, err := c.do(ctx, s, call)
	if err != nil {
		return 0, err
	}
	n, ok := answer.(int64)
	if !ok {
		return 0, malformed(call, errShape)
	}
	return n, nil
}

// HasField tells whether this server's model has the field. One unknown field
// fails a whole read, and versions and installed apps differ. The answer is
// kept as long as the session.
func (c *Client) HasField(ctx context.Context, model, field string) (bool, error) {
	c.mu.Lock()
	names := c.fields[model]
	c.mu.Unlock()
	if names != nil {
		return names[field], nil
	}
	s, err := c.Session(ctx)
	if err != nil {
		return false, err
	}
	call := Call{
		Model: model, Method: methodFieldsGet,
		Params:  []Param{{"allfields", []any{}}, {"attributes", []string{"type"}}},
		Context: readContext(s, false),
	}
	answer, err := c.do(ctx, s, call)
	if err != nil {
		return false, err
	}
	described, ok := answer.(map[string]any)
	if !ok {
		return false, malformed(call, errShape)
	}
	names = make(map[string]bool, len(described))
	for name := range described {
		names[name] = true
	}
	c.mu.Lock()
	c.fields[model] = names
	c.mu.Unlock()
	return names[field], nil
}

// Load makes the record under the external ID in the first cell, or returns
// the one already made under it; Odoo's unique index sees to that in one
// transaction. It changes nothing on a record that exists. One attempt only.
func (c *Client) Load(ctx context.Context, model string, columns []string, rows [][]string) (int64, error) {
	s, err := c.Session(ctx)
	if err != nil {
		return 0, err
	}
	call := Call{
		Model: model, Method: methodLoad,
		Params:  []Param{{"fields", columns}, {"data", rows}},
		Context: LoadContext(s.CompanyID),
	}
	answer, err := c.do(ctx, s, call)
	if err != nil {
		return 0, err
	}
	id, err := loadAnswer(call, answer)
	return id, c.clean(err)
}

// loadAnswer reads {ids, messages}: an error message means that nothing was
// left behind, anything unreadable that nobody knows.
func loadAnswer(call Call, answer any) (int64, error) {
	fields, ok := answer.(map[string]any)
	if !ok {
		return 0, malformed(call, errShape)
	}
	if ids := IDs(fields["ids"]); len(ids) == 1 {
		return ids[0], nil
	}
	messages, _ := records(fields["messages"])
	for _, m := range messages {
		if m.Str("type") == "error" {
			return 0, classifyLoad(call, m.Str("message"))
		}
	}
	return 0, malformed(call, errShape)
}

// readAs carries a call that answers with records.
func (c *Client) readAs(ctx context.Context, s Session, call Call) ([]Record, error) {
	answer, err := c.do(ctx, s, call)
	if err != nil {
		return nil, err
	}
	found, ok := records(answer)
	if !ok {
		return nil, malformed(call, errShape)
	}
	return found, nil
}

// do is the one place where calls leave for the server.
func (c *Client) do(ctx context.Context, s Session, call Call) (any, error) {
	if err := permit(call); err != nil {
		return nil, err
	}
	answer, err := c.roads[s.Dialect].Execute(ctx, s.UID, call)
	if e, ok := As(err); ok {
		if anotherServer(e) {
			c.forget()
		}
		if e.Code == CodeNoEndpoint {
			err = roadGone(e)
		}
	}
	return answer, c.clean(err)
}

// anotherServer tells failures after which what the session knows may be out
// of date: the user or the key is gone, or the server was upgraded.
func anotherServer(e *Error) bool {
	switch e.Code {
	case CodeStaleUser, CodeNeedsKey, CodeWrongPassword, CodeNoEndpoint, CodeProgram, CodeNoModel:
		return true
	}
	return false
}

// roadGone is a call that found nobody where the session was opened: an
// upgrade has taken the dialect away, or the server is being started. Nothing
// was carried out, and the next call asks the server again and either finds
// its way or hears what is the matter.
func roadGone(e *Error) *Error {
	gone := *e
	gone.Kind, gone.Code = Transient, CodeRoadGone
	return &gone
}

// clean takes the password out of Odoo's own words, should they repeat it.
func (c *Client) clean(err error) error {
	e, ok := As(err)
	if !ok || c.password == "" || !strings.Contains(e.Detail, c.password) {
		return err
	}
	hidden := *e
	hidden.Detail = strings.ReplaceAll(e.Detail, c.password, "[hidden]")
	return &hidden
}
