package x_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	fake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/test/fakes/x/openapi"
)

func spec(t *testing.T) *openapi.Spec {
	t.Helper()
	s, err := openapi.Load(filepath.Join("..", "..", "..", "..", "shared", "contracts", "x", "x-openapi.json"))
	if err != nil {
		t.Skipf("X's OpenAPI document is not at hand: %v", err)
	}
	return s
}

func TestContract_EveryEndpointParameterAndScopeIsXs(t *testing.T) {
	t.Parallel()
	s := spec(t)
	for _, e := range fake.Endpoints() {
		op, known := s.Operation(e.Op)
		require.True(t, known, e.Op)
		require.Equal(t, op.Method, e.Method, e.Op)
		require.Equal(t, op.Path, e.Path, e.Op)
		require.ElementsMatch(t, op.Scopes, e.Scopes, e.Op)
		for _, name := range e.Query {
			require.Contains(t, op.Query, name, e.Op)
		}
		names, required := s.BodyFields(e.Op, e.Wants)
		require.Subset(t, names, e.Body, e.Op)
		require.Subset(t, e.Body, required, e.Op)
		require.Equal(t, e.Wants == "", len(names) == 0, e.Op)
	}
	timeline, _ := s.Operation("getUsersPosts")
	require.Subset(t, timeline.Query["post.fields"], fake.PostFields())
	require.Subset(t, timeline.Query["expansions"], fake.PostExpansions())
	messages, _ := s.Operation("getDirectMessagesEventsByParticipantId")
	require.Subset(t, messages.Query["dm_event.fields"], fake.MessageFields())
}

func TestContract_RequestsAndAnswersFitXsSchemas(t *testing.T) {
	t.Parallel()
	s := spec(t)
	b := open(t, fake.Options{Processing: 1})
	guest := b.AddUser("guest", false)
	image := b.upload("tweet_image", []byte(png))
	video := b.chunks("tweet_video", "video/mp4", []byte(mp4[:30]), []byte(mp4[30:]))
	b.get("/2/media/upload?command=STATUS&media_id="+video, 200)
	b.post("/2/media/metadata", `{"id":"`+image+`","metadata":{"alt_text":{"text":"A loaf"}}}`, 200)
	root := b.create(`{"text":"Bread & butter https://bakery.example/?a=1&b=2","media":{"media_ids":["`+image+`"]}}`, 201)
	b.create(`{"text":"With a film","media":{"media_ids":["`+video+`"]}}`, 201)
	b.create(`{"text":"and more","reply":{"in_reply_to_tweet_id":"`+root+`"}}`, 201)
	b.create(`{"text":"Bread & butter https://bakery.example/?a=1&b=2"}`, 403)
	b.create(`{"text":""}`, 400)
	b.create(`{"text":"`+strings.Repeat("x", 281)+`"}`, 403)
	b.SetMetrics(root, map[string]int64{"like_count": 3, "url_link_clicks": 2})
	all := "post.fields=" + strings.Join(fake.PostFields(), ",") + "&expansions=" + strings.Join(fake.PostExpansions(), ",")
	b.get("/2/tweets/"+root+"?"+all, 200)
	b.get("/2/tweets/12?"+all, 200)
	b.get("/2/users/me?user.fields=verified_type,protected", 200)
	b.get("/2/users/by/username/guest", 200)
	b.get("/2/users/by/username/nobody", 200)
	b.get("/2/users/"+b.OwnerID()+"/tweets?max_results=5&start_time="+time.Now().Add(-time.Hour).UTC().Format("2006-01-02T15:04:05Z")+"&"+all, 200)
	b.get("/2/users/"+b.OwnerID()+"/tweets?max_results=4", 400)
	b.post("/2/dm_conversations/with/"+guest+"/messages", `{"text":"Hello <you>"}`, 201)
	b.AddMessage(guest, "Hello you")
	b.get("/2/dm_conversations/with/"+guest+"/dm_events?expansions=sender_id&event_types=MessageCreate&dm_event.fields="+strings.Join(fake.MessageFields(), ","), 200)
	b.send(http.MethodDelete, "/2/tweets/"+root, "", "", 200)
	b.send(http.MethodDelete, "/2/tweets/"+root, "", "", 404)
	b.OutOfCredits(true)
	b.create(`{"text":"No money"}`, 402)
	b.OutOfCredits(false)
	b.On("").RateLimit(time.Now().Add(time.Minute), 1)
	b.create(`{"text":"No time"}`, 429)

	require.Empty(t, b.Violations())
	seen := map[string]bool{}
	for _, r := range b.Requests() {
		seen[r.Op] = true
		if r.Status != 400 {
			require.NoError(t, s.Request(r.Op, r.Query, r.ContentType, r.Body))
		}
		require.NoError(t, s.Answer(r.Op, r.Status, r.AnswerType, r.Answer), string(r.Answer))
	}
	for _, e := range fake.Endpoints() {
		require.True(t, seen[e.Op], "%s was never asked", e.Op)
	}
}

func TestContract_TheCheckItselfRefuses(t *testing.T) {
	t.Parallel()
	s := spec(t)
	for name, err := range map[string]error{
		"member":       s.Request("createPosts", nil, "application/json", []byte(`{"txt":"a"}`)),
		"pattern":      s.Request("createPosts", nil, "application/json", []byte(`{"reply":{"in_reply_to_tweet_id":"x"}}`)),
		"items":        s.Request("createPosts", nil, "application/json", []byte(`{"media":{"media_ids":[]}}`)),
		"required":     s.Request("createMediaMetadata", nil, "application/json", []byte(`{}`)),
		"anyOf":        s.Request("createDirectMessagesByParticipantId", nil, "application/json", []byte(`{}`)),
		"content type": s.Request("createPosts", nil, "text/plain", []byte(`{}`)),
		"enum":         s.Request("getUsersMe", map[string][]string{"user.fields": {"shoe_size"}}, "", nil),
		"parameter":    s.Request("getUsersMe", map[string][]string{"tweet.fields": {"id"}}, "", nil),
		"status":       s.Answer("createPosts", 200, "application/json", []byte(`{}`)),
		"answer":       s.Answer("createPosts", 201, "application/json", []byte(`{"data":{"id":"1"}}`)),
		"type":         s.Answer("createPosts", 201, "application/json", []byte(`{"data":{"id":1,"text":"a"}}`)),
		"problem":      s.Answer("createPosts", 404, "application/problem+json", []byte(`{"type":"https://api.x.com/2/problems/resource-not-found","title":"a","detail":"b"}`)),
	} {
		require.Error(t, err, name)
	}
}
