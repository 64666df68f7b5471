package toolset

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

type changePostIn struct {
	ID        string `json:"id" jsonschema:"a post_id as list_posts shows it"`
	PublishAt string `json:"publish_at,omitempty" jsonschema:"the new time, in the owner's local time, such as 2026-12-01T09:00, or now. Either this or cancel"`
	Cancel    bool   `json:"cancel,omitempty" jsonschema:"true: the box ready is unticked, so that nothing is published; the note stays where it is, and only the owner brings it back. Either this or publish_at"`
}

type changePostOut struct {
	PostID   string `json:"post_id"`
	NotePath string `json:"note_path"`
	Changed  bool   `json:"changed" jsonschema:"false: it was so already"`
	GoesOut  string `json:"goes_out" jsonschema:"when, if the owner approves in time, in the owner's zone; empty when cancelled"`
	Next     string `json:"next" jsonschema:"what happens now and what to do"`
}

func (c channel) changePost() tool[changePostIn, changePostOut] {
	return tool[changePostIn, changePostOut]{
		name: "change_post", title: "Move or cancel a post on " + c.name, acts: true,
		about: "Gives a post for " + c.name + " another time, or cancels it, as long as it is not out. Only posts that an assistant wrote (source: assistant); the owner's own are the owner's. " +
			"An approval that was given does not hold for another time: the owner is asked again. Nothing else of the note is touched.",
		limit: func(p properties) {
			p.form("id", anyPost, longestID)
			p.text("publish_at", 40)
			p["cancel"].Default = []byte("false")
		},
		touches: func(out changePostOut) (string, string) {
			return c.cfg.Owner.ID(contract.PostWorkflowID(out.PostID)), ""
		},
		run: c.change,
	}
}

func (c channel) change(ctx context.Context, in changePostIn) (changePostOut, error) {
	if (in.PublishAt != "") == in.Cancel {
		return changePostOut{}, errors.New("give either publish_at, the new time, or cancel: true")
	}
	p, process, err := c.findPost(ctx, in.ID)
	if err != nil {
		return changePostOut{}, err
	}
	if err := mayChange(p, process); err != nil {
		return changePostOut{}, err
	}
	out := changePostOut{PostID: p.one(keyPostID), NotePath: p.name}
	key, value, written := keyReady, "false", "false"
	if !in.Cancel {
		slot, publishAt, err := c.newTime(p, in.PublishAt)
		if err != nil {
			return out, err
		}
		key, value, written, out.GoesOut = keyPublishAt, publishAt, inQuotes(publishAt), post.InWords(slot, c.cfg.Zone)
	}
	if out.Changed, err = c.set(p, key, value, written); err != nil {
		return out, err
	}
	switch {
	case in.Cancel:
		out.Next = "The box ready is unticked, so nothing of it is published and an open request about it is closed within seconds. The note stays in Social_Posts/; only the owner brings it back, by ticking ready."
	case strings.EqualFold(p.one(keyReady), "false"):
		out.Next = "The note has its new time. Its box ready is not ticked, so it is not scheduled; only the owner ticks it."
	default:
		out.Next = "The note has its new time, and the owner is asked about it anew. show_post tells how it stands; if it was just being published, it says so."
	}
	return out, nil
}

// mayChange refuses what is not an assistant's, or is out.
func mayChange(p postPage, process connect.Process) error {
	if !p.byAssistant() {
		return errors.New("the owner wrote that post, so no tool changes it; the owner does, by editing the note " + line(p.name, 200))
	}
	if !strings.HasPrefix(p.name, contract.FolderSocialPosts+"/") {
		return fmt.Errorf("that post is out or over: its note lies in %s. show_post tells how it ended", line(p.name, 200))
	}
	switch process.Status {
	case contract.StatusEffect, contract.StatusVerifying, contract.StatusWaitingSystem:
		return errors.New("that post is being published at this moment and cannot be changed any more; show_post tells how it goes")
	}
	if post.Read(p.page).Post.Series != nil {
		return nil // what is to come of a series can be changed
	}
	for _, platform := range contract.Platforms() {
		if p.one(string(platform)+endStatus) != "" {
			return errors.New("that post has been sent to a platform already and is not changed any more; show_post tells how it stands")
		}
	}
	return nil
}

// newTime checks the time that a note is to get.
func (c channel) newTime(p postPage, publishAt string) (slot time.Time, written string, err error) {
	written = strings.TrimSpace(publishAt)
	if err := harmless(keyPublishAt, written); err != nil {
		return slot, "", err
	}
	page := p.page
	page.Properties = maps.Clone(page.Properties)
	page.Properties[keyPublishAt] = []string{written}
	now := time.Now()
	draft := post.Read(page)
	slots := post.SlotsOf(draft.Post, post.When{Now: now, Zone: c.cfg.Zone, Seen: now})
	problems := slices.DeleteFunc(draft.Problems, func(p contract.PostProblem) bool { return p.Field != keyPublishAt })
	if slots.Problem != "" {
		problems = append(problems, contract.PostProblem{Field: keyPublishAt, Sentence: slots.Problem})
	}
	if len(problems) > 0 {
		return slot, "", problemsError(problems)
	}
	return slots.Slot, draft.Post.PublishAt, nil
}

// set gives one property of an assistant's note another value, and changes nothing else of it. Whose note it is is looked at in the moment
// of writing.
func (c channel) set(p postPage, key, value, written string) (changed bool, err error) {
	folder, err := openFolder(c.place().vault, contract.FolderSocialPosts)
	if err != nil {
		return false, err
	}
	defer func() { _ = folder.Close() }()
	name := strings.TrimPrefix(p.name, contract.FolderSocialPosts+"/")
	err = swap(folder, name, func(raw []byte) ([]byte, error) {
		now, isPost, err := readPost(p.name, raw)
		if err != nil || !isPost || now.one(keyPostID) != p.one(keyPostID) {
			return nil, errors.New("the note was changed at this moment; look at it again with show_post")
		}
		if err := mayChange(now, connect.Process{}); err != nil {
			return nil, err
		}
		edited, err := now.with(raw, key, value, written)
		changed = err == nil && string(edited) != string(raw)
		return edited, err
	})
	return changed, err
}

// with gives the note with one property of its front matter, on one line, changed to a value that is written so, and makes sure that it reads
// as it did but for that.
func (p postPage) with(raw []byte, key, value, written string) ([]byte, error) {
	odd := fmt.Errorf("the property %s of the note is written in a way that is not changed here; ask the owner to change it in Obsidian", key)
	text := string(raw)
	rows := strings.SplitAfter(text, "\n")
	at := -1
	for i, row := range rows[1:] {
		if isFence(strings.TrimRight(row, "\r\n")) {
			break
		}
		if strings.HasPrefix(row, key+":") {
			if at >= 0 {
				return nil, odd
			}
			at = i + 1
		}
	}
	if at < 0 {
		return nil, odd
	}
	ending := rows[at][len(strings.TrimRight(rows[at], "\r\n")):]
	rows[at] = key + ": " + written + ending
	edited := []byte(strings.Join(rows, ""))
	after, isPost, err := readPost(p.name, edited)
	if err != nil || !isPost || after.page.Body != p.page.Body {
		return nil, odd
	}
	before := maps.Clone(p.page.Properties)
	if len(before[key]) == 1 && before[key][0] == value {
		return raw, nil
	}
	before[key] = []string{value}
	if !reflect.DeepEqual(before, after.page.Properties) {
		return nil, odd
	}
	return edited, nil
}
