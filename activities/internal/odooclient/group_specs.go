package odooclient

import "strings"

// readGroupSpecs writes the aggregates as read_group takes them: "field:agg",
// whose answer has the field's name, and "name:agg(field)" for a further one of
// the same field. It fills in the names and returns the order in them.
func readGroupSpecs(g Grouping, names map[string]string) (specs []string, order string) {
	specs = []string{}
	taken := map[string]bool{}
	for _, spec := range g.Aggregates {
		field, agg, _ := strings.Cut(spec, ":")
		if !taken[field] {
			taken[field] = true
			names[spec] = field
			specs = append(specs, spec)
			continue
		}
		names[spec] = field + "_" + agg
		specs = append(specs, names[spec]+":"+agg+"("+field+")")
	}
	term, direction, _ := strings.Cut(g.Order, " ")
	if term == "" {
		return specs, ""
	}
	return specs, strings.TrimSpace(names[term] + " " + direction)
}
