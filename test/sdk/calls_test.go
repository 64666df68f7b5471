package sdk_test

import "strings"

// call is one use of a tool. Its arguments may take an answer of an earlier call: "$show_mail.mail.mail_key" is that text of it.
type call struct {
	Tool      string         `json:"tool"`
	Arguments map[string]any `json:"arguments"`
	// Refused is a part of the tool error that must come; empty = there must be an answer.
	Refused string `json:"refused,omitempty"`
	// Waits is true where the client waits, and must be told of progress.
	Waits bool `json:"waits,omitempty"`
}

// mail is one of its own for each client, so that none joins the request of another.
func mail(who string) string {
	return "From: Anna Berger <anna.berger@berger-design.example>\r\nTo: office@northwind-consulting.example\r\nSubject: Please invoice us\r\n" +
		"Date: Mon, 16 Nov 2026 09:12:00 +0100\r\nMessage-ID: <" + who + "@berger-design.example>\r\n\r\nPlease send us an invoice for 2 x Workshop day at EUR 950.00 each.\r\n"
}

// servers are in an order in which the later ones can ask for what the earlier ones began.
func servers() []string {
	return []string{"odoo", "gmail", "briefing", "facebook", "instagram", "twitter"}
}

// calls of a server by one client, in their order: each of its tools at least once. There is a worker, and no account of any outside system.
func calls(server, who string) []call {
	switch server {
	case "odoo":
		return []call{
			{Tool: "draft_invoice", Arguments: args("eml", mail(who))},
			{Tool: "show_request", Arguments: args("id", "$draft_invoice.workflow_id", "wait_seconds", 50)},
			{Tool: "show_request", Arguments: args("id", "$draft_invoice.workflow_id", "wait_seconds", 2), Waits: true},
			{Tool: "compose_invoice", Arguments: args("customer", "Berger Design GmbH", "customer_email", "anna.berger@berger-design.example", "currency", "EUR", "reference", who,
				"lines", []any{args("description", "Workshop day", "quantity", "2", "unit_price", "950.00")})},
			{Tool: "prepare_payment", Arguments: args("invoice", "INV/2026/00012", "amount", "500.00", "currency", "EUR", "paid_on", "2026-11-24"), Refused: "no Odoo is connected"},
			{Tool: "find_customer", Arguments: args("name", "Berger Design GmbH"), Refused: "no Odoo is connected"},
			{Tool: "list_invoices", Arguments: args(), Refused: "no Odoo is connected"},
			{Tool: "find_invoices", Arguments: args("number", "INV/2026/00012"), Refused: "no Odoo is connected"},
			{Tool: "list_requests", Arguments: args("state", "all")},
		}
	case "gmail":
		return []call{
			{Tool: "scan_now", Arguments: args(), Refused: "no Gmail account is connected"},
			{Tool: "list_mails", Arguments: args("limit", 5)},
			{Tool: "show_mail", Arguments: args("id", "$draft_invoice.request_id")},
		}
	case "briefing":
		return []call{
			{Tool: "what_waits", Arguments: args()},
			{Tool: "explain_decision", Arguments: args("id", "$draft_invoice.request_id")},
			{Tool: "what_happened", Arguments: args("actor", "mcp", "limit", 200)},
			{Tool: "health", Arguments: args()},
			{Tool: "run_briefing", Arguments: args("wait_seconds", 50)},
			{Tool: "show_briefing", Arguments: args("page", "audit", "wait_seconds", 50)},
		}
	}
	post := args("text", "We are open on Sunday, says "+who+".", "publish_at", "2100-03-02T09:00")
	if server == "instagram" {
		post["media"] = []any{"https://files.northwind-consulting.example/photo.jpg"}
	}
	return []call{
		{Tool: "schedule_post", Arguments: post},
		{Tool: "show_post", Arguments: args("id", "$schedule_post.post_id", "wait_seconds", 50)},
		{Tool: "draft_reply", Arguments: args("kind", "reply", "reply_to", "123456789", "text", "Thank you, "+who+"!")},
		{Tool: "list_posts", Arguments: args("state", "all")},
		{Tool: "post_metrics", Arguments: args("id", "$schedule_post.post_id")},
		{Tool: "change_post", Arguments: args("id", "$schedule_post.post_id", "cancel", true)},
	}
}

func args(pairs ...any) map[string]any {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		out[pairs[i].(string)] = pairs[i+1]
	}
	return out
}

// filled are the arguments with what earlier answers have given.
func (c call) filled(earlier map[string]map[string]any) map[string]any {
	out := map[string]any{}
	for name, value := range c.Arguments {
		out[name] = value
		text, _ := value.(string)
		tool, field, ok := strings.Cut(strings.TrimPrefix(text, "$"), ".")
		if strings.HasPrefix(text, "$") && ok {
			out[name] = earlier[tool][field]
		}
	}
	return out
}
