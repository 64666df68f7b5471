package odooclient

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/kolo/xmlrpc"
)

// xmlrpcTransport speaks /xmlrpc/2. (/xmlrpc/1 has text fault codes, which the
// codec cannot read.)
type xmlrpcTransport struct {
	cfg  Config
	base *url.URL
	wire *wire
}

// Version implements transport; it needs no credentials.
func (t *xmlrpcTransport) Version(ctx context.Context) (int, string, error) {
	call := Call{Method: "version"}
	answer, err := t.invoke(ctx, call, 0, "common", "version")
	if err != nil {
		return 0, "", err
	}
	return parseVersion(call, answer, "server_")
}

// Authenticate implements transport. Odoo answers a wrong password with false
// and no fault.
func (t *xmlrpcTransport) Authenticate(ctx context.Context) (int64, error) {
	call := Call{Method: "authenticate"}
	answer, err := t.invoke(ctx, call, 0, "common", "authenticate", t.cfg.Database, t.cfg.Username, t.cfg.Password, map[string]any{})
	if err != nil {
		return 0, err
	}
	uid := Int(answer)
	if uid <= 0 {
		e := newError(call, Auth, CodeWrongPassword, "")
		e.Status, e.Sent = http.StatusOK, true
		return 0, e
	}
	return uid, nil
}

// Execute implements transport.
func (t *xmlrpcTransport) Execute(ctx context.Context, uid int64, call Call) (any, error) {
	args := make([]any, 0, len(call.Params)+1)
	if call.IDs != nil {
		args = append(args, call.IDs)
	}
	args = append(args, call.paramValues()...)
	kwargs := map[string]any{}
	if call.Method != methodFieldsGet || len(call.Context) > 0 {
		kwargs["context"] = call.Context
	}
	return t.invoke(ctx, call, uid, "object", "execute_kw", t.cfg.Database, uid, t.cfg.Password, call.Model, call.Method, args, kwargs)
}

// invoke encodes, posts and decodes one call.
func (t *xmlrpcTransport) invoke(ctx context.Context, call Call, uid int64, service, method string, args ...any) (any, error) {
	body, err := xmlrpc.EncodeMethodCall(method, args...)
	if err != nil {
		return nil, newError(call, Invalid, CodeProgram, "the call cannot be written as XML-RPC")
	}
	ctx, cancel := context.WithTimeout(ctx, t.cfg.timeout(call))
	defer cancel()
	got, err := t.wire.send(ctx, call, request{
		method: http.MethodPost, address: t.base.JoinPath("xmlrpc", "2", service).String(), body: body,
		header: http.Header{"Content-Type": {"text/xml; charset=utf-8"}, "Accept": {"text/xml"}}, media: xmlMedia,
	})
	if err != nil {
		return nil, err
	}
	if e := statusError(call, got); e != nil {
		return nil, e
	}
	return decodeAnswer(call, uid, got.body)
}

// decodeAnswer reads a method response into plain values.
func decodeAnswer(call Call, uid int64, body []byte) (any, error) {
	fault, err := checkShape(body)
	if err != nil {
		return nil, malformed(call, err)
	}
	if fault {
		var f xmlrpc.FaultError
		if !errors.As(xmlrpc.Response(body).Err(), &f) {
			return nil, malformed(call, errShape)
		}
		return nil, classifyFault(call, uid, f.Code, f.String)
	}
	// The target must be a nil interface: anything else keeps stale values or
	// refuses Odoo's false for an empty field.
	var value any
	if err := xmlrpc.Response(body).Unmarshal(&value); err != nil {
		return nil, malformed(call, err)
	}
	return value, nil
}

func malformed(call Call, cause error) *Error {
	e := newError(call, ambiguous(call), CodeMalformed, "")
	e.Status, e.Sent, e.cause = 200, true, cause
	return e
}
