// Package processes tells for the Monday page what Temporal knows of the
// processes of a week: how many there were and how they ended, how long each
// state took beside what was planned, and which were slowest.
//
// It reads the visibility store and the histories, and changes nothing. It
// knows no process by its code: the states are those that a process tells in
// its search attributes.
//
// Start reading in activities.go; history.go reads one history.
package processes
