// Package odooclient talks to an Odoo server (14 and later) over its external
// API, in XML-RPC or in JSON-2, its successor since Odoo 19.
//
// It knows neither Temporal nor the contract. It can read a fixed set of
// models and fields, have the server add up a fixed set of amounts over groups
// (groups.go), and make new records with load under external IDs of our
// own, and nothing else: permit in allow.go is the only road to a server, and
// refuses whatever could post an invoice, change a record or act for another
// system. Odoo's own access rights cannot give that: a user of the Billing
// group can post, and so can a bare write of the state.
//
// Which dialect is spoken is not a setting: the server is asked, once an hour
// and whenever an answer shows that it has changed (roads.go). JSON-2 is taken
// when it is there and the secret is an API key. Real servers that were spoken
// to: 14, 18 and 19 in XML-RPC, 19 in JSON-2. The XML-RPC codec is
// github.com/kolo/xmlrpc; its Client is not used, because it serialises calls,
// dies on the first answer it cannot decode and can lose a call that the
// server has carried out.
//
// A breaker stands around every call (guard.go): a server that is down is left
// alone, and the call fails as one that was not sent.
//
// Every failure is an *Error, which says above all whether the call may have
// been carried out, by the same kinds in both dialects (fault.go, problem.go).
// No error text holds a password, a traceback or a path.
//
// Start reading in client.go, then roads.go, allow.go and fault.go.
package odooclient
