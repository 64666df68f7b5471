package odooclient

import "context"

// firstJSON2 is the first Odoo that speaks JSON-2.
const firstJSON2 = 19

// version asks the server what it is. /web/version needs no login, is there
// from 19 on and stays when XML-RPC goes; older servers are asked by XML-RPC,
// and so is one behind a proxy that lets nothing but that through. That there
// is no XML-RPC says nothing about a server that was only not heard before.
func (c *Client) version(ctx context.Context) (int, string, error) {
	major, text, err := c.roads[JSON2].Version(ctx)
	first, failed := As(err)
	if !failed || final(first) {
		return major, text, err
	}
	major, text, err = c.roads[XMLRPC].Version(ctx)
	if e, ok := As(err); ok && noRoad(e) && unheard(first) {
		return 0, "", first
	}
	return major, text, err
}

// unheard tells that the answer was lost on its way, whatever it was.
func unheard(e *Error) bool {
	return e.Kind == Transient && (e.Code == CodeHTTP || e.Code == CodeBroken)
}

// final tells failures that asking in another way would only meet again.
func final(e *Error) bool {
	switch e.Code {
	case CodeUnreachable, CodeUnknownHost, CodeTLS, CodeTimeout, CodeCancelled, CodeThrottled, CodeDown:
		return true
	}
	return false
}

// enter logs in by the best dialect that the server offers to these
// credentials. JSON-2 takes API keys only, so that a password leads to XML-RPC
// as long as there is one. Whatever is no answer, such as a timeout, decides
// nothing and is returned.
func (c *Client) enter(ctx context.Context, major int) (Dialect, int64, error) {
	if major < firstJSON2 {
		uid, err := c.roads[XMLRPC].Authenticate(ctx)
		return XMLRPC, uid, err
	}
	uid, err := c.roads[JSON2].Authenticate(ctx)
	refusal, failed := As(err)
	if !failed || !closed(refusal) {
		return JSON2, uid, err
	}
	uid, err = c.roads[XMLRPC].Authenticate(ctx)
	if e, ok := As(err); ok && noRoad(e) {
		return JSON2, 0, c.withoutXMLRPC(refusal)
	}
	return XMLRPC, uid, err
}

// closed tells that JSON-2 is not open to us here, whatever else may be. A page
// in its place is no such word: it may be one of maintenance.
func closed(e *Error) bool {
	return e.Code == CodeNeedsKey || e.Code == CodeNoDatabase || e.Code == CodeNoEndpoint || (e.Kind == Auth && e.Code == CodeHTTP)
}

// noRoad tells that nothing at the address speaks XML-RPC.
func noRoad(e *Error) bool {
	return e.Code == CodeNoEndpoint || e.Code == CodePage || e.Code == CodeRedirect
}

// withoutXMLRPC is what JSON-2's refusal means when it is the only road. Odoo
// answers 404 for a database it does not have, and also for one that it cannot
// reach, which it is when we were in it before.
func (c *Client) withoutXMLRPC(refusal *Error) *Error {
	if refusal.Code != CodeNoEndpoint {
		return refusal
	}
	told := *refusal
	told.Kind, told.Code = Auth, CodeNoDatabase
	if c.wasIn() {
		told.Kind, told.Code = Transient, CodeDatabaseDown
	}
	return &told
}
