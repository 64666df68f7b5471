// Package ready is how the programs of this project find each other on one machine:
// a lock that lets one worker own a data directory, and ready.json, in which that
// worker tells commands and MCP servers where it can be reached.
//
// The lock is held by the operating system, so a killed worker leaves none behind, and
// a number in a file is never trusted to say that a process lives: Read asks the lock.
//
// It must not import the worker, the embedded server or any client, because the
// command line and the MCP servers import it.
//
// Start reading at Acquire for the worker's side and at Read for everybody else's.
package ready
