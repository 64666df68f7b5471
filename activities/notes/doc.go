// Package notes is the owner's desk: it lays notes into the vault, reads what
// the owner decided, files notes when a process ends, and reads the handbook.
//
// Every string that goes into a note is data: escaped, capped and inert. A
// decision counts only for the note that was laid, as the register under
// DATA_DIR remembers it. The package knows the contract and the vault and no
// outside system; it decides nothing about business.
//
// For the Monday page it tells what the desk knows of a week and writes the two
// notes that a pure function composes (week.go, week_pages.go). Start reading in
// desk.go, then decision.go.
package notes
