package odooclient

import (
	"regexp"
	"strconv"

	"github.com/shopspring/decimal"
)

// isoDate is a date, alone or at the start of a date and time.
var isoDate = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})( [0-9]{2}:[0-9]{2}:[0-9]{2})?$`)

// Record is one record as read. An empty field comes as false (NULL) or nil
// (empty text), whatever its type; the methods return the zero value for both,
// and for anything of another type.
type Record map[string]any

// Ref is a many2one field; ID 0 means that it is empty.
type Ref struct {
	ID   int64
	Name string
}

// Str returns a text, selection, HTML or binary (base64) field.
func (r Record) Str(field string) string { return Str(r[field]) }

// Int returns an integer field.
func (r Record) Int(field string) int64 { return Int(r[field]) }

// Bool returns a boolean field.
func (r Record) Bool(field string) bool { return r[field] == true }

// Decimal returns a float or monetary field as Odoo printed it.
func (r Record) Decimal(field string) decimal.Decimal { return Decimal(r[field]) }

// Ref returns a many2one field.
func (r Record) Ref(field string) Ref { return M2O(r[field]) }

// IDs returns a one2many or many2many field.
func (r Record) IDs(field string) []int64 { return IDs(r[field]) }

// Date returns the date (ISO) of a date or datetime field, "" when empty.
func (r Record) Date(field string) string { return Date(r[field]) }

// Str reads a text that may be false or nil.
func Str(v any) string {
	s, _ := v.(string)
	return s
}

// Int reads an integer that may be false or nil.
func Int(v any) int64 {
	switch n := v.(type) {
	case int64:
		return n
	case float64:
		// A whole float within 2^53 is exact; anything else is no ID.
		if n == float64(int64(n)) && n < 1<<53 && n > -(1<<53) {
			return int64(n)
		}
	}
	return 0
}

// Decimal reads a number. The shortest text that gives the same float is what
// Odoo printed, so that 215.29 stays 215.29.
func Decimal(v any) decimal.Decimal {
	switch n := v.(type) {
	case float64:
		d, err := decimal.NewFromString(strconv.FormatFloat(n, 'f', -1, 64))
		if err != nil { // NaN and infinities
			return decimal.Zero
		}
		return d
	case int64:
		return decimal.NewFromInt(n)
	}
	return decimal.Zero
}

// M2O reads a many2one: a pair of ID and name, or false.
func M2O(v any) Ref {
	pair, ok := v.([]any)
	if !ok || len(pair) == 0 {
		return Ref{ID: Int(v)}
	}
	ref := Ref{ID: Int(pair[0])}
	if len(pair) > 1 {
		ref.Name = Str(pair[1])
	}
	return ref
}

// IDs reads a list of IDs, leaving out what is none.
func IDs(v any) []int64 {
	list, _ := v.([]any)
	ids := make([]int64, 0, len(list))
	for _, item := range list {
		if id := Int(item); id > 0 {
			ids = append(ids, id)
		}
	}
	return ids
}

// Date reads the date of a date or datetime (UTC) text.
func Date(v any) string {
	m := isoDate.FindStringSubmatch(Str(v))
	if m == nil {
		return ""
	}
	return m[1]
}

// records reads a list of structs.
func records(v any) ([]Record, bool) {
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	out := make([]Record, 0, len(list))
	for _, item := range list {
		m, ok := item.(map[string]any)
		if !ok {
			return nil, false
		}
		out = append(out, Record(m))
	}
	return out, true
}
