package facebook_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/graph"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestAccount_TellsThePageAndWhenTheTokenEnds(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{AppSecret: "shh"})
	fetch := func() contract.Account {
		a, err := o.FetchAccount(t.Context(), contract.FetchAccountInput{})
		require.NoError(t, err)
		return a
	}
	a := fetch()
	require.Equal(t, []string{graph.PageID, graph.PageName, ""}, []string{a.ID, a.Name, a.Problem})
	require.True(t, a.Configured)
	require.Zero(t, a.TokenExpires)
	end := time.Now().Add(48 * time.Hour).UTC().Truncate(time.Second)
	o.TokenExpires(graph.PageToken, end)
	require.Equal(t, end, fetch().TokenExpires)
	o.KillToken(graph.PageToken, "password changed")
	require.Contains(t, fetch().Problem, "FACEBOOK_PAGE_TOKEN")
	o.KillToken(graph.PageToken, "")
	require.Empty(t, fetch().Problem, "a renewed token is well again")
	o.clean()
}

func TestAccount_MissingRightsAreNamed(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	a, err := o.as(string(graph.RightlessToken), "").FetchAccount(t.Context(), contract.FetchAccountInput{})
	require.NoError(t, err)
	require.Contains(t, a.Problem, "pages_manage_posts")
	require.NotContains(t, a.Problem, "pages_read_engagement")
	a, err = o.as(string(graph.UserToken), "").FetchAccount(t.Context(), contract.FetchAccountInput{})
	require.NoError(t, err)
	require.Contains(t, a.Problem, "a person's")
	a, err = o.as(string(graph.OtherPageToken), "").FetchAccount(t.Context(), contract.FetchAccountInput{})
	require.NoError(t, err)
	require.Contains(t, a.Problem, "another page")
	a, err = o.as("nonsense", "").FetchAccount(t.Context(), contract.FetchAccountInput{})
	require.NoError(t, err)
	require.Contains(t, a.Problem, "refused")
	o.On("GET page").HTML(503, 1)
	_, err = o.FetchAccount(t.Context(), contract.FetchAccountInput{})
	wantKind(t, contract.FailTransient, err)
}

func TestDelete_TakesAwayOnceAndWhatIsGoneIsDone(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	remove := func(id string) error {
		_, err := o.DeletePost(t.Context(), contract.DeletePostInput{Platform: contract.Facebook, ID: id})
		return err
	}
	id := o.publish(post("x")).ID
	require.NoError(t, remove(id))
	require.Empty(t, o.Live())
	require.NoError(t, remove(id), "it is gone already")
	id = o.publish(post("y")).ID
	o.On("DELETE post").CommitThenDrop(1)
	require.NoError(t, remove(id), "it is looked for and is gone")
	id = o.publish(post("z")).ID
	o.On("DELETE post").Reset(1)
	wantKind(t, contract.FailOutcomeUnknown, remove(id))
	o.On("DELETE post").FailAs("no right", 1)
	wantKind(t, contract.FailAuth, remove(id))
	wantKind(t, contract.FailInvalid, remove("../me"))
	require.Len(t, o.Live(), 1)
}

func TestMetrics_WhatIsNotGivenIsMissingAndNeverZero(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	id := o.publish(post("x")).ID
	o.SetMetric(id, "post_media_view", 120)
	o.SetMetric(id, "post_clicks", 0)
	o.SetMetric(id, "reactions", 7)
	o.SetMetric(id, "shares", 2)
	o.RemoveMetric("post_total_media_view_unique")
	m, err := o.FetchMetrics(t.Context(), contract.FetchMetricsInput{Platform: contract.Facebook, ID: id})
	require.NoError(t, err)
	require.Equal(t, []contract.Metric{{Name: "likes", Count: 7}, {Name: "comments", Count: 0}, {Name: "shares", Count: 2}, {Name: "views", Count: 120}, {Name: "clicks", Count: 0}}, m.Values)
	require.Equal(t, []string{"reach"}, m.Missing)
	o.On("GET post/insights").FailAs("service down", 1)
	_, err = o.FetchMetrics(t.Context(), contract.FetchMetricsInput{Platform: contract.Facebook, ID: id})
	wantKind(t, contract.FailTransient, err)
	o.clean()
}

