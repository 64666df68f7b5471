package xcom_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/xcom"
	fake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestFind_APostWhoseAnswerWasLostIsFoundWhateverXMadeOfItsText(t *testing.T) {
	t.Parallel()
	texts := map[string]string{
		"plain":      "Fresh bread from 7",
		"escaped":    "Bread & butter <3 > cake &amp; more",
		"address":    "See https://bakery.example/menu?utm_source=x&utm_medium=social, then come",
		"two":        "https://bakery.example/a https://bakery.example/b",
		"bare":       "Order at bakery.com today",
		"slash":      "Order at https://bakery.example/ today",
		"decomposed": "Cafe\u0301 und Bro\u0308tchen",
		"emoji":      "👩‍🍳 🥐🇫🇷 ❤️",
		"lines":      "One\n\nTwo  three\tfour",
		"mention":    "@guest @other come and see",
	}
	for name, text := range texts {
		for _, opts := range dialects() {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				b := newBench(t, way{config: bearer}, opts)
				p := post(text)
				since := time.Now()
				require.Empty(t, b.find(contract.FindPostInput{Post: p, Since: since}))
				b.fake.On("createPosts").CommitThenDrop(1)
				_, err := b.publish(contract.PublishPostInput{Post: p})
				requireKind(t, contract.FailOutcomeUnknown, err)
				_, err = b.publish(contract.PublishPostInput{Post: post("Something else")})
				require.NoError(t, err)

				found := b.find(contract.FindPostInput{Post: p, Since: since})
				require.Len(t, found, 1)
				require.Equal(t, b.fake.Posts()[0].ID, found[0].ID)
				require.Equal(t, "https://x.com/shopowner/status/"+found[0].ID, found[0].URL)
				require.False(t, found[0].PublishedAt.IsZero())
			})
		}
	}
}

// dialects are the languages of fields that servers speak: the newer one, the
// older one that passes over the newer, and the older one that refuses it.
func dialects() []fake.Options {
	return []fake.Options{{}, {Legacy: true}, {Legacy: true, Refuses: true}}
}

func TestFind_ThreadPartsAndRepliesGoByWhatTheyHangOn(t *testing.T) {
	t.Parallel()
	for _, opts := range dialects() {
		b := newBench(t, way{config: bearer}, opts)
		since := time.Now()
		target := b.fake.AddPost(b.fake.AddUser("guest", false), "Open today?")
		thread := post("Yes!")
		thread.Thread = []string{"Until six"}
		reply := post("Yes!")
		reply.Kind, reply.ReplyTo = contract.PostReply, "https://x.com/guest/status/"+target

		root, err := b.publish(contract.PublishPostInput{Post: thread})
		require.NoError(t, err)
		part, err := b.publish(contract.PublishPostInput{Post: thread, Part: 1, Parent: root.ID})
		require.NoError(t, err)
		answer, err := b.publish(contract.PublishPostInput{Post: reply})
		require.NoError(t, err)

		for want, in := range map[string]contract.FindPostInput{
			root.ID:   {Post: thread, Since: since},
			part.ID:   {Post: thread, Part: 1, Parent: root.ID, Since: since},
			answer.ID: {Post: reply, Since: since},
		} {
			found := b.find(in)
			require.Len(t, found, 1)
			require.Equal(t, want, found[0].ID)
		}
		require.Empty(t, b.find(contract.FindPostInput{Post: thread, Part: 1, Parent: answer.ID, Since: since}))
	}
}

func TestFind_WhatIsOlderThanTheAttemptIsAnotherPost(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 9, 0, 0, 700_000_000, time.UTC)
	clock := func() time.Time { return now }
	b := newBench(t, way{config: bearer}, fake.Options{Now: clock})
	for _, ago := range []time.Duration{3500 * time.Millisecond, 1500 * time.Millisecond, 0} {
		now = now.Add(-ago)
		_, err := b.publish(contract.PublishPostInput{Post: post("Bread")})
		require.NoError(t, err)
		now = now.Add(ago)
		live := b.fake.Posts()
		found := b.find(contract.FindPostInput{Post: post("Bread"), Since: now})
		require.Len(t, found, map[bool]int{true: 1}[ago < 3*time.Second], ago)
		b.fake.Remove(live[0].ID)
	}
}

func TestFind_TwoOfAKindAreBothTold(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{PageSize: 5})
	since := time.Now()
	for i := range 12 {
		_, err := b.publish(contract.PublishPostInput{Post: post(strings.Repeat("x", i+1))})
		require.NoError(t, err)
	}
	_, err := b.publish(contract.PublishPostInput{Post: post("Bread &  butter")})
	require.NoError(t, err)
	_, err = b.publish(contract.PublishPostInput{Post: post("Bread & butter")})
	require.NoError(t, err)
	require.Len(t, b.find(contract.FindPostInput{Post: post("Bread & butter"), Since: since}), 2)
	require.Len(t, b.find(contract.FindPostInput{Post: post("x"), Since: since}), 1, "on the third page")
}

func TestFind_ATimelineThatLagsIsNeverCertain(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{})
	since := time.Now()
	b.fake.HideTimeline(true)
	_, err := b.publish(contract.PublishPostInput{Post: post("Bread")})
	require.NoError(t, err)
	require.Empty(t, b.find(contract.FindPostInput{Post: post("Bread"), Since: since}))
	b.fake.HideTimeline(false)
	require.Len(t, b.find(contract.FindPostInput{Post: post("Bread"), Since: since}), 1)
}

