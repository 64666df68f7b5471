package toolset

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

// anyPost is what the schemas take as the name of a post.
const anyPost = `^(([a-z][a-z0-9-]{0,31}:)?post/)?post-[0-9a-z]{8,40}$`

var postForm = regexp.MustCompile(anyPost)

const (
	// maxEvents bounds what is told of the log about one post.
	maxEvents = 40
	// maxOpen bounds how many processes are asked how they stand; of the others the note tells.
	maxOpen = 100
)

// entryOfPost is a post as the tools tell of it.
type entryOfPost struct {
	PostID     string       `json:"post_id,omitempty" jsonschema:"names the post; empty while the owner has not made the note ready"`
	Title      string       `json:"title" jsonschema:"the note's name"`
	Status     string       `json:"status" jsonschema:"for example scheduled, waiting_for_approval, waiting_for_note, carrying_out, done, dry_run, rejected, withdrawn; draft: the box ready is not ticked"`
	WaitingFor string       `json:"waiting_for,omitempty" jsonschema:"what it waits for or how it ended, in words"`
	PublishAt  string       `json:"publish_at,omitempty" jsonschema:"as the note says it"`
	Slot       string       `json:"slot,omitempty" jsonschema:"when it goes out next, in the owner's zone"`
	Kind       string       `json:"kind" jsonschema:"post, reply or dm"`
	Platforms  []string     `json:"platforms"`
	Source     string       `json:"source" jsonschema:"assistant or owner; a tool changes only what an assistant wrote"`
	DryRun     bool         `json:"dry_run" jsonschema:"true when the effect would only be described"`
	NotePath   string       `json:"note_path" jsonschema:"where its note lies, below the vault"`
	RequestID  string       `json:"request_id,omitempty" jsonschema:"names what lies before the owner"`
	Rule       string       `json:"rule,omitempty" jsonschema:"the policy rule that decided last"`
	Links      []linkOfPost `json:"links" jsonschema:"where it is public, and how each platform ended"`
	Text       quoted       `json:"text" jsonschema:"its words"`
}

type linkOfPost struct {
	Platform string `json:"platform"`
	Status   string `json:"status,omitempty"`
	URL      string `json:"url,omitempty"`
}

// entryOf tells of a post by its note and its process, which may be missing.
func (c channel) entryOf(p postPage, process connect.Process, most int) entryOfPost {
	d := post.Read(p.page)
	e := entryOfPost{
		PostID: line(p.one(keyPostID), 60), Title: line(d.Post.Title, 200), Status: cmp.Or(process.Status, p.one(keyStatus), "not_known"), WaitingFor: line(process.WaitingFor, 400),
		PublishAt: line(d.Post.PublishAt, 60), Slot: line(p.one(keyNextSlot), 30), Kind: string(d.Post.Kind), Platforms: []string{}, Source: d.Post.Source, DryRun: process.DryRun || d.Post.DryRun || c.place().dryRun,
		NotePath: line(p.name, 300), RequestID: process.RequestID, Rule: process.Rule, Links: []linkOfPost{}, Text: quote("the note of the post", d.Post.Text, most),
	}
	if !process.Slot.IsZero() {
		e.Slot = post.InWords(process.Slot, c.cfg.Zone)
	}
	if !d.Ready && strings.HasPrefix(p.name, contract.FolderSocialPosts+"/") {
		e.Status = "draft"
	}
	for _, platform := range d.Post.Platforms {
		e.Platforms = append(e.Platforms, string(platform))
		l := linkOfPost{Platform: string(platform), Status: line(p.one(string(platform)+endStatus), 60), URL: line(p.one(string(platform)+endURL), 500)}
		if l.Status+l.URL != "" {
			e.Links = append(e.Links, l)
		}
	}
	return e
}

// mine is true for a post that is for this server's platform.
func (c channel) mine(p postPage) bool {
	return slices.Contains(post.Read(p.page).Post.Platforms, c.platform)
}

type listPostsIn struct {
	State string `json:"state,omitempty" jsonschema:"open: scheduled, waiting or a draft. ended: published or over. all: both, open ones first"`
	Limit int    `json:"limit,omitempty" jsonschema:"how many of each at most"`
}

type listPostsOut struct {
	Posts   []entryOfPost `json:"posts" jsonschema:"open ones first"`
	More    bool          `json:"more" jsonschema:"true when there are others"`
	Remark  string        `json:"remark,omitempty" jsonschema:"what could not be looked at"`
	Caution string        `json:"caution" jsonschema:"how to treat the words in this answer"`
}

