package xcom_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/xcom"
	fake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestPublish_APostIsLiveAndReadBackWithItsPermalink(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := newBench(t, w, fake.Options{Handle: "bakery"})
		p := post("Fresh bread & rolls from 7 <today> https://bakery.example/menu?a=1&b=2")

		out, err := b.publish(contract.PublishPostInput{Post: p})
		require.NoError(t, err)
		require.WithinDuration(t, time.Now(), out.PublishedAt, time.Minute)
		live := b.fake.Posts()
		require.Len(t, live, 1)
		require.Equal(t, p.Text, live[0].Text)
		require.Equal(t, live[0].ID, out.ID)

		back, err := run(b, contract.XVerifyPost, contract.VerifyPostInput{Post: p, ID: out.ID})
		require.NoError(t, err)
		require.Equal(t, "https://x.com/bakery/status/"+out.ID, back.URL)
		require.WithinDuration(t, live[0].Created, back.PublishedAt, time.Second)
	})
}

func TestPublish_AThreadHangsTogetherAndFirstCommentComesLast(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{})
	p := post("one")
	p.Thread, p.FirstComment = []string{"two", "three"}, "and a comment"
	parent := ""
	var ids []string
	for part := range p.Parts() {
		out, err := b.publish(contract.PublishPostInput{Post: p, Part: part, Parent: parent})
		require.NoError(t, err)
		parent = out.ID
		ids = append(ids, out.ID)
	}
	live := b.fake.Posts()
	require.Len(t, live, 4)
	for i, text := range []string{"one", "two", "three", "and a comment"} {
		require.Equal(t, text, live[i].Text)
		if i > 0 {
			require.Equal(t, ids[i-1], live[i].ReplyTo)
		}
	}
}

func TestPublish_AReplyTakesAddressOrIDOfWhatItAnswers(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{})
	guest := b.fake.AddUser("guest", false)
	for _, form := range []string{"https://x.com/guest/status/%s", "https://twitter.com/guest/status/%s?s=20", "https://mobile.x.com/guest/status/%s/photo/1", "%s"} {
		target := b.fake.AddPost(guest, "Is the shop open? "+form)
		p := post("Yes, until 6. " + form)
		p.Kind, p.ReplyTo = contract.PostReply, replace(form, target)
		_, err := b.publish(contract.PublishPostInput{Post: p})
		require.NoError(t, err)
		live := b.fake.Posts()
		require.Equal(t, target, live[len(live)-1].ReplyTo)
	}
	p := post("Yes")
	for _, bad := range []string{"", "https://x.com/guest", "https://evil.example/guest/status/12", "https://x.com.evil.example/g/status/12", "12x"} {
		p.Kind, p.ReplyTo = contract.PostReply, bad
		_, err := b.publish(contract.PublishPostInput{Post: p})
		requireKind(t, contract.FailInvalid, err)
	}
	require.Len(t, b.fake.Posts(), 4)
}

func TestPublish_ADirectMessageGoesToAHandleOrAnID(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := newBench(t, w, fake.Options{})
		guest := b.fake.AddUser("guest", false)
		for _, to := range []string{"@guest", "guest", guest} {
			p := post("For " + to + " <3")
			p.Kind, p.Recipient = contract.PostDM, to
			out, err := b.publish(contract.PublishPostInput{Post: p})
			require.NoError(t, err)
			sent := b.fake.Messages()
			require.Equal(t, out.ID, sent[len(sent)-1].ID)
			require.Equal(t, p.Text, sent[len(sent)-1].Text)
			require.Equal(t, guest, sent[len(sent)-1].With)

			back, err := run(b, contract.XVerifyPost, contract.VerifyPostInput{Post: p, ID: out.ID})
			require.NoError(t, err)
			require.Empty(t, back.URL)
			require.Equal(t, out.ID, back.ID)
		}
		require.Empty(t, b.fake.Posts())
	})
}

func TestPublish_RecipientsThatCannotBeAreRefusedBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{})
	b.fake.AddUser("shy", true)
	for to, kind := range map[string]contract.FailureKind{
		"@nobody": contract.FailNotFound, "@shy": contract.FailInvalid, "": contract.FailInvalid, "a b": contract.FailInvalid, "../me": contract.FailInvalid,
	} {
		p := post("Hello")
		p.Kind, p.Recipient = contract.PostDM, to
		_, err := b.publish(contract.PublishPostInput{Post: p})
		requireKind(t, kind, err)
	}
	require.Empty(t, b.fake.Messages())
}

func TestPublish_WhatWasNotJudgedIsRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{})
	judged := post("Ten per cent off")
	judged.Thread = []string{"two"}
	changed := judged
	changed.Text = "Ninety per cent off"
	other := judged
	other.Platform = contract.Facebook
	media := judged
	media.Media = []contract.PostMedia{{Source: "a.png", Kind: contract.MediaImage, Type: "image/png", Bytes: 10}}
	for name, c := range map[string]struct {
		in   contract.PublishPostInput
		kind contract.FailureKind
	}{
		"changed":        {contract.PublishPostInput{Post: changed, Fingerprint: fingerprint(t, judged)}, contract.FailConflict},
		"no fingerprint": {contract.PublishPostInput{Post: judged, Fingerprint: "-"}, contract.FailConflict},
		"of Facebook":    {contract.PublishPostInput{Post: other}, contract.FailInvalid},
		"no such part":   {contract.PublishPostInput{Post: judged, Part: 2, Parent: "12"}, contract.FailInvalid},
		"negative part":  {contract.PublishPostInput{Post: judged, Part: -1}, contract.FailInvalid},
		"no parent":      {contract.PublishPostInput{Post: judged, Part: 1}, contract.FailInvalid},
		"odd parent":     {contract.PublishPostInput{Post: judged, Part: 1, Parent: "../me"}, contract.FailInvalid},
		"no text":        {contract.PublishPostInput{Post: post("")}, contract.FailInvalid},
		"media missing":  {contract.PublishPostInput{Post: media, Prepared: contract.Prepared{State: contract.PreparedReady}}, contract.FailInvalid},
		"media not done": {contract.PublishPostInput{Post: media, Prepared: contract.Prepared{State: contract.PreparedProcessing, MediaIDs: []string{"1"}}}, contract.FailInvalid},
	} {
		_, err := b.publish(c.in)
		require.Error(t, err, name)
		requireKind(t, c.kind, err)
	}
	require.Empty(t, b.fake.Requests())
}

func TestPublish_DryRunDescribesTheExactRequestsAndTouchesNothing(t *testing.T) {
	t.Parallel()
	s := fake.Start(fake.Options{})
	t.Cleanup(s.Close)
	for name, cfg := range map[string]xcom.Config{"configured": bearer(t, s), "not configured": {BaseURL: s.URL()}} {
		b := benchOn(t, s, cfg)
		p := post(`Bread & "rolls" <today>`)
		p.Thread = []string{"two"}
		p.Media = []contract.PostMedia{
			b.file(contract.MediaImage, "image/png", png(100), "A loaf"),
			b.file(contract.MediaVideo, "video/mp4", mp4(9<<20), ""),
		}
		in := contract.PublishPostInput{Post: p, DryRun: name == "configured"}
		prepared, err := run(b, contract.XEnsurePrepared, contract.PreparePostInput{Post: p, DryRun: in.DryRun})
		require.NoError(t, err)
		require.Equal(t, contract.PreparedReady, prepared.State)
		in.Prepared = prepared
		out, err := b.publish(in)
		require.NoError(t, err)
		require.True(t, out.DryRun)
		require.Empty(t, out.ID)
		require.Equal(t, "1. POST "+s.URL()+"/2/media/upload\n"+
			"   media_category=tweet_image media=<media 1 (image/png, 100 bytes, SHA-256 "+p.Media[0].SHA256+")>\n"+
			"2. POST "+s.URL()+"/2/media/metadata\n"+
			`   {"id":"<ID of media 1>","metadata":{"alt_text":{"text":"A loaf"}}}`+"\n"+
			"3. POST "+s.URL()+"/2/media/upload/initialize\n"+
			`   {"media_category":"tweet_video","media_type":"video/mp4","total_bytes":9437184}`+"\n"+
			"4. POST "+s.URL()+"/2/media/upload/<ID of media 2>/append, 4 times\n"+
			"   segment_index=0..3 media=<media 2 (video/mp4, 9437184 bytes, SHA-256 "+p.Media[1].SHA256+")>\n"+
			"5. POST "+s.URL()+"/2/media/upload/<ID of media 2>/finalize\n"+
			"6. POST "+s.URL()+"/2/tweets\n"+
			`   {"media":{"media_ids":["<ID of media 1>","<ID of media 2>"]},"text":"Bread & \"rolls\" <today>"}`+"\n", out.Request)
		in.Part = 1
		out, err = b.publish(in)
		require.NoError(t, err)
		require.Equal(t, "1. POST "+s.URL()+`/2/tweets`+"\n"+`   {"reply":{"in_reply_to_tweet_id":"<ID of the post before it>"},"text":"two"}`+"\n", out.Request)

		dm := post("Hi")
		dm.Kind, dm.Recipient = contract.PostDM, "@guest"
		out, err = b.publish(contract.PublishPostInput{Post: dm, DryRun: true})
		require.NoError(t, err)
		require.Equal(t, "1. POST "+s.URL()+"/2/dm_conversations/with/<ID of @guest>/messages\n   {\"text\":\"Hi\"}\n", out.Request)

		_, err = run(b, contract.XDeletePost, contract.DeletePostInput{Platform: contract.X, ID: "12", DryRun: true})
		require.NoError(t, err)
	}
	require.Empty(t, s.Requests())
}

