package odooclient

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Methods that exist for this client.
const (
	methodSearchRead  = "search_read"
	methodSearchCount = "search_count"
	methodRead        = "read"
	methodFieldsGet   = "fields_get"
	methodLoad        = "load"
	methodContextGet  = "context_get" // over JSON-2: who am I
	methodReadGroup   = "read_group"
	methodHasAccess   = "has_access"
	methodCheckRights = "check_access_rights"
	methodGrouped     = "formatted_read_group" // the same from Odoo 19 on
)

// ownKey is the form of an external ID of ours. The module part is no Odoo
// module's, so that load can never touch a record another module owns.
var ownKey = regexp.MustCompile(`^aiemp\.[A-Za-z0-9_-]{8,120}$`)

// digits is a database ID or a list of them, as load takes them.
var digits = regexp.MustCompile(`^([0-9]+(,[0-9]+)*)?$`)

// oneID is the ID of one record. plainAmount and isoDay are the forms of a
// payment's amount and day.
var (
	oneID       = regexp.MustCompile(`^[1-9][0-9]*$`)
	plainAmount = regexp.MustCompile(`^[0-9]{1,15}(\.[0-9]{1,4})?$`)
	isoDay      = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
)

// permit is the only gate to the server. It returns a *Error of CodeForbidden
// for everything but reads and sums of known fields and load of new draft invoices,
// quotations, draft payments of customers, partners and attachments under a key of ours.
func permit(call Call) error {
	if err := permitContext(call); err != nil {
		return err
	}
	if hasNil(call.paramValues()) {
		return forbidden(call, "an argument is nil")
	}
	switch call.Method {
	case methodSearchRead, methodSearchCount, methodRead, methodFieldsGet:
		return permitRead(call)
	case methodReadGroup, methodGrouped:
		return permitGroups(call)
	case methodLoad:
		return permitLoad(call)
	case methodContextGet:
		return permitWhoami(call)
	case methodHasAccess, methodCheckRights:
		return permitRights(call)
	default:
		return forbidden(call, "the method is not on the list")
	}
}

// permitContext lets through known keys only: a key such as default_state or
// default_auto_post would set a field behind the columns' back.
func permitContext(call Call) error {
	for key, value := range call.Context {
		switch key {
		case "lang", "tz", "allowed_company_ids", "active_test":
		case "mode":
			if value != "update" || call.Method != methodLoad {
				return forbidden(call, "context key mode")
			}
		case "noupdate":
			if value != true || call.Method != methodLoad {
				return forbidden(call, "context key noupdate")
			}
		default:
			return forbidden(call, "context key "+key)
		}
	}
	return nil
}

func permitRead(call Call) error {
	known := readable(call.Model)
	if known == nil {
		return forbidden(call, "the model is not on the list")
	}
	for _, field := range call.fields() {
		if !slices.Contains(known, field) {
			return forbidden(call, "field "+field)
		}
	}
	if call.Method == methodFieldsGet {
		return nil
	}
	if call.Method != methodSearchCount && len(call.fields()) == 0 {
		return forbidden(call, "a read without a list of fields returns every field")
	}
	return permitDomain(call, known)
}

// permitDomain keeps conditions to known fields too, since a condition on a
// secret field tells its value a character at a time.
func permitDomain(call Call, known []string) error {
	domain, _ := call.param("domain").([]any)
	for _, term := range domain {
		leaf, ok := term.([]any)
		if !ok {
			continue
		}
		if err := permitLeaf(call, leaf, known); err != nil {
			return err
		}
	}
	return nil
}

// permitLeaf lets comparisons through. Other operators, such as any, carry
// conditions of their own.
func permitLeaf(call Call, leaf []any, known []string) error {
	if len(leaf) != 3 {
		return forbidden(call, "a condition that is none")
	}
	field, _ := leaf[0].(string)
	if !slices.Contains(known, field) && !slices.Contains(conditions(call.Model), field) {
		return forbidden(call, "condition on "+field)
	}
	switch leaf[1] {
	case "=", "!=", "<", "<=", ">", ">=", "in", "=ilike", "parent_of":
		return nil
	}
	return forbidden(call, "operator of the condition on "+field)
}

// permitWhoami lets the question for the caller's own ID through.
func permitWhoami(call Call) error {
	if call.Model != ModelUser || len(call.IDs) > 0 || len(call.Params) > 0 {
		return forbidden(call, "asked of anything but the user itself")
	}
	return nil
}