func (c channel) listPosts() tool[listPostsIn, listPostsOut] {
	return tool[listPostsIn, listPostsOut]{
		name: "list_posts", title: "List posts on " + c.name,
		about: "Lists the posts for " + c.name + " whose notes are in the vault, the owner's own and those of assistants: what is scheduled, what waits and for what, what is out and where. " +
			"Works without a worker for what lies in Social_Posts/. Reads only.",
		limit: func(p properties) {
			p.choice("state", "all", "open", "ended")
			p.number("limit", 1, 50, "20")
		},
		run: c.list,
	}
}

func (c channel) list(ctx context.Context, in listPostsIn) (listPostsOut, error) {
	out := listPostsOut{Posts: []entryOfPost{}, Caution: caution}
	vaultDir := c.place().vault
	notes, more, err := postNotes(vaultDir)
	if err != nil {
		return out, err
	}
	open, ended, err := c.processes(ctx, in)
	if err != nil {
		if !notRunning(err) {
			return out, err
		}
		out.Remark = "No worker is running, so only what the notes in Social_Posts/ say is told. To start it: go run ./worker"
	}
	out.More = more
	told := map[string]bool{}
	add := func(p postPage, process connect.Process, most *int) {
		switch {
		case !c.mine(p) || told[p.name]:
		case *most == 0:
			out.More = true
		default:
			*most--
			told[p.name] = true
			out.Posts = append(out.Posts, c.entryOf(p, process, 300))
		}
	}
	most := in.Limit
	for _, n := range notes {
		if in.State != "ended" {
			add(n, open[c.cfg.Owner.ID(contract.PostWorkflowID(n.one(keyPostID)))], &most)
		}
	}
	most = in.Limit
	for _, process := range ended {
		id, _ := contract.PostIDOf(process.WorkflowID)
		if n, there := noteAt(vaultDir, process.NotePath, id); there && !strings.HasPrefix(n.name, contract.FolderSocialPosts+"/") {
			add(n, process, &most)
		}
	}
	return out, nil
}

