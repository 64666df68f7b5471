// Package arch keeps the shape of the project: which room may import which, which
// packages may link the Temporal server, and how large files may be. It asks go list
// and reads the files, so it sees the same code the compiler does.
//
// It must hold no code the product uses. Start reading at rooms in rooms_test.go; the
// same arrows stand in .golangci.yml for the editor, and a test compares the two.
package arch
