// Package connect reaches Temporal for every program of the project: the outside cluster that TEMPORAL_ADDRESS names, with
// the SDK's own settings for TLS, API key and namespace, or the embedded server of the worker that runs on this machine, found through
// ready.json.
//
// It must not start a server nor link one: starter and the MCP servers stay small because of that. Its errors are
// sentences for people, which say what to do next.
//
// Start reading at Dial. Owned keeps a client to the processes of one
// owner; Processes lists what runs there and asks it for its status; Logger makes zap the SDK's logger.
package connect
