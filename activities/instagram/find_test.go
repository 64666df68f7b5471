package instagram_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/autonomous-employee/employee/activities/instagram"
	"github.com/autonomous-employee/employee/test/fakes/graph"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestLostAnswer_TheContainerKnowsForSure(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(graph.Script){
		"dropped":       func(s graph.Script) { s.CommitThenDrop(1) },
		"cut":           func(s graph.Script) { s.CommitThenCut(1) },
		"empty":         func(s graph.Script) { s.CommitThenRaw(200, "", 1) },
		"without an ID": func(s graph.Script) { s.CommitThenRaw(200, "{}", 1) },
		"a web page":    func(s graph.Script) { s.CommitThenRaw(502, "<html>", 1) },
		"server failed": func(s graph.Script) { s.CommitThenFail("server failed", 1) },
		// A post is known to have come out in spite of this refusal.
		"action blocked": func(s graph.Script) { s.CommitThenFail("action blocked", 1) },
		"not found":      func(s graph.Script) { s.CommitThenFail("container not found", 1) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := open(t, graph.Options{EmptyPage: true})
			p := picture("Fresh bread & rolls")
			o.AddMedia(p.Text, time.Now().Add(-time.Minute))
			prepared := o.ensure(p)
			since := time.Now()
			lose(o.On("POST ig/media_publish"))
			_, err := o.PublishPost(t.Context(), o.publishing(p, 0, "", prepared))
			wantKind(t, contract.FailOutcomeUnknown, err)
			o.AddMedia("by hand, later", time.Now())
			found := o.find(p, 0, "", prepared, since)
			require.True(t, found.Certain)
			require.Len(t, found.Posts, 1)
			require.Equal(t, o.Live()[1].ID, found.Posts[0].ID)
			_, err = o.PublishPost(t.Context(), o.publishing(p, 0, "", prepared))
			wantKind(t, contract.FailOutcomeUnknown, err)
			require.Equal(t, 1, o.Count("POST ig/media_publish"), "a container that is published is not published again")
			o.clean()
		})
	}
}

func TestLostAnswer_WhatWasNotCarriedOutIsAbsentForSureAndCanBePublished(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	p := picture("x")
	prepared := o.ensure(p)
	since := time.Now()
	o.On("POST ig/media_publish").Reset(1)
	_, err := o.PublishPost(t.Context(), o.publishing(p, 0, "", prepared))
	wantKind(t, contract.FailOutcomeUnknown, err)
	found := o.find(p, 0, "", prepared, since)
	require.True(t, found.Certain)
	require.Empty(t, found.Posts)
	o.publishReady(p, prepared)
	require.Len(t, o.Live(), 1)
}

// A clock that was wrong at the attempt and is right when the post is looked for
// must not hide it, or what hangs on it is posted twice.
func TestFind_AClockThatIsPutRightInBetweenHidesNothing(t *testing.T) {
	t.Parallel()
	for _, off := range []time.Duration{-24 * time.Hour, -time.Hour, time.Hour, 24 * time.Hour} {
		wrong := off
		o := open(t, graph.Options{}, instagram.WithClock(func() time.Time { return time.Now().Add(wrong) }))
		sent := func(err error) time.Time {
			wantKind(t, contract.FailOutcomeUnknown, err)
			var app *temporal.ApplicationError
			require.ErrorAs(t, err, &app)
			var sent contract.Sent
			require.NoError(t, app.Details(&sent))
			require.WithinDuration(t, time.Now(), sent.At, 10*time.Second, "Instagram's clock")
			return sent.At
		}
		p := picture("x")
		p.FirstComment = "y"
		prepared := o.ensure(p)
		o.On("POST ig/media_publish").CommitThenDrop(1)
		_, err := o.PublishPost(t.Context(), o.publishing(p, 0, "", prepared))
		began := sent(err)
		wrong = 0
		found := o.find(p, 0, "", prepared, began)
		require.Len(t, found.Posts, 1, off)
		wrong = off
		id := found.Posts[0].ID
		o.On("POST media/comments").CommitThenDrop(1)
		_, err = o.PublishPost(t.Context(), o.publishing(p, 1, id, prepared))
		began = sent(err)
		wrong = 0
		require.Len(t, o.find(p, 1, id, contract.Prepared{}, began).Posts, 1, off)
		o.clean()
	}
}

