// Command starter is the owner's command line: it starts work, shows what
// waits and checks the log. It needs no server for what can be told from files.
//
// It approves nothing and carries out no effect; that is the owner's and the
// worker's. Start reading in cli/root.go, where the commands are.
package main
