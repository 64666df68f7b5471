// Package lookup holds the two processes that only read Odoo for whoever asks:
// a customer, and invoices. They exist because the assistant's tools reach
// Temporal and no outside system: the worker, which has the credentials, does
// the asking. They write nothing, decide nothing and take seconds.
package lookup
