package odoofake

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// searchRead is search_read(domain, fields, offset, limit, order).
func (s *Server) searchRead(model string, fields map[string]field, params, context map[string]any) any {
	ids, f := s.search(model, fields, params["domain"], context)
	if f != nil {
		return f
	}
	if f := s.sort(model, fields, ids, params["order"]); f != nil {
		return f
	}
	return s.records(model, fields, window(ids, params), params["fields"], context)
}

// window is what offset and limit leave of a result.
func window(ids []int64, params map[string]any) []int64 {
	offset, _ := params["offset"].(int64)
	ids = ids[min(max(int(offset), 0), len(ids)):]
	if limit, _ := params["limit"].(int64); limit > 0 && int(limit) < len(ids) {
		ids = ids[:limit]
	}
	return ids
}

func (s *Server) searchCount(model string, fields map[string]field, params, context map[string]any) any {
	ids, f := s.search(model, fields, params["domain"], context)
	if f != nil {
		return f
	}
	return int64(len(ids))
}

// read leaves missing IDs out and refuses those the company rule hides, as
// Odoo does.
func (s *Server) read(model string, fields map[string]field, params, context map[string]any) any {
	list, _ := params["ids"].([]any)
	var ids []int64
	for _, item := range list {
		id, _ := item.(int64)
		if id > math.MaxInt32 && s.opts.Version <= 18 {
			return &fault{1, traceback("psycopg2.errors.NumericValueOutOfRange", "integer out of range")}
		}
		r := s.table(model).rows[id]
		if r == nil {
			continue
		}
		if !s.visible(model, r, context) {
			return &fault{4, "Uh-oh! Looks like you have stumbled upon some top-secret records.\n\nSorry, Employee (id=2) doesn't have 'read' access to:\n- " + label(model) + " (" + model + ": " + itoa(id) + ")"}
		}
		ids = append(ids, id)
	}
	return s.records(model, fields, ids, params["fields"], context)
}

func (s *Server) search(model string, fields map[string]field, domain any, context map[string]any) ([]int64, *fault) {
	terms, ok := domain.([]any)
	if !ok {
		return nil, &fault{1, traceback("ValueError", "Domains to normalize must have a 'domain' form")}
	}
	cond, f := s.compile(model, fields, terms)
	if f != nil {
		return nil, f
	}
	hidden := archivable(model) && context["active_test"] != false && !mentions(terms, "active")
	var ids []int64
	for _, id := range s.table(model).ids() {
		r := s.table(model).rows[id]
		if hidden && r["active"] != true {
			continue
		}
		if s.visible(model, r, context) && cond(r) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// visible applies the multi-company rule: records of the allowed companies
// and those without one.
func (s *Server) visible(model string, r row, context map[string]any) bool {
	allowed, _ := context["allowed_company_ids"].([]any)
	company, _ := r["company_id"].(int64)
	if len(allowed) == 0 || company == 0 || model == "res.users" {
		return true
	}
	return slices.Contains(allowed, any(company))
}

func mentions(terms []any, name string) bool {
	return slices.ContainsFunc(terms, func(t any) bool {
		leaf, ok := t.([]any)
		return ok && len(leaf) > 0 && leaf[0] == name
	})
}

// sort understands "field [desc], ..." of the ID, integers and dates, and puts
// NULL where PostgreSQL does: behind everything, with desc before.
func (s *Server) sort(model string, fields map[string]field, ids []int64, order any) *fault {
	text, _ := order.(string)
	if text == "" {
		return nil
	}
	rows := s.table(model).rows
	parts := strings.Split(text, ",")
	for _, part := range parts {
		name := strings.Fields(part)[0]
		if !slices.Contains([]string{"integer", "date", "datetime"}, fields[name].kind) {
			return &fault{1, traceback("ValueError", "Invalid \"order\" specified (\""+text+"\")")}
		}
	}
	slices.SortStableFunc(ids, func(a, b int64) int {
		for _, part := range parts {
			words := strings.Fields(part)
			way := compare(rows[a][words[0]], rows[b][words[0]])
			if len(words) > 1 && words[1] == "desc" {
				way = -way
			}
			if way != 0 {
				return way
			}
		}
		return 0
	})
	return nil
}

// compare orders two values of one column.
func compare(a, b any) int {
	if a == nil || b == nil {
		return cmp.Compare(nulls(a), nulls(b))
	}
	if x, ok := a.(string); ok {
		y, _ := b.(string)
		return cmp.Compare(x, y)
	}
	x, _ := a.(int64)
	y, _ := b.(int64)
	return cmp.Compare(x, y)
}

func nulls(v any) int {
	if v == nil {
		return 1
	}
	return 0
}

// records encodes rows the way Odoo answers: false for empty, pairs for
// many2one; without a list of fields every field.
func (s *Server) records(model string, fields map[string]field, ids []int64, wanted any, context map[string]any) any {
	var names []string
	list, _ := wanted.([]any)
	for _, item := range list {
		name, _ := item.(string)
		if _, ok := fields[name]; !ok {
			return &fault{1, traceback("ValueError", s.invalidField(model, name))}
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		for name := range fields {
			names = append(names, name)
		}
	}
	out := []any{}
	for _, id := range ids {
		r := s.computed(model, s.table(model).rows[id], context)
		encoded := map[string]any{"id": id}
		for _, name := range names {
			encoded[name] = s.encode(fields[name], r[name])
		}
		out = append(out, encoded)
	}
	return out
}

func (s *Server) invalidField(model, name string) string {
	if s.opts.Version >= 19 {
		return "Invalid field '" + name + "' on '" + model + "'"
	}
	return "Invalid field '" + name + "' on model '" + model + "'"
}

func (s *Server) encode(f field, value any) any {
	switch f.kind {
	case "many2one":
		id, _ := value.(int64)
		if id == 0 {
			return false
		}
		return []any{id, s.displayName(f.target, id)}
	case "one2many", "many2many":
		ids, _ := value.([]int64)
		out := []any{}
		for _, id := range ids {
			out = append(out, id)
		}
		return out
	case "boolean":
		return value == true
	case "float", "monetary":
		d, _ := value.(decimal.Decimal)
		return d
	case "integer", "many2one_reference":
		n, _ := value.(int64)
		return n
	}
	if value == nil {
		return false
	}
	return value
}

// displayName is what a many2one shows. An account has its number in front of
// it, until 19 leaves it out.
func (s *Server) displayName(model string, id int64) string {
	r := s.table(model).rows[id]
	name, _ := r["name"].(string)
	if parent := idOf(r["parent_id"]); model == "res.partner" && parent != 0 && r["is_company"] != true {
		return s.displayName(model, parent) + ", " + name
	}
	if code, _ := r["default_code"].(string); code != "" {
		return "[" + code + "] " + name
	}
	if code, _ := r["code"].(string); model == "account.account" && s.opts.Version < 19 {
		return code + " " + name
	}
	return name
}
