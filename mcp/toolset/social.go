package toolset

import (
	"context"
	"errors"
	"time"

	"github.com/mark3labs/mcp-go/server"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

// Facebook is the server for posts of the owner's Facebook page.
func Facebook(o *Office) (*server.MCPServer, error) { return social(o, "facebook", contract.Facebook) }

// Instagram is the server for posts of the owner's Instagram account.
func Instagram(o *Office) (*server.MCPServer, error) {
	return social(o, "instagram", contract.Instagram)
}

// Twitter is the server for posts on X.
func Twitter(o *Office) (*server.MCPServer, error) { return social(o, "twitter", contract.X) }

// channel is a platform as its server serves it.
type channel struct {
	*Office
	platform contract.Platform
	name     string // for people
}

func social(o *Office, name string, platform contract.Platform) (*server.MCPServer, error) {
	c := channel{Office: o, platform: platform, name: post.Name(platform)}
	s := newServer("employee-"+name, "Employee: posts on "+c.name,
		"Writes posts, replies and messages for "+c.name+" as notes into the owner's vault, and tells how they stand. What it writes always asks the owner, who approves in Obsidian by "+
			"moving the request; there is no other way out. It changes only notes that an assistant wrote. "+caution)
	o.offerPages(s, uriHandbook, uriGoals)
	c.offerDraft(s)
	return s, errors.Join(offer(s, o, c.schedulePost()), offer(s, o, c.draftReply()), offer(s, o, c.listPosts()),
		offer(s, o, c.showPost()), offer(s, o, c.changePost()), offer(s, o, c.postMetrics()))
}

type schedulePostIn struct {
	Text         string   `json:"text,omitempty" jsonschema:"the words, exactly as they are to appear; plain text without Markdown. It may be left out when there is media"`
	PublishAt    string   `json:"publish_at" jsonschema:"when, in the owner's local time, such as 2026-12-01T09:00, or now"`
	Media        []string `json:"media,omitempty" jsonschema:"pictures or videos: paths below the vault, such as Attachments/photo.jpg, or public https addresses"`
	AltTexts     []string `json:"alt_texts,omitempty" jsonschema:"what each of the media shows, for people who cannot see it, in the same order"`
	Link         string   `json:"link,omitempty" jsonschema:"an address that goes along, whole, with its utm parameters"`
	FirstComment string   `json:"first_comment,omitempty" jsonschema:"a comment of our own below the post"`
	Thread       []string `json:"thread,omitempty" jsonschema:"the posts that follow the first one, each as plain text"`
	Series       string   `json:"series,omitempty" jsonschema:"repeats it: daily, weekly on monday, thursday, or monthly on 15. publish_at is then the first one"`
	Until        string   `json:"until,omitempty" jsonschema:"last day of the series, such as 2026-12-31"`
	Skip         []string `json:"skip,omitempty" jsonschema:"days that the series leaves out, such as 2026-12-24"`
	DryRun       bool     `json:"dry_run,omitempty" jsonschema:"true: what would be sent is only described, whatever the owner approves. false: as the installation is set"`
}

type postOut struct {
	PostID     string    `json:"post_id" jsonschema:"names the post; ask show_post how it stands"`
	WorkflowID string    `json:"workflow_id" jsonschema:"its process"`
	NotePath   string    `json:"note_path" jsonschema:"where its note lies, below the vault"`
	State      string    `json:"state" jsonschema:"started: the note lies in Social_Posts/ and is taken within seconds. joined: this very call was made before, nothing new was written. waits_for_worker: no worker runs on this machine; it is taken when one is started"`
	DryRun     bool      `json:"dry_run" jsonschema:"true when nothing will leave"`
	GoesOut    string    `json:"goes_out" jsonschema:"when, if the owner approves in time, in the owner's zone"`
	Previews   []preview `json:"previews" jsonschema:"how the platform will count and cut it"`
	CostUSD    string    `json:"cost_usd,omitempty" jsonschema:"what the platform charges for it"`
	Hints      []string  `json:"hints" jsonschema:"what is worth seeing and stops nothing"`
	Next       string    `json:"next" jsonschema:"what happens now and what to do"`
}

type preview struct {
	Length int    `json:"length" jsonschema:"in the platform's own counting"`
	Limit  int    `json:"limit"`
	Shown  string `json:"shown" jsonschema:"what stands above the platform's more; empty = all of it"`
}

const asksAlways = "It always asks the owner, in Obsidian, whatever stands in the note. "

func (c channel) schedulePost() tool[schedulePostIn, postOut] {
	return tool[schedulePostIn, postOut]{
		name: "schedule_post", title: "Write a post for " + c.name, acts: true, outside: true,
		about: "Writes a post for " + c.name + " as a note into the vault's Social_Posts/, after it was checked for length, time and what " + c.name + " takes; what is wrong comes back as a sentence and " +
			"nothing is written. " + asksAlways + "Returns an ID at once; the same call is one note however often it is made. With dry_run, the default, the post is only described in the end, never sent.",
		limit: func(p properties) {
			p.text("text", 20_000)
			p.text("publish_at", 40)
			p.list("media", 0, 10)
			p.list("alt_texts", 0, 10)
			p.text("link", 2000)
			p.text("first_comment", 8000)
			p.list("thread", 0, 24)
			p.text("series", 100)
			p.text("until", 10)
			p.list("skip", 0, 50)
			p.yes("dry_run")
			if c.platform == contract.X {
				delete(p, "first_comment")
			} else {
				delete(p, "thread")
			}
		},
		touches: func(out postOut) (string, string) { return out.WorkflowID, "" },
		run: func(ctx context.Context, in schedulePostIn) (postOut, error) {
			return c.bring(ctx, brought{
				platform: c.platform, kind: contract.PostPublic, text: in.Text, publishAt: in.PublishAt, media: in.Media, alts: in.AltTexts, link: in.Link,
				firstComment: in.FirstComment, thread: in.Thread, series: in.Series, until: in.Until, skip: in.Skip, dryRun: in.DryRun,
			})
		},
	}
}

type draftReplyIn struct {
	Kind      string `json:"kind,omitempty" jsonschema:"reply: below a post or comment, for all to see. dm: a message to one person"`
	Text      string `json:"text" jsonschema:"the words, exactly as they are to appear; plain text"`
	ReplyTo   string `json:"reply_to,omitempty" jsonschema:"of a reply: the address or ID of the post or comment that is answered"`
	Recipient string `json:"recipient,omitempty" jsonschema:"of a dm: the person's ID on the platform, on X also the handle"`
	PublishAt string `json:"publish_at,omitempty" jsonschema:"when, in the owner's local time, such as 2026-12-01T09:00, or now: as soon as the owner has approved"`
	DryRun    bool   `json:"dry_run,omitempty" jsonschema:"true: what would be sent is only described, whatever the owner approves. false: as the installation is set"`
}

func (c channel) draftReply() tool[draftReplyIn, postOut] {
	return tool[draftReplyIn, postOut]{
		name: "draft_reply", title: "Draft a reply or a message on " + c.name, acts: true, outside: true, blind: "text",
		about: "Writes a reply, or a direct message to one person, for " + c.name + " as a note into the vault's Social_Posts/, after it was checked. " + asksAlways +
			"Returns an ID at once; the same call is one note however often it is made. With dry_run, the default, it is only described in the end, never sent.",
		limit: func(p properties) {
			p.choice("kind", string(contract.PostReply), string(contract.PostDM))
			p.text("text", 10_000)
			p.text("reply_to", 500)
			p.text("recipient", 100)
			p.text("publish_at", 40)
			p["publish_at"].Default = []byte(`"now"`)
			p.yes("dry_run")
		},
		touches: func(out postOut) (string, string) { return out.WorkflowID, "" },
		run: func(ctx context.Context, in draftReplyIn) (postOut, error) {
			return c.bring(ctx, brought{
				platform: c.platform, kind: contract.PostKind(in.Kind), text: in.Text, replyTo: in.ReplyTo, recipient: in.Recipient, publishAt: in.PublishAt, dryRun: in.DryRun,
			})
		},
	}
}

// bring writes the note of a post, unless the same call has its process or its note already.
func (c channel) bring(ctx context.Context, b brought) (postOut, error) {
	at := c.place()
	if err := b.prepare(time.Now(), c.cfg.Zone, at.vault); err != nil {
		return postOut{}, err
	}
	out := postOut{
		PostID: b.id, WorkflowID: c.cfg.Owner.ID(contract.PostWorkflowID(b.id)), NotePath: b.at(), State: "started", DryRun: b.dryRun || at.dryRun,
		GoesOut: post.InWords(b.slot, c.cfg.Zone), Previews: previews(b.previews), CostUSD: string(b.cost), Hints: sentences(b.hints),
	}
	if !c.configured() {
		out.Hints = append(out.Hints, c.name+" is not set up in this installation, so nothing is sent there; what would be sent is described.")
	}
	var joined string
	temporal, target, err := c.dial(ctx)
	if err == nil {
		defer temporal.Close()
		there, err := exists(ctx, temporal, out.WorkflowID)
		if err != nil {
			return out, err
		}
		if there {
			joined = b.at()
			if p := c.process(ctx, temporal, target, b.id); p.NotePath != "" {
				joined = p.NotePath
			}
		}
	} else if !notRunning(err) {
		return out, err
	}
	if joined == "" {
		if joined, err = b.layPost(at.vault); err != nil {
			return out, err
		}
	}
	out.say(joined, at.running)
	return out, nil
}

// say tells what happens now.
func (out *postOut) say(joined string, running bool) {
	switch {
	case joined != "":
		out.State, out.NotePath = "joined", line(joined, 300)
		out.Next = "This very post was brought before; nothing new was written. show_post tells how it stands. To bring it once more, change its time or its words."
	case running:
		out.Next = "The note lies in Social_Posts/ and is taken within seconds; what only the worker can see, such as what a picture holds, then stands in show_post. The owner is asked in Obsidian, by a request in Pending_Approval/."
	default:
		out.State, out.Next = "waits_for_worker", "The note lies in Social_Posts/. No worker is running on this machine; it is taken when the one that watches this vault is started with: go run ./worker"
	}
}

// process is the last one of a post, empty when there is none.
func (c channel) process(ctx context.Context, temporal client.Client, target connect.Target, postID string) connect.Process {
	found, _, err := connect.Processes(ctx, temporal, target.Namespace, ofPosts+" AND WorkflowId = '"+c.cfg.Owner.ID(contract.PostWorkflowID(postID))+"'", 1)
	if err != nil || len(found) == 0 {
		return connect.Process{}
	}
	return found[0]
}

// configured is true when this installation can post to the platform.
func (c channel) configured() bool {
	for _, s := range c.cfg.Systems() {
		if s.Name == string(c.platform) {
			return s.Configured
		}
	}
	return false
}

func previews(all []contract.PostPreview) []preview {
	out := []preview{}
	for _, p := range all {
		out = append(out, preview{Length: p.Length, Limit: p.Limit, Shown: shorten(visible(p.Shown), 600)})
	}
	return out
}

func sentences(all []contract.PostProblem) []string {
	out := []string{}
	for _, p := range all {
		out = append(out, line(p.Sentence, 400))
	}
	return out
}
