package odoofake

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// aggregate is one computed column: what it is called in the answer, of which
// field and by which function. The count has neither.
type aggregate struct{ name, field, function string }

// groupKey is one "field" or "field:granularity".
type groupKey struct {
	spec, name, step string
	field            field
}

// bunch are the records of one group, with the group's value of each key.
type bunch struct {
	values []any // int64, string, bool or nil; a date bucket's first day
	rows   []row
	sums   []any // in the order of the aggregates
}

// grouping is a read_group or formatted_read_group that is understood.
type grouping struct {
	keys       []groupKey
	aggregates []aggregate
	order      string
}

// dateSteps are the sizes of date buckets that are modelled. Weeks are not:
// they begin on the day of the user's language.
var dateSteps = []string{"day", "month", "year"} //nolint:gochecknoglobals // a list that never changes

// groupKeys reads the groupings. formatted_read_group wants the size of a date
// bucket, read_group takes months without.
func (s *Server) groupKeys(model string, fields map[string]field, specs []string, formatted bool) ([]groupKey, *fault) {
	var keys []groupKey
	for _, spec := range specs {
		name, step, sized := strings.Cut(spec, ":")
		f, ok := fields[name]
		isDate := f.kind == "date" || f.kind == "datetime"
		switch {
		case !ok:
			return nil, &fault{1, traceback("ValueError", s.invalidField(model, name))}
		case name == "account_type" && s.opts.Version < 18:
			return nil, &fault{1, traceback("ValueError", "Cannot convert field "+model+"."+name+" to SQL")}
		case isDate && !sized && formatted:
			return nil, &fault{1, traceback("AssertionError", "Granularity is missing")}
		case isDate && !sized:
			step = "month"
		case isDate && !slices.Contains(dateSteps, step), !isDate && sized:
			return nil, &fault{1, traceback("ValueError", "'"+step+"' isn't a valid granularity")}
		}
		keys = append(keys, groupKey{spec, name, step, f})
	}
	return keys, nil
}

// aggregateSpec is "field", "field:function" or "name:function(field)".
var aggregateSpec = regexp.MustCompile(`^(\w+)(?::(\w+)(?:\((\w+)\))?)?$`)

// aggregateOf reads one aggregate and checks it against the model.
func (s *Server) aggregateOf(model string, fields map[string]field, spec string, formatted bool) (aggregate, *fault) {
	if spec == "__count" && formatted {
		return aggregate{name: spec}, nil
	}
	m := aggregateSpec.FindStringSubmatch(spec)
	if m == nil || (formatted && (m[2] == "" || m[3] != "")) {
		return aggregate{}, &fault{1, traceback("ValueError", "Invalid aggregate/groupby specification '"+spec+"'.")}
	}
	a := aggregate{name: m[1], field: m[1], function: m[2]}
	if m[3] != "" {
		a.field = m[3]
	}
	if formatted {
		a.name = spec
	}
	if _, ok := fields[a.field]; !ok {
		return aggregate{}, &fault{1, traceback("ValueError", s.invalidField(model, a.field))}
	}
	if a.function == "" {
		a.function = "sum"
	}
	if !slices.Contains([]string{"sum", "min", "max"}, a.function) {
		return aggregate{}, &fault{1, traceback("ValueError", "Invalid aggregate function '"+a.function+"'")}
	}
	return a, nil
}

// bunches puts the records into groups, ordered as asked or by the groups.
func (s *Server) bunches(g grouping, rows []row) ([]*bunch, *fault) {
	var all []*bunch
	index := map[string]*bunch{}
	for _, r := range rows {
		values := make([]any, len(g.keys))
		name := ""
		for i, key := range g.keys {
			values[i] = key.of(r)
			name += "\x00" + s.sortText(key, values[i])
			if n, ok := values[i].(int64); ok {
				name += "#" + itoa(n)
			}
		}
		b := index[name]
		if b == nil {
			b = &bunch{values: values}
			index[name] = b
			all = append(all, b)
		}
		b.rows = append(b.rows, r)
	}
	for _, b := range all {
		for _, a := range g.aggregates {
			b.sums = append(b.sums, a.of(b.rows))
		}
	}
	return all, s.sortBunches(g, all)
}

