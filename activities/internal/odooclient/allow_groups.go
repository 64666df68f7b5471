package odooclient

import (
	"slices"
	"strings"
)

// permitGroups lets sums over groups through: each grouping and each aggregate
// must stand in the list, the number of groups must be bounded, and nothing
// else may be said, since having is a second domain.
func permitGroups(call Call) error {
	by, aggregates := groupable(call.Model)
	if by == nil {
		return forbidden(call, "the model is not on the list of those that are summed up")
	}
	if domain, ok := call.param("domain").([]any); !ok || domain == nil {
		return forbidden(call, "without a domain")
	}
	if err := permitDomain(call, readable(call.Model)); err != nil {
		return err
	}
	if limit, ok := call.param("limit").(int); !ok || limit < 1 || limit > MaxGroups {
		return forbidden(call, "an unbounded number of groups")
	}
	groups, ok := call.param("groupby").([]string)
	if !ok || len(groups) == 0 {
		return forbidden(call, "without a grouping")
	}
	for _, group := range groups {
		if !slices.Contains(by, group) {
			return forbidden(call, "grouping by "+group)
		}
	}
	if call.Model == ModelPayment && !slices.Contains(groups, "currency_id") {
		return forbidden(call, "a sum over currencies")
	}
	return permitGroupParams(call, aggregates)
}

func permitGroupParams(call Call, aggregates []string) error {
	for _, p := range call.Params {
		switch p.Name {
		case "domain", "groupby", "limit":
		case "offset":
			if p.Value != 0 {
				return forbidden(call, "an offset")
			}
		case "lazy":
			if p.Value != false || call.Method != methodReadGroup {
				return forbidden(call, "lazy groups")
			}
		case "having":
			if having, ok := p.Value.([]any); !ok || len(having) > 0 {
				return forbidden(call, "a condition on groups")
			}
		case "fields", "aggregates":
			if err := permitAggregates(call, p.Value, aggregates); err != nil {
				return err
			}
		case "order", "orderby":
			if err := permitGroupOrder(call, p.Value, aggregates); err != nil {
				return err
			}
		default:
			return forbidden(call, "argument "+p.Name)
		}
	}
	return nil
}

func permitAggregates(call Call, value any, known []string) error {
	specs, ok := value.([]string)
	if !ok {
		return forbidden(call, "aggregates that are no list")
	}
	for _, spec := range specs {
		if spec == countKey && call.Method == methodGrouped {
			continue
		}
		if !slices.Contains(known, plainSpec(spec)) {
			return forbidden(call, "aggregate "+spec)
		}
	}
	return nil
}

// plainSpec turns read_group's "name:agg(field)" into "field:agg".
func plainSpec(spec string) string {
	_, call, ok := strings.Cut(spec, ":")
	agg, field, inside := strings.Cut(strings.TrimSuffix(call, ")"), "(")
	if !ok || !inside || !strings.HasSuffix(call, ")") {
		return spec
	}
	return field + ":" + agg
}

// permitGroupOrder allows one aggregate, by its own name or its field's.
func permitGroupOrder(call Call, value any, known []string) error {
	text, ok := value.(string)
	if !ok {
		return forbidden(call, "an order that is no text")
	}
	if text == "" {
		return nil
	}
	term := strings.TrimSuffix(text, " desc")
	if !slices.ContainsFunc(known, func(spec string) bool { return term == spec || strings.HasPrefix(spec, term+":") }) {
		return forbidden(call, "order by "+text)
	}
	return nil
}
