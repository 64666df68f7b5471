// Package vault is the Obsidian vault as files: the notes on the owner's desk, the folders they lie in, and the
// watcher that notices what the owner did with them.
//
// # What it is for
//
//   - [Note] is one Markdown file with flat front matter. It is parsed strictly and rewritten so that unknown keys,
//     comments and the owner's own text survive.
//   - [Vault] is the directory. Every access goes through os.Root, so neither ".." nor a symbolic link leaves it;
//     every write is a temporary file, fsync, rename and fsync of the folder.
//   - [Watcher] turns a moved file into a [Change]. A file event is only a hint; the scan is the truth. The result
//     is the [Index], which says where each request lies now.
//   - [Handbook] is Company_Handbook.md as plain strings.
//
// # What it must not do
//
// It imports no other package of this module and knows nothing of workflows, approvals or policy: it says what lies
// where, never what that means. It never follows a symbolic link, never opens anything but a regular file, and never
// overwrites a file that the owner made.
//
// Write access to the vault is the right to approve: whoever can move a file in it can say yes.
//
// # Where to start reading
//
// note.go for the format, store.go for the directory, watch.go for the loop and look.go for what happens to one path.
// Paths are always relative to the vault and use forward slashes.
package vault
