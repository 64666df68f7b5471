// Package e2e drives the whole product from outside: the real worker with its
// embedded server as a process, strict fakes for the outside systems, and an
// owner who drops mails and moves notes. What is asserted is what a user would
// see: notes, files, the log, the other system's books.
package e2e
