package odoofake

import (
	"slices"
	"strings"
)

// method is a method of a model as its signature has it. Its first parameter
// is ids when it works on records.
type method struct {
	params    []string
	required  int // of the params, counted from the first
	onRecords bool
}

// methodOf returns a method that this server has; all others do not exist here.
func methodOf(name string) (method, bool) {
	switch name {
	case "fields_get":
		return method{params: []string{"allfields", "attributes"}}, true
	case "context_get":
		return method{}, true
	case "check_access_rights":
		return method{params: []string{"operation", "raise_exception"}, required: 1}, true
	case "has_access":
		return method{params: []string{"ids", "operation"}, required: 2, onRecords: true}, true
	case "search":
		return method{params: []string{"domain", "offset", "limit", "order"}, required: 1}, true
	case "search_count":
		return method{params: []string{"domain"}, required: 1}, true
	case "name_search":
		return method{params: []string{"name", "domain", "operator", "limit"}}, true
	case "search_read":
		return method{params: []string{"domain", "fields", "offset", "limit", "order"}}, true
	case "read_group":
		return method{params: []string{"domain", "fields", "groupby", "offset", "limit", "orderby", "lazy"}, required: 3}, true
	case "formatted_read_group":
		return method{params: []string{"domain", "groupby", "aggregates", "having", "offset", "limit", "order"}, required: 1}, true
	case "load":
		return method{params: []string{"fields", "data"}, required: 2}, true
	case "create":
		return method{params: []string{"vals_list"}, required: 1}, true
	case "read":
		return method{params: []string{"ids", "fields"}, required: 1, onRecords: true}, true
	case "write":
		return method{params: []string{"ids", "vals"}, required: 2, onRecords: true}, true
	case "message_post":
		return method{params: []string{"ids", "body"}, required: 1, onRecords: true}, true
	case "unlink", "action_post", "action_confirm", "button_draft", "button_cancel", "get_external_id":
		return method{params: []string{"ids"}, required: 1, onRecords: true}, true
	}
	return method{}, false
}

// invocation is a call of a model's method in either dialect.
type invocation struct {
	model, method   string
	args            []any
	kwargs, context map[string]any
	uid             int64
}

// call checks the call as Odoo does and carries it out.
func (s *Server) call(in invocation) any {
	fields, ok := s.schema(in.model)
	if !ok {
		return &fault{2, "Object " + in.model + " doesn't exist"}
	}
	if strings.HasPrefix(in.method, "_") {
		return &fault{4, "Private methods (such as '" + in.model + "." + in.method + "') cannot be called remotely."}
	}
	m, ok := methodOf(in.method)
	if !ok || !s.belongs(in.model, in.method) {
		return &fault{1, traceback("AttributeError", s.noMethod(in.model, in.method))}
	}
	if in.method == "name_search" && s.opts.Version < 19 {
		m.params[1] = "args" // domain since
	}
	params, f := bind(m, in.args, in.kwargs)
	if f != nil {
		return f
	}
	if f := s.checkCompanies(in.context); f != nil {
		return f
	}
	if in.method == "load" {
		return s.load(in.model, fields, params, in.context)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if in.method == "context_get" {
		return map[string]any{"lang": "fr_FR", "tz": "Europe/Paris", "uid": in.uid}
	}
	if in.method == "has_access" || in.method == "check_access_rights" {
		return s.answerRights(in, params)
	}
	if changes(in.method) {
		return s.change(in, fields, params)
	}
	if f := s.may("read", in.model, in.context); f != nil {
		return f
	}
	return s.look(in, fields, params)
}

// look carries a method out that changes nothing.
func (s *Server) look(in invocation, fields map[string]field, params map[string]any) any {
	switch in.method {
	case "fields_get":
		return s.fieldsGet(fields, params)
	case "read":
		return s.read(in.model, fields, params, in.context)
	case "search":
		return s.searchIDs(in.model, fields, params, in.context)
	case "search_count":
		return s.searchCount(in.model, fields, params, in.context)
	case "name_search":
		return s.nameSearch(in.model, fields, params, in.context)
	case "get_external_id":
		return s.externalIDs(in.model, params)
	case "read_group":
		return s.readGroup(in.model, fields, params, in.context)
	case "formatted_read_group":
		return s.formattedReadGroup(in.model, fields, params, in.context)
	default:
		return s.searchRead(in.model, fields, params, in.context)
	}
}

func (s *Server) hasModel(model string) bool {
	_, ok := s.schema(model)
	return ok
}

// belongs tells whether the model has a method that not all models have.
func (s *Server) belongs(model, method string) bool {
	switch method {
	case "context_get":
		return model == "res.users"
	case "formatted_read_group":
		return s.opts.Version >= 19
	case "has_access":
		return s.opts.Version >= 18
	case "name_search":
		return len(namesOf(model)) > 0
	case "action_post":
		return model == "account.move" || model == "account.payment"
	case "button_draft", "button_cancel":
		return model == "account.move"
	case "action_confirm":
		return model == "sale.order"
	case "message_post":
		return model == "account.move" || model == "res.partner" || model == "sale.order"
	}
	return true
}

func (s *Server) noMethod(model, method string) string {
	if s.opts.Version >= 18 {
		return "The method '" + model + "." + method + "' does not exist"
	}
	return "The method '" + method + "' does not exist on the model '" + model + "'"
}

// bind puts positional and named arguments together as Python does.
func bind(m method, args []any, kwargs map[string]any) (map[string]any, *fault) {
	if len(args) > len(m.params) {
		return nil, &fault{1, traceback("TypeError", "takes "+itoa(int64(len(m.params)))+" positional arguments but "+itoa(int64(len(args)))+" were given")}
	}
	out := map[string]any{}
	for i, value := range args {
		out[m.params[i]] = value
	}
	for name, value := range kwargs {
		if name == "context" {
			continue
		}
		if !slices.Contains(m.params, name) {
			return nil, &fault{1, traceback("TypeError", "got an unexpected keyword argument '"+name+"'")}
		}
		out[name] = value
	}
	for _, name := range m.params[:m.required] {
		if _, ok := out[name]; !ok {
			return nil, &fault{1, traceback("TypeError", "missing a required argument: '"+name+"'")}
		}
	}
	return out, nil
}
