// Package toolset holds the tools, resources and prompts of the MCP servers. Through them an assistant starts the same durable processes as
// the owner does, reads state, and can say why something waits.
//
// It approves and rejects nothing, lifts no pause, and reads no secret: of the vault it opens the Inbox, to lay a mail there, Social_Posts, to
// lay a note that always asks and to move or cancel what an assistant wrote, and to read a fixed list of pages, waiting notes and notes of
// posts. Every call is in the audit log with its redacted arguments and its outcome; a call that
// cannot be logged is not answered. Words from mails go out as marked, quoted data.
//
// Start reading in tool.go, which every call goes through; then odoo.go, gmail.go, briefing.go and social.go, the servers.
package toolset
