// Command instagram is the MCP server for posts on Instagram: it prepares them as notes in the vault, which ask the owner, and tells how posts stand. It
// never speaks to Instagram and holds no token. The tools are in mcp/toolset/social.go.
package main
