// Command evaluate measures how well mails are read: it reads folders of
// labelled mails with the reader of the product and prints the figures a
// release is judged by, with their intervals and the errors in full.
//
// It must not soften a verdict, nor show a mail of a held set. Its own mails
// under testdata are invented; mails of others stay outside the project.
//
// Start reading in README.md, then measure/command.go and score/judge.go.
package main
