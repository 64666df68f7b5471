// Package odooclient talks to an Odoo server (14 to 21) over its external API.
//
// It knows neither Temporal nor the contract. It can read a fixed set of
// models and fields and make new records with load under external IDs of our
// own, and nothing else: permit in allow.go is the only road to a server, and
// refuses whatever could post an invoice, change a record or act for another
// system. Odoo's own access rights cannot give that: a user of the Billing
// group can post, and so can a bare write of the state.
//
// The XML-RPC codec is github.com/kolo/xmlrpc; its Client is not used, because
// it serialises calls, dies on the first answer it cannot decode and can lose
// a call that the server has carried out. The transport is an interface, so
// that Odoo's JSON-2 can be added beside XML-RPC before that is removed.
//
// Every failure is an *Error, which says above all whether the call may have
// been carried out. No error text holds a password, a traceback or a path.
//
// Start reading in client.go, then allow.go and fault.go.
package odooclient
