// Package lookup holds the processes that only read Odoo for whoever asks: a
// customer, invoices by exact evidence, and a list of invoices. They exist because the assistant's tools reach
// Temporal and no outside system: the worker, which has the credentials, does
// the asking. They write nothing, decide nothing and take seconds.
package lookup
