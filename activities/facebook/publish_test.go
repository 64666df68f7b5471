package facebook_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/facebook"
	"github.com/autonomous-employee/employee/test/fakes/graph"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestPublish_TextAndLinkAreLiveWithTheirPermalink(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{AppSecret: "shh"})
	p := post("Fresh bread & rolls <today>: 100% café")
	p.Link = "https://example.com/bread?utm_source=facebook&utm_medium=social"
	out := o.publish(p)
	live := o.Live()
	require.Len(t, live, 1)
	require.Equal(t, p.Text, live[0].Text)
	require.Equal(t, p.Link, live[0].Link)
	require.Equal(t, out.ID, live[0].ID)
	back, err := o.VerifyPost(t.Context(), contract.VerifyPostInput{Post: p, ID: out.ID})
	require.NoError(t, err)
	require.Contains(t, back.URL, "https://www.facebook.com/"+graph.PageID+"/posts/")
	require.Equal(t, 1, o.Count("POST page/feed"))
	o.clean()
}

func TestPublish_PhotosGoUpUnpublishedWithTheirAltTextAndAreShownInOrder(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	p := post("Three loaves")
	p.Media = []contract.PostMedia{o.photo("a.jpg", "a rye loaf"), {Source: "https://cdn.example.com/b.jpg", Alt: "a bun", Kind: contract.MediaImage}, o.photo("c.jpg", "")}
	prepared := o.prepare(p)
	require.Empty(t, o.Live(), "nothing is public before it is published")
	out, err := o.PublishPost(t.Context(), o.publishing(p, 0, "", prepared))
	require.NoError(t, err)
	live := o.Live()
	require.Len(t, live, 1)
	require.Equal(t, out.ID, live[0].ID)
	require.Equal(t, prepared.MediaIDs, live[0].Media)
	require.Equal(t, "a rye loaf", o.AltOf(prepared.MediaIDs[0]))
	require.Equal(t, "a bun", o.AltOf(prepared.MediaIDs[1]))
	o.clean()
}

func TestPublish_VideosGoUpInChunksAndUprightOnesAsReels(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	wide := post("How we bake")
	wide.Media = []contract.PostMedia{o.keep(contract.PostMedia{Source: "bake.mp4", Kind: contract.MediaVideo, Type: "video/mp4", Width: 1920, Height: 1080, DurationMS: 20_000}, 5<<19)}
	first := o.publish(wide)
	upright := post("In a minute")
	upright.Media = []contract.PostMedia{o.keep(contract.PostMedia{Source: "reel.mp4", Kind: contract.MediaVideo, Type: "video/mp4", Width: 1080, Height: 1920, DurationMS: 20_000}, 4000)}
	second := o.publish(upright)
	fetched := post("From the web")
	fetched.Media = []contract.PostMedia{{Source: "https://cdn.example.com/c.mp4", Kind: contract.MediaVideo, Width: 1920, Height: 1080}}
	third := o.publish(fetched)
	reel := post("Reel from the web")
	reel.Media = []contract.PostMedia{{Source: "https://cdn.example.com/d.mp4", Kind: contract.MediaVideo, Width: 1080, Height: 1920, DurationMS: 9000}}
	fourth := o.publish(reel)

	live := o.Live()
	require.Len(t, live, 4)
	for i, want := range []struct{ id, kind, text, source string }{
		{first.ID, "video", "How we bake", "upload"},
		{second.ID, "reel", "In a minute", "upload"},
		{third.ID, "video", "From the web", "https://cdn.example.com/c.mp4"},
		{fourth.ID, "reel", "Reel from the web", "https://cdn.example.com/d.mp4"},
	} {
		require.Equal(t, want, struct{ id, kind, text, source string }{live[i].ID, live[i].Kind, live[i].Text, live[i].Source})
	}
	require.Equal(t, 5, o.Count("POST page/videos")-1, "start, three chunks, finish; and the one by its address")
	back, err := o.VerifyPost(t.Context(), contract.VerifyPostInput{Post: upright, ID: second.ID})
	require.NoError(t, err)
	require.Equal(t, "https://www.facebook.com/reel/"+second.ID+"/", back.URL)
	o.clean()
}

