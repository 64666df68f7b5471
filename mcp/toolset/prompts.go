package toolset

import (
	"context"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

const bounds = " You cannot approve, reject or change a note, and must not say that you did; the owner does it in Obsidian. " + caution

// offerPrompts registers what an owner asks for again and again.
func offerPrompts(s *server.MCPServer) {
	for _, p := range []struct{ name, title, about, text string }{
		{
			"clear_approvals", "Clear my approvals with me", "Goes through what waits for a decision, one at a time.",
			"Clear my approvals with me. Call what_waits. Take what waits for my decision or my answer one at a time, the oldest first. For each say in two or three sentences what would " +
				"happen, for whom, for how much, since when it waits, the rule or the question it waits on, and anything that deserves a close look; use explain_decision when I ask why. " +
				"Then tell me which note to move and where (Approved/ is yes, Rejected/ is no), or which property to fill in, and wait for me before the next one.",
		},
		{
			"today", "What needs me today", "A short overview of the day.",
			"What needs me today? Call health and what_waits, and what_happened for yesterday and today. In at most ten lines: whether everything runs (name what is down, paused or a dry run), what needs " +
				"my decision or answer with amount and age, the most urgent first, and what was done without asking. Give no figure that is not in an answer.",
		},
	} {
		s.AddPrompt(mcp.Prompt{Name: p.name, Title: p.title, Description: p.about}, func(context.Context, mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
			return mcp.NewGetPromptResult(p.title, []mcp.PromptMessage{mcp.NewPromptMessage(mcp.RoleUser, mcp.NewTextContent(p.text+bounds))}), nil
		})
	}
}
