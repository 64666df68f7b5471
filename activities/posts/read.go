package posts

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

// ReadPost says what a post's note asks for now, fitted to its platforms and
// checked. A note that is gone, withdrawn, not ready or there twice is a state
// of the reading, not an error.
func (d *Desk) ReadPost(ctx context.Context, in contract.ReadPostInput) (contract.PostReading, error) {
	if !idForm.MatchString(in.PostID) {
		return contract.PostReading{}, invalid("the post has no usable ID", nil)
	}
	handbook, err := d.opts.Handbook(ctx, contract.Nothing{})
	if err != nil {
		return contract.PostReading{}, err
	}
	reading, note, info, err := d.look(ctx, in.PostID)
	if err != nil {
		return contract.PostReading{}, err
	}
	reading.Handbook = handbook
	if note == nil || reading.State != contract.PostReady {
		return reading, d.book.change(in.PostID, func(e *noteEntry) { e.Planned = nil })
	}
	draft := post.Read(page(reading.Path, note))
	draft.Post.PostID = in.PostID
	reading.Post, reading.Problems, reading.Hints = draft.Post, draft.Problems, draft.Hints
	if !draft.Ready {
		reading.State = contract.PostDraft
		return reading, d.book.change(in.PostID, (*noteEntry).rest)
	}
	if err := d.fillMedia(ctx, &reading); err != nil {
		return contract.PostReading{}, err
	}
	reading.ContentHash = contentHash(reading.Post)
	return d.judge(in, reading, again(note), info.ModTime)
}

// look finds the note and reads it. A note that cannot be read is a problem of
// the reading.
func (d *Desk) look(ctx context.Context, postID string) (contract.PostReading, *vault.Note, vault.FileInfo, error) {
	for range 2 { // it may be moved between the finding and the reading
		found, err := d.sightings(ctx, postID)
		if err != nil {
			return contract.PostReading{}, nil, vault.FileInfo{}, err
		}
		reading := contract.PostReading{State: stateOf(found)}
		if len(found) == 0 {
			return reading, nil, vault.FileInfo{}, nil
		}
		reading.Path = found[0].Path
		switch reading.State {
		case contract.PostTwins:
			reading.Problems = []contract.PostProblem{{Sentence: twinSentence(found)}}
			return reading, nil, vault.FileInfo{}, nil
		case contract.PostReady:
		default:
			return reading, nil, vault.FileInfo{}, nil
		}
		note, info, err := d.vault.ReadSettled(reading.Path)
		var refusal *vault.Refusal
		switch {
		case missing(err):
			continue
		case errors.As(err, &refusal) && refusal.Kind == vault.Changing:
			return contract.PostReading{}, nil, vault.FileInfo{}, transient("the note is still being written", err)
		case errors.As(err, &refusal):
			reading.Problems = []contract.PostProblem{{Sentence: unreadable(refusal)}}
			return reading, nil, info, nil
		case err != nil:
			return contract.PostReading{}, nil, vault.FileInfo{}, err
		}
		return reading, note, info, d.book.change(postID, func(e *noteEntry) { e.Path = reading.Path })
	}
	return contract.PostReading{State: contract.PostGone}, nil, vault.FileInfo{}, nil
}

func unreadable(r *vault.Refusal) string {
	return "The note cannot be used: " + r.Sentence + "."
}

// stateOf says what the places mean in which the notes of a post lie.
func stateOf(found []vault.Sighting) string {
	switch {
	case len(found) == 0:
		return contract.PostGone
	case len(found) > 1 || found[0].Refused == vault.Conflict:
		return contract.PostTwins
	case found[0].Folder == vault.SocialPosts:
		return contract.PostReady
	case found[0].Folder == vault.Rejected:
		return contract.PostWithdrawn
	default:
		return contract.PostGone
	}
}

func twinSentence(found []vault.Sighting) string {
	names := ""
	for i, s := range found {
		if i > 0 {
			names += " and "
		}
		names += s.Path
	}
	if len(found) == 1 {
		return names + " is a conflict copy of a sync tool; keep one note under its plain name."
	}
	return "There are " + names + " for the same post; keep one, or delete the property post_id in the one that is to be another post."
}

// page gives a note as the pure reader takes it.
func page(name string, n *vault.Note) post.Page {
	p := post.Page{Title: stem(name), Properties: map[string][]string{}, Body: n.Body}
	for _, key := range n.Keys() {
		if values, ok := n.GetList(key); ok {
			p.Properties[key] = values
		}
	}
	return p
}

