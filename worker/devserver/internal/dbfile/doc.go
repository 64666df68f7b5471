// Package dbfile looks after the SQLite file of the embedded Temporal server before
// the server opens it: creates it in one step that a crash cannot leave half done,
// refuses a damaged file without touching it, copies a file of another version
// before anything else, and upgrades it when the linked server module brings the
// migration.
//
// The server module itself never checks the schema of a SQLite file: it sets one up
// in an empty file and otherwise assumes that it fits. This package therefore keeps
// the versions in the file, in the schema_version table the server's other stores use.
//
// It must not be used while a server has the file open, except for Checkpoint.
// Start reading at Prepare.
package dbfile
