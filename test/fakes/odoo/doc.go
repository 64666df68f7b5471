// Package odoofake is a strict Odoo server for tests: real XML-RPC and JSON-2
// over HTTP, each on the versions that have it, with the state, the rounding,
// the fault texts, the rights and the quirks of Odoo 14 to 19 as far as this
// product meets them. What comes after 19 behaves like 19 without XML-RPC.
//
// It refuses every model, method, field and column it does not model, in
// Odoo's words. It can post, change and delete, for whoever asks and may, since
// nothing but the product's own care keeps a real server from doing so. A fault
// script makes it fail in the ways a real server and the network before it do,
// including "did it, then dropped the answer". It must not be linked into the
// product.
//
// Sums over groups are there as read_group and, from 19 on, as
// formatted_read_group, over journal items and payments that a test books
// (books.go), and over those that posting an invoice makes (ledger.go): its
// lines, its taxes and the claim, balanced in the company's currency by the
// rates that a test adds (rates.go). A line takes name, price, unit and taxes
// from its product where it says nothing itself (products.go).
//
// Draft payments are made and confirmed, with the methods of their journals;
// what they pay stays as it is.
//
// What it does not have: journal items of drafts, weeks and having in groups,
// the wizard of payments, reconciling, payment terms of several instalments,
// line kinds other than plain ones, fiscal positions, and variants of products.
//
// Start reading in server.go, then methods.go, faults.go (the script), load.go,
// papers.go (what invoices and quotations have in common) and encode.go (what an exception is in either dialect).
package odoofake
