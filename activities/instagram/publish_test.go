package instagram_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/instagram"
	"github.com/autonomous-employee/employee/test/fakes/graph"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func (o *office) follow(p contract.PlatformPost, at contract.Prepared) contract.Prepared {
	o.t.Helper()
	next, err := o.FetchPrepared(o.t.Context(), contract.FetchPreparedInput{Post: p, Prepared: at})
	require.NoError(o.t, err)
	return next
}

func (o *office) ensure(p contract.PlatformPost) contract.Prepared {
	o.t.Helper()
	prepared, err := o.EnsurePrepared(o.t.Context(), contract.PreparePostInput{Post: p})
	require.NoError(o.t, err)
	return prepared
}

func TestPublish_APictureIsLiveWithItsPermalinkAltTextAndFirstComment(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{AppSecret: "shh"})
	p := picture("Fresh bread & rolls #bakery")
	p.FirstComment = "Come by"
	prepared := o.ensure(p)
	require.Equal(t, contract.PreparedReady, prepared.State)
	require.WithinDuration(t, time.Now().Add(24*time.Hour), prepared.Expires, time.Minute)
	require.Equal(t, "a loaf", o.AltOf(prepared.ContainerID))
	require.Empty(t, o.Live(), "nothing is public before it is published")
	out, err := o.PublishPost(t.Context(), o.publishing(p, 0, "", prepared))
	require.NoError(t, err)
	comment, err := o.PublishPost(t.Context(), o.publishing(p, 1, out.ID, contract.Prepared{}))
	require.NoError(t, err)
	live := o.Live()
	require.Len(t, live, 2)
	require.Equal(t, []string{out.ID, p.Text, "https://cdn.example.com/a.jpg"}, []string{live[0].ID, live[0].Text, live[0].Source})
	require.Equal(t, []string{comment.ID, "Come by", out.ID}, []string{live[1].ID, live[1].Text, live[1].Parent})
	back, err := o.VerifyPost(t.Context(), contract.VerifyPostInput{Post: p, ID: out.ID})
	require.NoError(t, err)
	require.Equal(t, "https://www.instagram.com/p/C"+out.ID+"/", back.URL)
	o.clean()
}

func TestPublish_AReelOfTheStoreIsUploadedAndFollowedUntilItIsReady(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{Processing: 2})
	p := post("In a minute")
	p.Media = []contract.PostMedia{o.keep(contract.PostMedia{Source: "r.mp4", Kind: contract.MediaVideo, Type: "video/mp4"}, 5000)}
	at := o.ensure(p)
	require.Equal(t, contract.PreparedProcessing, at.State)
	require.Equal(t, 30*time.Second, at.CheckAfter)
	_, err := o.PublishPost(t.Context(), o.publishing(p, 0, "", at))
	require.Contains(t, wantKind(t, contract.FailTransient, err), "still working")
	require.Zero(t, o.Count("POST ig/media_publish"))
	at = o.follow(p, at)
	require.Equal(t, contract.PreparedReady, at.State)
	require.Zero(t, at.CheckAfter)
	out, err := o.PublishPost(t.Context(), o.publishing(p, 0, "", at))
	require.NoError(t, err)
	require.Equal(t, contract.PreparedPublished, o.follow(p, at).State)
	require.Equal(t, out.ID, o.Live()[0].ID)
	require.Equal(t, 1, o.Count("POST rupload"))
	o.clean()
}

func TestPublish_ACarouselWaitsForItsItems(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{Processing: 2})
	p := post("Three of them")
	p.Media = []contract.PostMedia{photo("a.jpg", "first"), {Source: "https://cdn.example.com/b.mp4"}, photo("c.jpg", "")}
	at := o.ensure(p)
	require.Equal(t, contract.PreparedProcessing, at.State)
	require.Empty(t, at.ContainerID)
	for range 5 {
		if at.State == contract.PreparedReady {
			break
		}
		at = o.follow(p, at)
	}
	require.Equal(t, contract.PreparedReady, at.State)
	require.NotEmpty(t, at.ContainerID)
	out := o.publishReady(p, at)
	live := o.Live()
	require.Len(t, live, 1)
	require.Equal(t, out.ID, live[0].ID)
	require.Equal(t, at.MediaIDs, live[0].Media)
	require.Equal(t, "Three of them", live[0].Text)
	o.clean()
}

func (o *office) publishReady(p contract.PlatformPost, at contract.Prepared) contract.PostOutcome {
	o.t.Helper()
	out, err := o.PublishPost(o.t.Context(), o.publishing(p, 0, "", at))
	require.NoError(o.t, err)
	return out
}