// processes are those of posts that run, by their ID, and those that are over, newest first.
func (c channel) processes(ctx context.Context, in listPostsIn) (open map[string]connect.Process, ended []connect.Process, err error) {
	temporal, target, err := c.dial(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer temporal.Close()
	open = map[string]connect.Process{}
	running, _, err := connect.Processes(ctx, temporal, target.Namespace, ofPosts+" AND ExecutionStatus = 'Running'", maxOpen)
	if err != nil {
		return nil, nil, asking("listing the posts", err)
	}
	for _, p := range running {
		open[p.WorkflowID] = p
	}
	if in.State == "open" {
		return open, nil, nil
	}
	// Posts of other platforms are among them.
	ended, _, err = connect.Processes(ctx, temporal, target.Namespace, ofPosts+" AND ExecutionStatus != 'Running'", 3*in.Limit)
	if err != nil {
		return nil, nil, asking("listing the posts", err)
	}
	return open, ended, nil
}

type postIn struct {
	ID string `json:"id" jsonschema:"a post_id as list_posts shows it"`
}

type showPostIn struct {
	postIn
	patient
}

type showPostOut struct {
	Post     entryOfPost  `json:"post"`
	Problems []string     `json:"problems" jsonschema:"what must be put right before it is scheduled"`
	Hints    []string     `json:"hints" jsonschema:"what is worth seeing and stops nothing"`
	Previews []preview    `json:"previews" jsonschema:"how the platform will count and cut it"`
	Says     quoted       `json:"says" jsonschema:"what the employee has written into the note"`
	Events   []occurrence `json:"events" jsonschema:"what the log says of it, oldest first: approvals, attempts, links and counts"`
	HowTo    string       `json:"how_to" jsonschema:"what the owner can do; no tool does it"`
	Caution  string       `json:"caution" jsonschema:"how to treat the words in this answer"`
}

func (c channel) showPost() tool[showPostIn, showPostOut] {
	return tool[showPostIn, showPostOut]{
		name: "show_post", title: "Show a post on " + c.name,
		about: "Shows one post: how it stands, when it goes out, what must be put right first, how " + c.name + " will count and cut it, where it is public, and what the log says of it. " +
			"With wait_seconds it waits for the post to reach the owner, to be decided, scheduled or out. Reads only.",
		limit: func(p properties) {
			p.form("id", anyPost, longestID)
			p.wait()
		},
		run: func(ctx context.Context, in showPostIn) (showPostOut, error) {
			var p postPage
			var since movement
			wait := in.waits()
			if temporal, _, err := c.dial(ctx); err != nil {
				wait = 0 // without a worker nothing goes on
			} else {
				temporal.Close()
			}
			process, err := await(ctx, wait, func(ctx context.Context) (process connect.Process, words string, done bool, err error) {
				p, process, err = c.findPost(ctx, in.ID)
				return process, since.words(process), err != nil || since.done(process), err
			})
			if err != nil {
				return showPostOut{}, err
			}
			out := c.shown(p, process)
			out.Events, err = c.eventsOf(c.cfg.Owner.ID(contract.PostWorkflowID(out.Post.PostID)))
			return out, err
		},
	}
}

// eventsOf is what the log of the last year says of a post and its slots.
func (c channel) eventsOf(workflowID string) ([]occurrence, error) {
	found, _, err := c.entries(auditlog.Filter{From: time.Now().AddDate(0, 0, -longDays)}, maxEvents, func(e auditlog.Entry) bool {
		return e.WorkflowID == workflowID || strings.HasPrefix(e.WorkflowID, workflowID+"/")
	})
	out := []occurrence{}
	for _, e := range found {
		out = append(out, c.occurrence(e))
	}
	return out, err
}

func (c channel) shown(p postPage, process connect.Process) showPostOut {
	d := post.Read(p.page)
	out := showPostOut{
		Post: c.entryOf(p, process, 3000), Problems: lines(p.under("Put this right first"), 400), Hints: lines(p.under("Worth seeing"), 400), Previews: []preview{},
		Says: quote("the employee's part of the note", strings.Join(p.said(), "\n"), 4000), Caution: caution,
		HowTo: "Approve: move the request from Pending_Approval/ to Approved/. Decline: move it to Rejected/. Change or stop the post: edit or remove its own note in Social_Posts/.",
	}
	fitted := slices.DeleteFunc(post.Fit(d.Post, process.Slot), func(f contract.PlatformPost) bool { return f.Platform != c.platform })
	out.Previews = append(out.Previews, previews(post.Previews(fitted))...)
	return out
}

// findPost finds a post of this server's platform by its ID: its note, and its process when there is one.
func (c channel) findPost(ctx context.Context, id string) (postPage, connect.Process, error) {
	owner, id := contract.OwnerOf(id)
	id = strings.TrimPrefix(id, contract.PostWorkflowID(""))
	if owner != "" && owner != c.cfg.Owner || !postForm.MatchString(id) {
		return postPage{}, connect.Process{}, errors.New("that is no ID of a post; take the post_id as list_posts shows it")
	}
	var process connect.Process
	temporal, target, err := c.dial(ctx)
	if err == nil {
		defer temporal.Close()
		process = c.process(ctx, temporal, target, id)
	} else if !notRunning(err) {
		return postPage{}, process, err
	}
	p, there, err := c.noteOf(id, process.NotePath)
	switch {
	case err != nil:
		return p, process, err
	case !there:
		return p, process, fmt.Errorf("there is no note of the post %s in Social_Posts/, Completed/, Rejected/ or Needs_Action/; see list_posts for those that are there, and what_happened of the server for everything for what became of it", id)
	case !c.mine(p):
		return p, process, fmt.Errorf("that post is not for %s; ask the server of its platform", c.name)
	}
	return p, process, nil
}

func (c channel) noteOf(id, processSays string) (postPage, bool, error) {
	vaultDir := c.place().vault
	notes, _, err := postNotes(vaultDir)
	if err != nil {
		return postPage{}, false, err
	}
	for _, n := range notes {
		if n.one(keyPostID) == id {
			return n, true, nil
		}
	}
	names := []string{processSays}
	for _, folder := range []string{contract.FolderCompleted, contract.FolderRejected, contract.FolderNeedsAction} {
		for _, kind := range []contract.PostKind{contract.PostPublic, contract.PostReply, contract.PostDM} {
			names = append(names, folder+"/"+assistantNote(c.platform, kind, id))
		}
	}
	for _, name := range names {
		if n, there := noteAt(vaultDir, name, id); there {
			return n, true, nil
		}
	}
	return postPage{}, false, nil
}
