// Package demo invents a business and what would be gathered about each of its
// weeks, so that anyone can see the Monday page without a credential.
//
// The books are a small simulation (invoices, payments, bills), so that every
// sum adds up as it does in a real system. It is pure: the same seed gives the
// same weeks. Nobody in it exists, and nothing of it may reach a real vault or
// system; who writes the pages decides where.
//
// Start reading in demo.go; business.go has the people and prices.
package demo
