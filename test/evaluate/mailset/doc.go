// Package mailset finds labelled and unlabelled mails in folders and archives
// and holds them in memory: a folder with labels.jsonl and context.json, a
// mailbox of ordinary mails, or a table of suppliers' mails.
//
// It must not judge a mail nor write anything, and an archive is never
// unpacked to disk.
//
// Start reading in load.go.
package mailset
