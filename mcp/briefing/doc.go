// Command briefing is the MCP server for how everything stands: what waits and why, why something was decided, what happened, health, and the
// owner's pages to read. It changes nothing. The tools are in mcp/toolset/briefing.go.
package main
