// Package rules puts the owner's handbook, as it stands in the vault, into the
// contract's words, and has policy try the handbook's own examples. It is a
// package of its own because the vault itself knows nothing of ours, and both
// the desk's activities and the command line need it: what a test says and what
// is in force must come from one place.
package rules
