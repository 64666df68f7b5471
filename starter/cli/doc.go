// Package cli holds the commands of the starter. Each reads the configuration,
// does one thing and says what to do when it cannot. Commands that need the
// worker find it through DATA_DIR/ready.json. No command approves anything.
//
// Start reading in root.go.
package cli