// The listing lags behind the container: this must not look like absence.
func TestFind_PublishedButNotListedYetIsNoAnswer(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	p := picture("x")
	prepared := o.ensure(p)
	o.publishReady(p, prepared)
	o.On("GET ig/media").Raw(200, `{"data":[]}`, 1)
	_, err := o.FindPost(t.Context(), contract.FindPostInput{Post: p, Prepared: prepared, Since: time.Now()})
	wantKind(t, contract.FailTransient, err)
	o.On("GET container").FailAs("missing object", 1)
	_, err = o.FindPost(t.Context(), contract.FindPostInput{Post: p, Prepared: prepared, Since: time.Now()})
	require.Error(t, err, "a container out of sight proves nothing")
}

func TestFind_CommentsByTextSelfAndTime(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	p := picture("x")
	p.FirstComment = "More inside"
	first := o.publishReady(p, o.ensure(p))
	o.AddComment(first.ID, "More inside")
	since := time.Now()
	o.On("POST media/comments").CommitThenDrop(1)
	_, err := o.PublishPost(t.Context(), o.publishing(p, 1, first.ID, contract.Prepared{}))
	wantKind(t, contract.FailOutcomeUnknown, err)
	found := o.find(p, 1, first.ID, contract.Prepared{}, since)
	require.Len(t, found.Posts, 1)
	require.Equal(t, o.Live("comment")[0].ID, found.Posts[0].ID)
	require.Empty(t, o.find(p, 1, first.ID, contract.Prepared{}, since.Add(time.Hour)).Posts)
}

// Every row of the error table, as it ends the publishing of a container.
func TestErrors_EachRowEndsPublishingAsTheTableSays(t *testing.T) {
	t.Parallel()
	special := map[string]contract.FailureKind{
		// The container itself is there and ready, so the refusal passes.
		"container expired": contract.FailTransient, "container not found": contract.FailTransient, "container not yours": contract.FailTransient,
		"media not ready": contract.FailTransient, "download timeout": contract.FailTransient, "fetch failed": contract.FailTransient,
		"missing object": contract.FailTransient, "duplicate": contract.FailConflict,
		"action blocked": contract.FailOutcomeUnknown, "unknown error": contract.FailOutcomeUnknown, "service down": contract.FailOutcomeUnknown, "server failed": contract.FailOutcomeUnknown,
	}
	for _, row := range graph.Rows() {
		t.Run(row, func(t *testing.T) {
			t.Parallel()
			o := open(t, graph.Options{})
			p := picture("x")
			prepared := o.ensure(p)
			o.On("POST ig/media_publish").FailAs(row, 1)
			_, err := o.PublishPost(t.Context(), o.publishing(p, 0, "", prepared))
			var e *temporal.ApplicationError
			require.ErrorAs(t, err, &e)
			require.True(t, e.NonRetryable())
			if kind, is := special[row]; is {
				require.Equal(t, string(kind), e.Type())
			} else {
				require.Contains(t, []string{"rate_limited", "auth", "invalid"}, e.Type())
			}
			var wait contract.RateWait
			if row == "daily limit" {
				require.NoError(t, e.Details(&wait))
				require.WithinDuration(t, time.Now().Add(24*time.Hour), wait.Until, time.Minute)
			}
			var block contract.AccountBlocked
			if row == "account restricted" || row == "policy block" || row == "action blocked" {
				require.NoError(t, e.Details(&block))
				require.Equal(t, contract.Instagram, block.Platform)
			}
		})
	}
}

