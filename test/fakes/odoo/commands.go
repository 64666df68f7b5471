package odoofake

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// typed turns the values of create and write into stored ones, or returns
// Odoo's complaint. Lists of lines are left to command.
func (s *Server) typed(model string, fields map[string]field, given map[string]any, uid int64) (row, *fault) {
	out := row{}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		f, ok := fields[name]
		if !ok {
			return nil, &fault{1, traceback("ValueError", s.unknownOnWrite(model, name))}
		}
		if f.kind == "one2many" {
			continue
		}
		value, problem := s.typedValue(model, name, f, given[name], uid)
		if problem != nil {
			return nil, problem
		}
		out[name] = value
	}
	return out, nil
}

func (s *Server) unknownOnWrite(model, name string) string {
	if s.opts.Version >= 19 {
		return "Invalid field '" + name + "' in '" + model + "'"
	}
	return "Invalid field '" + name + "' on model '" + model + "'"
}

// typedValue reads one value; false and null clear a field.
func (s *Server) typedValue(model, name string, f field, value any, uid int64) (any, *fault) {
	if value == nil || (value == false && f.kind != "boolean") {
		return nil, nil
	}
	switch f.kind {
	case "many2one":
		return s.linked(name, f, idOf(value), uid)
	case "many2many":
		return s.linkedMany(f, value, uid)
	case "float", "monetary":
		d, err := decimal.NewFromString(fmt.Sprint(value))
		if err != nil {
			return nil, &fault{1, traceback("ValueError", fmt.Sprintf("could not convert string to float: '%v'", value))}
		}
		return d, nil
	case "date":
		text, _ := value.(string)
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return nil, &fault{1, traceback("ValueError", "time data '"+text+"' does not match format '%Y-%m-%d'")}
		}
		return text, nil
	case "selection":
		if !slices.Contains(choices(name), fmt.Sprint(value)) {
			return nil, &fault{1, traceback("ValueError", fmt.Sprintf("Wrong value for %s.%s: '%v'", model, name, value))}
		}
	}
	return value, nil
}

// choices are the keys of a selection.
func choices(name string) []string {
	switch name {
	case "state":
		return []string{"draft", "posted", "cancel"}
	case "payment_type":
		return []string{"inbound", "outbound"}
	case "partner_type":
		return []string{"customer", "supplier"}
	case "display_type":
		return []string{"product", "line_note", "line_section"}
	case "auto_post":
		return []string{"no", "at_date", "monthly", "quarterly", "yearly"}
	default:
		return []string{"entry", "out_invoice", "out_refund", "in_invoice", "in_refund", "out_receipt", "in_receipt"}
	}
}

// linked checks a many2one. What a version says to an ID that is not there
// depends on the field.
func (s *Server) linked(name string, f field, id, uid int64) (any, *fault) {
	if s.table(f.target).rows[id] != nil {
		return id, nil
	}
	switch {
	case f.target == "res.currency" && s.opts.Version >= 18:
		return nil, &fault{1, traceback("TypeError", "unsupported operand type(s) for /: 'float' and 'NoneType'")}
	case f.target == "res.currency":
		return nil, &fault{2, foreignKey("account.move", name)}
	}
	return nil, &fault{2, missingRecord(f.target, id, uid)}
}

func foreignKey(model, name string) string {
	return "The operation cannot be completed: another model requires the record being deleted. If possible, archive it instead.\n\nModel: " +
		label(model) + " (" + model + ")\nConstraint: " + name + "_fkey"
}

// linkedMany reads the commands of a many2many: set, clear, link and unlink.
func (s *Server) linkedMany(f field, value any, uid int64) (any, *fault) {
	list, _ := value.([]any)
	var ids []int64
	for _, item := range list {
		c, _ := item.([]any)
		if len(c) == 0 {
			return nil, badCommand(item)
		}
		switch idOf(c[0]) {
		case 6:
			ids = nil
			if len(c) == 3 {
				more, _ := c[2].([]any)
				for _, id := range more {
					ids = append(ids, idOf(id))
				}
			}
		case 5:
			ids = nil
		case 4:
			ids = append(ids, idOf(c[1]))
		case 3:
			ids = slices.DeleteFunc(ids, func(id int64) bool { return id == idOf(c[1]) })
		default:
			return nil, badCommand(item)
		}
	}
	for _, id := range ids {
		if s.table(f.target).rows[id] != nil {
			continue
		}
		if s.opts.Version >= 19 {
			return nil, &fault{2, missingRecord(f.target, id, uid)}
		}
		return nil, &fault{2, foreignKey("account.tax", "account_move_line_account_tax_rel_account_tax_id")}
	}
	return ids, nil
}

func badCommand(item any) *fault {
	return &fault{1, traceback("ValueError", fmt.Sprintf("Wrong value for commands: %v", item))}
}

// command applies the commands of an invoice's lines: make, change and delete.
func (s *Server) command(move row, value any, uid int64) *fault {
	list, ok := value.([]any)
	if !ok && value != nil && value != false {
		return badCommand(value)
	}
	fields, _ := s.schema("account.move.line")
	ids, _ := move["invoice_line_ids"].([]int64)
	ids = slices.Clone(ids)
	for _, item := range list {
		c, _ := item.([]any)
		if len(c) < 2 {
			return badCommand(item)
		}
		var f *fault
		switch idOf(c[0]) {
		case 0:
			ids, f = s.makeLine(move, ids, fields, c, uid)
		case 1:
			f = s.changeLine(fields, c, uid)
		case 2, 3:
			s.remove("account.move.line", idOf(c[1]))
			ids = slices.DeleteFunc(ids, func(id int64) bool { return id == idOf(c[1]) })
		case 5:
			ids = nil
		default:
			f = badCommand(item)
		}
		if f != nil {
			return f
		}
	}
	move["invoice_line_ids"] = ids
	return nil
}

func (s *Server) makeLine(move row, ids []int64, fields map[string]field, c []any, uid int64) ([]int64, *fault) {
	given, ok := c[len(c)-1].(map[string]any)
	if !ok {
		return nil, badCommand(c)
	}
	values, f := s.typed("account.move.line", fields, given, uid)
	if f != nil {
		return nil, f
	}
	return append(ids, s.insertLine(s.moves(), move, values)), nil
}

func (s *Server) changeLine(fields map[string]field, c []any, uid int64) *fault {
	line := s.table("account.move.line").rows[idOf(c[1])]
	given, ok := c[len(c)-1].(map[string]any)
	if !ok {
		return badCommand(c)
	}
	if line == nil {
		return &fault{2, missingRecord("account.move.line", idOf(c[1]), uid)}
	}
	values, f := s.typed("account.move.line", fields, given, uid)
	if f != nil {
		return f
	}
	s.keepDigits(s.moves(), values)
	maps.Copy(line, values)
	return nil
}