func TestPublish_FirstCommentAndReplies(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	p := post("Open on Sunday")
	p.FirstComment = "From 8 to 12"
	first := o.publish(p)
	comment, err := o.PublishPost(t.Context(), o.publishing(p, 1, first.ID, contract.Prepared{}))
	require.NoError(t, err)
	asked := o.AddComment(first.ID, "Do you have rye?")
	reply := post("Yes, every day")
	reply.Kind = contract.PostReply
	reply.ReplyTo = "https://www.facebook.com/cornerbakery/posts/1?comment_id=" + asked
	answer := o.publish(reply)
	live := o.Live("comment")
	require.Len(t, live, 2)
	require.Equal(t, []string{comment.ID, first.ID, "From 8 to 12"}, []string{live[0].ID, live[0].Parent, live[0].Text})
	require.Equal(t, []string{answer.ID, asked, "Yes, every day"}, []string{live[1].ID, live[1].Parent, live[1].Text})
	o.clean()
}

func TestReplyTo_AddressesOfTheBrowserAreUnderstood(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	id := o.publish(post("Hello")).ID
	number := id[len(graph.PageID)+1:]
	for _, address := range []string{
		id, "https://www.facebook.com/" + graph.PageID + "/posts/" + number, "https://www.facebook.com/cornerbakery/posts/hello/" + number + "/",
		"https://www.facebook.com/permalink.php?story_fbid=" + number + "&id=" + graph.PageID,
	} {
		reply := post("About " + address)
		reply.Kind, reply.ReplyTo = contract.PostReply, address
		o.publish(reply)
	}
	other := post("x")
	other.Kind, other.ReplyTo = contract.PostReply, "https://www.facebook.com/31337/posts/"+number
	wantKind(t, contract.FailNotFound, o.attempt(other))
	for _, address := range []string{"https://www.facebook.com/x/posts/pfbid02abc", "somebody", "https://www.facebook.com/", "../../me"} {
		reply := post("x")
		reply.Kind, reply.ReplyTo = contract.PostReply, address
		require.Contains(t, wantKind(t, contract.FailInvalid, o.attempt(reply)), "reply_to", address)
	}
	require.Len(t, o.Live("comment"), 4)
}

func FuzzReplyTo_NothingButAnIDReachesThePath(f *testing.F) {
	for _, seed := range []string{"1_2", "https://www.facebook.com/x/posts/1?comment_id=5", "/posts/../..", "https://a/posts/1%2f..%2fme", "https://a/b?story_fbid=1&id=me/feed#"} {
		f.Add(seed)
	}
	a, err := facebook.New(facebook.Config{})
	require.NoError(f, err)
	path := regexp.MustCompile(`^POST /v26\.0/([0-9]+_)?[0-9]+/comments\n`)
	f.Fuzz(func(t *testing.T, to string) {
		reply := post("x")
		reply.Kind, reply.ReplyTo = contract.PostReply, to
		out, err := a.PublishPost(t.Context(), (&office{t: t}).publishing(reply, 0, "", contract.Prepared{}))
		if err == nil {
			require.Regexp(t, path, out.Request)
		}
	})
}

func TestMessages_OnlyWithinADayAndFoundAgain(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	dm := post("Yes, we are open")
	dm.Kind, dm.Recipient = contract.PostDM, "7007"
	require.Contains(t, wantKind(t, contract.FailInvalid, o.attempt(dm)), "24 hours", "who never wrote")
	o.Hear("MESSENGER", "7007", "Open?", time.Now().Add(-25*time.Hour))
	wantKind(t, contract.FailInvalid, o.attempt(dm))
	require.Zero(t, o.Count("POST page/messages"), "it was not even tried")
	o.Hear("MESSENGER", "7007", "Hello?", time.Now().Add(-23*time.Hour))
	since := time.Now()
	o.On("POST page/messages").CommitThenDrop(1)
	wantKind(t, contract.FailOutcomeUnknown, o.attempt(dm))
	o.Hear("MESSENGER", "7007", dm.Text, time.Now()) // the person says the same
	found := o.find(dm, 0, "", contract.Prepared{}, since)
	require.Len(t, found.Posts, 1)
	require.Equal(t, o.Live("message")[0].ID, found.Posts[0].ID)
	o.clean()
}

func TestPublish_RefusesWhatWasNotJudgedAndSendsNothing(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	in := o.publishing(post("As judged"), 0, "", contract.Prepared{})
	in.Post.Text = "Changed since"
	_, err := o.PublishPost(t.Context(), in)
	wantKind(t, contract.FailConflict, err)
	in.Fingerprint = ""
	_, err = o.PublishPost(t.Context(), in)
	wantKind(t, contract.FailConflict, err)
	require.Empty(t, o.Requests())
}

