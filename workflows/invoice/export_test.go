package invoice

import "github.com/autonomous-employee/employee/workflows/contract"

// Fields shows the editable state of a request to tests.
type Fields = fields

// FieldsOf fills the editable state from a reading.
func FieldsOf(r contract.Reading, h contract.Handbook) Fields { return fieldsOf(r, h) }

// Draft builds the invoice.
func (f fields) Draft(key string) (contract.InvoiceDraft, []contract.Question) {
	return f.draft("", key)
}

// With lays the owner's values over the fields.
func (f fields) With(answers map[string]string) Fields { return f.with(answers) }

// List gives the fields as they stand in the note.
func (f fields) List() []contract.Field { return f.list("") }

// Differences names what was changed.
func (f fields) Differences(edited Fields) []string { return f.differences(edited) }
