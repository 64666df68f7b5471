// Package alarm tells somebody who does not look at the dashboard that the
// employee itself is in trouble: a system that stays down, a watcher that
// stands still, a part that fails again and again; once when it begins, once
// when it is over, and never more than a few an hour.
//
// An alarm is an effect of its own kind. It goes to the address that the owner
// has configured and to nobody else, and carries nothing but the employee's own
// health in fixed sentences: no mail, no note, no figure, no reason of an error.
// So it asks for no approval; it is logged before and after like every effect,
// only logged in a dry run, and held back while the employee is paused.
//
// Start reading at Watch.See in watch.go, then send.go; webhook.go and
// desktop.go are the ways out.
package alarm
