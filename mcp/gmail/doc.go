// Command gmail is the MCP server for mails: it shows those that were taken and has the watch look at Gmail now. It speaks to Temporal and
// never to Gmail, and holds no sign-in. The tools are in mcp/toolset/gmail.go.
package main
