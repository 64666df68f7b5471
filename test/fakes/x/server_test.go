package x_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/dghubble/oauth1"
	"github.com/stretchr/testify/require"

	fake "github.com/autonomous-employee/employee/test/fakes/x"
)

const (
	png = "\x89PNG\r\n\x1a\n and the rest of it"
	mp4 = "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom and the rest of it"
)

func TestFake_RefusesWhatItDoesNotModelAndNotesIt(t *testing.T) {
	t.Parallel()
	b := open(t, fake.Options{})
	for _, try := range []func(){
		func() { b.create(`{"text":"a","poll":{"options":["a","b"],"duration_minutes":5}}`, 400) },
		func() { b.create(`{"txt":"a"}`, 400) },
		func() { b.create(`{"text":"a"} {"text":"b"}`, 400) },
		func() { b.get("/2/users/me?post.fields=id", 400) },
		func() { b.get("/2/tweets/1?post.fields=shoe_size", 200) },
		func() { b.get("/2/users/"+b.OwnerID()+"/tweets?exclude=replies", 400) },
		func() { b.get("/2/users/"+b.OwnerID()+"/tweets?post.fields=id&tweet.fields=id", 400) },
		func() { b.get("/2/tweets/search/recent?query=a", 404) },
		func() { b.send(http.MethodPut, "/2/tweets", "application/json", `{}`, 404) },
		func() { b.send(http.MethodPost, "/2/tweets", "text/plain", `{"text":"a"}`, 400) },
		func() { b.send(http.MethodDelete, "/2/tweets/1", "application/json", `{}`, 400) },
	} {
		before := len(b.Violations())
		try()
		if !strings.HasSuffix(b.Requests()[len(b.Requests())-1].Path, "/2/tweets/1") || len(b.Requests()[len(b.Requests())-1].Body) > 0 {
			require.Len(t, b.Violations(), before+1)
		}
	}
	require.Empty(t, b.Posts())
}

func TestFake_GivesTextsBackAsXDoesInBothDialects(t *testing.T) {
	t.Parallel()
	b := open(t, fake.Options{Handle: "bakery"})
	root := b.create(`{"text":"Bread & <b> https://bakery.example/?a=1&b=2, now"}`, 201)
	b.create(`{"text":"more","reply":{"in_reply_to_tweet_id":"`+root+`"}}`, 201)
	for dialect, names := range map[string][3]string{
		"post.fields=entities,public_metrics,created_at&expansions=referenced_posts": {"referenced_posts", "repost_count", "edit_history_post_ids"},
		"tweet.fields=entities,public_metrics,created_at,referenced_tweets":          {"referenced_tweets", "retweet_count", "edit_history_tweet_ids"},
	} {
		out := b.get("/2/users/"+b.OwnerID()+"/tweets?"+dialect, 200)
		posts := out["data"].([]any)
		require.Len(t, posts, 2)
		newest, oldest := posts[0].(map[string]any), posts[1].(map[string]any)
		require.Equal(t, []any{map[string]any{"type": "replied_to", "id": root}}, newest[names[0]])
		require.NotContains(t, oldest, names[0])
		require.Contains(t, oldest["public_metrics"], names[1])
		require.Contains(t, oldest, names[2])
		link := oldest["entities"].(map[string]any)["urls"].([]any)[0].(map[string]any)
		require.Equal(t, "https://bakery.example/?a=1&b=2", link["expanded_url"])
		require.Equal(t, "Bread &amp; &lt;b&gt; "+link["url"].(string)+", now", oldest["text"])
		require.Contains(t, link["url"], "https://t.co/")
	}
	legacy := open(t, fake.Options{Legacy: true})
	one := legacy.create(`{"text":"a"}`, 201)
	require.NotContains(t, legacy.get("/2/tweets/"+one+"?post.fields=created_at", 200)["data"], "created_at", "not known, and passed over")
	require.Contains(t, legacy.get("/2/tweets/"+one+"?tweet.fields=created_at", 200)["data"], "created_at")
}

