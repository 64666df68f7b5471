// Command twitter is the MCP server for posts on X: it writes them as notes into the vault, which always ask the
// owner, and tells how they stand. It publishes nothing itself and approves nothing. The tools are in mcp/toolset/social.go.
package main
