package posts_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

func TestAdopt_OnlyAReadyPostIsTakenUp(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		for name, text := range map[string]string{
			"Social_Posts/draft.md":    replaceAll(hello, "ready: true", "ready: false"),
			"Social_Posts/unticked.md": replaceAll(hello, "ready: true\n", ""),
			"Social_Posts/other.md":    replaceAll(hello, "social_post", "calendar"),
			"Social_Posts/plain.md":    "just words\n",
			"Rejected/elsewhere.md":    hello,
		} {
			o.write(name, text)
			id, _ := o.look(name)
			require.Empty(t, id, name)
			require.Equal(t, text, o.read(name), "nothing is written into it")
		}
		id, _ := o.look("Social_Posts/none.md")
		require.Empty(t, id)
	})
}

func TestAdopt_GivesAnIDOnceAndKeepsTheRest(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id, isNew := o.look(note)
		require.True(t, isNew)
		require.Regexp(t, `^post-[0-9a-z]{16}$`, id)
		require.Equal(t, without(hello), without(o.read(note)))
		again, isNew := o.look(note)
		require.False(t, isNew)
		require.Equal(t, id, again)
		o.open()
		again, _ = o.look(note)
		require.Equal(t, id, again)
	})
}

func TestAdopt_ACopyBecomesAPostOfItsOwn(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		o.say(scheduled(id))
		o.write("Social_Posts/Copy of it.md", o.read(note))
		other, isNew := o.look("Social_Posts/Copy of it.md")
		require.True(t, isNew)
		require.NotEqual(t, id, other)
		require.NotContains(t, o.read("Social_Posts/Copy of it.md"), "employee")
		same, isNew := o.look(note)
		require.False(t, isNew)
		require.Equal(t, id, same)
	})
}

func TestAdopt_ACopyThatIsADraftIsNotInTheWay(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		o.say(scheduled(id))
		o.write("Social_Posts/Draft.md", replaceAll(o.read(note), "ready: true", "ready: false"))
		o.scan()
		require.Equal(t, contract.PostTwins, o.reading(contract.ReadPostInput{PostID: id}).State)
		none, _ := o.look("Social_Posts/Draft.md")
		require.Empty(t, none)
		require.NotContains(t, o.read("Social_Posts/Draft.md"), "post_id")
		require.Empty(t, o.ready(id).Problems)
	})
}

func TestAdopt_AMovedNoteIsNoCopy(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		o.move(note, "Social_Posts/March/Opening.md")
		same, isNew := o.look("Social_Posts/March/Opening.md")
		require.False(t, isNew)
		require.Equal(t, id, same)
	})
}

func TestAdopt_WhatWasPublishedIsToldAndNotStartedAgain(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		in := scheduled(id)
		in.Status, in.Folder, in.Outcome = contract.StatusDone, contract.FolderCompleted, contract.StatusDone
		o.say(in)
		o.move("Completed/Opening.md", note)
		none, _ := o.look(note)
		require.Empty(t, none, "it is not ticked")
		o.edit(note, "ready: false", "ready: true")
		none, _ = o.look(note)
		require.Empty(t, none)
		require.Contains(t, o.read(note), "published already")
		require.Contains(t, o.read(note), "delete the property post_id")

		o.edit(note, `post_id: "`+id+"\"\n", "")
		next, isNew := o.look(note)
		require.True(t, isNew)
		require.NotEqual(t, id, next)
		require.NotContains(t, o.read(note), "outcome")
	})
}

func TestAdopt_AFailedOneMayBeTriedAgain(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		in := scheduled(id)
		in.Status, in.Folder, in.Outcome = contract.StatusRefused, contract.FolderNeedsAction, contract.StatusRefused
		o.move(o.say(in), note)
		o.edit(note, "ready: false", "ready: true")
		same, isNew := o.look(note)
		require.False(t, isNew)
		require.Equal(t, id, same)
	})
}

func TestAdopt_ANoteThatCannotBeReadIsToldInIt(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		broken := replaceAll(hello, "[facebook, x]", "[facebook, x")
		o.write(note, broken)
		id, _ := o.look(note)
		require.Empty(t, id)
		require.Contains(t, o.read(note), "The note cannot be used")
		require.Equal(t, without(broken), without(o.read(note)))
		once := o.read(note)
		o.look(note)
		require.Equal(t, once, o.read(note))
	})
}

func TestAdopt_ADamagedPostThatIsKnownIsToldByItsProcess(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		for old, text := range map[string]string{"[facebook, x]": "[facebook, x", "We open": "We\u202e open"} {
			was := o.read(note)
			o.edit(note, old, text)
			same, isNew := o.look(note)
			require.Equal(t, id, same)
			require.False(t, isNew)
			require.NotEmpty(t, o.ready(id).Problems)
			o.write(note, was)
		}
		o.write("Social_Posts/Hidden.md", replaceAll(hello, "We open", "We\u202e open"))
		none, _ := o.look("Social_Posts/Hidden.md")
		require.Empty(t, none)
		require.Contains(t, o.read("Social_Posts/Hidden.md"), "invisible control character")
	})
}

func TestAdopt_AnAssistantsNoteKeepsItsNameAndAsksWhateverItSays(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		const id = "post-0123456789abcdef"
		brought := func(dry string) string {
			return strings.Replace(hello, "ready: true\n", "ready: true\nsource: \"assistant\"\npost_id: \""+id+"\"\ndry_run: "+dry+"\n", 1)
		}
		for _, dry := range []string{"true", "false"} {
			o.write(note, brought(dry))
			require.Equal(t, id, o.adopt(note))
			r := o.ready(id)
			require.Empty(t, r.Problems)
			require.Equal(t, contract.SourceAssistant, r.Post.Source)
			require.Equal(t, dry == "true", r.Post.DryRun)
			require.Equal(t, policy.RuleSocialAssistant, policy.Social(o.handbook, policy.FactsOf(r, o.now)).Rule)
		}
		o.write("Social_Posts/Copy.md", strings.Replace(brought("false"), id, "", 1))
		require.NotEqual(t, id, o.adopt("Social_Posts/Copy.md"))
	})
}

func TestReadPost_ADryRunIsInNobodysWay(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, strings.Replace(hello, "ready: true\n", "ready: true\ndry_run: true\n", 1))
		o.ready(o.adopt(note))
		o.write("Social_Posts/Real.md", hello)
		real := o.adopt("Social_Posts/Real.md")
		require.Empty(t, o.ready(real).Problems)
		o.write("Social_Posts/Third.md", hello)
		require.Contains(t, sentences(o.ready(o.adopt("Social_Posts/Third.md")).Problems), "is scheduled on")
	})
}
