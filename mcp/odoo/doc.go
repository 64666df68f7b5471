// Command odoo is the MCP server for invoices: it starts the invoice process for a mail and tells how requests stand. It makes nothing in
// Odoo itself and approves nothing. The tools are in mcp/toolset/odoo.go.
package main
