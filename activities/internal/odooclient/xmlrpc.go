package odooclient

import (
	"context"
	"errors"
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

func newXMLRPC(cfg Config, base *url.URL) *xmlrpcTransport {
	return &xmlrpcTransport{cfg: cfg, base: base, wire: newWire(cfg)}
}

// Version implements Transport; it needs no credentials.
func (t *xmlrpcTransport) Version(ctx context.Context) (int, string, error) {
	call := Call{Method: "version"}
	answer, err := t.invoke(ctx, call, 0, "common", "version")
	if err != nil {
		return 0, "", err
	}
	return parseVersion(call, answer)
}

// Authenticate implements Transport. Odoo answers a wrong password with false
// and no fault.
func (t *xmlrpcTransport) Authenticate(ctx context.Context) (int64, error) {
	call := Call{Method: "authenticate"}
	answer, err := t.invoke(ctx, call, 0, "common", "authenticate", t.cfg.Database, t.cfg.Username, t.cfg.Password, map[string]any{})
	if err != nil {
		return 0, err
	}
	uid := Int(answer)
	if uid <= 0 {
		return 0, newError(call, Auth, CodeWrongPassword, "")
	}
	return uid, nil
}

// Execute implements Transport.
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
	timeout := t.cfg.ReadTimeout
	if call.Write() {
		timeout = t.cfg.WriteTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	answer, err := t.wire.post(ctx, call, t.base.JoinPath("xmlrpc", "2", service).String(), body)
	if err != nil {
		return nil, err
	}
	return decodeAnswer(call, uid, answer)
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
