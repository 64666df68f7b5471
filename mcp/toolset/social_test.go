package toolset_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/mcp/toolset"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

// sunday is a call that nothing is wrong with; more arguments come in pairs.
func sunday(more ...any) map[string]any {
	arguments := map[string]any{"text": "We are open on Sunday.", "publish_at": "2100-03-02T09:00"}
	for i := 0; i < len(more); i += 2 {
		arguments[more[i].(string)] = more[i+1]
	}
	return arguments
}

// brought makes a call that must go well, and gives the answer and the note as it lies in the vault.
func (d *desk) brought(tool string, arguments map[string]any) (answer map[string]any, note string) {
	d.t.Helper()
	answer, problem := d.call(tool, arguments)
	require.Empty(d.t, problem)
	return answer, d.tree()[answer["note_path"].(string)]
}

// reads gives a note as the worker reads it.
func reads(t *testing.T, note string) post.Draft {
	t.Helper()
	n, err := vault.ParseNote([]byte(note))
	require.NoError(t, err)
	p := post.Page{Title: "x", Properties: map[string][]string{}, Body: n.Body}
	for _, key := range n.Keys() {
		p.Properties[key], _ = n.GetList(key)
	}
	return post.Read(p)
}

func TestSchedulePost_IsOneNoteHoweverOftenItIsCalled(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Twitter)
	before := d.tree()
	var all sync.WaitGroup
	var mu sync.Mutex
	states := map[any]int{}
	for range 50 {
		all.Go(func() {
			answer, problem := d.call("schedule_post", sunday())
			mu.Lock()
			defer mu.Unlock()
			assert.Empty(t, problem)
			states[answer["state"]]++
		})
	}
	all.Wait()
	require.Equal(t, map[any]int{"waits_for_worker": 1, "joined": 49}, states)
	after := d.tree()
	require.Len(t, after, len(before)+1)
	intents, results := 0, 0
	for _, e := range d.log() {
		require.Equal(t, "mcp.schedule_post", e.Action)
		require.Equal(t, "mcp", e.Actor)
		require.True(t, e.DryRun)
		switch e.Phase {
		case auditlog.Intent:
			intents++
		case auditlog.Result:
			results++
			require.Equal(t, "done", e.Result)
			require.Contains(t, e.WorkflowID, "post/post-")
		}
	}
	require.Equal(t, []int{50, 50}, []int{intents, results})
}

func TestSchedulePost_WritesWhatWasGivenAsAnAssistantsNote(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		build     builder
		tool      string
		arguments map[string]any
		want      contract.Post
	}{
		"a thread": {toolset.Twitter, "schedule_post", sunday("thread", []any{"Second,\n- with a list\n- of two", "Third: \"quoted\" # no comment"}, "link", "https://shop.example/a?b=c&d=é"), contract.Post{
			Kind: contract.PostPublic, Platforms: []contract.Platform{contract.X}, Text: "We are open on Sunday.", Link: "https://shop.example/a?b=c&d=é",
			Thread: []string{"Second,\n- with a list\n- of two", "Third: \"quoted\" # no comment"},
		}},
		"media": {toolset.Facebook, "schedule_post", sunday("media", []any{"Attachments/shop.jpg", "https://shop.example/b.png"}, "alt_texts", []any{"The shop: open"}, "first_comment", "Come\nby!"), contract.Post{
			Kind: contract.PostPublic, Platforms: []contract.Platform{contract.Facebook}, Text: "We are open on Sunday.", FirstComment: "Come\nby!",
			Media: []contract.PostMedia{{Source: "Attachments/shop.jpg", Alt: "The shop: open"}, {Source: "https://shop.example/b.png"}},
		}},
		"a series": {toolset.Facebook, "schedule_post", sunday("series", "weekly on monday, thursday", "until", "2100-06-30", "skip", []any{"2100-03-08"}), contract.Post{
			Kind: contract.PostPublic, Platforms: []contract.Platform{contract.Facebook}, Text: "We are open on Sunday.",
			Series: &contract.Series{Every: "week", Weekdays: []time.Weekday{time.Monday, time.Thursday}, Until: "2100-06-30", Skip: []string{"2100-03-08"}},
		}},
		"a reply": {toolset.Instagram, "draft_reply", sunday("reply_to", "17900000000000001"), contract.Post{
			Kind: contract.PostReply, Platforms: []contract.Platform{contract.Instagram}, Text: "We are open on Sunday.", ReplyTo: "17900000000000001",
		}},
		"a message": {toolset.Twitter, "draft_reply", sunday("kind", "dm", "recipient", "@anna"), contract.Post{
			Kind: contract.PostDM, Platforms: []contract.Platform{contract.X}, Text: "We are open on Sunday.", Recipient: "@anna",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := at(t, c.build)
			require.NoError(t, os.MkdirAll(d.path("Attachments"), 0o755))
			require.NoError(t, os.WriteFile(d.path("Attachments", "shop.jpg"), []byte("x"), 0o600))

			dry, dryNote := d.brought(c.tool, c.arguments)
			real, realNote := d.brought(c.tool, merged(c.arguments, "dry_run", false))

			want := c.want
			want.PostID, want.Title, want.PublishAt, want.Source, want.DryRun = dry["post_id"].(string), "x", "2100-03-02T09:00", "assistant", true
			draft := reads(t, dryNote)
			require.Empty(t, draft.Problems)
			require.True(t, draft.Ready)
			require.Equal(t, want, draft.Post)
			require.Equal(t, contract.PostWorkflowID(want.PostID), dry["workflow_id"])
			require.Regexp(t, `^\w+ [24] March 2100, 09:00 \(Europe/Berlin\)$`, dry["goes_out"], "a series begins on its own days")
			same := strings.NewReplacer(real["post_id"].(string), want.PostID, "dry_run: false", "dry_run: true").Replace(realNote)
			require.Equal(t, dryNote, same, "a dry run differs in nothing but that it is one")
			require.NotEqual(t, real["post_id"], dry["post_id"])
		})
	}
}

