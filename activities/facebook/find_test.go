package facebook_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/facebook"
	"github.com/autonomous-employee/employee/test/fakes/graph"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// lose makes the next call of a name come to pass in each way in which its
// answer can be lost.
func lost() map[string]func(graph.Script) {
	return map[string]func(graph.Script){
		"dropped":         func(s graph.Script) { s.CommitThenDrop(1) },
		"cut":             func(s graph.Script) { s.CommitThenCut(1) },
		"empty":           func(s graph.Script) { s.CommitThenRaw(200, "", 1) },
		"without an ID":   func(s graph.Script) { s.CommitThenRaw(200, "{}", 1) },
		"null":            func(s graph.Script) { s.CommitThenRaw(200, "null", 1) },
		"the word true":   func(s graph.Script) { s.CommitThenRaw(200, "true", 1) },
		"a web page":      func(s graph.Script) { s.CommitThenRaw(502, "<html>Bad Gateway</html>", 1) },
		"500, no error":   func(s graph.Script) { s.CommitThenRaw(500, `{"id":"1_2"}`, 1) },
		"code as text":    func(s graph.Script) { s.CommitThenRaw(500, `{"error":{"message":"x","code":"2"}}`, 1) },
		"error as a word": func(s graph.Script) { s.CommitThenRaw(400, `{"error":"busy"}`, 1) },
		"error, no code":  func(s graph.Script) { s.CommitThenRaw(400, `{"error":{"message":"x"}}`, 1) },
		"unknown error":   func(s graph.Script) { s.CommitThenFail("unknown error", 1) },
		"service down":    func(s graph.Script) { s.CommitThenFail("service down", 1) },
		"server failed":   func(s graph.Script) { s.CommitThenFail("server failed", 1) },
		"transient is true": func(s graph.Script) {
			s.CommitThenRaw(400, `{"error":{"message":"x","code":77,"is_transient":true}}`, 1)
		},
	}
}

func TestLostAnswer_IsUnknownAndTheOnePostIsFound(t *testing.T) {
	t.Parallel()
	for name, lose := range lost() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := open(t, graph.Options{EmptyPage: true, PageSize: 2})
			p := post("Fresh bread & rolls,\n\n  daily  ")
			o.AddPost(p.Text, graph.AppID, time.Now().Add(-time.Minute))
			o.AddPost("in between", "", time.Now().Add(-time.Minute))
			since := time.Now()
			lose(o.On("POST page/feed"))
			wantKind(t, contract.FailOutcomeUnknown, o.attempt(p))
			for _, text := range []string{"a", "b", "c"} {
				o.AddPost(text, "", time.Now())
			}
			o.AddPost("Fresh bread & rolls, daily", "999", time.Now()) // by another program
			found := o.find(p, 0, "", contract.Prepared{}, since)
			require.Len(t, found.Posts, 1)
			require.Equal(t, o.Live()[2].ID, found.Posts[0].ID)
			require.NotEmpty(t, found.Posts[0].URL)
			require.Equal(t, 1, o.Count("POST page/feed"))
			o.clean()
		})
	}
}

func TestLostAnswer_WhatWasNeverCarriedOutIsNotFound(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	o.On("POST page/feed").Reset(1)
	since := time.Now()
	wantKind(t, contract.FailOutcomeUnknown, o.attempt(post("x")))
	found := o.find(post("x"), 0, "", contract.Prepared{}, since)
	require.Empty(t, found.Posts)
	require.False(t, found.Certain)
}

func TestLostAnswer_NoAnswerInTimeIsUnknown(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{}, facebook.WithTimeouts(300*time.Millisecond, time.Second))
	o.publish(post("the connection is there"))
	release := o.On("POST page/feed").Hold()
	defer release()
	require.Contains(t, wantKind(t, contract.FailOutcomeUnknown, o.attempt(post("x"))), "did not answer in time")
}

func TestLostAnswer_WhatNeverLeftIsNotUnknown(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	o.Server.Close()
	require.Contains(t, wantKind(t, contract.FailTransient, o.attempt(post("x"))), "nothing was sent")
}

func TestLostAnswer_CommentsRepliesAndVideosAreFoundToo(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	since := time.Now()
	p := post("Hello")
	p.FirstComment = "More inside"
	first := o.publish(p)
	o.AddComment(first.ID, "More inside") // somebody repeats it
	o.On("POST post/comments").CommitThenDrop(1)
	_, err := o.PublishPost(t.Context(), o.publishing(p, 1, first.ID, contract.Prepared{}))
	wantKind(t, contract.FailOutcomeUnknown, err)
	found := o.find(p, 1, first.ID, contract.Prepared{}, since)
	require.Len(t, found.Posts, 1)
	require.Equal(t, o.Live("comment")[0].ID, found.Posts[0].ID)

	reel := post("Reel")
	reel.Media = []contract.PostMedia{o.keep(contract.PostMedia{Source: "r.mp4", Kind: contract.MediaVideo, Width: 1080, Height: 1920, DurationMS: 9000}, 100)}
	prepared := o.prepare(reel)
	require.Empty(t, o.find(reel, 0, "", prepared, since).Posts)
	o.On("POST page/video_reels").CommitThenDrop(1)
	_, err = o.PublishPost(t.Context(), o.publishing(reel, 0, "", prepared))
	wantKind(t, contract.FailOutcomeUnknown, err)
	found = o.find(reel, 0, "", prepared, since)
	require.True(t, found.Certain)
	require.Equal(t, prepared.MediaIDs[0], found.Posts[0].ID)
	_, err = o.PublishPost(t.Context(), o.publishing(reel, 0, "", prepared))
	wantKind(t, contract.FailOutcomeUnknown, err) // and not "prepare it anew"

	gone := contract.Prepared{MediaIDs: []string{"404"}}
	_, err = o.PublishPost(t.Context(), o.publishing(reel, 0, "", gone))
	require.Contains(t, wantKind(t, contract.FailTransient, err), "anew")

	video := post("By address")
	video.Media = []contract.PostMedia{{Source: "https://cdn.example.com/v.mp4"}}
	o.On("POST page/videos").CommitThenDrop(1)
	wantKind(t, contract.FailOutcomeUnknown, o.attempt(video))
	require.Len(t, o.find(video, 0, "", contract.Prepared{}, since).Posts, 1)
	o.clean()
}

