// Package gmailclient talks to the Gmail API: it lists what is new, downloads
// raw mails, and puts a label on them when the owner has granted that. It can
// lay a mail among the drafts.
//
// It is built on google.golang.org/api/gmail/v1 with an HTTP transport of its
// own that keeps every answer, because the library loses the body of some. It
// makes each call once (twice after a 401, with a new access token): waiting
// and repeating is left to the caller, who is told through Error how long.
// It knows neither Temporal nor the wire of the workflows, and it never sends,
// deletes or moves a mail.
//
// Start reading in client.go, then list.go; token.go keeps the login alive.
package gmailclient