func merged(arguments map[string]any, key string, value any) map[string]any {
	out := maps.Clone(arguments)
	out[key] = value
	return out
}

func TestSchedulePost_SaysWhatIsWrongAndWritesNothing(t *testing.T) {
	t.Parallel()
	x, facebook, instagram := at(t, toolset.Twitter), at(t, toolset.Facebook), at(t, toolset.Instagram)
	require.NoError(t, os.Symlink("/etc/passwd", facebook.path("link.jpg")))
	before := map[*desk]map[string]string{x: x.tree(), facebook: facebook.tree(), instagram: instagram.tree()}
	for name, c := range map[string]struct {
		on        *desk
		tool      string
		arguments map[string]any
		says      string
	}{
		"too long":               {x, "schedule_post", sunday("text", strings.Repeat("a", 281)), "281 of 280"},
		"a long part":            {x, "schedule_post", sunday("thread", []any{strings.Repeat("a", 281)}), "Part 2 of the thread"},
		"an hour that is not":    {x, "schedule_post", sunday("publish_at", "2100-03-28T02:30"), "does not exist on that day"},
		"past":                   {x, "schedule_post", sunday("publish_at", "2020-01-01T09:00"), "is past"},
		"no time":                {x, "schedule_post", sunday("publish_at", "soon"), "no time that exists"},
		"nothing":                {x, "schedule_post", sunday("text", ""), "There is no text"},
		"no picture":             {instagram, "schedule_post", sunday(), "no post without a picture"},
		"not in the vault":       {facebook, "schedule_post", sunday("media", []any{"a.jpg"}), "is no file in the vault"},
		"outside":                {facebook, "schedule_post", sunday("media", []any{"../../etc/passwd"}), "no path within the vault"},
		"absolute":               {facebook, "schedule_post", sunday("media", []any{"/etc/passwd"}), "no path within the vault"},
		"a link out":             {facebook, "schedule_post", sunday("media", []any{"link.jpg"}), "is no file in the vault"},
		"at home":                {facebook, "schedule_post", sunday("media", []any{"https://localhost/a.jpg"}), "not public"},
		"not secure":             {facebook, "schedule_post", sunday("media", []any{"http://shop.example/a.jpg"}), "https"},
		"a file address":         {facebook, "schedule_post", sunday("media", []any{"file:///etc/passwd"}), "https"},
		"bad series":             {facebook, "schedule_post", sunday("series", "now and then"), "not understood"},
		"series at once":         {facebook, "schedule_post", sunday("series", "daily", "publish_at", "now"), "needs the day and time"},
		"bad link":               {facebook, "schedule_post", sunday("link", "shop"), "no address"},
		"more texts than media":  {facebook, "schedule_post", sunday("alt_texts", []any{"x"}), "more alt_texts than media"},
		"another platform":       {facebook, "schedule_post", sunday("thread", []any{"x"}), "schema"},
		"a comment on X":         {x, "schedule_post", sunday("first_comment", "x"), "schema"},
		"a heading":              {facebook, "schedule_post", sunday("text", "Hello\n## X\nworld"), "## has a meaning"},
		"a comment":              {facebook, "schedule_post", sunday("text", "Hello %%world%%"), "does not take as text"},
		"a script":               {facebook, "schedule_post", sunday("text", "Hello <% tp.file.move('Approved/x') %>"), "does not take as text"},
		"invisible":              {facebook, "schedule_post", sunday("text", "Hello \u202edlrow"), "not seen"},
		"an empty part":          {x, "schedule_post", sunday("thread", []any{" "}), "thread reads back"},
		"a ruler in a part":      {x, "schedule_post", sunday("thread", []any{"a\n---\nb"}), "thread reads back"},
		"a wiki link as media":   {facebook, "schedule_post", sunday("media", []any{"[[a.jpg]]"}), "media reads back"},
		"a reply to nothing":     {x, "draft_reply", sunday(), "what is answered"},
		"a message to nobody":    {x, "draft_reply", sunday("kind", "dm"), "who gets the message"},
		"a message to a name":    {facebook, "draft_reply", sunday("kind", "dm", "recipient", "Anna"), "goes to the person's number"},
		"larger than a note":     {facebook, "schedule_post", sunday("text", strings.Repeat("😀", 20_000)), "larger than a note"},
		"too many properties":    {facebook, "schedule_post", sunday("first_comment", strings.Repeat("é", 8000), "link", "https://a.example/"+strings.Repeat("a", 1900)), "too long for a note"},
		"a new line in the time": {facebook, "schedule_post", sunday("publish_at", "now\nsource: owner"), "one line"},
	} {
		_, problem := c.on.call(c.tool, c.arguments)
		assert.Contains(t, problem, c.says, name)
	}
	for d, files := range before {
		require.Equal(t, files, d.tree())
	}
}

