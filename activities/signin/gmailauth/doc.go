// Package gmailauth knows the two files that stand between the employee and a
// Gmail account: Google's OAuth client file, which the owner downloads, and
// the token file, which the login writes and the mail watcher refreshes.
//
// It is pure apart from these files: no network, no Temporal. A secret never
// appears in one of its errors.
//
// Start reading in token.go, then client.go.
package gmailauth
