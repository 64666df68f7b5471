// Package odoofake is a strict Odoo server for tests: real XML-RPC over HTTP,
// with the state, the rounding, the fault texts and the quirks of Odoo 14 to 19
// as far as this product uses them.
//
// It refuses every model, method, field and column it does not model, in
// Odoo's words, and never posts, changes or deletes a record. A fault script
// makes it fail in the ways a real server and the network before it do,
// including "did it, then dropped the answer". It must not be linked into the
// product.
//
// Start reading in server.go, then faults.go (the script) and load.go.
package odoofake