func TestForm_WhatFacebookWouldNotTakeIsRefusedInASentence(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	photo := contract.PostMedia{Source: "https://a.example.com/a.jpg", Kind: contract.MediaImage}
	video := contract.PostMedia{Source: "https://a.example.com/a.mp4"}
	for words, p := range map[string]func(*contract.PlatformPost){
		"empty":            func(p *contract.PlatformPost) { p.Text = " " },
		"not for Facebook": func(p *contract.PlatformPost) { p.Platform = contract.X },
		"threads":          func(p *contract.PlatformPost) { p.Thread = []string{"x"} },
		"either photos":    func(p *contract.PlatformPost) { p.Media = []contract.PostMedia{photo, video} },
		"one video":        func(p *contract.PlatformPost) { p.Media = []contract.PostMedia{video, video} },
		"at most 10":       func(p *contract.PlatformPost) { p.Media = make([]contract.PostMedia, 11); fill(p.Media, photo) },
		"card of a link":   func(p *contract.PlatformPost) { p.Media, p.Link = []contract.PostMedia{photo}, "https://a.example.com" },
		"not read":         func(p *contract.PlatformPost) { p.Media = []contract.PostMedia{{Source: "a.jpg"}} },
		"63206":            func(p *contract.PlatformPost) { p.Text = string(make([]rune, 63207)) + "x" },
		"what it answers":  func(p *contract.PlatformPost) { p.Kind = contract.PostReply },
		"whom it is for":   func(p *contract.PlatformPost) { p.Kind = contract.PostDM },
		"numeric ID":       func(p *contract.PlatformPost) { p.Kind, p.Recipient = contract.PostDM, "ann" },
		"without media": func(p *contract.PlatformPost) {
			p.Kind, p.ReplyTo, p.Media = contract.PostReply, "1", []contract.PostMedia{photo}
		},
	} {
		bad := post("x")
		p(&bad)
		require.Contains(t, wantKind(t, contract.FailInvalid, o.attempt(bad)), words)
	}
	require.Empty(t, o.Requests())
}

func fill(media []contract.PostMedia, m contract.PostMedia) {
	for i := range media {
		media[i] = m
	}
}

func TestDryRun_ShowsExactlyTheRequestsAndTouchesNothing(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	p := post("Hello \"world\"\nsecond line")
	p.Media = []contract.PostMedia{o.photo("a.jpg", "a loaf"), {Source: "https://cdn.example.com/b.jpg", Kind: contract.MediaImage}}
	in := o.publishing(p, 0, "", contract.Prepared{})
	in.DryRun = true
	out, err := o.PublishPost(t.Context(), in)
	require.NoError(t, err)
	require.True(t, out.DryRun)
	require.Empty(t, out.ID)
	require.Equal(t, `POST /v26.0/100200300400500/photos
   published = false
   alt_text_custom = "a loaf"
   source = <media.jpeg, image/jpeg, 9 bytes>
POST /v26.0/100200300400500/photos
   published = false
   url = "https://cdn.example.com/b.jpg"
POST /v26.0/100200300400500/feed
   message = "Hello \"world\"\nsecond line"
   attached_media = [{"media_fbid":"<ID of photo 1>"},{"media_fbid":"<ID of photo 2>"}]
`, out.Request)
	prepared, err := o.EnsurePrepared(t.Context(), contract.PreparePostInput{Post: p, DryRun: true})
	require.NoError(t, err)
	require.Equal(t, contract.Prepared{State: contract.PreparedReady}, prepared)
	_, err = o.DeletePost(t.Context(), contract.DeletePostInput{Platform: contract.Facebook, ID: "1_2", DryRun: true})
	require.NoError(t, err)
	require.Empty(t, o.Requests())
}

func TestNotConfigured_EverythingIsDescribedOrSaysSo(t *testing.T) {
	t.Parallel()
	a, err := facebook.New(facebook.Config{})
	require.NoError(t, err)
	require.False(t, a.Configured())
	o := &office{t: t}
	out, err := a.PublishPost(t.Context(), o.publishing(post("x"), 0, "", contract.Prepared{}))
	require.NoError(t, err)
	require.True(t, out.DryRun)
	require.Contains(t, out.Request, "POST /v26.0/<ID of the page>/feed")
	account, err := a.FetchAccount(t.Context(), contract.FetchAccountInput{})
	require.NoError(t, err)
	require.False(t, account.Configured)
	_, err = a.FindPost(t.Context(), contract.FindPostInput{})
	wantKind(t, contract.FailNotConfigured, err)
	_, err = a.FetchMetrics(t.Context(), contract.FetchMetricsInput{})
	wantKind(t, contract.FailNotConfigured, err)
	_, err = facebook.New(facebook.Config{PageID: "1", PageToken: "t", Version: "latest"})
	require.ErrorContains(t, err, "v26.0")
}
