// Package codec keeps what processes work with unreadable in the Temporal
// database: mails, names, amounts. Every client encrypts the payloads of its
// requests and the messages of failures with AES-256-GCM, and decrypts what it
// gets back. The keys are in one file of the data directory, which a copied
// database does not carry.
//
// Workflow and activity types, workflow IDs, search attributes and the shape of
// a history stay readable: Temporal works with them. What was written before
// there was a key is read as it is.
//
// It must not know what the payloads mean, and it never makes a key unless
// asked to (Ensure, Rotate): a key that was lost is told, not replaced, because
// a process whose texts cannot be read must wait, and not go wrong.
//
// Start reading at Keys in keys.go, then payload.go; converter.go is for the
// clients and histories.go for who reads a history event by event.
package codec
