// Package serve runs an MCP server: over standard input and output, or over streamable HTTP on this machine only, with a token.
//
// It knows no tool and must not write to standard output, which carries the protocol alone. Start reading at Main.
package serve
