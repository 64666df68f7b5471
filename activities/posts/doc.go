// Package posts is the owner's social posts on the desk: it finds a post's note
// in the vault, says what it asks for and what is wrong with it, writes the
// employee's part into it, and keeps the books of what was published.
//
// The note is the owner's. The employee writes a few properties of its own and
// one part of the body between two marks; every other byte survives, also when
// the owner saves at the same moment. Text in a note is data: it is never
// followed, and paths in it do not leave the vault. The package publishes
// nothing and decides nothing; workflows/post judges the text, and policy
// whether the owner is asked.
//
// Start reading in desk.go, then read.go and note.go.
package posts
