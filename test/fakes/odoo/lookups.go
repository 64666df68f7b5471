package odoofake

import (
	"cmp"
	"slices"
	"strings"
)

// searchIDs is search(domain, offset, limit, order).
func (s *Server) searchIDs(model string, fields map[string]field, params, context map[string]any) any {
	ids, f := s.search(model, fields, params["domain"], context)
	if f != nil {
		return f
	}
	if f := s.sort(model, fields, ids, params["order"]); f != nil {
		return f
	}
	return asList(window(ids, params))
}

func asList(ids []int64) []any {
	out := []any{}
	for _, id := range ids {
		out = append(out, id)
	}
	return out
}

// externalIDs has numbers for keys, which XML-RPC cannot write.
func (s *Server) externalIDs(model string, params map[string]any) any {
	out := map[int64]any{}
	list, _ := params["ids"].([]any)
	for _, item := range list {
		out[idOf(item)] = ""
	}
	for key, r := range s.keys {
		if r.model == model && slices.Contains(list, any(r.id)) {
			out[r.id] = key
		}
	}
	return out
}

// namesOf are the fields a model's records are found by, first the one they are
// ordered by; none for a model that is looked up by name nowhere here.
func namesOf(model string) []string {
	switch model {
	case "res.partner":
		return []string{"name", "email", "vat"}
	case "product.product", "product.template":
		return []string{"default_code", "name"}
	case "res.currency":
		return []string{"name"}
	}
	return nil
}

// nameSearch is name_search(name, domain, operator, limit): pairs of ID and
// name, a hundred at most unless the caller says otherwise.
func (s *Server) nameSearch(model string, fields map[string]field, params, context map[string]any) any {
	operator, said := params["operator"].(string)
	if !said {
		operator = "ilike"
	}
	if operator != "ilike" && operator != "=" {
		return &fault{1, traceback("NotImplementedError", "name_search by "+operator+" is not modelled by the fake")}
	}
	domain := params["domain"]
	if s.opts.Version < 19 {
		domain = params["args"]
	}
	if domain == nil || domain == false {
		domain = []any{}
	}
	ids, f := s.search(model, fields, domain, context)
	if f != nil {
		return f
	}
	name, _ := params["name"].(string)
	ids = slices.DeleteFunc(ids, func(id int64) bool { return !s.isNamed(model, id, name, operator) })
	slices.SortStableFunc(ids, func(a, b int64) int { return s.byName(model, a, b) })
	limit := int64(100)
	if given, ok := params["limit"].(int64); ok {
		limit = given
	}
	out := []any{}
	for _, id := range window(ids, map[string]any{"limit": limit}) {
		out = append(out, []any{id, s.displayName(model, id)})
	}
	return out
}

// isNamed compares without capitals; with ilike a part is enough.
func (s *Server) isNamed(model string, id int64, name, operator string) bool {
	if name == "" && operator == "ilike" {
		return true
	}
	return slices.ContainsFunc(namesOf(model), func(field string) bool {
		text := str(s.table(model).rows[id][field])
		if operator == "=" {
			return text == name
		}
		return strings.Contains(strings.ToLower(text), strings.ToLower(name))
	})
}

// byName orders as the models do; who has no reference stands last.
func (s *Server) byName(model string, a, b int64) int {
	x, y := s.table(model).rows[a], s.table(model).rows[b]
	for _, field := range namesOf(model) {
		if field == "email" || field == "vat" {
			break
		}
		if c := cmp.Compare(nulls(x[field]), nulls(y[field])); c != 0 {
			return c
		}
		if c := cmp.Compare(str(x[field]), str(y[field])); c != 0 {
			return c
		}
	}
	return cmp.Compare(a, b)
}