func TestFake_CountsWeightedLength(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"": 0, "abc": 3, "ä": 1, "日本": 4, "👩‍🍳": 2, "🇫🇷🇩🇪": 4, "👍🏽": 2, "❤️": 2, "1️⃣": 2, "a https://bakery.example/a/very/long/address?with=a&query=b.": 26,
		"bakery.com": 23, "e.g. that": 9, "“quoted” – yes": 14,
	} {
		require.Equal(t, want, fake.Weight(text), text)
	}
	b := open(t, fake.Options{})
	b.create(`{"text":"`+strings.Repeat("日", 140)+`"}`, 201)
	b.create(`{"text":"`+strings.Repeat("日", 140)+`a"}`, 403)
}

func TestFake_ARefreshTokenIsGoodOnce(t *testing.T) {
	t.Parallel()
	b := open(t, fake.Options{})
	path, err := b.WriteTokenFile(t.TempDir())
	require.NoError(t, err)
	first := readJSON(t, path)
	refresh := func(token, secret string) (int, map[string]any) {
		form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {token}}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, b.URL()+"/2/oauth2/token", strings.NewReader(form.Encode()))
		require.NoError(t, err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.SetBasicAuth(b.ClientID(), secret)
		return do(t, req)
	}
	old, _ := first["refresh_token"].(string)
	status, _ := refresh(old, "wrong")
	require.Equal(t, 401, status)
	status, second := refresh(old, b.ClientSecret())
	require.Equal(t, 200, status)
	require.NotEqual(t, old, second["refresh_token"])
	require.False(t, b.LivingRefresh(old))
	status, answer := refresh(old, b.ClientSecret())
	require.Equal(t, 400, status)
	require.Equal(t, "invalid_request", answer["error"])
	require.Equal(t, 1, b.Refreshes())

	b.token, _ = second["access_token"].(string)
	b.get("/2/users/me", 200)
	b.ExpireTokens()
	b.get("/2/users/me", 401)
}

func TestFake_TokensNeedTheirScopesAndEnd(t *testing.T) {
	t.Parallel()
	now := time.Now()
	b := open(t, fake.Options{Now: func() time.Time { return now }, TokenLifetime: time.Hour})
	b.token = b.AccessToken("tweet.read", "users.read")
	b.get("/2/users/me", 200)
	b.create(`{"text":"a"}`, 403)
	now = now.Add(time.Hour)
	b.get("/2/users/me", 401)
	b.token = "unknown"
	b.get("/2/users/me", 401)
}

func TestFake_ChecksSignaturesOfOAuth1(t *testing.T) {
	t.Parallel()
	b := open(t, fake.Options{})
	call := func(secret, path string) (int, map[string]any) {
		client := oauth1.NewConfig(fake.APIKey, fake.APISecret).Client(t.Context(), oauth1.NewToken(fake.UserToken, secret))
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.URL()+path, nil)
		require.NoError(t, err)
		resp, err := client.Do(req)
		require.NoError(t, err)
		defer resp.Body.Close()
		require.Equal(t, resp.StatusCode == http.StatusOK, resp.Header.Get("x-access-level") != "")
		return resp.StatusCode, nil
	}
	status, _ := call(fake.UserSecret, "/2/users/me?user.fields=protected,verified_type")
	require.Equal(t, 200, status)
	status, _ = call("other", "/2/users/me")
	require.Equal(t, 401, status)
}

func TestFake_LimitsAreCountedAndTold(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	b := open(t, fake.Options{Now: func() time.Time { return now }, PostLimit: 2})
	b.create(`{"text":"a"}`, 201)
	b.create(`{"text":"b"}`, 201)
	b.create(`{"text":"c"}`, 429)
	now = now.Add(15 * time.Minute)
	b.create(`{"text":"c"}`, 201)
	b.create(`{"text":"c"}`, 403)
	require.Equal(t, 1, b.Count("c"))
}
