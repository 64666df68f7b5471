package toolset

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/mark3labs/mcp-go/server"

	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// Facebook is the server for posts on the owner's page.
func Facebook(o *Office) (*server.MCPServer, error) { return social(o, contract.Facebook, "Facebook") }

// Instagram is the server for posts on the owner's Instagram account.
func Instagram(o *Office) (*server.MCPServer, error) {
	return social(o, contract.Instagram, "Instagram")
}

// Twitter is the server for posts on X.
func Twitter(o *Office) (*server.MCPServer, error) { return social(o, contract.X, "X") }

func social(o *Office, platform contract.Platform, name string) (*server.MCPServer, error) {
	s := newServer("employee-"+serverName(platform), "Employee: "+name,
		"Prepares posts, replies and messages on "+name+" as notes in the owner's vault, and tells how posts stand. Whatever is prepared here asks the owner before it leaves. "+caution)
	return s, errors.Join(offer(s, o, o.schedulePost(platform, name)), offer(s, o, o.draftReply(platform, name)), offer(s, o, o.draftMessage(platform, name)),
		offer(s, o, o.listPosts()), offer(s, o, o.showPost()))
}

func serverName(p contract.Platform) string {
	if p == contract.X {
		return "twitter"
	}
	return string(p)
}

type schedulePostIn struct {
	Text         string   `json:"text" jsonschema:"what to publish; counted as the platform counts"`
	PublishAt    string   `json:"publish_at" jsonschema:"local time of the owner such as 2026-12-01T09:00, or now"`
	Link         string   `json:"link,omitempty" jsonschema:"an https address that goes along"`
	Media        []string `json:"media,omitempty" jsonschema:"files of the vault by their path or name, or https addresses"`
	AltText      []string `json:"alt_text,omitempty" jsonschema:"what each picture shows, in the order of media"`
	FirstComment string   `json:"first_comment,omitempty" jsonschema:"a comment that follows the post at once"`
	DryRun       bool     `json:"dry_run,omitempty" jsonschema:"true, the default: the request is described exactly and nothing is sent"`
}

type draftReplyIn struct {
	ReplyTo string `json:"reply_to" jsonschema:"address or ID of the post or comment that is answered"`
	Text    string `json:"text" jsonschema:"the answer"`
	DryRun  bool   `json:"dry_run,omitempty" jsonschema:"true, the default: the request is described exactly and nothing is sent"`
}

type draftMessageIn struct {
	Recipient string `json:"recipient" jsonschema:"the platform's ID or handle of who gets it"`
	Text      string `json:"text" jsonschema:"the message"`
	DryRun    bool   `json:"dry_run,omitempty" jsonschema:"true, the default: the request is described exactly and nothing is sent"`
}

type postOut struct {
	Note   string `json:"note" jsonschema:"where the note lies, below the vault"`
	State  string `json:"state" jsonschema:"started, waits_for_worker, or joined when the same call was made before"`
	DryRun bool   `json:"dry_run" jsonschema:"true when the effect is only described"`
	Next   string `json:"next" jsonschema:"what happens now"`
}

const asksFirst = " It is written as a note into the vault's Social_Posts, checked there within seconds, and asks the owner before it leaves, whatever the rules are for the owner's own posts. " +
	"The same call twice is one note. With dry_run, the default, nothing is sent even then."

func (o *Office) schedulePost(platform contract.Platform, name string) tool[schedulePostIn, postOut] {
	return tool[schedulePostIn, postOut]{
		name: "schedule_post", title: "Prepare a post on " + name, acts: true, outside: true, blind: "text",
		about: "Prepares a post on " + name + "." + asksFirst,
		limit: func(p properties) {
			p.text("text", 63206)
			p.form("publish_at", `^(now|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})$`, 20)
			p.text("link", 2000)
			p.list("media", 0, 10)
			p.list("alt_text", 0, 10)
			p.text("first_comment", 8000)
			p.yes("dry_run")
		},
		run: func(_ context.Context, in schedulePostIn) (postOut, error) {
			return o.layPost(in.DryRun, in.Text, []property{
				{"platforms", []string{string(platform)}}, {"publish_at", in.PublishAt}, {"link", in.Link}, {"media", in.Media}, {"alt_text", in.AltText}, {"first_comment", in.FirstComment},
			})
		},
	}
}

func (o *Office) draftReply(platform contract.Platform, name string) tool[draftReplyIn, postOut] {
	return tool[draftReplyIn, postOut]{
		name: "draft_reply", title: "Prepare a reply on " + name, acts: true, outside: true, blind: "text",
		about: "Prepares an answer to a post or a comment on " + name + "." + asksFirst,
		limit: func(p properties) { p.text("reply_to", 500); p.text("text", 8000); p.yes("dry_run") },
		run: func(_ context.Context, in draftReplyIn) (postOut, error) {
			return o.layPost(in.DryRun, in.Text, []property{{"platforms", []string{string(platform)}}, {"publish_at", "now"}, {"kind", "reply"}, {"reply_to", in.ReplyTo}})
		},
	}
}