func TestFind_ADirectMessageIsFoundInItsConversation(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{PageSize: 2})
	guest := b.fake.AddUser("guest", false)
	p := post("Your cake is ready & waits https://bakery.example/c")
	p.Kind, p.Recipient = contract.PostDM, "@guest"
	since := time.Now()
	require.Empty(t, b.find(contract.FindPostInput{Post: p, Since: since}))
	b.fake.On("createDirectMessagesByParticipantId").CommitThenDrop(1)
	_, err := b.publish(contract.PublishPostInput{Post: p})
	requireKind(t, contract.FailOutcomeUnknown, err)
	for range 3 {
		b.fake.AddMessage(guest, p.Text)
	}
	found := b.find(contract.FindPostInput{Post: p, Since: since})
	require.Len(t, found, 1)
	require.Equal(t, b.fake.Messages()[0].ID, found[0].ID)
	require.Empty(t, found[0].URL)
	require.Empty(t, b.find(contract.FindPostInput{Post: p, Since: since.Add(time.Minute)}))
}

func TestFind_APostOfMediaAloneGoesByHowManyThereAre(t *testing.T) {
	t.Parallel()
	for _, opts := range dialects() {
		b := newBench(t, way{config: bearer}, opts)
		since := time.Now()
		for _, text := range []string{"A loaf & a half", ""} {
			p := post(text)
			p.Media = []contract.PostMedia{b.file(contract.MediaImage, "image/png", png(64), ""), b.file(contract.MediaImage, "image/png", png(65), "")}
			prepared, err := run(b, contract.XEnsurePrepared, contract.PreparePostInput{Post: p})
			require.NoError(t, err)
			b.fake.On("createPosts").CommitThenDrop(1)
			_, err = b.publish(contract.PublishPostInput{Post: p, Prepared: prepared})
			requireKind(t, contract.FailOutcomeUnknown, err)
			require.Len(t, b.find(contract.FindPostInput{Post: p, Prepared: prepared, Since: since}), 1)
			p.Media = p.Media[:1]
			found := b.find(contract.FindPostInput{Post: p, Since: since})
			require.Equal(t, text == "", len(found) == 0)
		}
	}
}

// A laptop whose clock is ahead would look for its own post in the future.
func TestFind_AWrongClockOnThisMachineHidesNothing(t *testing.T) {
	t.Parallel()
	for _, off := range []time.Duration{-24 * time.Hour, -time.Hour, -10 * time.Second, 10 * time.Second, time.Hour, 24 * time.Hour} {
		ours := func() time.Time { return time.Now().Add(off) }
		b := newBench(t, way{config: bearer}, fake.Options{}, xcom.WithClock(ours))
		since := ours()
		b.fake.On("createPosts").CommitThenDrop(1)
		_, err := b.publish(contract.PublishPostInput{Post: post("x")})
		requireKind(t, contract.FailOutcomeUnknown, err)
		require.Len(t, b.find(contract.FindPostInput{Post: post("x"), Since: since, OurClock: true}), 1, off)
	}
}

// A clock that was wrong at the attempt and is right when the post is looked for
// must not hide it, or it is posted twice.
func TestFind_AClockThatIsPutRightInBetweenHidesNothing(t *testing.T) {
	t.Parallel()
	for _, off := range []time.Duration{-24 * time.Hour, -time.Hour, -time.Minute, time.Minute, time.Hour, 24 * time.Hour} {
		wrong := off
		b := newBench(t, way{config: bearer}, fake.Options{}, xcom.WithClock(func() time.Time { return time.Now().Add(wrong) }))
		b.fake.On("createPosts").CommitThenDrop(1)
		_, err := b.publish(contract.PublishPostInput{Post: post("x")})
		var sent contract.Sent
		require.NoError(t, kindOf(t, contract.FailOutcomeUnknown, err).Details(&sent))
		require.WithinDuration(t, time.Now(), sent.At, 10*time.Second, "X's clock")
		wrong = 0
		require.Len(t, b.find(contract.FindPostInput{Post: post("x"), Since: sent.At}), 1, off)
	}
}

// Without an answer there is no telling when an attempt began, so none is made.
func TestPublish_SendsNothingToWhomNoTimeCanBeHadFrom(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{})
	b.fake.On("getUsersMe").Reset(1)
	_, err := b.publish(contract.PublishPostInput{Post: post("x")})
	requireKind(t, contract.FailTransient, err)
	require.Empty(t, b.fake.Requests("createPosts"))
	for _, text := range []string{"x", "y"} {
		_, err = b.publish(contract.PublishPostInput{Post: post(text)})
		require.NoError(t, err)
	}
	require.Len(t, b.fake.Requests("getUsersMe"), 2, "an answer tells it in passing")
}

// A text that was posted before the attempt is another post, whatever the clock says.
func TestFind_APostOfBeforeTheAttemptIsAnother(t *testing.T) {
	t.Parallel()
	for _, off := range []time.Duration{-time.Hour, 0, time.Hour} {
		ours := func() time.Time { return time.Now().Add(off) }
		b := newBench(t, way{config: bearer}, fake.Options{}, xcom.WithClock(ours))
		_, err := b.publish(contract.PublishPostInput{Post: post("x")})
		require.NoError(t, err)
		require.Empty(t, b.find(contract.FindPostInput{Post: post("x"), Since: ours().Add(10 * time.Second), OurClock: true}), off)
	}
}
