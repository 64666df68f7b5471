package odoofake

import (
	"slices"
	"strconv"
	"strings"
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

func (s *Server) version() any {
	text := itoa(int64(s.opts.Version)) + ".0"
	return map[string]any{
		"server_version":      text,
		"server_version_info": []any{int64(s.opts.Version), int64(0), int64(0), "final", int64(0), ""},
		"server_serie":        text,
		"protocol_version":    int64(1),
	}
}

// authenticate answers a wrong password with false and no fault.
func (s *Server) authenticate(params []any) any {
	if len(params) != 4 {
		return &fault{1, traceback("TypeError", "exp_authenticate() takes 4 arguments")}
	}
	if params[0] != s.opts.Database {
		return s.noDatabase(params[0])
	}
	if params[1] != s.opts.Username || params[2] != s.opts.Password {
		return false
	}
	return int64(userID)
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
		if uid != userID {
			return &fault{2, missingRecord("res.users", uid, uid)}
		}
		if params[2] != s.opts.Password {
			return &fault{3, "Access Denied"}
		}
		return s.call(model, name, args, kwargs, context)
	}
	return p
}

func refusal(op string, f *fault) prepared {
	return prepared{request: Request{Op: op}, execute: func() any { return f }}
}

// call dispatches a model's method with Odoo's signatures.
func (s *Server) call(model, method string, args []any, kwargs, context map[string]any) any {
	fields, ok := s.schema(model)
	if !ok {
		return &fault{2, "Object " + model + " doesn't exist"}
	}
	if strings.HasPrefix(method, "_") {
		return &fault{4, "Private methods (such as '" + model + "." + method + "') cannot be called remotely."}
	}
	signature, ok := signatures(method)
	if !ok {
		return &fault{1, traceback("AttributeError", s.noMethod(model, method))}
	}
	params, f := bind(signature, args, kwargs)
	if f != nil {
		return f
	}
	if f := s.checkCompanies(context); f != nil {
		return f
	}
	if method == "load" {
		return s.load(model, fields, params, context)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.opts.NoAccounting && strings.HasPrefix(model, "account.") {
		return s.accessError(model, context)
	}
	switch method {
	case "fields_get":
		return fieldsGet(fields)
	case "read":
		return s.read(model, fields, params, context)
	case "search_count":
		return s.searchCount(model, fields, params, context)
	default:
		return s.searchRead(model, fields, params, context)
	}
}

func (s *Server) noMethod(model, method string) string {
	if s.opts.Version >= 18 {
		return "The method '" + model + "." + method + "' does not exist"
	}
	return "The method '" + method + "' does not exist on the model '" + model + "'"
}

// signatures are the methods this server has; all others do not exist here.
func signatures(method string) ([]string, bool) {
	switch method {
	case "fields_get":
		return []string{"allfields", "attributes"}, true
	case "read":
		return []string{"ids", "fields"}, true
	case "search_count":
		return []string{"domain"}, true
	case "search_read":
		return []string{"domain", "fields", "offset", "limit", "order"}, true
	case "load":
		return []string{"fields", "data"}, true
	}
	return nil, false
}

// bind puts positional and named arguments together as Python does.
func bind(signature []string, args []any, kwargs map[string]any) (map[string]any, *fault) {
	if len(args) > len(signature) {
		return nil, &fault{1, traceback("TypeError", "takes "+itoa(int64(len(signature)))+" positional arguments but "+itoa(int64(len(args)))+" were given")}
	}
	out := map[string]any{}
	for i, value := range args {
		out[signature[i]] = value
	}
	for name, value := range kwargs {
		if name == "context" {
			continue
		}
		if !slices.Contains(signature, name) {
			return nil, &fault{1, traceback("TypeError", "got an unexpected keyword argument '"+name+"'")}
		}
		out[name] = value
	}
	return out, nil
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

// accessError is in the user's language unless the caller asks for English.
func (s *Server) accessError(model string, context map[string]any) *fault {
	if context["lang"] != "en_US" {
		return &fault{4, "Vous n'êtes pas autorisé à accéder aux enregistrements '" + label(model) + "' (" + model + ")."}
	}
	return &fault{4, "You are not allowed to access '" + label(model) + "' (" + model + ") records.\n\nThis operation is allowed for the following groups:\n\t- Accounting/Billing\n\nContact your administrator to request access if necessary."}
}

// traceback is a fault 1 as Odoo prints it, with paths of a server.
func traceback(class, message string) string {
	return "Traceback (most recent call last):\n  File \"/opt/odoo/odoo/http.py\", line 1783, in _serve_db\n    return service_model.retrying(self._serve_ir_http, self.env)\n" +
		class + ": " + message + "\n"
}

func missingRecord(model string, id, uid int64) string {
	return "Record does not exist or has been deleted.\n(Record: " + model + "(" + strconv.FormatInt(id, 10) + ",), User: " + strconv.FormatInt(uid, 10) + ")"
}