func (o *Office) draftMessage(platform contract.Platform, name string) tool[draftMessageIn, postOut] {
	return tool[draftMessageIn, postOut]{
		name: "draft_message", title: "Prepare a direct message on " + name, acts: true, outside: true, blind: "text",
		about: "Prepares a direct message to one person on " + name + "." + asksFirst,
		limit: func(p properties) { p.text("recipient", 200); p.text("text", 10000); p.yes("dry_run") },
		run: func(_ context.Context, in draftMessageIn) (postOut, error) {
			return o.layPost(in.DryRun, in.Text, []property{{"platforms", []string{string(platform)}}, {"publish_at", "now"}, {"kind", "dm"}, {"recipient", in.Recipient}})
		},
	}
}

// Visibility queries for the processes of posts.
const (
	ofPosts   = "WorkflowType = '" + contract.ScheduledSocialPost + "'"
	openPosts = ofPosts + " AND ExecutionStatus = 'Running'"
)

// postForm is the workflow ID of a post's process.
var postForm = regexp.MustCompile(`^post/post-[0-9a-z]{8,40}$`)

// socialPost is a post as the tools tell of it.
type socialPost struct {
	WorkflowID string `json:"workflow_id" jsonschema:"names the post; ask show_post with it"`
	Status     string `json:"status" jsonschema:"for example scheduled, waiting_for_note, waiting_for_approval, carrying_out, done, partly, refused or unknown"`
	WaitingFor string `json:"waiting_for,omitempty" jsonschema:"what it waits for or how it ended, in words"`
	At         string `json:"at,omitempty" jsonschema:"when it goes out, RFC 3339 in the owner's zone"`
	NotePath   string `json:"note_path,omitempty" jsonschema:"where its note lies, below the vault"`
	DryRun     bool   `json:"dry_run" jsonschema:"true when it would only be described"`
	Problem    string `json:"problem,omitempty" jsonschema:"why the process could not be asked"`
}

func (o *Office) socialPost(p connect.Process) socialPost {
	return socialPost{
		WorkflowID: p.WorkflowID, Status: orUnknown(p.Status), WaitingFor: line(p.WaitingFor, 400), At: o.stamp(p.Slot), NotePath: line(p.NotePath, 300),
		DryRun: p.DryRun, Problem: line(p.Problem, 200),
	}
}

type listPostsIn struct {
	State string `json:"state,omitempty" jsonschema:"open: what is still to come. all: also what is over"`
	Limit int    `json:"limit,omitempty" jsonschema:"how many at most"`
}

type listPostsOut struct {
	Posts   []socialPost `json:"posts" jsonschema:"newest first"`
	More    bool         `json:"more" jsonschema:"true when there are others"`
	Caution string       `json:"caution" jsonschema:"how to treat the words in this answer"`
}

func (o *Office) listPosts() tool[listPostsIn, listPostsOut] {
	return tool[listPostsIn, listPostsOut]{
		name: "list_posts", title: "List posts",
		about: "Lists the posts of the vault on all platforms: when each goes out, how it stands and what it waits for. Reads only.",
		limit: func(p properties) { p.choice("state", "open", "all"); p.number("limit", 1, 100, "20") },
		run: func(ctx context.Context, in listPostsIn) (listPostsOut, error) {
			out := listPostsOut{Posts: []socialPost{}, Caution: caution}
			c, target, err := o.dial(ctx)
			if err != nil {
				return out, err
			}
			defer c.Close()
			query := openPosts
			if in.State == "all" {
				query = ofPosts
			}
			found, more, err := connect.Processes(ctx, c, target.Namespace, query, in.Limit)
			if err != nil {
				return out, asking("listing the posts", err)
			}
			for _, p := range found {
				out.Posts = append(out.Posts, o.socialPost(p))
			}
			out.More = more
			return out, nil
		},
	}
}

type showPostIn struct {
	ID string `json:"id" jsonschema:"the workflow_id that list_posts gives"`
}

type showPostOut struct {
	Post    socialPost   `json:"post"`
	Events  []occurrence `json:"events" jsonschema:"what the log says of it, oldest first: approvals, attempts, links and counts"`
	Caution string       `json:"caution" jsonschema:"how to treat the words in this answer"`
}

func (o *Office) showPost() tool[showPostIn, showPostOut] {
	const most = 40
	return tool[showPostIn, showPostOut]{
		name: "show_post", title: "Show a post",
		about: "Shows one post: how it stands, and what the log says of it, with the links on each platform and the counts after an hour, a day and a week. Reads only.",
		limit: func(p properties) { p.form("id", postForm.String(), 60) },
		run: func(ctx context.Context, in showPostIn) (showPostOut, error) {
			out := showPostOut{Events: []occurrence{}, Caution: caution}
			c, target, err := o.dial(ctx)
			if err != nil {
				return out, err
			}
			defer c.Close()
			found, _, err := connect.Processes(ctx, c, target.Namespace, ofPosts+" AND WorkflowId = '"+in.ID+"'", 1)
			if err != nil {
				return out, asking("looking for the post", err)
			}
			if len(found) == 0 {
				return out, fmt.Errorf("there is no post %s in Temporal; see list_posts for those that are there", in.ID)
			}
			out.Post = o.socialPost(found[0])
			events, _, err := o.entries(auditlog.Filter{}, most, func(e auditlog.Entry) bool {
				return e.WorkflowID == in.ID || strings.HasPrefix(e.WorkflowID, in.ID+"/")
			})
			if err != nil {
				return out, err
			}
			for _, e := range events {
				out.Events = append(out.Events, o.occurrence(e))
			}
			return out, nil
		},
	}
}