func TestFind_APostOfPhotosAloneIsKnownByItsPhotos(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	since := time.Now()
	one, other := post(""), post("")
	one.Media = []contract.PostMedia{o.photo("a.jpg", ""), o.photo("b.jpg", "")}
	other.Media = []contract.PostMedia{o.photo("c.jpg", "")}
	for _, p := range []contract.PlatformPost{one, other} {
		prepared := o.prepare(p)
		require.Empty(t, o.find(p, 0, "", prepared, since).Posts)
		out, err := o.PublishPost(t.Context(), o.publishing(p, 0, "", prepared))
		require.NoError(t, err)
		found := o.find(p, 0, "", prepared, since)
		require.Len(t, found.Posts, 1)
		require.Equal(t, out.ID, found.Posts[0].ID)
	}
}

// A laptop whose clock is ahead would look for its own post in the future.
func TestFind_AWrongClockOnThisMachineHidesNothing(t *testing.T) {
	t.Parallel()
	for _, off := range []time.Duration{-3 * time.Hour, -10 * time.Second, 10 * time.Second, 3 * time.Hour} {
		ours := func() time.Time { return time.Now().Add(off) }
		o := open(t, graph.Options{}, facebook.WithClock(ours))
		since := ours()
		o.On("POST page/feed").CommitThenDrop(1)
		wantKind(t, contract.FailOutcomeUnknown, o.attempt(post("x")))
		found, err := o.FindPost(t.Context(), contract.FindPostInput{Post: post("x"), Since: since, OurClock: true})
		require.NoError(t, err)
		require.Len(t, found.Posts, 1, off)
	}
}

// A clock that was wrong at the attempt and is right when the post is looked for
// must not hide it, or it is posted twice; nor may an older one be taken for it.
func TestFind_AClockThatIsPutRightInBetweenHidesNothing(t *testing.T) {
	t.Parallel()
	for _, off := range []time.Duration{-24 * time.Hour, -time.Hour, -time.Minute, time.Minute, time.Hour, 24 * time.Hour} {
		wrong := off
		o := open(t, graph.Options{}, facebook.WithClock(func() time.Time { return time.Now().Add(wrong) }))
		o.AddPost("x", graph.AppID, time.Now().Add(-30*time.Second))
		o.AddPost("in between", graph.AppID, time.Now().Add(-20*time.Second))
		o.On("POST page/feed").CommitThenDrop(1)
		err := o.attempt(post("x"))
		wantKind(t, contract.FailOutcomeUnknown, err)
		var sent contract.Sent
		require.NoError(t, applicationError(t, err).Details(&sent))
		require.WithinDuration(t, time.Now(), sent.At, 10*time.Second, "Facebook's clock")
		wrong = 0
		found := o.find(post("x"), 0, "", contract.Prepared{}, sent.At)
		require.Len(t, found.Posts, 1, off)
		require.Equal(t, o.Live()[2].ID, found.Posts[0].ID)
	}
}

// Without an answer there is no telling when an attempt began, so none is made.
func TestPublish_SendsNothingToWhomNoTimeCanBeHadFrom(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	o.On("GET page").Reset(1)
	wantKind(t, contract.FailTransient, o.attempt(post("x")))
	require.Zero(t, o.Count("POST page/feed"))
	o.publish(post("x"))
	o.publish(post("y"))
	require.Equal(t, 2, o.Count("GET page"), "an answer tells it in passing")
	o.clean()
}

func TestFind_APostOfBeforeTheAttemptIsAnother(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	o.AddPost("x", graph.AppID, time.Now().Add(-time.Minute))
	require.Empty(t, o.find(post("x"), 0, "", contract.Prepared{}, time.Now()).Posts)
	require.Len(t, o.find(post("x"), 0, "", contract.Prepared{}, time.Now().Add(-59*time.Second)).Posts, 1, "two seconds of skew are allowed for")
}

func TestFind_TwoThatFitAreBothTold(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	o.AddPost("x", graph.AppID, time.Now())
	o.AddPost("x", graph.AppID, time.Now())
	require.Len(t, o.find(post("x"), 0, "", contract.Prepared{}, time.Now()).Posts, 2)
}
