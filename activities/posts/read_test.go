package posts_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestReadPost_AReadyNoteIsFittedToItsPlatforms(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		r := o.ready(o.adopt(note))

		require.Empty(t, r.Problems)
		require.Equal(t, note, r.Path)
		require.Equal(t, "Opening", r.Post.Title)
		require.Equal(t, time.Date(2100, 3, 2, 8, 0, 0, 0, time.UTC), r.Slot)
		require.Equal(t, "Tuesday 2 March 2100, 09:00 (Europe/Berlin)", r.SlotLocal)
		require.Equal(t, "09:00", r.SlotClock)
		require.Len(t, r.Posts, 2)
		require.Equal(t, "We open at nine tomorrow.", r.Posts[0].Text)
		require.Equal(t, contract.X, r.Posts[1].Platform)
		require.Equal(t, "Open at nine.", r.Posts[1].Text)
		require.Equal(t, contract.PostKey(r.Post.PostID, r.Slot, contract.X), r.Posts[1].BusinessKey)
		print, err := contract.PostsFingerprint(r.Posts)
		require.NoError(t, err)
		require.Equal(t, print, r.Fingerprint)
		require.Equal(t, contract.Decimal("0.015"), r.Cost)
		require.Equal(t, contract.Decimal("0"), r.Spent)
		require.Len(t, r.Previews, 2)
		require.Equal(t, r, o.ready(r.Post.PostID), "reading twice says the same")
	})
}

func TestReadPost_TheContentHashFollowsTheOwnersWordsOnly(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		before := o.ready(id)
		o.say(contract.EnsurePostNoteInput{PostID: id, Status: contract.StatusScheduled, Lead: []string{"It is scheduled."}, Slot: before.Slot})
		require.Equal(t, before.ContentHash, o.ready(id).ContentHash)
		o.edit(note, "at nine tomorrow", "at ten tomorrow")
		require.NotEqual(t, before.ContentHash, o.ready(id).ContentHash)
	})
}

func TestReadPost_ANoteInAnotherPlaceHasAnotherState(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		for _, c := range []struct{ to, state string }{
			{"Rejected/Opening.md", contract.PostWithdrawn},
			{"Needs_Action/Opening.md", contract.PostGone},
			{"Social_Posts/later/Opening.md", contract.PostReady},
			{"Completed/Opening.md", contract.PostGone},
			{note, contract.PostReady},
		} {
			o.move(o.at(id), c.to)
			require.Equal(t, c.state, o.reading(contract.ReadPostInput{PostID: id}).State, c.to)
		}
		o.edit(note, "ready: true", "ready: false")
		require.Equal(t, contract.PostDraft, o.reading(contract.ReadPostInput{PostID: id}).State)
		require.NoError(t, os.Remove(o.path(note)))
		require.Equal(t, contract.PostGone, o.reading(contract.ReadPostInput{PostID: id}).State)
	})
}

// at is where the note of a post lies now.
func (o *office) at(id string) string {
	o.t.Helper()
	for _, p := range []string{note, "Rejected/Opening.md", "Needs_Action/Opening.md", "Social_Posts/later/Opening.md", "Completed/Opening.md"} {
		if _, err := os.Stat(o.path(p)); err == nil {
			return p
		}
	}
	o.t.Fatal("the note is nowhere")
	return ""
}

func TestReadPost_ADamagedNoteIsAProblemInPlainWords(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		o.edit(note, "platforms: [facebook, x]", "platforms: [facebook, x")
		r := o.ready(id)
		require.Contains(t, sentences(r.Problems), "The note cannot be used")
		require.Empty(t, r.Posts)
		o.say(contract.EnsurePostNoteInput{PostID: id, Status: contract.StatusWaitingNote, Problems: r.Problems})
		require.Contains(t, o.read(note), "The note cannot be used")
		o.edit(note, "platforms: [facebook, x", "platforms: [facebook, x]")
		require.Empty(t, o.ready(id).Problems)
	})
}

func TestReadPost_WhatWasPastWhenWrittenIsAMistakeAndWhatHasBecomePastIsLate(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		slot := o.ready(id).Slot
		o.now = slot.Add(2 * time.Hour)
		r := o.ready(id)
		require.Empty(t, r.Problems)
		require.Equal(t, slot, r.Slot)
		require.Equal(t, []time.Time{slot}, r.Missed)
		require.NotEmpty(t, r.Posts)

		o.edit(note, "2100-03-02T09:00", "2100-03-01T09:00")
		require.Contains(t, sentences(o.ready(id).Problems), "is past; write a later time")
	})
}

func TestReadPost_ANoteSavedWhileTheProgramWasOffIsLateAndNoMistake(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		o.now = o.now.Add(48 * time.Hour)
		r := o.ready(o.adopt(note))
		require.Empty(t, r.Problems)
		require.Equal(t, []time.Time{r.Slot}, r.Missed)
	})
}

func TestReadPost_NowIsTheMomentAtWhichTheContentWasReady(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, replaceAll(hello, "2100-03-02T09:00", "now"))
		id := o.adopt(note)
		first := o.ready(id)
		require.Equal(t, start(), first.Slot)
		o.now = o.now.Add(time.Hour)
		require.Equal(t, first.Slot, o.ready(id).Slot, "a restart does not make it another slot")
		o.edit(note, "at nine tomorrow", "at ten tomorrow")
		require.Equal(t, o.now, o.ready(id).Slot)
		require.Equal(t, first.Slot, o.reading(contract.ReadPostInput{PostID: id, Slot: first.Slot}).Slot, "the slot it got first stays")

		o.published(o.ready(id), contract.Facebook, contract.StatusDone)
		settled := o.reading(contract.ReadPostInput{PostID: id, After: o.now})
		require.True(t, settled.Slot.IsZero(), "what is settled has no slot left")
		require.Empty(t, settled.Problems)
		require.Empty(t, settled.Posts)
	})
}

