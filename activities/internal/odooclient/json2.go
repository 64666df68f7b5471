package odooclient

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
)

// json2Transport speaks /json/2/<model>/<method>, Odoo 19's successor of
// XML-RPC: named arguments in, the bare result or an HTTP status with the
// exception out. An API key takes the place of user and password.
type json2Transport struct {
	cfg  Config
	base *url.URL
	wire *wire
}

// Version implements transport by /web/version; it needs no credentials and
// sends none.
func (t *json2Transport) Version(ctx context.Context) (int, string, error) {
	call := Call{Method: "version"}
	ctx, cancel := context.WithTimeout(ctx, t.cfg.timeout(call))
	defer cancel()
	got, err := t.wire.send(ctx, call, request{
		method: http.MethodGet, address: t.base.JoinPath("web", "version").String(),
		header: http.Header{"Accept": {"application/json"}}, media: jsonMedia,
	})
	if err != nil {
		return 0, "", err
	}
	if e := statusError(call, got); e != nil {
		return 0, "", e
	}
	answer, err := decodeJSON(got.body)
	if err != nil {
		return 0, "", malformed(call, err)
	}
	return parseVersion(call, answer, "")
}

// Authenticate implements transport. The key tells Odoo who calls, so the user
// is asked for and not told.
func (t *json2Transport) Authenticate(ctx context.Context) (int64, error) {
	call := Call{Model: ModelUser, Method: methodContextGet, Context: baseContext()}
	if err := permit(call); err != nil {
		return 0, err
	}
	answer, err := t.Execute(ctx, 0, call)
	if err != nil {
		return 0, err
	}
	fields, _ := answer.(map[string]any)
	uid := Int(fields["uid"])
	if uid <= 0 {
		return 0, malformed(call, errShape)
	}
	return uid, nil
}

// Execute implements transport.
func (t *json2Transport) Execute(ctx context.Context, uid int64, call Call) (any, error) {
	if e := t.sayable(call); e != nil {
		return nil, e
	}
	body, err := json.Marshal(namedArguments(call))
	if err != nil {
		return nil, newError(call, Invalid, CodeProgram, "the call cannot be written as JSON")
	}
	ctx, cancel := context.WithTimeout(ctx, t.cfg.timeout(call))
	defer cancel()
	got, err := t.wire.send(ctx, call, request{
		method: http.MethodPost, address: t.base.JoinPath("json", "2", call.Model, call.Method).String(), body: body,
		header: http.Header{
			"Content-Type": {"application/json; charset=utf-8"}, "Accept": {"application/json"},
			"Authorization": {"bearer " + t.cfg.Password}, "X-Odoo-Database": {t.cfg.Database},
		},
		media: jsonMedia,
	})
	if err != nil {
		return nil, err
	}
	if e := answerError(call, uid, got); e != nil {
		return nil, e
	}
	answer, err := decodeJSON(got.body)
	if err != nil {
		return nil, malformed(call, err)
	}
	return answer, nil
}

// sayable refuses what cannot stand in a header before anything is sent: such
// a password is no API key, and such a name no database of Odoo's.
func (t *json2Transport) sayable(call Call) *Error {
	if !headerText(t.cfg.Password) {
		return newError(call, Auth, CodeNeedsKey, "")
	}
	if !headerText(t.cfg.Database) {
		return newError(call, Auth, CodeNoDatabase, "")
	}
	return nil
}

func headerText(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return s != ""
}

// namedArguments is the body: the arguments beside ids and context, which Odoo
// takes for itself.
func namedArguments(call Call) map[string]any {
	body := make(map[string]any, len(call.Params)+2)
	for _, p := range call.Params {
		body[p.Name] = p.Value
	}
	if call.IDs != nil {
		body["ids"] = call.IDs
	}
	if len(call.Context) > 0 {
		body["context"] = call.Context
	}
	return body
}