func TestAccount_QuotaTokenAndRights(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{QuotaTotal: 25})
	p := picture("x")
	o.publishReady(p, o.ensure(p))
	fetch := func(a *instagram.Activities) contract.Account {
		account, err := a.FetchAccount(t.Context(), contract.FetchAccountInput{})
		require.NoError(t, err)
		return account
	}
	account := fetch(o.Activities)
	require.Equal(t, []int{1, 25}, []int{account.QuotaUsed, account.QuotaTotal})
	require.Equal(t, graph.Username, account.Name)
	require.Contains(t, fetch(o.as(string(graph.RightlessToken), "")).Problem, "instagram_content_publish")
	require.Contains(t, fetch(o.as(string(graph.ExpiredToken), "")).Problem, "expired")
	end := time.Now().Add(time.Hour).UTC().Truncate(time.Second)
	o.TokenExpires(graph.PageToken, end)
	require.Equal(t, end, fetch(o.Activities).TokenExpires)
	o.clean()
}

func TestDelete_WithTheRightToDoIt(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	p := picture("x")
	id := o.publishReady(p, o.ensure(p)).ID
	remove := func(a *instagram.Activities) error {
		_, err := a.DeletePost(t.Context(), contract.DeletePostInput{Platform: contract.Instagram, ID: id})
		return err
	}
	require.Contains(t, wantKind(t, contract.FailAuth, remove(o.as(string(graph.RightlessToken), ""))), "instagram_manage_contents")
	o.On("DELETE media").FailAs("deletion not supported", 1)
	require.Contains(t, wantKind(t, contract.FailInvalid, remove(o.Activities)), "by hand")
	o.On("DELETE media").Reset(1)
	wantKind(t, contract.FailOutcomeUnknown, remove(o.Activities))
	require.Len(t, o.Live(), 1)
	o.On("DELETE media").CommitThenDrop(1)
	require.NoError(t, remove(o.Activities), "it is looked for and is gone")
	require.Empty(t, o.Live())
	require.NoError(t, remove(o.Activities), "it is gone already")
}

func TestMetrics_WhatIsNotGivenIsMissingAndNeverZero(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	id := o.AddMedia("x", time.Now())
	o.SetMetric(id, "views", 40)
	o.SetMetric(id, "saved", 0)
	o.SetMetric(id, "total_interactions", 9)
	o.RemoveMetric("reach")
	m, err := o.FetchMetrics(t.Context(), contract.FetchMetricsInput{Platform: contract.Instagram, ID: id})
	require.NoError(t, err)
	require.Equal(t, []contract.Metric{{Name: "views", Count: 40}, {Name: "saves", Count: 0}, {Name: "total_interactions", Count: 9}}, m.Values)
	require.Equal(t, []string{"reach", "likes", "comments", "shares"}, m.Missing)
	o.clean()
}

func TestRegisterAndNotConfigured(t *testing.T) {
	t.Parallel()
	a, err := instagram.New(instagram.Config{})
	require.NoError(t, err)
	require.False(t, a.Configured())
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestActivityEnvironment()
	a.Register(env)
	for _, name := range []string{"FetchAccount", "EnsurePrepared", "FetchPrepared", "PublishPost", "FindPost", "VerifyPost", "DeletePost", "FetchMetrics"} {
		_, err := env.ExecuteActivity("instagram."+name, map[string]any{})
		if err != nil {
			require.NotContains(t, err.Error(), "unable to find", name)
		}
	}
	o := &office{t: t}
	out, err := a.PublishPost(t.Context(), o.publishing(picture("x"), 0, "", contract.Prepared{}))
	require.NoError(t, err)
	require.True(t, out.DryRun)
	_, err = a.FindPost(t.Context(), contract.FindPostInput{})
	wantKind(t, contract.FailNotConfigured, err)
}
