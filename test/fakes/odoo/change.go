package odoofake

import (
	"maps"
	"slices"
)

// changes tells the methods that change something, other than load.
func changes(method string) bool {
	return slices.Contains([]string{"create", "write", "unlink", "action_post", "action_confirm", "button_draft", "button_cancel", "message_post"}, method)
}

// change carries a changing method out: all of it, or on a fault nothing.
func (s *Server) change(in invocation, fields map[string]field, params map[string]any) any {
	tables, keys := s.savepoint()
	answer := s.changed(in, fields, params)
	if _, failed := answer.(*fault); failed {
		s.tables, s.keys = tables, keys
	}
	return answer
}

// savepoint copies what is stored.
func (s *Server) savepoint() (map[string]*table, map[string]ref) {
	tables := map[string]*table{}
	for name, t := range s.tables {
		rows := make(map[int64]row, len(t.rows))
		for id, r := range t.rows {
			rows[id] = maps.Clone(r)
		}
		tables[name] = &table{rows: rows, last: t.last}
	}
	return tables, maps.Clone(s.keys)
}

func (s *Server) changed(in invocation, fields map[string]field, params map[string]any) any {
	operation := in.method
	if operation != "create" && operation != "unlink" {
		operation = "write"
	}
	if f := s.may(operation, in.model, in.context); f != nil {
		return f
	}
	if in.method == "create" {
		return s.create(in, fields, params["vals_list"])
	}
	ids, f := s.existing(in, params["ids"])
	if f != nil {
		return f
	}
	switch in.method {
	case "write":
		return orTrue(s.write(in, fields, ids, params["vals"]))
	case "unlink":
		return orTrue(s.unlink(in.model, ids))
	case "action_post":
		if in.model == "account.payment" {
			return s.postPayments(ids)
		}
		return s.actionPost(ids)
	case "action_confirm":
		return s.actionConfirm(ids)
	case "button_draft":
		return s.setState(ids, "draft")
	case "button_cancel":
		return s.setState(ids, "cancel")
	default:
		return s.messagePost(in.model, ids, params)
	}
}

func orTrue(f *fault) any {
	if f != nil {
		return f
	}
	return true
}

// existing reads the IDs of records that must be there.
func (s *Server) existing(in invocation, value any) ([]int64, *fault) {
	list, _ := value.([]any)
	var ids []int64
	for _, item := range list {
		id, _ := item.(int64)
		if s.table(in.model).rows[id] == nil {
			return nil, &fault{2, missingRecord(in.model, id, in.uid)}
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// create makes one record or several and returns their IDs.
func (s *Server) create(in invocation, fields map[string]field, vals any) any {
	list, ok := vals.([]any)
	if !ok {
		list = []any{vals}
	}
	out := []any{}
	for _, item := range list {
		given, ok := item.(map[string]any)
		if !ok {
			return &fault{1, traceback("AttributeError", "'str' object has no attribute 'items'")}
		}
		values, f := s.typed(in.model, fields, given, in.uid)
		if f != nil {
			return f
		}
		id, f := s.createOne(in, values, given)
		if f != nil {
			return f
		}
		out = append(out, id)
	}
	return out
}

func (s *Server) createOne(in invocation, values row, given map[string]any) (int64, *fault) {
	var id int64
	var message string
	switch in.model {
	case "res.partner":
		id, message = s.createPartner(values)
	case "ir.attachment":
		id, message = s.createAttachment(values)
	case "account.move":
		if values["state"] == "posted" {
			return 0, &fault{2, "You cannot create a move already in the posted state. Please create a draft move and post it after."}
		}
		if id, message = s.newMove(values, given["invoice_payment_term_id"] != nil, in.context); message == "" {
			move := s.table("account.move").rows[id]
			if f := s.command(move, given["invoice_line_ids"], in.uid); f != nil {
				return 0, f
			}
			s.computeTotals(s.moves(), move)
		}
	case "account.move.line":
		id = s.insert(in.model, 0, values)
	default:
		return 0, s.accessError("create", in.model, in.context)
	}
	if message != "" {
		return 0, &fault{2, message}
	}
	return id, nil
}

// write changes records. A posted invoice takes a change on 17 and before.
func (s *Server) write(in invocation, fields map[string]field, ids []int64, vals any) *fault {
	given, ok := vals.(map[string]any)
	if !ok {
		return &fault{1, traceback("AttributeError", "'str' object has no attribute 'items'")}
	}
	values, f := s.typed(in.model, fields, given, in.uid)
	if f != nil {
		return f
	}
	for _, id := range ids {
		r := s.table(in.model).rows[id]
		if in.model == "account.move" {
			if f := s.writeMove(r, values, given, in.uid); f != nil {
				return f
			}
			continue
		}
		maps.Copy(r, values)
	}
	return nil
}

func (s *Server) writeMove(move, values row, given map[string]any, uid int64) *fault {
	if f := s.protected(move, given); f != nil {
		return f
	}
	if values["state"] == "posted" && move["state"] == "draft" {
		if f := s.post(move); f != nil { // no right is asked for
			return f
		}
	}
	delete(values, "invoice_line_ids")
	maps.Copy(move, values)
	if f := s.command(move, given["invoice_line_ids"], uid); f != nil {
		return f
	}
	s.computeTotals(s.moves(), move)
	if move["state"] == "posted" {
		s.book(move)
	}
	return nil
}

func (s *Server) unlink(model string, ids []int64) *fault {
	for _, id := range ids {
		if s.table(model).rows[id]["state"] == "posted" {
			return &fault{2, "You can't delete a posted journal item. Don’t play games with your accounting records; reset the journal entry to draft before deleting it."}
		}
		s.remove(model, id)
	}
	return nil
}

// remove takes a record away with its external IDs.
func (s *Server) remove(model string, id int64) {
	delete(s.table(model).rows, id)
	maps.DeleteFunc(s.keys, func(_ string, r ref) bool { return r == ref{model, id} })
}

// messagePost returns a list on 19 and later, a bare ID before.
func (s *Server) messagePost(model string, ids []int64, params map[string]any) any {
	if s.opts.NoSenderEmail {
		return &fault{2, "Unable to send message, please configure the sender's email address."}
	}
	if len(ids) != 1 {
		return &fault{1, traceback("ValueError", "Expected singleton: "+model)}
	}
	id := s.insert("mail.message", 0, row{"model": model, "res_id": ids[0], "body": params["body"]})
	if s.opts.Version >= 19 {
		return []any{id}
	}
	return id
}
