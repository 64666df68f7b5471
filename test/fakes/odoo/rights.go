package odoofake

import (
	"slices"
	"strings"
)

// Rights are what the accounting user may do.
type Rights string

// The kinds of users. The zero value is RightsBilling with making contacts.
const (
	// RightsBilling is the group Billing alone: it makes and posts invoices,
	// and may not make contacts.
	RightsBilling Rights = "billing"
	// RightsReadonly reads the books and changes nothing.
	RightsReadonly Rights = "readonly"
	// RightsInternal is an employee without accounting.
	RightsInternal Rights = "internal"
	// RightsEntries is a hand-made access right to make and change entries
	// without the group Billing: it may not post, and yet a write of the state
	// posts.
	RightsEntries Rights = "entries"
)

// may returns the refusal of an operation on a model, nil when it is allowed.
func (s *Server) may(operation, model string, context map[string]any) *fault {
	if s.allowed(operation, model) {
		return nil
	}
	return s.accessError(operation, model, context)
}

// answerRights tells what the user's groups allow, by the method of either
// age. The older one complains instead, unless it is told not to.
func (s *Server) answerRights(in invocation, params map[string]any) any {
	operation, _ := params["operation"].(string)
	f := s.may(operation, in.model, in.context)
	if f != nil && in.method == "check_access_rights" && params["raise_exception"] != false {
		return f
	}
	return f == nil
}

func (s *Server) allowed(operation, model string) bool {
	books := strings.HasPrefix(model, "account.")
	r := s.opts.Rights
	switch {
	case model == "ir.model.data" || model == "ir.model.fields":
		return false
	case model == "decimal.precision":
		return operation == "read" && s.opts.Version > 17
	case strings.HasPrefix(model, "sale."):
		return s.maySell(operation)
	case operation == "read":
		return !books || r != RightsInternal
	case model == "account.move" || model == "account.move.line":
		return r == "" || r == RightsBilling || r == RightsEntries
	case model == "account.payment":
		return r == "" || r == RightsBilling
	case model == "res.partner":
		return r == ""
	case model == "ir.attachment":
		return r != RightsInternal && r != RightsReadonly
	}
	return false
}

// maySell: with the group Sales all but deleting; with one of accounting alone
// orders may be read and changed, and not made.
func (s *Server) maySell(operation string) bool {
	switch {
	case !s.opts.NoSalesRights:
		return operation != "unlink"
	case operation == "read":
		return s.opts.Rights != RightsInternal
	default:
		return operation == "write" && (s.opts.Rights == "" || s.opts.Rights == RightsBilling)
	}
}

// mayPost is the check that the button makes, and a write of the state does not.
func (s *Server) mayPost() *fault {
	if s.opts.Rights == "" || s.opts.Rights == RightsBilling {
		return nil
	}
	return &fault{4, "You don't have the access rights to post an invoice."}
}

// accessError is in the user's language unless the caller asks for English.
func (s *Server) accessError(operation, model string, context map[string]any) *fault {
	if context["lang"] != "en_US" {
		words := map[string]string{"read": "accéder aux", "create": "créer des", "write": "modifier des", "unlink": "supprimer des"}
		return &fault{4, "Vous n'êtes pas autorisé à " + words[operation] + " enregistrements '" + label(model) + "' (" + model + ")."}
	}
	words := map[string]string{"read": "access", "create": "create", "write": "modify", "unlink": "delete"}
	group := "Accounting/Billing"
	if model == "res.partner" {
		group = "Extra Rights/Contact Creation"
	}
	if strings.HasPrefix(model, "sale.") {
		group = "Sales/User: Own Documents Only"
	}
	if slices.Contains([]string{"ir.model.data", "ir.model.fields", "decimal.precision"}, model) {
		group = "Administration/Access Rights"
	}
	return &fault{4, "You are not allowed to " + words[operation] + " '" + label(model) + "' (" + model + ") records.\n\nThis operation is allowed for the following groups:\n\t- " + group + "\n\nContact your administrator to request access if necessary."}
}
