package odoofake

import (
	"strconv"
	"time"
)

// common is the service that needs no login.
func (s *Server) common(method string, params []any) prepared {
	p := prepared{request: Request{Op: "common." + method}}
	p.execute = func() any {
		switch method {
		case "version":
			return s.version()
		case "authenticate":
			return s.authenticate(params)
		default:
			return &fault{1, traceback("Exception", "Method not found: "+method)}
		}
	}
	return p
}

func (s *Server) version() map[string]any {
	text := itoa(int64(s.opts.Version)) + ".0"
	return map[string]any{
		"server_version":      text,
		"server_version_info": []any{int64(s.opts.Version), int64(0), int64(0), "final", int64(0), ""},
		"server_serie":        text,
		"protocol_version":    int64(1),
	}
}

// Odoo 14 and 15 take this many wrong passwords in a row, and then none at all
// for a while.
const (
	loginsBeforePause = 5
	loginPause        = 60 * time.Second
)

// authenticate answers a wrong password with false and no fault.
func (s *Server) authenticate(params []any) any {
	if len(params) != 4 {
		return &fault{1, traceback("TypeError", "exp_authenticate() takes 4 arguments")}
	}
	if params[0] != s.opts.Database {
		return s.noDatabase(params[0])
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if params[2] == "" {
		return &fault{3, "Access Denied"}
	}
	if s.opts.Version <= 15 && s.badLogins >= loginsBeforePause && s.opts.Now().Sub(s.lastBadLogin) < loginPause {
		return &fault{3, "Too many login failures, please wait a bit before trying again."}
	}
	for _, id := range s.table("res.users").ids() {
		if s.table("res.users").rows[id]["login"] == params[1] && s.secretOf(id, params[2]) {
			s.badLogins = 0
			return id
		}
	}
	s.badLogins++
	s.lastBadLogin = s.opts.Now()
	return false
}

// secretOf tells whether the secret is the user's password or key.
func (s *Server) secretOf(uid int64, secret any) bool {
	switch uid {
	case userID:
		return secret == s.opts.Password || (secret == s.opts.APIKey && !s.keyExpired)
	case otherUserID:
		return secret == OtherAPIKey
	}
	return false
}

func (s *Server) noDatabase(name any) *fault {
	text, _ := name.(string)
	return &fault{1, traceback("psycopg2.OperationalError", `connection to server at "db.internal", port 5432 failed: FATAL:  database "`+text+`" does not exist`)}
}

// object is the service of model methods.
func (s *Server) object(method string, params []any) prepared {
	if method != "execute_kw" || len(params) < 6 || len(params) > 7 {
		return refusal("object."+method, &fault{1, traceback("NameError", "Method not available "+method)})
	}
	model, _ := params[3].(string)
	name, _ := params[4].(string)
	args, _ := params[5].([]any)
	kwargs := map[string]any{}
	if len(params) == 7 {
		kwargs, _ = params[6].(map[string]any)
	}
	uid, _ := params[1].(int64)
	context, _ := kwargs["context"].(map[string]any)
	p := prepared{request: Request{Op: model + "." + name, UID: uid, Args: args, Kwargs: kwargs, Context: context}}
	p.execute = func() any {
		if params[0] != s.opts.Database {
			return s.noDatabase(params[0])
		}
		if f := s.checkLogin(uid, params[2]); f != nil {
			return f
		}
		return one(name, args, s.call(invocation{model: model, method: name, args: args, kwargs: kwargs, context: context, uid: uid}))
	}
	return p
}

func (s *Server) checkLogin(uid int64, secret any) *fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.table("res.users").rows[uid] == nil {
		return &fault{2, missingRecord("res.users", uid, uid)}
	}
	if !s.secretOf(uid, secret) {
		return &fault{3, "Access Denied"}
	}
	return nil
}

// one gives a create of one record its bare ID, as Odoo does over XML-RPC.
func one(method string, args []any, answer any) any {
	ids, ok := answer.([]any)
	if method != "create" || !ok || len(ids) != 1 || len(args) == 0 {
		return answer
	}
	if _, single := args[0].(map[string]any); !single {
		return answer
	}
	return ids[0]
}

func refusal(op string, f *fault) prepared {
	return prepared{request: Request{Op: op}, execute: func() any { return f }}
}

func (s *Server) checkCompanies(context map[string]any) *fault {
	allowed, _ := context["allowed_company_ids"].([]any)
	for _, id := range allowed {
		if id != int64(companyID) && id != int64(otherCompanyID) {
			return &fault{4, "Access to unauthorized or invalid companies."}
		}
	}
	return nil
}

// traceback is a fault 1 as Odoo prints it, with paths of a server.
func traceback(class, message string) string {
	return "Traceback (most recent call last):\n  File \"/opt/odoo/odoo/http.py\", line 1783, in _serve_db\n    return service_model.retrying(self._serve_ir_http, self.env)\n" +
		class + ": " + message + "\n"
}

func missingRecord(model string, id, uid int64) string {
	return "Record does not exist or has been deleted.\n(Record: " + model + "(" + strconv.FormatInt(id, 10) + ",), User: " + strconv.FormatInt(uid, 10) + ")"
}
