// Package devserver runs a whole Temporal server inside the worker's process,
// so that one command on one machine needs no other service: frontend, history,
// matching and system workers, one SQLite file under the data directory, and the
// Temporal Web UI. Everything listens on 127.0.0.1 and nowhere else.
//
// It is the only package that links go.temporal.io/server. That module costs
// minutes of first build and 130 MB of binary, so nothing but the composition of
// the worker may import this package; commands find the running server through
// the worker/ready package instead.
//
// It must not know what the workflows are about: search attributes, namespace and
// retention are handed in. It takes no lock on the data directory; the caller
// holds worker/ready's lock before it starts a server.
//
// Start reading at Server.Start. What happens to an existing database file,
// including upgrades and damage, is in internal/dbfile.
package devserver
