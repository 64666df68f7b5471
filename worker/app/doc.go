// Package app puts the product together and is the only place that does: the
// embedded server or an outside cluster, the Temporal worker with every
// workflow and activity, the vault with its watcher, and the bridge from the
// vault to the processes (worker/bridge).
//
// It decides no order of business and talks to no outside system itself. Start
// reading in app.go, then host.go.
package app
