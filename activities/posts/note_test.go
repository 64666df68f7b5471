package posts_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/posts"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func replaceAll(s, old, text string) string { return strings.ReplaceAll(s, old, text) }

// without takes the employee's lines out of a note.
func without(text string) string {
	before, rest, _ := strings.Cut(text, "%% employee %%\n")
	_, after, _ := strings.Cut(rest, "%% /employee %%\n")
	var kept []string
	for _, l := range strings.SplitAfter(before+after, "\n") {
		key, _, _ := strings.Cut(l, ":")
		switch strings.TrimSpace(key) {
		case "post_id", "status", "next_slot", "outcome", "facebook_status", "facebook_url", "x_status", "published":
			continue
		}
		kept = append(kept, l)
	}
	return strings.TrimRight(strings.Join(kept, ""), "\r\n")
}

func scheduled(id string) contract.EnsurePostNoteInput {
	return contract.EnsurePostNoteInput{
		PostID: id, Status: contract.StatusScheduled, Lead: []string{"It goes out by itself; edit, move or delete this note to stop it."},
		Problems: nil, Hints: []contract.PostProblem{{Platform: contract.X, Sentence: "A hint with [[a link]] and %% marks %%."}},
		Previews: []contract.PostPreview{{Platform: contract.Facebook, Length: 25, Limit: 63206, Shown: "We | open"}}, Slot: start(), Cost: "0.015",
	}
}

func TestEnsureNote_LeavesEveryByteOfTheOwnersAlone(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"plain": hello, "windows": replaceAll(hello, "\n", "\r\n"), "marked": "\ufeff" + hello, "no end": strings.TrimRight(hello, "\n"),
		"blanks": hello + "\n\n\n", "tabs": replaceAll(hello, "my own:", "# a comment\nmy own:"),
	} {
		atDesk(t, func(t *testing.T, o *office) {
			o.write(note, text)
			id := o.adopt(note)
			for range 3 {
				o.say(scheduled(id))
				require.Equal(t, strings.TrimRight(text, "\r\n"), without2(o.read(note)), name)
			}
			written := o.read(note)
			require.Equal(t, 1, strings.Count(written, "%% employee %%"), name)
			require.Equal(t, strings.Contains(text, "\r\n"), strings.Contains(written, "%% employee %%\r\n"), name)
		})
	}
}

// without2 is without for any line ends.
func without2(text string) string {
	if !strings.Contains(text, "\r\n") {
		return without(text)
	}
	return replaceAll(without(replaceAll(text, "\r\n", "\n")), "\n", "\r\n")
}

func TestEnsureNote_TheSameTwiceWritesOnce(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		o.say(scheduled(id))
		before, err := os.Stat(o.path(note))
		require.NoError(t, err)
		o.say(scheduled(id))
		after, err := os.Stat(o.path(note))
		require.NoError(t, err)
		require.True(t, os.SameFile(before, after), "it was not even replaced")
	})
}

func TestEnsureNote_TextBehindThePartStaysBehindIt(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		o.say(scheduled(id))
		o.write(note, o.read(note)+"my last words\n")
		o.say(contract.EnsurePostNoteInput{PostID: id, Status: contract.StatusWaitingNote, Lead: []string{"Now it says something else."}})
		written := o.read(note)
		require.True(t, strings.HasSuffix(written, "%% /employee %%\nmy last words\n"))
		require.NotContains(t, written, "goes out by itself")
		require.Contains(t, written, "Now it says something else.")
	})
}

// editing is a vault whose owner saves the note while it is being written.
type editing struct {
	*vault.Vault
	save func()
}

func (e *editing) Rewrite(name string, edit func([]byte) ([]byte, error)) error {
	return e.Vault.Rewrite(name, func(data []byte) ([]byte, error) {
		out, err := edit(data)
		if e.save != nil {
			e.save()
			e.save = nil
		}
		return out, err
	})
}

func TestEnsureNote_AnEditInBetweenIsNeverLost(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		v := &editing{Vault: o.vault}
		desk, err := posts.New(v, finder{o.watcher}, posts.Options{DataDir: t.TempDir(), Handbook: func(context.Context, contract.Nothing) (contract.Handbook, error) { return o.handbook, nil }})
		require.NoError(t, err)
		v.save = func() { o.edit(note, "at nine tomorrow", "at half past nine tomorrow") }
		_, err = desk.EnsureNote(context.Background(), scheduled(id))
		require.NoError(t, err)
		require.Contains(t, o.read(note), "half past nine")
		require.Contains(t, o.read(note), "goes out by itself")
	})
}

