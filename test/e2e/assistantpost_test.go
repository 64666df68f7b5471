package e2e_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	xfake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/test/harness"
)

type assistantPost struct {
	PostID   string `json:"post_id"`
	Status   string `json:"status"`
	Source   string `json:"source"`
	State    string `json:"state"`
	NotePath string `json:"note_path"`
	DryRun   bool   `json:"dry_run"`
	Links    []struct{ Platform, Status, URL string }
}

type shownPost struct {
	Post     assistantPost `json:"post"`
	Problems []string      `json:"problems"`
}

// stands waits until a post stands so, as an assistant is told.
func stands(p *harness.Product, a *harness.Assistant, id, status string) shownPost {
	var shown shownPost
	p.Eventually("the post to be "+status, func() bool {
		return a.Call("show_post", map[string]any{"id": id}, &shown) == "" && shown.Post.Status == status
	})
	return shown
}

func TestAssistant_APostOfAnAssistantAsksAndIsLiveOnce(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	p.Start()
	a := p.Assistant("twitter")

	call := map[string]any{"text": "We are open on Sunday.", "publish_at": "now", "dry_run": false}
	var brought, again assistantPost
	require.Empty(t, a.Call("schedule_post", call, &brought))
	require.Equal(t, "started", brought.State)
	require.Empty(t, a.Call("schedule_post", call, &again))
	require.Equal(t, "joined", again.State)
	require.Equal(t, brought.PostID, again.PostID)
	note := p.Note("Pending_Approval", "from the assistant")
	require.Contains(t, p.Read("Pending_Approval", note), "social.assistant")
	require.Equal(t, "assistant", stands(p, a, brought.PostID, "waiting_for_approval").Post.Source)
	never(t, "posts before the owner's word", len(x.Posts()))
	waitsAsAPost(t, p, note)

	p.Approve(note)
	shown := stands(p, a, brought.PostID, "done")

	require.Equal(t, 1, x.Count("We are open on Sunday."))
	require.Len(t, shown.Post.Links, 1)
	require.Equal(t, "https://x.com/shopowner/status/"+x.Posts()[0].ID, shown.Post.Links[0].URL)
	require.True(t, strings.HasPrefix(shown.Post.NotePath, "Completed/"), shown.Post.NotePath)
	require.Empty(t, a.Call("schedule_post", call, &again))
	require.Equal(t, "joined", again.State)
	require.Equal(t, shown.Post.NotePath, again.NotePath)
	require.Contains(t, a.Call("change_post", map[string]any{"id": brought.PostID, "cancel": true}, nil), "out or over")
	var list struct {
		Posts []assistantPost `json:"posts"`
	}
	require.Empty(t, a.Call("list_posts", map[string]any{"state": "ended"}, &list))
	require.Len(t, list.Posts, 1)
	require.Equal(t, brought.PostID, list.Posts[0].PostID)
	require.Equal(t, 1, p.Logged("x.publish_post", "intent"))
	require.Equal(t, 3, p.Logged("mcp.schedule_post", "result"))
	a.Protocol()
}

func TestAssistant_ADryRunOfAPostLeavesNothingAndStandsInNothingsWay(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	p.Start()
	a := p.Assistant("twitter")

	call := map[string]any{"text": "We are open on Sunday.", "publish_at": "2100-03-02T09:00"}
	var dry, real assistantPost
	require.Empty(t, a.Call("schedule_post", call, &dry))
	require.True(t, dry.DryRun)
	stands(p, a, dry.PostID, "waiting_for_approval")
	call["dry_run"] = false
	require.Empty(t, a.Call("schedule_post", call, &real))
	require.NotEqual(t, dry.PostID, real.PostID)
	stands(p, a, real.PostID, "waiting_for_approval")

	require.Empty(t, a.Call("change_post", map[string]any{"id": real.PostID, "cancel": true}, nil))
	stands(p, a, real.PostID, "draft")
	p.Eventually("the request of the cancelled one to be closed", func() bool { return len(p.Notes("Pending_Approval")) == 1 })
	var waits struct{ Waiting []struct{ For string } }
	require.Empty(t, p.Assistant("briefing").Call("what_waits", nil, &waits))
	require.Len(t, waits.Waiting, 1, "a cancelled post waits for nobody")
	require.Empty(t, a.Call("change_post", map[string]any{"id": dry.PostID, "publish_at": "now"}, nil))
	var note string
	p.Eventually("a request for now", func() bool {
		notes := p.Notes("Pending_Approval")
		if len(notes) == 1 {
			note = notes[0]
		}
		return note != "" && strings.Contains(p.Glimpse("Pending_Approval", note), "With your approval it is published at once")
	})
	require.Contains(t, p.Read("Pending_Approval", note), "Dry run: nothing is sent")
	p.Approve(note)

	shown := stands(p, a, dry.PostID, "dry_run")
	require.Contains(t, p.Read("Completed", strings.TrimPrefix(shown.Post.NotePath, "Completed/")), "/2/tweets")
	require.Empty(t, x.Posts())
	require.Empty(t, x.Requests("createPosts"))
}

