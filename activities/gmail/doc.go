// Package gmail is the Gmail side of the inbox watch: listing what is new,
// bringing a mail into the host's mail store, and putting a label on it. It
// also lays a mail among the owner's drafts, once that is approved.
//
// Mails are handed to the store as bytes and travel on as references only. The
// package knows the contract and its own client (activities/internal/gmailclient)
// and no other system. It never sends, deletes or moves a mail. Without a
// login every activity answers not_configured, or auth with the command that
// helps. Start reading in activities.go.
package gmail
