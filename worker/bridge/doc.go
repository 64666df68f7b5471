// Package bridge carries what the owner does in the vault to the processes: a
// moved, edited or deleted note becomes a signal to the process that waits for
// it, a dropped mail becomes a process, and a closed request that is brought
// back is asked anew.
//
// It decides nothing. A signal is only a hint, after which the process reads
// the note itself; to whom it goes follows from the register, never from the
// note. Whatever fails is done again at the next scan, so everything here must
// bear being repeated and must leave the file in place until Temporal has the
// word. Start reading at Run in bridge.go, then reconcile.go and intake.go.
package bridge