func TestAssistant_ChangesNoPostOfTheOwners(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	p.Start()
	a := p.Assistant("twitter")
	lay(p, "sunday.md", socialNote("We are open on Sunday.", "x", "2100-03-02T09:00"))
	says(p, "Social_Posts", "sunday.md", "Scheduled for")
	var list struct {
		Posts []assistantPost `json:"posts"`
	}
	p.Eventually("the owner's post to be listed", func() bool {
		return a.Call("list_posts", nil, &list) == "" && len(list.Posts) == 1 && list.Posts[0].Status == "scheduled"
	})
	before := p.Read("Social_Posts", "sunday.md")
	for _, change := range []map[string]any{{"cancel": true}, {"publish_at": "now"}} {
		change["id"] = list.Posts[0].PostID
		require.Contains(t, a.Call("change_post", change, nil), "the owner wrote that post")
	}
	require.Equal(t, before, p.Read("Social_Posts", "sunday.md"))
	require.Empty(t, x.Posts())
}

// waitsAsAPost looks at the request of the one post that waits with the eyes of the assistant for everything.
func waitsAsAPost(t *testing.T, p *harness.Product, note string) {
	t.Helper()
	everything := p.Assistant("briefing")
	var waits struct {
		Waiting []struct {
			For     string           `json:"for"`
			Reasons []string         `json:"reasons"`
			Request assistantRequest `json:"request"`
		} `json:"waiting"`
	}
	p.Eventually("the post to wait", func() bool {
		return everything.Call("what_waits", nil, &waits) == "" && len(waits.Waiting) == 1 && waits.Waiting[0].For == "your decision"
	})
	require.Contains(t, waits.Waiting[0].Reasons, "Rule: social.assistant")
	text, err := everything.Resource("employee://requests/" + waits.Waiting[0].Request.RequestID)
	require.NoError(t, err)
	require.Contains(t, text, p.Read("Pending_Approval", note))
	var why struct{ Decision, Rule string }
	require.Empty(t, everything.Call("explain_decision", map[string]any{"id": waits.Waiting[0].Request.RequestID}, &why))
	require.Equal(t, "pending", why.Decision)
	require.Equal(t, "social.assistant", why.Rule)
}

// A dry run and the real thing are two calls that differ in dry_run alone. All that the assistant and the owner see must be the same but for
// what says so, and what the dry run describes must be what the real one sends. One comes after the other: two at once would be too near.
func TestAssistant_ADryRunOfAPostDiffersFromTheRealOneInNothingButTheEffect(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	p.Start()
	a := p.Assistant("twitter")

	dry := bring(t, p, a, true, "dry_run")
	require.Empty(t, x.Requests("createPosts"))
	real := bring(t, p, a, false, "done")
	require.Len(t, x.Requests("createPosts"), 1)

	require.Equal(t, alike(dry, dry.answer), alike(real, real.answer))
	require.Equal(t, alike(dry, dry.request), alike(real, real.request))
	require.Contains(t, dry.done, "POST "+x.URL()+"/2/tweets")
	require.Contains(t, dry.done, string(x.Requests("createPosts")[0].Body), "what was described is what is sent, byte for byte")
}

// broughtPost is what is seen of a post from the call to its end.
type broughtPost struct{ id, answer, request, done string }

func bring(t *testing.T, p *harness.Product, a *harness.Assistant, dryRun bool, end string) broughtPost {
	t.Helper()
	var answer map[string]any
	require.Empty(t, a.Call("schedule_post", map[string]any{"text": "We are open on Sunday.\nSee you!", "publish_at": "now", "dry_run": dryRun}, &answer))
	raw, err := json.MarshalIndent(answer, "", " ")
	require.NoError(t, err)
	id, _ := answer["post_id"].(string)
	stands(p, a, id, "waiting_for_approval")
	note := p.Note("Pending_Approval", "from the assistant")
	b := broughtPost{id: strings.TrimPrefix(id, "post-"), answer: string(raw), request: p.Read("Pending_Approval", note)}
	p.Approve(note)
	b.done = p.Read("Completed", strings.TrimPrefix(stands(p, a, id, end).Post.NotePath, "Completed/"))
	return b
}

// alike leaves out what names the post, tells the time, and says that it is a dry run.
func alike(b broughtPost, text string) string {
	text = strings.ReplaceAll(text, b.id, "ID")
	text = strings.ReplaceAll(text, "Dry run: nothing is sent, the requests are only described. ", "")
	for _, own := range []string{
		`(?m)^(request_id|fingerprint|created|expires): .*$`, `\w+ \d+ \w+ \d{4}, \d\d:\d\d`, `"?dry_run"?: (true|false)`, `such as \d{4}-\d\d-\d\d`,
	} {
		text = regexp.MustCompile(own).ReplaceAllString(text, "")
	}
	return text
}
