package odoofake

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// loadRefusal is load's answer to bad content: no fault, nothing left behind.
func loadRefusal(message string) any {
	return map[string]any{
		"ids":      false,
		"messages": []any{map[string]any{"type": "error", "message": message, "record": int64(0), "rows": map[string]any{"from": int64(0), "to": int64(0)}}},
		"nextrow":  false,
	}
}

func loaded(id int64) any {
	return map[string]any{"ids": []any{id}, "messages": []any{}, "nextrow": int64(0)}
}

// load makes or returns the record under the external ID. A second call with
// the same key waits for the first; when the first commits it loses the race
// as under PostgreSQL's repeatable read.
func (s *Server) load(model string, fields map[string]field, params, context map[string]any) any {
	columns, rows, f := loadArguments(params)
	if f != nil {
		return f
	}
	if f := s.checkColumns(fields, columns); f != nil {
		return f
	}
	key, message := externalID(columns, rows)
	if message != "" {
		return loadRefusal(message)
	}
	if s.lostRace(key) {
		return loadRefusal("could not serialize access due to concurrent update\n")
	}
	defer s.settle(key)
	if s.opts.LoadTime > 0 && s.isNew(key) {
		pause(s.opts.LoadTime, s.closing)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	known, exists := s.keys[key]
	if exists && context["mode"] == "update" && context["noupdate"] == true {
		return loaded(known.id)
	}
	if exists {
		// Without both context keys Odoo updates the record and appends the
		// lines once more; a caller that does that is wrong.
		return s.appendLines(model, known.id, columns, rows)
	}
	return s.loadNew(model, fields, key, columns, rows, context)
}

func (s *Server) loadNew(model string, fields map[string]field, key string, columns []string, rows [][]string, context map[string]any) any {
	if f := s.may("create", model, context); f != nil {
		return loadRefusal(f.text)
	}
	values, message := s.convert(fields, columns, rows[0], "")
	if message != "" {
		return loadRefusal(message)
	}
	var id int64
	switch model {
	case "res.partner":
		id, message = s.createPartner(values)
	case "ir.attachment":
		id, message = s.createAttachment(values)
	case "account.payment":
		id, message = s.createPayment(values, context)
	case "account.move", "sale.order":
		p, _ := s.paperOf(model)
		id, message = s.createPaper(p, values, columns, rows, context)
	default:
		return loadRefusal(s.accessError("create", model, context).text)
	}
	if message != "" {
		return loadRefusal(message)
	}
	s.keys[key] = ref{model, id}
	if entry := idOf(s.table(model).rows[id]["move_id"]); model == "account.payment" && entry != 0 {
		s.keys[key+"_account_move"] = ref{"account.move", entry} // as for every model that inherits another's records
	}
	return loaded(id)
}

func (s *Server) appendLines(model string, id int64, columns []string, rows [][]string) any {
	p, isPaper := s.paperOf(model)
	if !isPaper {
		return loaded(id)
	}
	return s.appendPaperLines(p, id, columns, rows)
}

// lostRace registers the key, or waits for the call that holds it and tells
// whether that one committed.
func (s *Server) lostRace(key string) bool {
	s.mu.Lock()
	for {
		other, busy := s.pending[key]
		if !busy {
			s.pending[key] = make(chan struct{})
			s.mu.Unlock()
			return false
		}
		_, before := s.keys[key]
		s.mu.Unlock()
		select {
		case <-other:
		case <-s.closing:
		}
		s.mu.Lock()
		if _, now := s.keys[key]; now && !before {
			s.mu.Unlock()
			return true
		}
	}
}

func (s *Server) settle(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.pending[key])
	delete(s.pending, key)
}

func (s *Server) isNew(key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, exists := s.keys[key]
	return !exists
}

// loadArguments reads fields and data. A cell may be a number or a truth value
// as well as a text.
func loadArguments(params map[string]any) ([]string, [][]string, *fault) {
	columns, ok := texts(params["fields"], false)
	data, isList := params["data"].([]any)
	if !ok || !isList || len(data) == 0 {
		return nil, nil, &fault{1, traceback("TypeError", "load() missing arguments")}
	}
	var rows [][]string
	for _, item := range data {
		cells, ok := texts(item, true)
		if !ok || len(cells) != len(columns) {
			return nil, nil, &fault{1, traceback("IndexError", "list index out of range")}
		}
		rows = append(rows, cells)
	}
	return columns, rows, nil
}

func texts(v any, typed bool) ([]string, bool) {
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	var out []string
	for _, item := range list {
		text, ok := item.(string)
		switch n := item.(type) {
		case int64, float64:
			text, ok = fmt.Sprint(n), typed
		case bool:
			text, ok = map[bool]string{true: "1", false: ""}[n], typed
		}
		if !ok {
			return nil, false
		}
		out = append(out, text)
	}
	return out, true
}

// checkColumns refuses unknown columns with a KeyError.
func (s *Server) checkColumns(fields map[string]field, columns []string) *fault {
	for _, column := range columns {
		name, sub, nested := strings.Cut(column, "/")
		f, ok := fields[name]
		if !ok {
			return &fault{1, traceback("KeyError", "'"+name+"'")}
		}
		switch {
		case !nested, sub == ".id" && f.target != "":
		case f.kind == "one2many":
			lines, _ := s.schema(f.target)
			delete(lines, "id") // a line's external ID is not modelled
			if f := s.checkColumns(lines, []string{sub}); f != nil {
				return f
			}
		default:
			return &fault{1, traceback("KeyError", "'"+sub+"'")}
		}
	}
	return nil
}

func externalID(columns []string, rows [][]string) (string, string) {
	i := slices.Index(columns, "id")
	if i < 0 || rows[0][i] == "" {
		return "", "This server's loads need an external ID"
	}
	key := rows[0][i]
	if strings.ContainsAny(key, " \t\n") {
		return "", "External IDs cannot contain spaces"
	}
	return key, ""
}

// createPartner applies the constraint on names.
func (s *Server) createPartner(values row) (int64, string) {
	if name, _ := values["name"].(string); strings.TrimSpace(name) == "" {
		return 0, "The operation cannot be completed: Contacts require a name"
	}
	values = maps.Clone(values)
	values["active"] = true
	return s.insertPartner(values), ""
}

func (s *Server) createAttachment(values row) (int64, string) {
	id, _ := values["res_id"].(int64)
	model, _ := values["res_model"].(string)
	if s.opts.Version >= 19 && s.table(model).rows[id] == nil {
		return 0, "Sorry, you are not allowed to access this document."
	}
	if err := addChecksum(values); err != nil {
		return 0, fmt.Sprintf("Unknown error during import: %v", err)
	}
	return s.insert("ir.attachment", 0, values), ""
}