func permitLoad(call Call) error {
	columns, _ := call.param("fields").([]string)
	rows, _ := call.param("data").([][]string)
	known := writable(call.Model)
	if known == nil {
		return forbidden(call, "the model is not on the list")
	}
	if call.Context["mode"] != "update" || call.Context["noupdate"] != true {
		return forbidden(call, "without mode and noupdate a second load changes the record")
	}
	if len(columns) == 0 || columns[0] != "id" || len(rows) == 0 {
		return forbidden(call, "the first column must be the external ID")
	}
	for i, column := range columns {
		if !slices.Contains(known, column) {
			return forbidden(call, "column "+column)
		}
		if slices.Contains(columns[:i], column) {
			return forbidden(call, "column "+column+" twice")
		}
	}
	for i, row := range rows {
		if err := permitRow(call, columns, i, row); err != nil {
			return err
		}
	}
	return nil
}

// permitRow allows one record per call: the first row has the key, the others
// continue its lines and leave every header cell empty.
func permitRow(call Call, columns []string, index int, row []string) error {
	if len(row) != len(columns) {
		return forbidden(call, fmt.Sprintf("row %d has %d cells for %d columns", index+1, len(row), len(columns)))
	}
	lines := linePrefix(call.Model)
	for i, cell := range row {
		column := columns[i]
		header := lines == "" || !strings.HasPrefix(column, lines)
		if index > 0 && header && cell != "" {
			return forbidden(call, "a second record")
		}
		if index == 0 && !permitValue(call.Model, column, cell) {
			return forbidden(call, "value of "+column)
		}
		if strings.HasSuffix(column, "/.id") && !digits.MatchString(cell) {
			return forbidden(call, "value of "+column)
		}
		if strings.HasSuffix(column, "/product_id/.id") && cell != "" && !oneID.MatchString(cell) {
			return forbidden(call, "value of "+column)
		}
	}
	if index > 0 {
		return nil
	}
	for _, must := range deciding(call.Model, columns) {
		if !slices.Contains(columns, must) {
			return forbidden(call, "no "+must)
		}
	}
	return nil
}

// deciding are the columns without which Odoo itself decides what is made. The
// product of a line would decide its description, price and taxes.
func deciding(model string, columns []string) []string {
	switch model {
	case ModelMove:
		if slices.Contains(columns, "invoice_line_ids/product_id/.id") {
			return []string{"move_type", "invoice_line_ids/name", "invoice_line_ids/quantity", "invoice_line_ids/price_unit", "invoice_line_ids/tax_ids/.id"}
		}
		return []string{"move_type"}
	case ModelPayment:
		return []string{"payment_type", "partner_type", "partner_id/.id", "amount", "currency_id/.id", "date", "journal_id/.id"}
	default:
		return nil
	}
}

// permitValue fixes the columns whose value decides what kind of record is made.
func permitValue(model, column, value string) bool {
	switch column {
	case "id":
		return ownKey.MatchString(value)
	case "move_type":
		return value == "out_invoice"
	case "res_model":
		return model == ModelAttachment && (value == ModelMove || value == ModelOrder || value == ModelPayment)
	case "res_id":
		return oneID.MatchString(value)
	}
	return model != ModelPayment || permitPayment(column, value)
}

// permitPayment lets through what a customer has paid to us: money out, or to
// and from a supplier, is another payment_type or partner_type.
func permitPayment(column, value string) bool {
	switch column {
	case "payment_type":
		return value == "inbound"
	case "partner_type":
		return value == "customer"
	case "amount":
		return plainAmount.MatchString(value) && strings.Trim(value, "0.") != ""
	case "date":
		return isoDay.MatchString(value)
	case "partner_id/.id", "currency_id/.id", "journal_id/.id":
		return oneID.MatchString(value)
	default:
		return true
	}
}

func forbidden(call Call, why string) error {
	return newError(call, Invalid, CodeForbidden, "this program never does that in Odoo: "+why)
}

func hasNil(values []any) bool {
	for _, v := range values {
		if v == nil {
			return true
		}
		if inner, ok := v.([]any); ok && hasNil(inner) {
			return true
		}
	}
	return false
}

func (c Call) paramValues() []any {
	values := make([]any, 0, len(c.Params))
	for _, p := range c.Params {
		values = append(values, p.Value)
	}
	return values
}

func (c Call) param(name string) any {
	for _, p := range c.Params {
		if p.Name == name {
			return p.Value
		}
	}
	return nil
}

func (c Call) fields() []string {
	if c.Method == methodFieldsGet {
		return nil
	}
	fields, _ := c.param("fields").([]string)
	return fields
}
