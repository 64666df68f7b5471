package odooclient

import (
	"context"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// MaxGroups bounds what one call returns. A group is about 2 kB before Odoo
// 19, because each repeats its domain, so that the longest answer is a quarter
// of what is read of one (maxAnswer).
const MaxGroups = 4000

// countKey is the number of records of a group.
const countKey = "__count"

// firstFormatted is the first Odoo with formatted_read_group; read_group is
// deprecated from there on.
const firstFormatted = 19

// Grouping asks for sums over groups, computed in the server's database.
type Grouping struct {
	Domain []any // Odoo's prefix notation, without nil
	// By is such as "account_id" or "date_maturity:month"; at least one.
	By []string
	// Aggregates are such as "balance:sum"; records are always counted.
	Aggregates []string
	// Order is one of Aggregates, with " desc" for the largest first; empty
	// orders by the groups.
	Order string
	// Limit is the most groups that are returned, MaxGroups when 0.
	Limit int
}

// Group is one group of records. Its methods tell what the server left open
// from what is zero.
type Group struct {
	row   map[string]any
	names map[string]string // of the aggregates in the row
}

// Reading is a series of reads in one session: they go to one server in one
// dialect, and a refused one does not make the next log in again.
type Reading struct {
	client *Client
	// Session is who reads and from what.
	Session Session
}

// Reading opens a session, or takes the open one, for a series of reads.
func (c *Client) Reading(ctx context.Context) (Reading, error) {
	s, err := c.Session(ctx)
	return Reading{client: c, Session: s}, err
}

// Search returns the matching records of the user's company.
func (r Reading) Search(ctx context.Context, model string, q Query) ([]Record, error) {
	return r.client.readAs(ctx, r.Session, searchCall(model, q, readContext(r.Session, q.Archived)))
}

// GroupMethod is the server's method for Groups.
func (r Reading) GroupMethod() string {
	if r.Session.Major >= firstFormatted {
		return methodGrouped
	}
	return methodReadGroup
}

// Groups returns the groups of the matching records of the user's company.
func (r Reading) Groups(ctx context.Context, model string, g Grouping) ([]Group, error) {
	call, names := groupCall(model, r.GroupMethod(), g, readContext(r.Session, false))
	answer, err := r.client.do(ctx, r.Session, call)
	if err != nil {
		return nil, err
	}
	list, ok := answer.([]any)
	if !ok {
		return nil, oddGroup(call)
	}
	out := make([]Group, 0, len(list))
	for _, item := range list {
		row, ok := item.(map[string]any)
		if !ok || !whole(row, g.By, names) {
			return nil, oddGroup(call)
		}
		out = append(out, Group{row, names})
	}
	return out, nil
}

// whole tells whether a group has everything that was asked for.
func whole(row map[string]any, by []string, names map[string]string) bool {
	for _, key := range by {
		if _, ok := row[key]; !ok {
			return false
		}
	}
	for _, key := range names {
		if _, ok := row[key]; !ok {
			return false
		}
	}
	_, ok := row[countKey].(int64)
	return ok
}

// oddGroup is an answer in another form than any version's known here: asking
// again would bring the same.
func oddGroup(call Call) *Error {
	return newError(call, Invalid, CodeMalformed, "groups in a form that is not known")
}

// groupCall is the call, and how its aggregates are named in the answer.
func groupCall(model, method string, g Grouping, context map[string]any) (Call, map[string]string) {
	domain, limit := g.Domain, g.Limit
	if domain == nil {
		domain = []any{}
	}
	if limit <= 0 {
		limit = MaxGroups
	}
	names := map[string]string{}
	call := Call{Model: model, Method: method, Context: context}
	if method == methodGrouped {
		for _, spec := range g.Aggregates {
			names[spec] = spec
		}
		call.Params = []Param{
			{"domain", domain},
			{"groupby", g.By},
			{"aggregates", append(slices.Clone(g.Aggregates), countKey)},
			{"having", []any{}},
			{"offset", 0},
			{"limit", limit},
			{"order", g.Order},
		}
		return call, names
	}
	specs, order := readGroupSpecs(g, names)
	call.Params = []Param{
		{"domain", domain},
		{"fields", specs},
		{"groupby", g.By},
		{"offset", 0},
		{"limit", limit},
		{"orderby", order},
		{"lazy", false},
	}
	return call, names
}

// Key returns a group's own value for a text or selection, "" when empty.
func (g Group) Key(by string) string { return Str(g.row[by]) }

// Ref returns a group's record, ID 0 for the group without one.
func (g Group) Ref(by string) Ref { return M2O(g.row[by]) }

// From returns the first day (ISO) of a group of days or months. It is "" for
// the records without a date; ok is false when the server does not say. The
// label beside it is in a language and no date.
func (g Group) From(by string) (day string, ok bool) {
	if g.row[by] == false {
		return "", true
	}
	ranges, _ := g.row["__range"].(map[string]any)
	if bounds, found := ranges[by].(map[string]any); found {
		day = Date(bounds["from"])
		return day, day != ""
	}
	if pair, found := g.row[by].([]any); found && len(pair) == 2 {
		day = Date(pair[0])
		return day, day != ""
	}
	return g.fromDomain(by)
}

// fromDomain reads the first day from the conditions that find the group's
// records again: Odoo 14 tells it nowhere else. The group's own conditions
// stand before those of the question.
func (g Group) fromDomain(by string) (day string, ok bool) {
	field, _, _ := strings.Cut(by, ":")
	domain, _ := g.row["__domain"].([]any)
	for _, term := range domain {
		if c, _ := term.([]any); len(c) == 3 && c[0] == field && c[1] == ">=" {
			day = Date(c[2])
			return day, day != ""
		}
	}
	return "", false
}

// Number returns an aggregate such as "balance:sum"; ok is false when the
// server has none.
func (g Group) Number(spec string) (decimal.Decimal, bool) {
	value := g.row[g.names[spec]]
	switch value.(type) {
	case float64, int64:
		return Decimal(value), true
	}
	return decimal.Zero, false
}

// Date returns an aggregate of dates such as "invoice_date:max", "" when there is none.
func (g Group) Date(spec string) string { return Date(g.row[g.names[spec]]) }

// Count is how many records the group has.
func (g Group) Count() int { return int(Int(g.row[countKey])) }