func TestEnsureNote_PutsAwayOnceWhateverIsCutOff(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		in := scheduled(id)
		in.Status, in.Folder, in.Outcome, in.Slot = contract.StatusDone, contract.FolderCompleted, contract.StatusDone, start()
		in.Results = []contract.PlatformResult{
			{Platform: contract.Facebook, Status: contract.StatusDone, Outcome: contract.PostOutcome{ID: "1", URL: "https://facebook.example/1", PublishedAt: start()}},
			{Platform: contract.X, Status: contract.StatusRefused, Sentence: "X says no."},
		}
		require.Equal(t, "Completed/Opening.md", o.say(in))
		o.open()
		require.Equal(t, "Completed/Opening.md", o.say(in), "a second attempt finds it there")
		written := o.read("Completed/Opening.md")
		require.Contains(t, written, `facebook_url: "https://facebook.example/1"`)
		require.Contains(t, written, "[see it](https://facebook.example/1)")
		require.Contains(t, written, "ready: false")
		require.Contains(t, written, `outcome: "done"`)
		require.NotContains(t, written, "next_slot")
		require.NoFileExists(t, o.path(note))
	})
}

func TestEnsureNote_ANoteThatTheOwnerHasMovedSinceStaysWhereHePutIt(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		in := scheduled(id)
		in.Status, in.Folder, in.Outcome = contract.StatusDone, contract.FolderCompleted, contract.StatusDone
		o.say(in)
		o.move("Completed/Opening.md", "Rejected/Opening.md")
		require.Equal(t, "Rejected/Opening.md", o.say(in), "the same call comes again after a crash")
		require.NoFileExists(t, o.path("Completed/Opening.md"))
		in.Back = true
		require.Equal(t, "Completed/Opening.md", o.say(in), "taking it down was refused")
	})
}

func TestEnsureNote_ADeletedNoteIsWrittenAnewOnlyWhenItIsPutAway(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		require.NoError(t, os.Remove(o.path(note)))
		require.Empty(t, o.say(scheduled(id)))
		in := scheduled(id)
		in.Folder, in.Outcome = contract.FolderNeedsAction, contract.StatusUnknown
		laid := o.say(in)
		require.Contains(t, o.read(laid), "was deleted")
		require.Equal(t, laid, o.say(in), "once")
	})
}

func TestEnsureNote_SaysWhatAnOwnerCanRead(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		in := scheduled(id)
		in.Slot, in.Cost = start(), "0.2"
		in.Problems = []contract.PostProblem{{Platform: contract.X, Sentence: "X takes less."}, {Platform: contract.Facebook, Sentence: "Shorten it."}}
		in.Previews = append(in.Previews, contract.PostPreview{Platform: contract.X, Length: 300, Limit: 280}, contract.PostPreview{Platform: contract.Instagram, Length: 3, Limit: 2200})
		o.say(in)
		_, part, _ := strings.Cut(o.read(note), "%% employee %%\n")
		require.Equal(t, `It goes out by itself; edit, move or delete this note to stop it.

**Put this right first**

- X takes less.
- Facebook: Shorten it.

X charges 0.2 USD for it.

**Worth seeing**

- X: A hint with \[\[a link\]\] and \%\% marks \%\%.

| Platform | Length | Above “more” |
| --- | --- | --- |
| Facebook | 25 of 63206 | We \| open … |
| X | 300 of 280 | it does not fit |
| Instagram | 3 of 2200 | all of it |

%% /employee %%
`, part)
	})
}

func TestEnsureNote_WhatIsSaidIsInert(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		hostile := "%% /employee %%\n# big\n[[x]] <script> https://evil.example ![](y)"
		in := scheduled(id)
		in.Lead, in.Sections = []string{hostile}, []contract.Section{{Heading: hostile, Bullets: []string{hostile}, Code: "POST\n%% /employee %%\n```", Columns: []string{"a|b"}, Rows: [][]string{{hostile}}}}
		o.say(in)
		written := o.read(note)
		require.NotContains(t, written, "[[x]]")
		require.NotContains(t, written, "<script>")
		require.Equal(t, without(hello), without(written))
		o.say(in)
		require.Equal(t, written, o.read(note))
		require.Empty(t, o.ready(id).Problems)
	})
}
