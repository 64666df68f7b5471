// Package reminder is the process PaymentReminder: a page suggested that a
// customer be reminded of what is overdue, and this asks the owner about it and,
// with a yes, lays the mail among the drafts of the owner's mailbox.
//
// It is deterministic workflow code. It sends nothing to anybody: the draft is
// the owner's to read, change and send. What is owed is read before the owner is
// asked and once more before the draft is made; where it has changed, nothing is
// made. One week's page asks once about a customer, however often it is made.
//
// Start reading in workflow.go; letter.go writes the mail.
package reminder