func TestMetrics_OfAVideoAndWhenTheLimitsAreNearlyUsedUp(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	p := post("x")
	p.Media = []contract.PostMedia{{Source: "https://cdn.example.com/v.mp4"}}
	id := o.publish(p).ID
	o.SetMetric(id, "views", 31)
	in := contract.FetchMetricsInput{Platform: contract.Facebook, ID: id} // what kind it is was not known of an address
	m, err := o.FetchMetrics(t.Context(), in)
	require.NoError(t, err)
	require.Equal(t, contract.Metric{Name: "views", Count: 31}, m.Values[0])
	require.ElementsMatch(t, []string{"reach", "shares", "clicks"}, m.Missing)
	o.On("POST page/feed").RateLimit(1, 1) // tells that all is used
	wantKind(t, contract.FailRateLimited, o.attempt(post("y")))
	asked := o.Count()
	_, err = o.FetchMetrics(t.Context(), in)
	wantKind(t, contract.FailRateLimited, err)
	require.Equal(t, asked, o.Count(), "figures leave the rest to posts")
	o.clean()
}

func TestMetrics_OfAnAnswer(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	reply := post("Yes")
	reply.Kind, reply.ReplyTo = contract.PostReply, o.publish(post("x")).ID
	id := o.publish(reply).ID
	o.AddComment(id, "Thanks")
	o.SetMetric(id, "likes", 4)
	m, err := o.FetchMetrics(t.Context(), contract.FetchMetricsInput{Platform: contract.Facebook, ID: id})
	require.NoError(t, err)
	require.Equal(t, []contract.Metric{{Name: "likes", Count: 4}, {Name: "comments", Count: 1}}, m.Values)
	o.clean()
}

func TestPrepare_RefusedMediaIsAStateAndAReelsUploadIsFollowed(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{Processing: 1})
	p := post("x")
	p.Media = []contract.PostMedia{o.photo("a.jpg", "")}
	prepare := func() (contract.Prepared, error) {
		return o.EnsurePrepared(t.Context(), contract.PreparePostInput{Post: p})
	}
	for row, again := range map[string]bool{"fetch failed": true, "download timeout": true, "image too large": false, "bad parameter": false} {
		o.On("POST page/photos").FailAs(row, 1)
		got, err := prepare()
		require.NoError(t, err)
		require.Equal(t, contract.PreparedFailed, got.State)
		require.Equal(t, again, got.Retry, row)
		require.NotEmpty(t, got.Problem)
	}
	o.On("POST page/photos").CommitThenDrop(1)
	_, err := prepare()
	wantKind(t, contract.FailTransient, err)
	p.Media[0].SHA256 = "nowhere"
	_, err = prepare()
	require.Contains(t, wantKind(t, contract.FailNotFound, err), "a.jpg")

	p.Media = []contract.PostMedia{o.keep(contract.PostMedia{Source: "r.mp4", Kind: contract.MediaVideo, Width: 1080, Height: 1920, DurationMS: 9000}, 100)}
	got := o.prepare(p)
	follow := func() contract.Prepared {
		next, err := o.FetchPrepared(t.Context(), contract.FetchPreparedInput{Post: p, Prepared: got})
		require.NoError(t, err)
		return next
	}
	require.Equal(t, contract.PreparedReady, follow().State)
	o.On("GET video").FailAs("missing object", 1)
	require.Equal(t, contract.PreparedExpired, follow().State)
	o.Spoil(got.MediaIDs[0], "The codec is not known.")
	require.Equal(t, contract.PreparedFailed, follow().State)
	o.On("POST rupload").Fail(400, map[string]any{"debug_info": map[string]any{"retriable": true, "type": "ProcessingFailedError", "message": "Request processing failed"}}, 1)
	failed, err := prepare()
	require.NoError(t, err)
	require.True(t, failed.Retry)
}