// of is a record's value of the key: false counts as NULL, as with Odoo.
func (k groupKey) of(r row) any {
	value := r[k.name]
	text, isText := value.(string)
	switch {
	case value == nil || value == int64(0) && k.field.kind == "many2one":
		return nil
	case k.step == "month" && isText:
		return text[:7] + "-01"
	case k.step == "year" && isText:
		return text[:4] + "-01-01"
	case k.step == "day" && isText:
		return text[:10]
	}
	return value
}

// sortBunches orders by the first aggregate or by the keys, NULL last.
func (s *Server) sortBunches(g grouping, all []*bunch) *fault {
	if g.order == "" {
		slices.SortStableFunc(all, func(a, b *bunch) int { return s.byKeys(g.keys, a, b) })
		return nil
	}
	term, direction, _ := strings.Cut(g.order, " ")
	at := slices.IndexFunc(g.aggregates, func(a aggregate) bool { return a.name == term })
	if at < 0 || !slices.Contains([]string{"", "asc", "desc"}, strings.ToLower(direction)) {
		return &fault{1, traceback("ValueError", "Order term '"+g.order+"' is not a valid aggregate nor valid groupby")}
	}
	slices.SortStableFunc(all, func(a, b *bunch) int {
		x, _ := a.sums[at].(decimal.Decimal)
		y, _ := b.sums[at].(decimal.Decimal)
		if strings.EqualFold(direction, "desc") {
			x, y = y, x
		}
		return x.Cmp(y)
	})
	return nil
}

func (s *Server) byKeys(keys []groupKey, a, b *bunch) int {
	for i, key := range keys {
		x, y := a.values[i], b.values[i]
		if (x == nil) != (y == nil) {
			return cmp.Compare(nulls(x), nulls(y))
		}
		if c := cmp.Compare(s.sortText(key, x), s.sortText(key, y)); c != 0 {
			return c
		}
	}
	return 0
}

// sortText is what a value is ordered by: a record by its name.
func (s *Server) sortText(key groupKey, value any) string {
	switch v := value.(type) {
	case int64:
		if key.field.kind == "many2one" {
			return s.displayName(key.field.target, v)
		}
		return itoa(v)
	case bool:
		return map[bool]string{true: "true", false: "false"}[v]
	case string:
		return v
	}
	return ""
}

// of computes the aggregate; NULL when no record has a value.
func (a aggregate) of(rows []row) any {
	if a.field == "" {
		return int64(len(rows))
	}
	var out any
	for _, r := range rows {
		out = a.add(out, r[a.field])
	}
	return out
}

func (a aggregate) add(have, value any) any {
	if value == nil {
		return have
	}
	if have == nil {
		return value
	}
	less := false
	switch v := value.(type) {
	case decimal.Decimal:
		sum, _ := have.(decimal.Decimal)
		if a.function == "sum" {
			return sum.Add(v)
		}
		less = v.LessThan(sum)
	case int64:
		sum, _ := have.(int64)
		if a.function == "sum" {
			return sum + v
		}
		less = v < sum
	case string:
		text, _ := have.(string)
		less = v < text
	}
	if less == (a.function == "min") {
		return value
	}
	return have
}

// bucket is the first day of a date bucket and of the one after it.
func (k groupKey) bucket(first string) (from, to time.Time) {
	from, _ = time.Parse(time.DateOnly, first)
	switch k.step {
	case "year":
		return from, from.AddDate(1, 0, 0)
	case "month":
		return from, from.AddDate(0, 1, 0)
	}
	return from, from.AddDate(0, 0, 1)
}
