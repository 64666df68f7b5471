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
		{
			"prepare_monday", "Prepare my Monday", "What the week brings and what last week left.",
			"Prepare my Monday. Call health, show_briefing for the latest week (if it was not made, offer run_briefing) and what_waits. In at most fifteen lines: whether everything runs; the briefing's figures " +
				"with last week's beside them and its alarms; what needs my decision or answer before I begin, with amount and age, the most urgent first; what the briefing suggests. " +
				"Give no figure that is not in an answer, and say what is missing as missing. Then ask me whether to go through the approvals one at a time.",
		},
	} {
		s.AddPrompt(mcp.Prompt{Name: p.name, Title: p.title, Description: p.about}, func(context.Context, mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
			return mcp.NewGetPromptResult(p.title, []mcp.PromptMessage{mcp.NewPromptMessage(mcp.RoleUser, mcp.NewTextContent(p.text+bounds))}), nil
		})
	}
}

// offerDraft registers the prompt that makes a post of something.
func (c channel) offerDraft(s *server.MCPServer) {
	const material = "material"
	prompt := mcp.Prompt{
		Name: "draft_post", Title: "Draft a post from this", Description: "Makes a post for " + c.name + " of a text, a note or a piece of news.",
		Arguments: []mcp.PromptArgument{{Name: material, Description: "what the post is to be about: a text, notes, an address", Required: true}},
	}
	s.AddPrompt(prompt, func(_ context.Context, request mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
		from := quote("material for the post", request.Params.Arguments[material], 20_000)
		text := "Draft a post for " + c.name + " from the material below. Read the resource " + uriHandbook + " first for what must not be said, and " + uriGoals + " for what matters now. " +
			"Say nothing that the material does not say, promise nothing, name no customer, and keep to plain text. Show me the words, the time that you suggest and what goes along, and change them until I am content. " +
			"Then call schedule_post with dry_run true and tell me its previews and hints; call it with dry_run false only when I say so. " +
			"You cannot approve it, and must not say that you did; I do that in Obsidian. " + caution + "\n\n" + from.Source + ":\n" + from.Text
		return mcp.NewGetPromptResult(prompt.Title, []mcp.PromptMessage{mcp.NewPromptMessage(mcp.RoleUser, mcp.NewTextContent(text))}), nil
	})
}
