// Package inbox is the process GmailWatch: it looks at Gmail again and again
// and starts one invoice process for each mail that has come in.
//
// It is deterministic workflow code and runs for ever, continuing as new. A
// failure never ends it: it waits longer, tells the owner once, and goes on
// from the last position that was fully worked through, so that no mail is
// missed; a mail seen twice is one process, because the process is named after
// the mail. It reads no mail itself and decides nothing about any.
//
// Start reading in workflow.go; steps.go has one look at Gmail, notice.go what
// the owner is told.
package inbox
