// Package mail keeps mails on this host and reads them.
//
// Store holds the bytes under the mail's own key, so that workflows carry
// references only. Intake takes a file that somebody dropped into the vault:
// it trusts neither the name nor what lies there. Activities reads a stored
// mail through workflows/reading, and tells for the Monday page how fast the
// mails of a week were dealt with.
//
// It must not change or delete the dropped file (the notes do that), must not
// decide anything, and must never put mail text into an error.
//
// Start reading in store.go, then intake.go and activities.go.
package mail
