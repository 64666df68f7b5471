package odoofake

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

type condition func(row) bool

// compile turns a domain in prefix notation into a condition; terms that no
// operator joins are joined by "and".
func (s *Server) compile(model string, fields map[string]field, terms []any) (condition, *fault) {
	var all []condition
	for rest := terms; len(rest) > 0; {
		c, left, f := s.term(model, fields, rest)
		if f != nil {
			return nil, f
		}
		all, rest = append(all, c), left
	}
	return func(r row) bool {
		return !slices.ContainsFunc(all, func(c condition) bool { return !c(r) })
	}, nil
}

func (s *Server) term(model string, fields map[string]field, terms []any) (condition, []any, *fault) {
	if len(terms) == 0 {
		return nil, nil, &fault{1, traceback("ValueError", "Domain is missing a term")}
	}
	operator, isOperator := terms[0].(string)
	if !isOperator {
		c, f := s.leaf(model, fields, terms[0])
		return c, terms[1:], f
	}
	if operator != "|" && operator != "&" {
		return nil, nil, &fault{1, traceback("ValueError", "Invalid domain operator "+operator)}
	}
	x, rest, f := s.term(model, fields, terms[1:])
	if f != nil {
		return nil, nil, f
	}
	y, rest, f := s.term(model, fields, rest)
	if f != nil {
		return nil, nil, f
	}
	if operator == "|" {
		return func(r row) bool { return x(r) || y(r) }, rest, nil
	}
	return func(r row) bool { return x(r) && y(r) }, rest, nil
}

func (s *Server) leaf(model string, fields map[string]field, term any) (condition, *fault) {
	parts, ok := term.([]any)
	if !ok || len(parts) != 3 {
		return nil, &fault{1, traceback("ValueError", "Invalid leaf")}
	}
	name, _ := parts[0].(string)
	operator, _ := parts[1].(string)
	if through, rest, dotted := strings.Cut(name, "."); dotted {
		return s.through(fields[through], through, []any{rest, operator, parts[2]})
	}
	f, ok := fields[name]
	if !ok {
		where := "leaf"
		if s.opts.Version >= 19 {
			where = "condition"
		}
		return nil, &fault{1, traceback("ValueError", "Invalid field "+model+"."+name+" in "+where+" ('"+name+"', '"+operator+"', ...)")}
	}
	want := parts[2]
	switch operator {
	case "=":
		return func(r row) bool { return equal(f, r[name], want) }, nil
	case "!=":
		return func(r row) bool { return !equal(f, r[name], want) }, nil
	case "<", "<=", ">", ">=":
		return func(r row) bool { return ordered(operator, r[name], want) }, nil
	case "=ilike":
		pattern, _ := want.(string)
		return func(r row) bool {
			text, _ := r[name].(string)
			return like(strings.ToLower(pattern), strings.ToLower(text))
		}, nil
	case "in", "parent_of":
		list, _ := want.([]any)
		return func(r row) bool {
			return slices.ContainsFunc(list, func(v any) bool { return equal(f, r[name], v) })
		}, nil
	}
	return nil, &fault{1, traceback("ValueError", "Invalid leaf operator "+operator)}
}

// equal: false stands for an empty value of any type.
func equal(f field, have, want any) bool {
	if want == false && f.kind != "boolean" {
		return have == nil || have == int64(0) || have == ""
	}
	if f.kind == "boolean" {
		return (have == true) == (want == true)
	}
	if d, ok := have.(decimal.Decimal); ok {
		w, ok := want.(float64)
		return ok && d.Equal(decimal.NewFromFloat(w))
	}
	return have == want
}

// through looks at a field of the record that a many2one leads to.
func (s *Server) through(f field, name string, leaf []any) (condition, *fault) {
	fields, ok := s.schema(f.target)
	if f.kind != "many2one" || !ok {
		return nil, &fault{1, traceback("ValueError", "Invalid field "+name+" in leaf")}
	}
	inner, broken := s.leaf(f.target, fields, leaf)
	if broken != nil {
		return nil, broken
	}
	rows := s.table(f.target).rows
	return func(r row) bool {
		linked := rows[idOf(r[name])]
		return linked != nil && inner(linked)
	}, nil
}

// ordered compares texts (dates) and numbers; NULL is on no side of anything.
func ordered(operator string, have, want any) bool {
	var way int
	switch x := have.(type) {
	case string:
		y, ok := want.(string)
		if !ok {
			return false
		}
		way = strings.Compare(x, y)
	case decimal.Decimal:
		way = x.Cmp(asDecimal(want))
	case int64:
		way = decimal.NewFromInt(x).Cmp(asDecimal(want))
	default:
		return false
	}
	switch operator {
	case "<":
		return way < 0
	case "<=":
		return way <= 0
	case ">":
		return way > 0
	}
	return way >= 0
}

func asDecimal(value any) decimal.Decimal {
	switch v := value.(type) {
	case float64:
		return decimal.NewFromFloat(v)
	case int64:
		return decimal.NewFromInt(v)
	}
	return decimal.Zero
}

// like matches SQL's LIKE with % and _ as wildcards and \ as escape.
func like(pattern, text string) bool {
	p, t := []rune(pattern), []rune(text)
	// reach[j]: the pattern so far matches the first j runes of the text.
	reach := make([]bool, len(t)+1)
	reach[0] = true
	for i := 0; i < len(p); i++ {
		next := make([]bool, len(t)+1)
		switch {
		case p[i] == '%':
			on := false
			for j := range next {
				on = on || reach[j]
				next[j] = on
			}
		default:
			anyRune := p[i] == '_'
			if p[i] == '\\' && i+1 < len(p) {
				i++
			}
			for j := range t {
				next[j+1] = reach[j] && (anyRune || t[j] == p[i])
			}
		}
		reach = next
	}
	return reach[len(t)]
}
