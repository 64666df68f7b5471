// Package sdk lets the protocol's official clients, in Go and in TypeScript, use every tool, resource and prompt of every MCP server of the
// product, over standard input and over HTTP, beside a running worker. Each answer must fit the schema that the server itself has given.
//
// It is a module of its own, so that the client is no dependency of the product, and imports nothing of it: servers and worker are built and
// run as a user would. Run it with: go -C test/sdk test ./...
// The client in TypeScript needs Node 20 or newer and EMPLOYEE_TS_SDK, a folder in which npm has installed @modelcontextprotocol/sdk; without it its test is skipped.
//
// Start reading in sdk_test.go; the calls are in calls_test.go.
package sdk
