// Package trust judges what speaks for and against the sender of a mail: who
// our own mail server says it came from, whom the address and the name
// imitate, where answers go, what the attachments are and how the mail talks.
//
// It must not read figures, decide what happens with a mail, open a network
// connection or keep anything between two mails. A good sign never clears a
// bad one: real frauds pass every check of the mail servers.
//
// Words of the sender that appear in a sentence are quoted, squeezed to one
// line and cut short; whoever shows them still has to escape them.
//
// Start reading with Judge; the rules are in authentication.go, sender.go,
// names.go, reply.go, attachments.go and wording.go, the lists in data.
package trust
