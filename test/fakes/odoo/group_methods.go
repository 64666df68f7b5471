package odoofake

import (
	"time"
)

// readGroup is read_group(domain, fields, groupby, offset, limit, orderby, lazy).
func (s *Server) readGroup(model string, fields map[string]field, params, context map[string]any) any {
	by := textList(params["groupby"])
	if one, ok := params["groupby"].(string); ok {
		by = []string{one}
	}
	lazy := params["lazy"] != false
	if lazy && len(by) > 1 {
		by = by[:1]
	}
	g, all, f := s.group(model, fields, params, context, by, "fields", "orderby")
	if f != nil {
		return f
	}
	count := "__count"
	if lazy && len(g.keys) > 0 {
		count = g.keys[0].name + "_count"
	}
	out := []any{}
	for _, b := range all {
		answer := map[string]any{count: int64(len(b.rows))}
		asked, _ := params["domain"].([]any)
		var terms []any // the group's own stand first
		for i, key := range g.keys {
			answer[key.spec] = s.groupValue(key, b.values[i], false)
			if key.step != "" && s.opts.Version >= firstWithRange {
				ranges, _ := answer["__range"].(map[string]any)
				if ranges == nil {
					ranges = map[string]any{}
				}
				ranges[key.spec] = key.bounds(b.values[i])
				answer["__range"] = ranges
			}
			terms = append(terms, key.conditions(b.values[i])...)
		}
		answer["__domain"] = append(terms, asked...)
		for i, a := range g.aggregates {
			answer[a.name] = orFalse(b.sums[i])
		}
		out = append(out, answer)
	}
	return out
}

// formattedReadGroup is formatted_read_group(domain, groupby, aggregates,
// having, offset, limit, order), whose answers have what was asked for alone.
func (s *Server) formattedReadGroup(model string, fields map[string]field, params, context map[string]any) any {
	if having, _ := params["having"].([]any); len(having) > 0 {
		return &fault{1, traceback("NotImplementedError", "having is not modelled by the fake")}
	}
	by := textList(params["groupby"])
	if one, ok := params["groupby"].(string); ok { // a tuple of its letters
		for _, letter := range one {
			by = append(by, string(letter))
		}
	}
	g, all, f := s.group(model, fields, params, context, by, "aggregates", "order")
	if f != nil {
		return f
	}
	out := []any{}
	for _, b := range all {
		answer := map[string]any{}
		terms := []any{}
		for i, key := range g.keys {
			answer[key.spec] = s.groupValue(key, b.values[i], true)
			terms = append(terms, key.conditions(b.values[i])...)
		}
		answer["__extra_domain"] = terms
		for i, a := range g.aggregates {
			answer[a.name] = orFalse(b.sums[i])
		}
		out = append(out, answer)
	}
	return out
}

// group finds the records and puts them together; columns and order are the
// names of the parameters that say what is computed and how it is ordered.
func (s *Server) group(model string, fields map[string]field, params, context map[string]any, by []string, columns, order string) (grouping, []*bunch, *fault) {
	formatted := columns == "aggregates"
	keys, f := s.groupKeys(model, fields, by, formatted)
	if f != nil {
		return grouping{}, nil, f
	}
	g := grouping{keys: keys}
	g.order, _ = params[order].(string)
	for _, spec := range textList(params[columns]) {
		a, f := s.aggregateOf(model, fields, spec, formatted)
		if f != nil {
			return g, nil, f
		}
		for _, other := range g.aggregates {
			if other.name == a.name {
				return g, nil, &fault{2, "Output name '" + a.name + "' is used twice."}
			}
		}
		g.aggregates = append(g.aggregates, a)
	}
	ids, f := s.search(model, fields, params["domain"], context)
	if f != nil {
		return g, nil, f
	}
	rows := make([]row, 0, len(ids))
	for _, id := range ids {
		rows = append(rows, s.table(model).rows[id])
	}
	all, f := s.bunches(g, rows)
	if f != nil {
		return g, nil, f
	}
	if limit, _ := params["limit"].(int64); limit > 0 && int(limit) < len(all) {
		all = all[:limit]
	}
	return g, all, nil
}

// firstWithRange is the first version that tells the bounds of a date bucket in
// __range; before they stand in __domain alone.
const firstWithRange = 15

// groupValue is a key's value in the answer. A date bucket is a label in the
// user's language, with its first day before it in formatted_read_group.
func (s *Server) groupValue(key groupKey, value any, formatted bool) any {
	if value == nil {
		return false
	}
	if key.step == "" {
		return s.encode(key.field, value)
	}
	first, _ := value.(string)
	from, _ := key.bucket(first)
	label := from.Format(map[string]string{"day": "02 Jan 2006", "month": "January 2006", "year": "2006"}[key.step])
	if formatted {
		return []any{first, label}
	}
	return label
}

// bounds are __range's: from the first day to the one after the last, false
// for the records without a date.
func (k groupKey) bounds(value any) any {
	first, ok := value.(string)
	if !ok {
		return false
	}
	from, to := k.bucket(first)
	return map[string]any{"from": from.Format(time.DateOnly), "to": to.Format(time.DateOnly)}
}

// conditions find the group's records again.
func (k groupKey) conditions(value any) []any {
	if bounds, ok := k.bounds(value).(map[string]any); ok && k.step != "" {
		return []any{"&", []any{k.name, ">=", bounds["from"]}, []any{k.name, "<", bounds["to"]}}
	}
	return []any{[]any{k.name, "=", orFalse(value)}}
}

func orFalse(value any) any {
	if value == nil {
		return false
	}
	return value
}

func textList(value any) []string {
	list, _ := value.([]any)
	out := make([]string, 0, len(list))
	for _, item := range list {
		text, _ := item.(string)
		out = append(out, text)
	}
	return out
}
