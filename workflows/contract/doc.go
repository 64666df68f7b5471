// Package contract is the wire between workflows, activities, the command line
// and the vault bridge: inputs, results, signals, names, IDs and failure kinds.
//
// Everything here may stand in a workflow history for years, so types grow by
// optional fields only and names never change. The package imports the
// standard library alone and holds no behaviour beyond building and parsing
// identifiers. Secrets and whole mails never belong in these types: bytes go
// by reference (MailRef), because a history is readable in the Web UI.
//
// Start reading in names.go, then invoice.go and note.go.
package contract
