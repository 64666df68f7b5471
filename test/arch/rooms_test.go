package arch_test

import "strings"

const modulePath = "github.com/autonomous-employee/employee"

// room is a part of the project and what it may import. Paths are below the module and
// stand for themselves and everything below them.
type room struct {
	name string
	// paths of the room; the longest path that fits a package decides its room.
	paths []string
	// ours are the rooms of this project it may import, besides itself.
	ours []string
	// sealed rooms do not even import each other: every path of the room is on its own.
	sealed bool
	// denied are packages of others it must not import.
	denied []string
	// rule is the name of the same rule in .golangci.yml; empty when there is none.
	rule string
}

// rooms lists the arrows. They point down only: the wire and the pure rules at the
// bottom, processes and activities above them, the composition on top.
func rooms() []room {
	temporal := []string{"go.temporal.io"}
	effects := []string{"go.temporal.io/sdk/client", "net/http", "os", "database/sql"}
	return []room{
		{name: "contract", rule: "contract", paths: []string{"workflows/contract"}},
		{name: "money", rule: "money", paths: []string{"workflows/money"}, ours: []string{"contract"}, denied: temporal},
		// Texts of strangers made inert, for whoever writes a note.
		{name: "markdown", rule: "money", paths: []string{"workflows/markdown"}, denied: temporal},
		// Weeks in the owner's zone, for whoever gathers, shows or starts a Monday page.
		{name: "week", rule: "money", paths: []string{"workflows/week"}, ours: []string{"contract"}, denied: temporal},
		{name: "policy", rule: "policy", paths: []string{"workflows/policy"}, ours: []string{"contract", "money"}, denied: temporal},
		{name: "reading", rule: "reading", paths: []string{"workflows/reading"}, ours: []string{"contract", "money"}, denied: temporal},
		{name: "flow", rule: "flow", paths: []string{"workflows/internal/flow"}, ours: []string{"contract"}, denied: effects},
		{
			name: "process", rule: "process", sealed: true, denied: effects,
			paths: []string{"workflows/invoice", "workflows/social", "workflows/briefing", "workflows/inbox", "workflows/lookup", "workflows/reminder"},
			ours:  []string{"contract", "money", "policy", "flow"},
		},
		// The Monday page as a function of what was gathered: no process of Temporal, so that an activity may call it.
		{
			name: "pages", rule: "pages", denied: append([]string{"net/http", "os"}, temporal...),
			paths: []string{"workflows/briefing/page", "workflows/briefing/chart", "workflows/briefing/demo"},
			ours:  []string{"contract", "money", "markdown", "week"},
		},
		// A social post as a function of its note: read, fitted to the platforms and checked.
		{
			name: "post", rule: "post", paths: []string{"workflows/post"}, ours: []string{"contract", "money"},
			denied: append([]string{"net/http", "os"}, temporal...),
		},
		// The files a person's sign-in leaves behind, for whoever signs in and whoever renews it.
		{name: "signin", rule: "signin", paths: []string{"activities/signin"}, denied: append([]string{"net/http"}, temporal...)},
		{name: "clients", rule: "clients", paths: []string{"activities/internal", "activities/breaker"}, ours: []string{"signin"}, denied: temporal},
		// Reads how the systems stand; it has to be beside the clients, which Go lets nobody outside activities import.
		{name: "checkup", rule: "checkup", paths: []string{"activities/checkup"}, ours: []string{"clients", "signin"}, denied: temporal},
		{name: "desk", rule: "activities", sealed: true, paths: []string{"activities/notes", "activities/audit"}, ours: []string{"contract", "money", "markdown", "pages", "week", "vault", "rules", "auditlog"}},
		// The notes of social posts: the desk's files, the pure reader, and the decoding of media.
		{
			name: "posts", rule: "activities", paths: []string{"activities/posts"},
			ours: []string{"contract", "money", "markdown", "week", "post", "clients", "vault"},
		},
		// What publishing calls have in common about one attempt.
		{name: "attempt", rule: "activities", paths: []string{"activities/attempt"}, ours: []string{"contract"}},
		{
			name: "activities", rule: "activities", sealed: true, paths: []string{
				"activities/gmail", "activities/mail", "activities/odoo", "activities/processes", "activities/facebook", "activities/instagram", "activities/xcom",
			},
			ours: []string{"contract", "money", "week", "reading", "clients", "attempt"},
		},
		{name: "vault", rule: "vault", paths: []string{"vault"}, ours: []string{"auditlog"}, denied: temporal},
		// The handbook in the contract's words, with its examples tried: apart, so that the vault itself knows nothing of ours.
		{name: "rules", rule: "rules", paths: []string{"vault/rules"}, ours: []string{"contract", "money", "policy", "post", "vault"}, denied: temporal},
		{name: "auditlog", rule: "vault", paths: []string{"vault/auditlog"}, denied: temporal},
		{name: "config", rule: "foundation", paths: []string{"worker/config"}, ours: []string{"contract", "redact"}, denied: temporal},
		{name: "ready", rule: "foundation", paths: []string{"worker/ready"}, denied: temporal},
		{name: "redact", rule: "foundation", paths: []string{"worker/redact"}, denied: temporal},
		{name: "logging", rule: "foundation", paths: []string{"worker/logging"}, ours: []string{"config", "redact"}, denied: temporal},
		// What the Temporal database holds, kept unreadable; knows nothing of ours.
		{name: "codec", rule: "foundation", paths: []string{"worker/codec"}},
		{name: "connect", rule: "foundation", paths: []string{"worker/connect"}, ours: []string{"contract", "codec", "config", "ready", "redact"}},
		{name: "devserver", rule: "devserver", paths: []string{"worker/devserver"}},
		{
			// The bridge from the vault to the signals and the dashboard are the app's, in packages of their own.
			name: "app", paths: []string{"worker/alarm", "worker/app", "worker/bridge", "worker/metrics", "worker/preflight", "worker/schedule", "worker/standing", "worker/supervise", "worker/tracing"},
			ours: []string{
				"contract", "money", "markdown", "pages", "week", "policy", "reading", "process", "clients", "desk", "post", "posts", "activities",
				"vault", "rules", "auditlog", "config", "ready", "redact", "logging", "connect", "devserver",
				"codec",
			},
		},
		{name: "worker", paths: []string{"worker"}, ours: []string{"app", "config", "ready", "redact", "logging"}},
		{
			// Beside what both fronts may: the owner's command line reads the handbook, shows how policy decides its examples,
			// and drops mails into the Inbox; a sign-in needs a person. The demo fills a vault with pages.
			name: "starter", rule: "starter", paths: []string{"starter"}, ours: append(front(), "pages", "policy", "vault", "rules", "checkup", "signin", "codec"),
		},
		// An assistant may read what happened, and must have no way to a note that waits for the owner.
		{name: "mcp", rule: "mcp", paths: []string{"mcp"}, ours: front()},
		{name: "fakes", paths: []string{"test/fakes"}, denied: temporal},
	}
}