// judge finds the slot, fits the post and checks it.
func (d *Desk) judge(in contract.ReadPostInput, r contract.PostReading, again []contract.Platform, saved time.Time) (contract.PostReading, error) {
	now := d.opts.Clock()
	seen, err := d.since(in.PostID, r, now, saved)
	if err != nil {
		return contract.PostReading{}, err
	}
	after := in.After
	if after.IsZero() && r.Post.Series != nil {
		after = d.book.lastSlot(in.PostID) // a process that is begun anew goes on where the last one ended
	}
	slots := post.SlotsOf(r.Post, post.When{Now: now, Zone: d.opts.Zone, Seen: seen, After: after, Slot: in.Slot})
	r.Slot, r.Missed, r.Coming = slots.Slot, slots.Missed, slots.Coming
	r.SlotLocal, r.SlotClock = post.InWords(r.Slot, d.opts.Zone), clockOf(r.Slot, d.opts.Zone)
	if slots.Problem != "" {
		r.Problems = append(r.Problems, contract.PostProblem{Field: "publish_at", Sentence: slots.Problem})
	}
	if slots.Hint != "" {
		r.Hints = append(r.Hints, contract.PostProblem{Field: "publish_at", Sentence: slots.Hint})
	}
	if r.Slot.IsZero() && len(r.Problems) == 0 {
		return r, d.book.change(in.PostID, func(e *noteEntry) { e.Planned = nil }) // all of it is settled
	}
	posts := d.unsettled(&r, post.Fit(r.Post, r.Slot), again)
	problems, hints := post.Check(r.Post, posts, post.Facts{
		Now: now, Zone: d.opts.Zone, Slot: r.Slot, Accounts: in.Accounts, Social: r.Handbook.Social,
		Lately: d.book.lately(latelyAround(r.Slot, now), 2*post.Lately),
	})
	r.Problems, r.Hints = append(r.Problems, problems...), append(r.Hints, hints...)
	r.Sensitive = post.Sensitivity(r.Post, post.Watch{Social: r.Handbook.Social, Customers: post.CustomersOf(r.Handbook), Published: d.book.published()})
	r.Previews = post.Previews(posts)
	r.Cost = post.Cost(posts)
	r.Spent = d.book.spent(latelyAround(r.Slot, now), d.opts.Zone, in.PostID, r.Slot)
	if len(r.Problems) > 0 || r.Slot.IsZero() {
		return r, d.book.change(in.PostID, func(e *noteEntry) { e.Planned = nil })
	}
	r.Posts, r.Beside = posts, d.book.beside(in.PostID, r.Slot)
	if r.Fingerprint, err = contract.PostsFingerprint(posts); err != nil {
		return contract.PostReading{}, invalid("the post cannot be sealed", err)
	}
	return r, d.book.change(in.PostID, func(e *noteEntry) { e.Planned = plan(r) })
}

func latelyAround(slot, now time.Time) time.Time {
	if slot.IsZero() {
		return now
	}
	return slot
}

func clockOf(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format("15:04")
}

func plan(r contract.PostReading) []planned {
	var out []planned
	for _, p := range r.Posts {
		out = append(out, planned{Title: r.Post.Title, Platform: p.Platform, Text: p.Text, Slot: r.Slot, DryRun: r.Post.DryRun})
	}
	return out
}

// since is from when on the note has said when it is to go out: what was past
// by then is a mistake. A note written while the program was off counts from
// when it was saved. “now” is the moment at which this content was ready.
func (d *Desk) since(postID string, r contract.PostReading, now, saved time.Time) (time.Time, error) {
	asked := r.Post.PublishAt
	if asked == post.Now {
		asked += " " + r.ContentHash
	}
	e, _ := d.book.note(postID)
	if e.Asked == asked && !e.Seen.IsZero() {
		return e.Seen, nil
	}
	if e.Asked == "" && !e.Saved.IsZero() {
		saved = e.Saved
	}
	seen := now
	if saved.Before(now) {
		seen = saved
	}
	seen = seen.UTC().Truncate(time.Second)
	return seen, d.book.change(postID, func(e *noteEntry) { e.Asked, e.Seen = asked, seen })
}

// unsettled leaves out the platforms on which the post is live already, or may
// be: what is out stays out, whatever the others do.
func (d *Desk) unsettled(r *contract.PostReading, posts []contract.PlatformPost, again []contract.Platform) []contract.PlatformPost {
	settled := d.book.settled(r.Post.PostID, r.Slot, r.Post.Series != nil)
	var left []contract.PlatformPost
	for _, p := range posts {
		e, out := settled[p.Platform]
		switch {
		case !out:
			left = append(left, p)
		case e.Result.Status == contract.StatusUnknown && slices.Contains(again, p.Platform):
			left = append(left, p)
		case e.Result.Status == contract.StatusUnknown:
			r.Problems = append(r.Problems, contract.PostProblem{Platform: p.Platform, Field: "platforms", Sentence: "It is not known whether it is live on " + post.Name(p.Platform) +
				". Look there; if it is, take " + string(p.Platform) + " out of platforms; if it is not, add the property again: " + string(p.Platform) + "."})
		default:
			r.Hints = append(r.Hints, contract.PostProblem{Platform: p.Platform, Field: "platforms", Sentence: "It is live on " + post.Name(p.Platform) + " already and is not sent there again."})
		}
	}
	if len(posts) > 0 && len(left) == 0 && len(r.Problems) == 0 {
		r.Problems = append(r.Problems, contract.PostProblem{Sentence: published})
	}
	return left
}

// published says how a post that is out can go out once more.
const published = "It was published already, so it is not sent again. To post it once more, delete the property post_id, give a new publish_at and tick ready."

// again are the platforms on which the owner wants one more try.
func again(n *vault.Note) []contract.Platform {
	values, _ := n.GetList("again")
	var out []contract.Platform
	for _, v := range values {
		if p, ok := post.PlatformNamed(v); ok {
			out = append(out, p)
		}
	}
	return out
}

// contentHash covers everything that decides what is sent, when and where.
func contentHash(p contract.Post) string {
	p.Title = ""
	b, _ := json.Marshal(p) // it holds nothing that cannot be written
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

func invalid(what string, cause error) error {
	if cause != nil {
		what += ": " + cause.Error()
	}
	return temporal.NewNonRetryableApplicationError(what, string(contract.FailInvalid), cause)
}

func transient(what string, cause error) error {
	return temporal.NewApplicationErrorWithCause(what, string(contract.FailTransient), cause)
}
