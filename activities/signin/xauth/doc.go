// Package xauth knows the file that holds the sign-in at X: the login writes it
// and the client of X renews it, for X takes each refresh token once.
//
// It is pure apart from this file: no network, no Temporal. A secret never
// appears in one of its errors. Start reading in token.go.
package xauth
