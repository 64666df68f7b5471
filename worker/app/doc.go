// Package app puts the product together and is the only place that does: the
// embedded server or an outside cluster, the Temporal worker with every
// workflow and activity, the vault with its watcher, and the bridge that turns
// what happens in the vault into signals and new processes.
//
// It decides no order of business and talks to no outside system itself. Start
// reading in app.go; bridge.go is the way from the vault to the processes.
package app