// front is what people and assistants start: it starts and reads, and never acts.
func front() []string {
	return []string{"contract", "money", "week", "reading", "post", "auditlog", "config", "ready", "redact", "logging", "connect"}
}

// linksServer are the packages that may link the Temporal server, whatever the way.
func linksServer() []string {
	return []string{"worker", "test"}
}

// neverLinksServer are exceptions to linksServer: they are small on purpose.
func neverLinksServer() []string {
	return []string{
		"worker/codec", "worker/config", "worker/connect", "worker/ready", "worker/redact", "worker/logging", "worker/bridge", "worker/schedule", "worker/standing",
		"worker/metrics", "worker/preflight", "worker/supervise", "worker/alarm", "worker/tracing", "test/fakes", "test/arch",
	}
}

// roomOf finds the room of a package path below the module.
func roomOf(path string) (found room, at string, ok bool) {
	for _, r := range rooms() {
		for _, p := range r.paths {
			if within(path, p) && len(p) > len(at) {
				found, at, ok = r, p, true
			}
		}
	}
	return found, at, ok
}

func within(path, parent string) bool {
	return path == parent || strings.HasPrefix(path, parent+"/")
}

func withinAny(path string, parents []string) bool {
	for _, p := range parents {
		if within(path, p) {
			return true
		}
	}
	return false
}
