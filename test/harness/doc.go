// Package harness drives the product from outside, as an owner does: it starts
// the real worker as a process, drops mails, moves and edits notes, runs the
// starter, and reads what the vault and the log say. It never looks inside.
//
// Start reading in product.go.
package harness