func TestReadPost_WhatIsLiveOnAPlatformIsNeverSentThereAgain(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		o.published(o.ready(id), contract.Facebook, contract.StatusDone)
		o.open() // after a crash
		o.edit(note, "2100-03-02T09:00", "2100-03-05T09:00")

		r := o.ready(id)
		require.Len(t, r.Posts, 1)
		require.Equal(t, contract.X, r.Posts[0].Platform)
		require.Contains(t, sentences(r.Hints), "live on Facebook already")

		o.published(r, contract.X, contract.StatusUnknown)
		r = o.ready(id)
		require.Empty(t, r.Posts)
		require.Contains(t, sentences(r.Problems), "not known whether it is live on X")

		o.edit(note, "ready: true", "ready: true\nagain: x")
		r = o.ready(id)
		require.Len(t, r.Posts, 1)

		o.published(r, contract.X, contract.StatusDone)
		require.Contains(t, sentences(o.ready(id).Problems), "published already")
	})
}

func TestReadPost_ASeriesIsSettledSlotBySlot(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, replaceAll(hello, "ready: true", "ready: true\nseries: daily"))
		id := o.adopt(note)
		r := o.ready(id)
		require.Len(t, r.Coming, 5)
		o.now = r.Slot
		o.published(r, contract.Facebook, contract.StatusDone)
		o.published(r, contract.X, contract.StatusDone)
		next := o.reading(contract.ReadPostInput{PostID: id, After: r.Slot})
		require.Empty(t, next.Problems)
		require.Equal(t, r.Coming[0], next.Slot)
		require.Len(t, next.Posts, 2)
		require.Equal(t, contract.Decimal("0.015"), next.Spent)
	})
}

func TestReadPost_ASeriesThatRestedMissesNothingOfThatTime(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, replaceAll(hello, "ready: true", "ready: true\nseries: daily"))
		id := o.adopt(note)
		r := o.ready(id)
		o.published(r, contract.Facebook, contract.StatusDone)
		o.now = r.Slot.AddDate(0, 0, 3).Add(time.Hour)
		begun := o.ready(id)
		require.Len(t, begun.Missed, 3, "a process that is begun anew goes on after the last slot of the books")

		o.edit(note, "ready: true", "ready: false")
		o.look(note)
		o.now = o.now.AddDate(0, 1, 0)
		o.edit(note, "ready: false", "ready: true")
		o.look(note)
		again := o.ready(id)
		require.Empty(t, again.Missed)
		require.True(t, again.Slot.After(o.now))
	})
}

func TestReadPost_ADraftThatIsTickedTooLateIsAMistake(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(note, hello)
		id := o.adopt(note)
		slot := o.ready(id).Slot
		o.edit(note, "ready: true", "ready: false")
		require.Equal(t, contract.PostDraft, o.reading(contract.ReadPostInput{PostID: id}).State)
		o.now = slot.Add(time.Hour)
		o.edit(note, "ready: false", "ready: true")
		require.Contains(t, sentences(o.ready(id).Problems), "is past")
	})
}

func TestReadPost_TwoNotesTooCloseOrAlikeAreToldInTheSecond(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.handbook.Social.MinGapMinutes = 30
		o.write(note, hello)
		first := o.adopt(note)
		require.Empty(t, o.ready(first).Problems)
		o.write("Social_Posts/Other.md", replaceAll(hello, "09:00", "09:20"))
		second := o.adopt("Social_Posts/Other.md")

		told := sentences(o.ready(second).Problems)
		require.Contains(t, told, "less than 30 minutes away")
		require.Contains(t, told, "nearly the same text is scheduled")
		require.Empty(t, o.ready(first).Problems)

		o.edit(note, "ready: true", "ready: false")
		o.reading(contract.ReadPostInput{PostID: first})
		require.Empty(t, o.ready(second).Problems, "a draft is not in the way")
	})
}

func TestReadPost_TellsHowManyOthersAreDueAtTheSameMinute(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		ids := []string{}
		for i, text := range []string{"Bread from the oven.", "Cheese from the cellar.", "Wine from the hill."} {
			name := fmt.Sprintf("Social_Posts/%d.md", i)
			o.write(name, replaceAll(replaceAll(hello, "We open at nine tomorrow.", text), "Open at nine.", text))
			ids = append(ids, o.adopt(name))
			require.Equal(t, i, o.ready(ids[i]).Beside)
		}
		o.edit("Social_Posts/2.md", "09:00", "10:00")
		require.Zero(t, o.ready(ids[2]).Beside)
		require.Equal(t, 1, o.ready(ids[0]).Beside)
	})
}

func TestReadPost_RefusesWhatIsNoPost(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		for _, id := range []string{"", "../x", "post-", "POST-ABCDEFGH"} {
			_, err := o.ReadPost(context.Background(), contract.ReadPostInput{PostID: id})
			require.Error(t, err, id)
		}
	})
}