func TestPrepare_StatesOfAContainer(t *testing.T) {
	t.Parallel()
	now := time.Now()
	clock := func() time.Time { return now }
	o := open(t, graph.Options{Now: clock}, instagram.WithClock(clock))
	p := picture("x")
	for words, again := range map[string]bool{
		"Media upload has failed with error code 2207026": false, "error code 2207052": true, "error code 2207009": false, "no reason given": true,
	} {
		at := o.ensure(p)
		o.Spoil(at.ContainerID, words)
		next := o.follow(p, at)
		require.Equal(t, contract.PreparedFailed, next.State)
		require.Equal(t, again, next.Retry, words)
		require.NotEmpty(t, next.Problem)
	}
	at := o.ensure(p)
	now = now.Add(25 * time.Hour)
	require.Equal(t, contract.PreparedExpired, o.follow(p, at).State)
	_, err := o.PublishPost(t.Context(), o.publishing(p, 0, "", at))
	require.Contains(t, wantKind(t, contract.FailTransient, err), "prepared anew")
	_, err = o.PublishPost(t.Context(), o.publishing(p, 0, "", contract.Prepared{}))
	require.Contains(t, wantKind(t, contract.FailTransient, err), "prepared anew")
	require.Equal(t, contract.PreparedExpired, o.follow(p, contract.Prepared{State: contract.PreparedReady}).State)
	o.On("GET container").FailAs("missing object", 1)
	require.Equal(t, contract.PreparedExpired, o.follow(p, at).State)
	require.Empty(t, o.Live())
	o.On("POST ig/media").FailAs("fetch failed", 1)
	require.Equal(t, contract.Prepared{State: contract.PreparedFailed, Retry: true}, noWords(o.ensure(p)))
	o.On("POST ig/media").FailAs("aspect ratio", 1)
	require.Equal(t, contract.Prepared{State: contract.PreparedFailed}, noWords(o.ensure(p)))
	o.On("POST ig/media").CommitThenDrop(1)
	_, err = o.EnsurePrepared(t.Context(), contract.PreparePostInput{Post: p})
	wantKind(t, contract.FailTransient, err)
	o.clean()
}

func noWords(p contract.Prepared) contract.Prepared {
	p.Problem = ""
	return p
}

func TestForm_WhatInstagramWouldNotTakeIsRefusedInASentence(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	local := o.keep(contract.PostMedia{Source: "a.jpg", Kind: contract.MediaImage, Type: "image/jpeg"}, 9)
	for words, change := range map[string]func(*contract.PlatformPost){
		"needs a photo":     func(p *contract.PlatformPost) { p.Media = nil },
		"public https":      func(p *contract.PlatformPost) { p.Media = []contract.PostMedia{local} },
		"http address":      nil,
		"moving GIF":        func(p *contract.PlatformPost) { p.Media[0].Kind = contract.MediaGIF },
		"JPEG only":         func(p *contract.PlatformPost) { p.Media[0].Type = "image/png" },
		"at most 10":        func(p *contract.PlatformPost) { p.Media = make([]contract.PostMedia, 11) },
		"2200":              func(p *contract.PlatformPost) { p.Text = string(make([]rune, 2201)) },
		"no link":           func(p *contract.PlatformPost) { p.Link = "https://example.com" },
		"threads":           func(p *contract.PlatformPost) { p.Thread = []string{"x"} },
		"not for Instagram": func(p *contract.PlatformPost) { p.Platform = contract.X },
		"not read":          func(p *contract.PlatformPost) { p.Media = []contract.PostMedia{{Source: "v.mp4"}} },
		"what it answers":   func(p *contract.PlatformPost) { p.Kind, p.Media = contract.PostReply, nil },
		"whom it is for":    func(p *contract.PlatformPost) { p.Kind, p.Media = contract.PostDM, nil },
	} {
		bad := picture("x")
		if change == nil {
			bad.Media[0].Source, words = "http://example.com/a.jpg", "public https"
		} else {
			change(&bad)
		}
		require.Contains(t, wantKind(t, contract.FailInvalid, o.attempt(bad)), words)
	}
	require.Empty(t, o.Requests())
}

