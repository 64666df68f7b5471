// Package breaker keeps calls off an outside system that is down: one breaker
// stands around all calls of one system in this process.
//
// It opens when five calls in a row have failed within a minute, answers calls
// itself from then on, and lets a single one through after a pause, until the
// system has answered. So a system that comes up again is not run over by all
// that waited for it, and whoever calls hears at once what is the matter and
// that nothing was sent.
//
// What a failure is, the system's client decides (Outcome): only what is the
// system's own doing counts, never a mistake of a person or of this program. A
// system that refuses, even a password, has answered. One answer in between
// begins the count anew, because a system that answers some calls is not down,
// and keeping calls off it would only delay them.
//
// Nothing waits here: a call that is not let through fails, and the process
// that made it waits in Temporal. What is known is lost with the process, and
// learnt again from five calls. Start reading at Enter in breaker.go; status.go
// has the words for people.
package breaker