func TestDelete_APostGoesOnceAndOneThatIsGoneIsASuccess(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := newBench(t, w, fake.Options{})
		out, err := b.publish(contract.PublishPostInput{Post: post("Sold out")})
		require.NoError(t, err)
		in := contract.DeletePostInput{Platform: contract.X, ID: out.ID}
		for range 2 {
			_, err = run(b, contract.XDeletePost, in)
			require.NoError(t, err)
		}
		require.Empty(t, b.fake.Posts())
		guest := b.fake.AddUser("guest", false)
		in.ID = b.fake.AddPost(guest, "Mine")
		_, err = run(b, contract.XDeletePost, in)
		requireKind(t, contract.FailInvalid, err)
		_, err = run(b, contract.XVerifyPost, contract.VerifyPostInput{Post: post("Sold out"), ID: out.ID})
		requireKind(t, contract.FailNotFound, err)
	})
}

func TestDelete_AnEmptyAnswerIsASuccessAndALostOneIsUnknown(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{})
	out, err := b.publish(contract.PublishPostInput{Post: post("Sold out")})
	require.NoError(t, err)
	in := contract.DeletePostInput{Platform: contract.X, ID: out.ID}
	b.fake.On("deletePosts").CommitThenDrop(1)
	_, err = run(b, contract.XDeletePost, in)
	requireKind(t, contract.FailOutcomeUnknown, err)
	b.fake.On("deletePosts").Answer(204, "", "", 1)
	_, err = run(b, contract.XDeletePost, in)
	require.NoError(t, err)
	b.fake.On("deletePosts").FailHTML(404, 1)
	_, err = run(b, contract.XDeletePost, in)
	requireKind(t, contract.FailTransient, err)
}

func TestNotConfigured_ReadsSaySoAndTheAccountToo(t *testing.T) {
	t.Parallel()
	s := fake.Start(fake.Options{})
	t.Cleanup(s.Close)
	b := benchOn(t, s, xcom.Config{})
	require.False(t, b.acts.Configured())
	account, err := run(b, contract.XFetchAccount, contract.FetchAccountInput{})
	require.NoError(t, err)
	require.False(t, account.Configured)
	_, err = run(b, contract.XFindPost, contract.FindPostInput{Post: post("a")})
	requireKind(t, contract.FailNotConfigured, err)
	_, err = run(b, contract.XVerifyPost, contract.VerifyPostInput{Post: post("a"), ID: "1"})
	requireKind(t, contract.FailNotConfigured, err)
	_, err = run(b, contract.XFetchMetrics, contract.FetchMetricsInput{Platform: contract.X, ID: "1"})
	requireKind(t, contract.FailNotConfigured, err)
	b.acts.Probe(t.Context())
}

func replace(form, id string) string {
	for i := range len(form) - 1 {
		if form[i:i+2] == "%s" {
			return form[:i] + id + form[i+2:]
		}
	}
	return form
}