func TestForm_ALoginWithInstagramUploadsNoVideos(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{AppSecret: ""})
	a := o.as(string(graph.InstagramToken), "not its own")
	p := post("x")
	p.Media = []contract.PostMedia{o.keep(contract.PostMedia{Source: "v.mp4", Kind: contract.MediaVideo}, 9)}
	_, err := a.EnsurePrepared(t.Context(), contract.PreparePostInput{Post: p})
	require.Contains(t, wantKind(t, contract.FailInvalid, err), "login with Facebook")
	prepared, err := a.EnsurePrepared(t.Context(), contract.PreparePostInput{Post: picture("y")})
	require.NoError(t, err)
	_, err = a.PublishPost(t.Context(), o.publishing(picture("y"), 0, "", prepared))
	require.NoError(t, err)
	_, err = a.DeletePost(t.Context(), contract.DeletePostInput{Platform: contract.Instagram, ID: o.Live()[0].ID})
	require.Contains(t, wantKind(t, contract.FailInvalid, err), "by hand")
	account, err := a.FetchAccount(t.Context(), contract.FetchAccountInput{})
	require.NoError(t, err)
	require.Equal(t, graph.Username, account.Name)
	o.clean()
}

func TestReplies_GoUnderACommentOrUnderAPostOfTheAccount(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	media := o.AddMedia("by hand", time.Now())
	asked := o.AddComment(media, "Rye?")
	for to, parent := range map[string]string{
		asked: asked, media: media, "https://www.instagram.com/p/C" + media + "/": media, "https://www.instagram.com/p/C" + media + "/c/" + asked + "/": asked,
	} {
		reply := post("About " + to)
		reply.Kind, reply.ReplyTo = contract.PostReply, to
		out, err := o.PublishPost(t.Context(), o.publishing(reply, 0, "", contract.Prepared{}))
		require.NoError(t, err, to)
		live := o.Live("comment")
		require.Equal(t, []string{out.ID, parent}, []string{live[len(live)-1].ID, live[len(live)-1].Parent})
	}
	reply := post("x")
	reply.Kind, reply.ReplyTo = contract.PostReply, "https://www.instagram.com/p/Cother/"
	wantKind(t, contract.FailNotFound, o.attempt(reply))
	reply.ReplyTo = "somebody"
	wantKind(t, contract.FailInvalid, o.attempt(reply))
	o.clean()
}

func TestMessages_OnlyWithinADayAndFoundAgain(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	for _, a := range []*instagram.Activities{o.Activities, o.as(string(graph.InstagramToken), "")} {
		dm := post("Yes, we are open")
		dm.Kind, dm.Recipient = contract.PostDM, "8008"
		publish := func() error {
			_, err := a.PublishPost(t.Context(), o.publishing(dm, 0, "", contract.Prepared{}))
			return err
		}
		if a == o.Activities {
			o.Hear("INSTAGRAM", "8008", "Open?", time.Now().Add(-25*time.Hour))
			require.Contains(t, wantKind(t, contract.FailInvalid, publish()), "24 hours")
		}
		o.Hear("INSTAGRAM", "8008", "Hello?", time.Now())
		since := time.Now()
		o.On("POST page/messages").CommitThenDrop(1)
		o.On("POST ig/messages").CommitThenDrop(1)
		wantKind(t, contract.FailOutcomeUnknown, publish())
		found, err := a.FindPost(t.Context(), contract.FindPostInput{Post: dm, Since: since})
		require.NoError(t, err)
		require.NotEmpty(t, found.Posts)
	}
	require.Len(t, o.Live("message"), 2)
	o.clean()
}

func TestDryRun_ShowsExactlyTheRequestsAndTouchesNothing(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	p := picture("Two")
	p.Media = append(p.Media, o.keep(contract.PostMedia{Source: "v.mp4", Kind: contract.MediaVideo, Type: "video/mp4"}, 5))
	in := o.publishing(p, 0, "", contract.Prepared{})
	in.DryRun = true
	out, err := o.PublishPost(t.Context(), in)
	require.NoError(t, err)
	require.True(t, out.DryRun)
	require.Equal(t, `POST /v26.0/17841400000000001/media
   image_url = "https://cdn.example.com/a.jpg"
   alt_text = "a loaf"
   is_carousel_item = "true"
POST /v26.0/17841400000000001/media
   media_type = "VIDEO"
   upload_type = "resumable"
   is_carousel_item = "true"
POST /v26.0/<upload address that Instagram names>
   body = <media.mp4, video/mp4, 5 bytes>
POST /v26.0/17841400000000001/media
   media_type = "CAROUSEL"
   children = "<ID of item 1>,<ID of item 2>"
   caption = "Two"
POST /v26.0/17841400000000001/media_publish
   creation_id = "<ID of the container>"
`, out.Request)
	prepared, err := o.EnsurePrepared(t.Context(), contract.PreparePostInput{Post: p, DryRun: true})
	require.NoError(t, err)
	require.Equal(t, contract.Prepared{State: contract.PreparedReady}, prepared)
	require.Empty(t, o.Requests())
}