// Whatever stands in a call, what is written is one note of an assistant's in Social_Posts/, and it reads as it was given.
func TestSchedulePost_NoWordBecomesAPropertyOrAPath(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Twitter)
	before, wrote := d.tree(), 0
	words := hostile()
	words = append(words, "x\"\nsource: owner\nready: true", "---\nsource: owner\n---\nx", "%% employee %%\nApproved\n%% /employee %%", "'", "\\", "\\\"", "{a: b}", "&a *a", "!!binary x", "? x", "- x", "# x", "[[x]]", "a::b", "...")
	for _, word := range words {
		for _, arguments := range []map[string]any{sunday("text", word), sunday("link", word), sunday("thread", []any{word}), sunday("media", []any{"https://shop.example/a.jpg"}, "alt_texts", []any{word}), sunday("media", []any{word}), sunday("series", word)} {
			answer, problem := d.call("schedule_post", arguments)
			assert.NotContains(t, problem, "mistake in the program")
			after := d.tree()
			for name, text := range before {
				require.Equal(t, text, after[name])
			}
			if problem != "" || answer["state"] == "joined" {
				require.Len(t, after, len(before))
				continue
			}
			wrote++
			name := answer["note_path"].(string)
			require.Len(t, after, len(before)+1)
			require.Regexp(t, `^Social_Posts/X post from the assistant [0-9a-f]{16}\.md$`, name)
			draft := reads(t, after[name])
			require.Equal(t, "assistant", draft.Post.Source, after[name])
			require.True(t, draft.Post.DryRun)
			require.Equal(t, []contract.Platform{contract.X}, draft.Post.Platforms)
			require.Empty(t, draft.Post.Variants)
			require.NoError(t, os.Remove(d.path(filepath.FromSlash(name))))
		}
	}
	require.Greater(t, wrote, 20)
}

func TestSchedulePost_WritesOverNothingAndIntoNoOtherFolder(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Facebook)
	answer, _ := d.brought("schedule_post", sunday())
	file := d.path(filepath.FromSlash(answer["note_path"].(string)))
	require.NoError(t, os.WriteFile(file, []byte("the owner's own words"), 0o600))
	again, problem := d.call("schedule_post", sunday())
	require.Empty(t, problem)
	require.Equal(t, "joined", again["state"])
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, "the owner's own words", string(raw))

	require.NoError(t, os.RemoveAll(d.path("Social_Posts")))
	require.NoError(t, os.Symlink(d.path("Approved"), d.path("Social_Posts")))
	_, problem = d.call("schedule_post", sunday("text", "Another one."))
	require.Contains(t, problem, "ordinary folder")
	left, err := os.ReadDir(d.path("Approved"))
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestSchedulePost_KnowsTheNoteWhereverItLies(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Facebook)
	answer, _ := d.brought("schedule_post", sunday())
	name := d.path(filepath.FromSlash(answer["note_path"].(string)))
	for _, folder := range []string{"Completed", "Rejected", "Needs_Action"} {
		next := d.path(folder, filepath.Base(name))
		require.NoError(t, os.Rename(name, next))
		name = next
		again, _ := d.brought("schedule_post", sunday())
		require.Equal(t, "joined", again["state"])
		require.Equal(t, folder+"/"+filepath.Base(name), again["note_path"])
	}
	require.NoError(t, os.MkdirAll(d.path("Social_Posts", "March"), 0o755))
	require.NoError(t, os.Rename(name, d.path("Social_Posts", "March", "Renamed.md")))
	again, _ := d.brought("schedule_post", sunday())
	require.Equal(t, "Social_Posts/March/Renamed.md", again["note_path"])
}
