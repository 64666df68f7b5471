// Package service has the worker started by the system: at login, and again
// within seconds whenever it ends. It writes a systemd user unit or a launchd
// agent, which belong to the owner's account and need no root, and says which
// commands switch it on; it runs none of them.
//
// No setting is copied: the worker reads the .env of its folder itself, so that
// no secret stands in a second place. Start reading at Plan in plan.go.
package service
