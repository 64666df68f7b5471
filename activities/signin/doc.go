// Package signin keeps what a person's sign-in at an outside system leaves
// behind: a small file with secrets, replaced in one step and readable by its
// owner only. The packages below it know the files of one system each:
// gmailauth those of Gmail, xauth that of X.
//
// The room is apart from the clients, so that the command line, where a person
// signs in, and the activities, which renew the sign-in, agree on the files
// without knowing each other. It reaches no network and nothing of ours, and no
// secret appears in an error. Start reading in file.go.
package signin
